"""The letter by which somebody who was given a role chooses her password."""

from allauth.account.forms import ResetPasswordForm


def send_invitation(request, user) -> None:
    """Nothing is sent to whoever has a password already."""
    if user.has_usable_password():
        return
    letter = ResetPasswordForm({"email": user.email})
    if letter.is_valid():
        letter.save(request)
