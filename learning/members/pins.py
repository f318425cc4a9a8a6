"""What a PIN or password must be: long enough, and not the first guess.

Validators in Django's shape, listed in AUTH_PASSWORD_VALIDATORS, so that every way to
set a secret asks them.
"""

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHORTEST_PIN = 6
SHORTEST_STAFF_PASSWORD = 12
LONGEST = 128

# Columns and corners of a phone's keypad, which thumbs find by themselves.
KEYPAD_WALKS = ("147258369", "741852963", "159753", "951357", "123654", "321456")
COUNTING = "01234567890123456789"


class SecretValidator(CommonPasswordValidator):
    """Refuses what is short, and 111111, 123456, 121212, 147258, "football": what a
    colleague would try first. One answer at a time, and it says what to do."""

    def validate(self, password, user=None):
        if len(password) < SHORTEST_PIN:
            raise ValidationError(
                _("Use %(fewest)d digits or more, or a password.")
                % {"fewest": SHORTEST_PIN},
                code="too_short",
            )
        if len(password) > LONGEST:
            raise ValidationError(
                _("That is longer than we can keep. %(most)d characters are enough.")
                % {"most": LONGEST},
                code="too_long",
            )
        if "\x00" in password:
            raise ValidationError(_("Use letters and digits."), code="not_text")
        if (
            is_guessable(password)
            or password.lower().strip() in self.passwords
            or (user and in_sign_in_name(password, user))
        ):
            raise ValidationError(
                _(
                    "Other people would guess that first. Choose digits that do not "
                    "follow or repeat each other."
                ),
                code="guessable",
            )

    def get_help_text(self):
        return gettext_lazy("Six digits or more that nobody guesses, or a password.")


class StaffPasswordValidator:
    """Staff reach other people's data: a PIN is not enough for them."""

    def validate(self, password, user=None):
        if getattr(user, "email", "") and len(password) < SHORTEST_STAFF_PASSWORD:
            raise ValidationError(
                _("Staff need a password of %(fewest)d characters or more.")
                % {"fewest": SHORTEST_STAFF_PASSWORD},
                code="staff_too_short",
            )

    def get_help_text(self):
        return gettext_lazy("Staff: 12 characters or more.")


def is_guessable(secret: str) -> bool:
    if len(set(secret)) <= 2:
        return True
    if not secret.isdigit():
        return False
    return (
        secret in COUNTING
        or secret in COUNTING[::-1]
        or any(secret in walk or secret in walk[::-1] for walk in KEYPAD_WALKS)
        or _repeats(secret)
    )


def in_sign_in_name(secret: str, user) -> bool:
    """The sign-in name itself, or its digits in the PIN, is no secret."""
    name = getattr(user, "sign_in_name", "") or ""
    digits = name.rpartition("-")[2]
    return bool(name) and (
        secret.lower() == name or (digits.isdigit() and digits in secret)
    )


def _repeats(secret: str) -> bool:
    """123123, 484848: a shorter piece said again."""
    return secret in (secret + secret)[1:-1]
