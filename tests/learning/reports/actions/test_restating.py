"""What changes after closing is told, and the closed figure stays."""

from datetime import date

import pytest

from learning.classroom.actions.closing import attest, close_training
from learning.classroom.actions.trainings import Meeting, change_training
from learning.members.actions.people import decide_consent
from learning.members.actions.unions import move_union
from learning.members.models import Consent, PastPlace
from learning.reports.actions.closing import close_period
from learning.reports.actions.restating import restate, restate_all, say_why
from learning.reports.counting import IN_FORCE
from learning.reports.errors import IsClosedError, NeedsWordsError, NotAllowedError
from learning.reports.models import Figure, FrozenRegister, Restatement
from learning.reports.queries_figures import counted
from learning.reports.queries_ledger import changes_told, latest, totals
from learning.safekeeping.actions import ask_to_destroy, erase_person
from learning.safekeeping.merging import merge
from tests.learning.factories import ParticipantFactory, UnionFactory
from tests.learning.reports.ledger_cast import a_house, a_year, come, hold

pytestmark = pytest.mark.django_db
PLACE = {"table": "", "union": None}


@pytest.fixture
def house():
    return a_house()


def closed(year, officer):
    return close_period(period=a_year(year, officer), by=officer)


def changes(period, rule="trained", **place):
    """(old, new) of each restatement of a figure."""
    period.refresh_from_db()
    found = Restatement.objects.filter(
        figure__period=period,
        figure__rule=IN_FORCE[rule].label,
        **{f"figure__{name}": value for name, value in (PLACE | place).items()},
    )
    return [(each.old, each.new) for each in found]


def total(period, rule="trained"):
    [found] = [each for each in totals(period) if each.rule.key == rule]
    return found.number.value, found.was and found.was.value


def test_nothing_changed_is_nothing_restated(house, officer):
    hold(house, date(2024, 3, 4), 3)
    period = closed(2024, officer)
    assert restate(period=period, by=None) == []
    assert restate_all() == 0
    assert total(period) == (3, None)


def test_a_corrected_attendance_is_a_restatement_with_its_cause(house, officer):
    training = hold(house, date(2024, 3, 4), 3)
    for role, by in (("trainer", house.trainer), ("union", house.coordinator)):
        attest(training=training, role=role, by=by)
    close_training(training=training, by=house.trainer)
    period = closed(2024, officer)
    line = training.registrations.first()
    come(house, training, person=line.participant, minutes=60)
    restate(period=period, by=officer)
    assert changes(period) == [(3, 2)]
    assert changes(period, union=house.union) == [(3, 2)]
    assert changes(period, table="country", row="BJ", column="f") == [(3, 2)]
    assert changes(period, "unique") == []
    row = Restatement.objects.filter(figure__table="").first()
    assert (row.causes, row.found_by) == (["corrected"], officer)
    # The figure that was closed stays as it was.
    rule = IN_FORCE["trained"].label
    assert Figure.objects.get(period=period, rule=rule, **PLACE).value == 3
    assert total(period) == (2, 3)
    # And once more finds nothing new.
    assert restate(period=period, by=None) == []
    come(house, training, person=line.participant)
    restate(period=period, by=None)
    assert changes(period) == [(3, 2), (2, 3)]
    assert total(period) == (3, None)


def test_a_mark_that_came_late_is_told_as_such(house, officer):
    training = hold(house, date(2024, 3, 4), 1)
    period = closed(2024, officer)
    come(house, training, sex="m")
    restate(period=period, by=None)
    assert changes(period) == [(1, 2)]
    # A cell without anybody was 0 when it was closed.
    assert changes(period, table="age", row="", column="m") == [(0, 1)]
    causes = Restatement.objects.filter(figure__table="").first().causes
    assert "late" in causes
    assert set(causes) <= {"late", "registered", "planned"}


def test_a_training_that_moves_to_another_year_restates_both(house, officer):
    training = hold(house, date(2024, 12, 30), 2)
    hold(house, date(2025, 3, 3), 1)
    old, new = closed(2024, officer), closed(2025, officer)
    change_training(
        training=training,
        contents=[(each.module_id, None) for each in training.contents.all()],
        meetings=[
            Meeting(
                pk=training.sessions.get().pk, held_on=date(2025, 1, 6), minutes=360
            )
        ],
        by=house.trainer,
    )
    restate_all()
    assert changes(old) == [(2, 0)]
    assert changes(new) == [(1, 3)]
    came = FrozenRegister.objects.for_tenant(house.union).get(
        period=new, training=training
    )
    assert came.rows_hash == ""
    assert came.latest_hash != ""
    assert came.has_changed


def test_two_entries_joined_after_closing(house, officer):
    training = hold(house, date(2024, 3, 4), 3)
    period = closed(2024, officer)
    one, other, _third = [each.participant for each in training.registrations.all()]
    merge(participant=other, into=one, by=house.coordinator)
    restate(period=period, by=None)
    assert changes(period, "unique") == [(3, 2)]
    assert Restatement.objects.filter(figure__table="").first().causes == ["merged"]


