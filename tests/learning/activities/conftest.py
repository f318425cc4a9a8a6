"""Properties are about laws, not about time: a busy machine must not break them."""

from hypothesis import settings

settings.register_profile("palabre", deadline=None)
settings.load_profile("palabre")
