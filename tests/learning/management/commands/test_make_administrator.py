"""`manage.py make_administrator`: the first one, and no other."""

import pytest
from django.core.management import CommandError, call_command

from learning.members.models import Membership, User

pytestmark = pytest.mark.django_db


def test_the_first_is_made_and_no_second(capsys):
    call_command("make_administrator", "admin@example.org", "--language=fr")
    held = Membership.objects.get()
    assert (held.role, held.user.language) == ("administrator", "fr")
    assert capsys.readouterr().out.strip() == held.user.sign_in_name
    with pytest.raises(CommandError, match="already"):
        call_command("make_administrator", "other@example.org")
    assert User.objects.count() == 1


def test_what_is_no_address():
    with pytest.raises(CommandError):
        call_command("make_administrator", "nobody")