def test_an_erased_person_and_destroyed_names_leave_every_figure_as_it_is(
    house, officer
):
    """What is counted knows no name; what remains of her is a random id."""
    training = hold(house, date(2024, 3, 4), 3)
    period = closed(2024, officer)
    person = training.registrations.first().participant
    erase_person(participant=person, by=house.coordinator)
    ask_to_destroy(tenant=house.union, training=training, by=house.coordinator)
    assert restate(period=period, by=None) == []
    assert total(period) == (3, None)


def test_consent_taken_back_after_closing_is_a_restatement(house, officer):
    training = hold(house, date(2024, 3, 4), 2)
    person = ParticipantFactory(union=house.union)
    come(house, training, person=person)
    period = closed(2024, officer)
    decide_consent(
        participant=person,
        purpose=Consent.Purpose.COUNTED,
        given=False,
        language="en",
        by=person.user,
    )
    restate(period=period, by=None)
    assert changes(period) == [(3, 2)]
    assert Restatement.objects.filter(figure__table="").first().causes == ["consent"]


def test_a_union_that_moves_in_mid_period_counts_where_it_stood_that_day(
    house, officer
):
    roof = UnionFactory(level="confederation", slug="roof")
    hold(house, date(2024, 3, 4), 2)
    before = house.union.lineage
    move_union(union=house.union, parent=roof, by=None)
    PastPlace.objects.update(until=date(2024, 6, 1))
    house.union.refresh_from_db()
    hold(house, date(2024, 9, 2), 3)
    period = closed(2024, officer)
    rows = Figure.objects.filter(
        period=period, rule=IN_FORCE["trained"].label, table="union"
    )
    assert {each.row: each.value for each in rows} == {
        before: 2,
        house.union.lineage: 3,
    }
    # Moved again today: what was done before stays where it was.
    move_union(union=house.union, parent=None, by=None)
    assert restate(period=period, by=None) == []


def test_a_rule_with_a_newer_version_counts_a_closed_period_by_the_old_one(
    house, officer, monkeypatch
):
    hold(house, date(2024, 3, 4), 2)
    period = closed(2024, officer)
    # As if none of its rules were in force any more.
    monkeypatch.setattr(counted, "__defaults__", ((),))
    come(house, hold(house, date(2024, 4, 1)))
    restate(period=period, by=None)
    assert changes(period) == [(2, 3)]


def test_why_is_said_once_and_only_where_no_log_tells(house, officer, evaluator):
    training = hold(house, date(2024, 3, 4), 2)
    period = closed(2024, officer)
    rows = Restatement.objects.filter(figure__period=period)
    come(house, training)
    restate(period=period, by=None)
    assert say_why(period=period, why="A list was found", by=officer) == 0
    rows.update(causes=[])
    with pytest.raises(NeedsWordsError):
        say_why(period=period, why=" ", by=officer)
    with pytest.raises(NotAllowedError):
        say_why(period=period, why="A list was found", by=evaluator)
    assert say_why(period=period, why="A list was found", by=officer) == rows.count()
    assert say_why(period=period, why="Another story", by=officer) == 0
    assert {each.why for each in rows} == {"A list was found"}


def test_an_open_period_is_not_restated(officer, evaluator):
    period = a_year(2024, officer)
    with pytest.raises(IsClosedError):
        restate(period=period, by=officer)
    with pytest.raises(NotAllowedError):
        restate(period=period, by=evaluator)


def test_hours_of_few_people_are_not_told_by_a_restatement(house, officer):
    """Who is known to be corrected would be known to have been there for so long."""
    training = hold(house, date(2024, 3, 4), 6)
    period = closed(2024, officer)
    line = training.registrations.first()
    come(house, training, person=line.participant, minutes=180)
    restate(period=period, by=None)
    period.refresh_from_db()
    assert changes(period, "hours") == [(6 * 360, 6 * 360 - 180)]
    assert total(period, "hours") == (6 * 360, None)
    hours = IN_FORCE["hours"].label
    assert changes_told(period, hours) == []
    # Her own union sees its figures as they are.
    [own] = [each for each in totals(period, house.union) if each.rule.label == hours]
    assert own.number.value == 6 * 360 - 180
    for _more in range(5):
        come(house, training)
    restate(period=period, by=None)
    assert total(period, "hours") == (11 * 360 - 180, 6 * 360)
    [change] = changes_told(period, hours)
    # Nor is the number told that lay between.
    assert (change.was.value, change.row.new) == (6 * 360, 11 * 360 - 180)
    # After that the next one is a single one again.
    come(house, training, person=line.participant, minutes=360)
    restate(period=period, by=None)
    assert total(period, "hours") == (11 * 360 - 180, 6 * 360)
    assert changes_told(period, hours) == [change]


def test_what_holds_is_the_latest(house, officer):
    training = hold(house, date(2024, 3, 4), 2)
    period = closed(2024, officer)
    for people in (3, 4):
        come(house, training)
        restate(period=period, by=None)
        period.refresh_from_db()
        by_place = {
            (each.rule, each.table, each.union): number.value
            for each, number in latest(period).items()
            if not each.table
        }
        assert by_place[IN_FORCE["trained"].label, "", None] == people
        assert by_place[IN_FORCE["trained"].label, "", house.union.pk] == people
