"""The daily look whether a month is over."""

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_once_a_month_is_enough(capsys):
    call_command("release")
    assert capsys.readouterr().out == "2 years released\n"
    call_command("release")
    assert capsys.readouterr().out == "0 years released\n"
