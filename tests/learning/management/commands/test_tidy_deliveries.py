from io import StringIO

import pytest
from django.core.management import call_command

from learning.management.commands.work import EVERY_DAY


@pytest.mark.django_db
def test_it_says_how_many_went_and_the_clock_calls_it():
    said = StringIO()
    call_command("tidy_deliveries", stdout=said)
    assert said.getvalue() == "0 papers thrown away.\n"
    assert "tidy_deliveries" in EVERY_DAY
