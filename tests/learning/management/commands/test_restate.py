"""The daily look at closed periods."""

from datetime import date

import pytest
from django.core.management import call_command

from learning.reports.actions.closing import close_period
from tests.learning.reports.conftest import staff
from tests.learning.reports.ledger_cast import a_house, a_year, come, hold

pytestmark = pytest.mark.django_db


def test_what_has_changed_is_restated_once(capsys):
    house, officer = a_house(), staff("officer")
    training = hold(house, date(2024, 3, 4), 1)
    close_period(period=a_year(2024, officer), by=officer)
    call_command("restate")
    assert capsys.readouterr().out == "0 figures restated\n"
    come(house, training)
    call_command("restate")
    assert capsys.readouterr().out != "0 figures restated\n"
    call_command("restate")
    assert capsys.readouterr().out == "0 figures restated\n"
