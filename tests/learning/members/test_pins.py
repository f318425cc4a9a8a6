import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from learning.members.models import User


@pytest.mark.parametrize(
    "secret",
    [
        "12345",
        "111111",
        "000000",
        "123456",
        "654321",
        "567890",
        "098765",
        "121212",
        "123123",
        "112211",
        "147258",
        "password",
        "pin\x00pin1",
        "7" * 200,
    ],
)
def test_the_first_guesses_are_refused(secret):
    with pytest.raises(ValidationError):
        validate_password(secret, User(sign_in_name="lotus-4821"))


@pytest.mark.parametrize("secret", ["739182", "82915047", "mangue verte", "មេរៀន១២"])
def test_six_digits_nobody_guesses_are_enough(secret):
    validate_password(secret, User(sign_in_name="lotus-4821"))


@pytest.mark.parametrize("secret", ["lotus-4821", "948217", "482193"])
def test_the_sign_in_name_is_no_secret(secret):
    with pytest.raises(ValidationError, match="guess"):
        validate_password(secret, User(sign_in_name="lotus-4821"))


def test_staff_need_more():
    staff = User(sign_in_name="lotus-4821", email="staff@example.org")
    with pytest.raises(ValidationError, match="12"):
        validate_password("739182", staff)
    validate_password("palabre-demo", staff)
