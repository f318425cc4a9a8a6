"""Records of what came of it, and what two unions tell of one thing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from learning.classroom.models import FollowUp
from learning.records import ImmutableError
from learning.reports.actions.outcomes import (
    bring_back_outcome,
    decide_outcome_pair,
    move_outcome,
    tell_outcome,
    withdraw_outcome,
)
from learning.reports.cycle import places
from learning.reports.errors import NotAllowedError
from learning.reports.models import Outcome, OutcomePair
from learning.reports.queries_outcomes import (
    covered,
    decided_pairs,
    how_many,
    open_pairs,
    standing,
    told,
    totals,
    untold,
)
from tests.learning.classroom.afterwards import past_training, was_there
from tests.learning.classroom.cast import a_training
from tests.learning.reports.cast import programme, told_by

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def cast():
    return a_training()


@pytest.fixture
def others():
    return a_training()


def test_a_record_keeps_how_it_came_where_it_stands(cast):
    record = told_by(cast, step="discussion", trainings=[cast.training])
    assert how_many("agreement", *YEAR) == 0  # talks are no agreement yet
    move_outcome(
        outcome=record, step="agreement", moved_on=date(2026, 5, 4), by=cast.coordinator
    )
    record.refresh_from_db()
    assert [move.step for move in record.moves.all()] == ["discussion", "agreement"]
    assert (record.step, list(record.trainings.all())) == ("agreement", [cast.training])
    assert how_many("agreement", *YEAR) == 1
    with pytest.raises(ImmutableError):
        record.moves.first().save()


def test_the_cycle_shows_where_it_stands_and_has_been(cast):
    record = told_by(cast)
    drawn = places(record, record.moves.all())
    assert [(each.is_now, each.move is not None) for each in drawn] == [
        (False, False),
        (True, True),
        *[(False, False)] * 3,
    ]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ends_on": date(2026, 3, 1)}, "ends_on"),
        ({"starts_on": date(2038, 1, 19)}, "starts_on"),
        ({"starts_on": date(1970, 1, 1)}, "starts_on"),
        ({"women": 3, "covered_by_source": " "}, "covered_by_source"),
        ({"confirmed_on": date(2038, 1, 19)}, "confirmed_on"),
        ({"title": ""}, "title"),
        ({"country": ""}, "country"),
    ],
)
def test_what_is_no_record_is_refused_by_its_field(cast, facts, field):
    with pytest.raises(ValidationError) as refused:
        told_by(cast, **facts)
    assert list(refused.value.message_dict) == [field]
    assert not Outcome.objects.for_tenant(cast.union).exists()


def test_only_its_own_union_tells_and_of_its_own_trainings(cast, others):
    with pytest.raises(NotAllowedError):
        told_by(cast, trainings=[others.training])
    with pytest.raises(NotAllowedError):
        told_by(cast, union=others.union)
    record = told_by(cast)
    for act in (withdraw_outcome, bring_back_outcome):
        with pytest.raises(NotAllowedError):
            act(outcome=record, by=others.coordinator)
    with pytest.raises(NotAllowedError):
        move_outcome(
            outcome=record,
            step="next",
            moved_on=timezone.localdate(),
            by=programme(),
        )


def test_a_withdrawn_record_counts_nowhere_until_it_is_back(cast):
    record = told_by(cast)
    withdraw_outcome(outcome=record, by=cast.coordinator)
    assert (how_many("agreement", *YEAR), list(standing())) == (0, [])
    bring_back_outcome(outcome=record, by=cast.coordinator)
    assert how_many("agreement", *YEAR) == 1


def test_what_two_unions_tell_of_one_thing_counts_once(cast, others):
    told_by(cast, women=10, men=5)
    assert not open_pairs().exists()
    told_by(others, title="Night buses", women=40, men=20)
    [pair] = open_pairs()
    assert how_many("agreement", *YEAR) == 2
    officer = programme()
    decide_outcome_pair(pair=pair, decision="same", by=officer)
    [one] = told(standing())
    assert [each.tenant for each in one.records] == [cast.union, others.union]
    total = totals([one])[0]
    # The workers of one record, not of both, nor the most women here and men there.
    assert (total.records, total.women, total.men, total.not_stated) == (
        1,
        40,
        20,
        None,
    )
    assert how_many("agreement", *YEAR) == 1
    assert list(decided_pairs()) == [pair]
    decide_outcome_pair(pair=pair, decision="", by=officer)
    assert how_many("agreement", *YEAR) == 2


def test_a_pair_is_looked_for_anew_unless_it_was_decided(cast, others):
    record, other = told_by(cast), told_by(others)

    def correct(**facts):
        known = {
            field.name: getattr(record, field.name)
            for field in Outcome._meta.local_fields
            if field.name
            not in {
                *("id", "tenant", "created_at", "changed_at", "step"),
                *("withdrawn_at", "withdrawn_by"),
            }
        }
        tell_outcome(
            tenant=cast.union,
            by=cast.coordinator,
            outcome=record,
            trainings=(),
            **known | facts,
        )

    correct(title="Something else", parties="Nobody known")
    assert not OutcomePair.objects.exists()
    correct(title=other.title, parties=other.parties)
    decide_outcome_pair(pair=open_pairs().get(), decision="different", by=programme())
    correct(title="Something else", parties="Nobody known")
    assert decided_pairs().count() == 1


def test_who_may_not_decide(cast, others):
    told_by(cast), told_by(others)
    for by in (cast.coordinator, programme("evaluator")):
        with pytest.raises(NotAllowedError):
            decide_outcome_pair(pair=open_pairs().get(), decision="same", by=by)


def test_few_workers_are_not_told_to_the_programme(cast):
    record = told_by(cast, kind="case", women=2, men=0)
    assert [number for _, number in covered(record, to_programme=True)] == [
        "fewer than 5",
        "0",
    ]
    assert [number for _, number in covered(record, to_programme=False)] == ["2", "0"]


def answered(cast, *results, months=3):
    for result in results:
        line = was_there(cast, account=False)
        FollowUp(
            tenant=cast.union,
            registration=line,
            months=months,
            used="yes",
            results=[result],
        ).save()


def test_answers_that_no_record_tells_of_are_counted(cast):
    past = past_training(union=cast.union)
    answered(past, "agreement", "agreement", "case", "nothing", "members")
    assert [(each.training, each.kind, each.people) for each in untold(cast.union)] == [
        (past.training, "agreement", 2),
        (past.training, "case", 1),
    ]
    told_by(cast, trainings=[past.training])
    assert [each.kind for each in untold(cast.union)] == ["case"]


def test_of_few_answers_nothing_is_told_but_of_several_trainings(cast):
    first, second = (past_training(days, union=cast.union) for days in (100, 130))
    answered(first, "rule", "rule")
    assert untold(cast.union) == []
    answered(second, "rule", "rule", "nothing")
    [line] = untold(cast.union)
    assert (line.training, line.kind, line.people) == (None, "law", 4)


def test_a_day_that_has_not_been_is_no_move(cast):
    with pytest.raises(ValidationError):
        move_outcome(
            outcome=told_by(cast),
            step="next",
            moved_on=timezone.localdate() + timedelta(days=1),
            by=cast.coordinator,
        )
