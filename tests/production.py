"""The real settings, for `check --deploy`, with the one warning that is answered."""

from cms.settings import *  # noqa: F403, TID251 -- this is the settings module

# Wagtail shows previews in a frame of its own, so X_FRAME_OPTIONS is SAMEORIGIN.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
