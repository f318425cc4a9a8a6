"""What an action refused, said beside the field it is about."""

from django.core.exceptions import ValidationError


def say(form, refused: ValidationError) -> None:
    """Adds the errors to the form; those of no field of it stand above it."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused.messages)
        return
    for field, errors in refused.message_dict.items():
        form.add_error(field if field in form.fields else None, errors)
