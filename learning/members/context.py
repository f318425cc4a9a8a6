"""What every template knows about the phone it is shown on."""

from django.utils.functional import SimpleLazyObject

from learning.members import phones


def phone(request):
    """`shared_phone`: show the big *Leave* button. Lazy: most pages never ask."""
    return {"shared_phone": SimpleLazyObject(lambda: phones.is_shared(request))}
