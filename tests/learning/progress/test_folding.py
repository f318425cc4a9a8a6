"""The laws of folding: order and repetition never matter, and nothing is taken back."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.activities.specs import LessonSpec
from learning.progress.folding import Done, Standing, fold

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
ACTIVITIES = [str(UUID(int=number)) for number in range(1, 5)]
any_order = settings(deadline=None, max_examples=100)


def spec_of(*required: int, rule="all_required", kind="lesson") -> LessonSpec:
    activities = [
        {
            "id": each,
            "kind": "true_false",
            "required": index in required,
            "weight": 1,
            "sensitivity": "none",
            "answer": True,
        }
        for index, each in enumerate(ACTIVITIES)
    ]
    test = {"draw": 1, "pass_mark": 50} if kind == "final_test" else {}
    return LessonSpec.from_json(
        {
            "lesson": "a-lesson",
            "kind": kind,
            "sensitivity": "none",
            "minutes": 8,
            "completion": {
                "rule": rule,
                "required": [ACTIVITIES[index] for index in required],
            },
            "activities": activities,
            **test,
        }
    )


specs = st.builds(
    lambda required, rule: spec_of(*required, rule=rule),
    st.sets(st.integers(0, 3)),
    st.sampled_from(["all_required", "all_required", "read"]),
)
published = st.lists(specs, min_size=1, max_size=3).map(
    lambda some: dict(enumerate(some, start=1))
)


@st.composite
def logs(draw, versions=(1, 2, 3)):
    """What one person did in one lesson; moments and versions often coincide."""
    log = []
    for number in range(draw(st.integers(0, 10))):
        activity = draw(st.none() | st.sampled_from(ACTIVITIES))
        log.append(
            Done(
                str(UUID(int=1000 + number)),
                "answered" if activity else "experienced",
                activity,
                draw(st.sampled_from([["true"], ["false"], "dont_know"])),
                draw(st.sampled_from(versions)),
                NOW + timedelta(minutes=draw(st.integers(0, 5))),
            )
        )
    return log


def step_by_step(log, seen: list, known: dict[int, LessonSpec]) -> Standing:
    """As the site does it: fold each event as it comes, judge by all versions named."""
    standing, named = Standing(), set()
    for done in log:
        standing.fold(done)
        named.add(done.version)
        standing.judge([(each, known[each]) for each in named if each in known])
        seen.append((standing.completed_at, standing.completed_version))
    return standing


@pytest.mark.slow
@any_order
@given(logs(), published, st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_fold_to_the_same(log, known, chance):
    again = log * 2
    chance.shuffle(again)
    assert fold(again, known.get) == fold(log, known.get)


@pytest.mark.slow
@any_order
@given(logs(), published, st.randoms(use_true_random=False))
def test_rebuilding_equals_folding_step_by_step(log, known, chance):
    shuffled = list(log)
    chance.shuffle(shuffled)
    assert step_by_step(shuffled, [], known) == fold(log, known.get)


@pytest.mark.slow
@any_order
@given(logs(), published)
def test_what_was_completed_stays_completed_and_only_gets_earlier(log, known):
    seen = []
    step_by_step(log, seen, known)
    moments = [at for at, _ in seen]
    first = next((i for i, at in enumerate(moments) if at), len(moments))
    completed = moments[first:]
    assert all(completed)
    assert completed == sorted(completed, reverse=True)


@pytest.mark.slow
@any_order
@given(logs(), published)
def test_completion_is_the_earliest_moment_at_which_one_version_was_done(log, known):
    """Said again naively: the shortest beginning of the log, in order of time."""
    standing = fold(log, known.get)
    named = {done.version for done in log}
    found = None
    for moment in sorted({done.occurred_at for done in log}):
        until = [done for done in log if done.occurred_at <= moment]
        done_by = {done.activity for done in until if done.activity}
        read = any(done.activity is None for done in until)
        for version in sorted(named & set(known)):
            spec = known[version]
            needed = set(spec.completion.required)
            by_reading = spec.completion.rule == "read" or not needed
            if found is None and (read if by_reading else needed <= done_by):
                found = moment, version
    expected = found or (None, None)
    assert (standing.completed_at, standing.completed_version) == expected


def done(activity, *, minute=0, version=1, answer=("true",), event=1):
    return Done(
        str(UUID(int=event)),
        "experienced" if activity is None else "answered",
        None if activity is None else ACTIVITIES[activity],
        list(answer),
        version,
        NOW + timedelta(minutes=minute),
    )


def test_one_version_is_enough_even_if_the_answers_name_others():
    known = {1: spec_of(0, 1), 2: spec_of(0, 1, 2)}
    log = [done(0, version=1, event=1), done(1, version=2, minute=3, event=2)]
    standing = fold(log, known.get)
    assert standing.completed_version == 1
    assert standing.completed_at == NOW + timedelta(minutes=3)


def test_a_version_she_never_saw_does_not_complete():
    known = {1: spec_of(0, 1), 2: spec_of(0)}
    assert fold([done(0, version=1)], known.get).completed_at is None


def test_a_late_answer_moves_completion_back():
    known = {1: spec_of(0)}
    log = [done(0, minute=5, event=1), done(0, minute=2, event=2)]
    assert fold(log, known.get).completed_at == NOW + timedelta(minutes=2)


def test_of_two_versions_done_in_one_moment_the_lower_holds_in_any_order():
    known = {1: spec_of(0, 1), 2: spec_of(0)}
    log = [
        done(0, version=2, minute=3, event=1),
        done(1, version=1, minute=1, event=2),
    ]
    for order in (log, log[::-1]):
        assert step_by_step(order, [], known).completed_version == 1


def test_the_latest_answer_is_the_one_that_shows():
    log = [
        done(0, minute=5, answer=["false"], event=1),
        done(0, minute=2, answer=["true"], event=2),
    ]
    kept = fold(log, {}.get).activities[ACTIVITIES[0]]
    assert kept["answer"] == ["false"]
    assert kept["first"] == (NOW + timedelta(minutes=2)).isoformat()


def test_the_moment_counts_and_not_how_its_clock_writes_it():
    in_hanoi = NOW.astimezone(timezone(timedelta(hours=7)))
    early = Done("b", "answered", ACTIVITIES[0], ["true"], 1, in_hanoi)
    late = done(0, minute=1, answer=["false"])
    kept = fold([early, late], {}.get).activities[ACTIVITIES[0]]
    assert kept["answer"] == ["false"]
    assert kept["first"] == NOW.isoformat()


def test_reading_completes_where_reading_is_the_rule_and_nowhere_else():
    log = [done(None)]
    assert fold(log, {1: spec_of(rule="read")}.get).completed_at == NOW
    assert fold(log, {1: spec_of()}.get).completed_at == NOW  # requires nothing
    assert fold(log, {1: spec_of(0)}.get).completed_at is None


def test_a_test_is_done_when_handed_in_and_never_by_folding():
    log = [done(index, event=index + 1) for index in range(4)] + [done(None)]
    assert fold(log, {1: spec_of(0, kind="final_test")}.get).completed_at is None


def test_nothing_folds_to_nothing():
    assert fold([], {}.get) == Standing()
