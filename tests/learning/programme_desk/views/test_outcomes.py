"""What came of it as the programme sees it."""

import pytest

from learning.reports.models import OutcomePair
from tests.learning.classroom.cast import a_training
from tests.learning.reports.cast import told_by

pytestmark = pytest.mark.django_db
HERE = "/en/programme/outcomes/"


def words_of(client, address):
    return client.get(address).content.decode()


def test_records_are_totalled_filtered_and_opened(officer):
    cast = a_training()
    record = told_by(cast, women=1200, trainings=[cast.training])
    few = told_by(cast, kind="case", title="A case at the port", women=2)
    told_by(cast, kind="case", title="Another at the port", women=40)
    page = words_of(officer, HERE)
    assert "1,200" in page
    # 42 less the other would tell of two.
    assert "40 and a few" in page
    assert ">women: 42" not in page
    assert "A case at the port" not in words_of(officer, f"{HERE}?kind=agreement")
    assert record.title not in words_of(officer, f"{HERE}?year=2019")
    assert record.title in words_of(officer, f"{HERE}?year=long&country=BJ")
    assert "fewer than 5" in words_of(officer, f"{HERE}{few.pk}/")
    opened = words_of(officer, f"{HERE}{record.pk}/")
    assert "November 2026 · Benin" in opened
    # Month, country, evidence: neither the training's title nor who held it.
    assert cast.training.title not in opened


def test_a_pair_is_decided_and_taken_back(officer):
    told_by(a_training()), told_by(a_training())
    assert "1 pair of records" in words_of(officer, HERE)
    pair = OutcomePair.objects.get()
    address = f"{HERE}doubles/{pair.pk}/"
    officer.post(address, {"decision": "nonsense"})
    officer.post(address, {"decision": "same"})
    assert "no two unions" in words_of(officer, f"{HERE}doubles/").lower()
    assert "one and the same" in words_of(officer, f"{HERE}doubles/?decided")
    officer.post(address, {"decision": "open"})
    pair.refresh_from_db()
    assert (pair.decision, pair.decided_at, pair.decided_by) == ("", None, None)


def test_queries_do_not_grow(officer, django_assert_num_queries):
    for more in (2, 1):
        for _each in range(more):
            told_by(a_training())
        with django_assert_num_queries(8):
            officer.get(HERE)
        with django_assert_num_queries(6):
            officer.get(f"{HERE}doubles/")
