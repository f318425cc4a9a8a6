"""Which two records are asked about."""

from datetime import date

import pytest

from learning.reports.alike import ASKED, Record, likeness

HERE = Record(
    "Convention collective du textile 2026",
    "FNEA, CSA-Bénin, Bénin Textile SA",
    date(2026, 3, 2),
    date(2028, 3, 1),
)


@pytest.mark.parametrize(
    ("title", "parties", "starts_on", "is_asked"),
    [
        # The same parties, in another order and language.
        (
            "Textile agreement",
            "Benin Textile S.A., CSA Benin, FNEA",
            "2026-04-01",
            True,
        ),
        ("Convention collective du textile, 2026", "CSA-Bénin", "2026-03-02", True),
        # In force still; the other union counts from a later round.
        (HERE.title, HERE.parties, "2028-05-01", True),
        (HERE.title, HERE.parties, "2029-05-01", False),
        (HERE.title, HERE.parties, "2025-01-01", False),
        ("Accord sur les ports", "UNSTB, Port de Cotonou", "2026-03-02", False),
        (
            "Convention collective 2026",
            "Syndicat du bois, Scierie du Nord",
            "2026-03-02",
            False,
        ),
    ],
)
def test_records_of_one_thing_are_asked_about(title, parties, starts_on, is_asked):
    other = Record(title, parties, date.fromisoformat(starts_on))
    assert (likeness(HERE, other) >= ASKED) is is_asked
    assert likeness(HERE, other) == likeness(other, HERE)
