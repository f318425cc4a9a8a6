"""The one door: any JSON at all, one receipt each, nothing lost and nothing twice."""

import json
import threading
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning import intake
from learning.catalogue import actions as catalogue
from learning.catalogue.shelf import shelf
from learning.enrolments.models import Enrolment
from learning.progress.actions.events import close_attempt, open_attempt
from learning.progress.models import LearningEvent, LessonSummary, SetAsideEvent
from learning.records import new_id
from tests.learning.activities.examples import VECTORS
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    ParticipantFactory,
    UnionFactory,
    activity,
    event,
    publish,
    spec_of,
)

pytestmark = pytest.mark.django_db
KINDS = (
    *("single", "multiple", "true_false", "ordering", "matching", "numeric"),
    *("reflection", "task", "scenario", "sorting"),
)


@pytest.fixture
def person():
    return ParticipantFactory()


@pytest.fixture
def lesson():
    return LessonFactory(activities=[activity(kind) for kind in KINDS])


def take(person, *events):
    return intake.take(participant=person, events=list(events), by=person.user)


def reasons(receipts):
    return [each.reason or each.status for each in receipts]


def stored(person):
    return LearningEvent.objects.for_participant(person)


def aside(person):
    return SetAsideEvent.objects.for_participant(person)


def question(lesson, kind="single", version=None):
    activities = spec_of(lesson, version)["activities"]
    return next(each for each in activities if each["kind"] == kind)


# --- what is taken ---------------------------------------------------------------


def test_every_kind_is_taken_as_it_was_done(person, lesson):
    events = [event(lesson)]
    events += [event(lesson, each) for each in spec_of(lesson)["activities"]]
    assert reasons(take(person, *events)) == ["stored"] * (1 + len(KINDS))
    for given_event in events:
        row = stored(person).get(pk=given_event["id"])
        assert row.tenant_id == person.tenant_id
        assert str(row.lesson_id) == given_event["lesson"]
        assert row.verb == given_event["verb"]
        assert row.answer == given_event.get("answer")
        assert row.occurred_at.isoformat() == given_event["occurred_at"]
        assert not row.clock_was_off
    assert LessonSummary.objects.for_participant(person).get().completed_at


def test_the_day_where_it_happened_is_kept(person, lesson):
    here = (datetime.now(UTC) - timedelta(hours=3)).replace(microsecond=0)
    local = here.replace(tzinfo=None) + timedelta(hours=5, minutes=30)
    take(person, event(lesson, occurred_at=f"{local.isoformat()}+05:30"))
    row = stored(person).get()
    assert (row.occurred_at, row.utc_offset) == (here, 330)


@pytest.mark.parametrize("row", VECTORS, ids=range(len(VECTORS)))
def test_answers_have_the_shape_of_the_vectors(person, row):
    asked = row["activity"] | {"id": str(uuid4())}
    if asked["kind"] in ("reflection", "task"):
        asked |= {"required": False}
    lesson = LessonFactory(activities=[asked, activity()], html="")
    sent = event(lesson, asked, verb="answered", answer=row["raw"])
    (receipt,) = take(person, sent)
    if "error" in row:
        gradable = asked["kind"] not in ("reflection", "task")
        reason = f"answer_{row['error']}" if gradable else "not_answerable"
        assert (receipt.status, receipt.reason) == ("refused", reason)
    else:
        assert receipt.status == "stored"
        assert stored(person).get(pk=receipt.id).answer == row["canonical"]


@pytest.mark.parametrize(
    "moment",
    [
        "1970-01-01T00:00:07Z",
        "2025-12-31T23:59:59+00:00",
        pytest.param(
            (datetime.now(UTC) + timedelta(days=3)).isoformat(), id="in three days"
        ),
        "2099-01-01T00:00:00+07:00",
    ],
)
def test_a_clock_that_was_off_costs_nothing(person, lesson, moment):
    before = datetime.now(UTC)
    (receipt,) = take(person, event(lesson, occurred_at=moment))
    row = stored(person).get()
    assert receipt.status == "stored"
    assert row.clock_was_off
    assert row.occurred_at == row.received_at >= before


def test_a_clock_that_is_a_little_ahead_is_believed(person, lesson):
    moment = datetime.now(UTC) + timedelta(hours=20)
    take(person, event(lesson, occurred_at=moment.isoformat()))
    assert stored(person).get().occurred_at == moment


def test_it_enrols_once(person, lesson):
    other = LessonFactory()
    take(person, event(lesson), event(lesson), event(other))
    take(person, event(lesson), event(other))
    followed = Enrolment.objects.for_participant(person)
    assert set(followed.values_list("module", flat=True)) == {
        lesson.module_id,
        other.module_id,
    }


def test_what_is_refused_enrols_nobody(person, lesson):
    take(person, event(lesson, language="xx"))
    assert not Enrolment.objects.for_participant(person).exists()


# --- versions, withdrawal, walls -------------------------------------------------


def test_an_event_is_read_by_the_version_it_names(person):
    old, new = activity(), activity()
    lesson = LessonFactory(activities=[old])
    late = event(lesson, old)
    lesson = publish(lesson, activities=[new])
    receipts = take(person, late, event(lesson, new), event(lesson, new, version=1))
    assert reasons(receipts) == ["stored", "stored", "unknown_activity"]


def test_what_was_learned_before_a_lesson_was_withdrawn_still_counts(person, lesson):
    catalogue.withdraw_lesson(key=lesson.key)
    catalogue.withdraw_module(key=lesson.module_id)
    catalogue.raise_generation()
    shelf.forget()
    assert shelf.module(lesson.module.slug) is None
    assert reasons(take(person, event(lesson))) == ["stored"]


def test_a_version_published_a_moment_ago_elsewhere_is_known(person, lesson):
    """Another process published; this one has not looked for half a second."""
    index = shelf.index()
    newer = publish(lesson, activities=[activity()])
    newest = LessonFactory(module=lesson.module)
    shelf._index, shelf._looked_at = index, float("inf")
    assert newest.key not in shelf.index().published
    sent = [event(newer), event(newest)]
    assert reasons(take(person, *sent)) == ["stored", "stored"]


def test_a_flood_of_unknown_versions_looks_again_once(person, lesson):
    events = [event(lesson, version=number) for number in range(2, 102)]
    shelf.index()
    with CaptureQueriesContext(connection) as queries:
        assert set(reasons(take(person, *events))) == {"unknown_version"}
    # Begin, lock, ids known, generation, set aside, commit.
    assert len(queries) == 6


def test_the_audience_of_a_module_holds_here_too(person):
    theirs = LessonFactory(module=ModuleFactory(audience="union", owner=UnionFactory()))
    ours = LessonFactory(module=ModuleFactory(audience="union", owner=person.tenant))
    signed_in = LessonFactory(module=ModuleFactory(audience="signed_in"))
    receipts = take(person, event(theirs), event(ours), event(signed_in))
    assert reasons(receipts) == ["unknown_lesson", "stored", "stored"]


# --- what is refused -------------------------------------------------------------

NOT_A_UUID = [None, "", "x" * 36, 7, True, [], {}, "\x00" * 36, "\ud800" * 36]
NOT_A_UUID += [
    "{01890a5d-ac96-774b-bcce-b302099a8057}",
    "01890a5dac96774bbcceb302099a8057",
]
NOT_A_UUID += [
    "0189_0a5d-ac96-774b-bcce-b302099a8057",
    "urn:01890a5dac96774bbcceb302099a8057",
]
WRONG = [
    *[("id", each, "bad_id") for each in (..., *NOT_A_UUID)],
    *[("lesson", each, "bad_lesson") for each in (..., *NOT_A_UUID)],
    *[("activity", each, "bad_activity") for each in (..., *NOT_A_UUID)],
    *[("attempt", each, "bad_attempt") for each in NOT_A_UUID[1:]],
    *[("device", each, "bad_device") for each in NOT_A_UUID[1:]],
    ("lesson", str(uuid4()), "unknown_lesson"),
    ("activity", str(uuid4()), "unknown_activity"),
    *[
        ("verb", each, "unknown_verb")
        for each in (..., None, "", "read", 1, ["answered"], {}, "answered\x00")
    ],
    *[("verb", each, "server_only") for each in ("completed", "passed", "failed")],
    ("verb", "experienced", "needs_an_answer"),
    *[
        ("version", each, "unknown_version")
        for each in (..., None, 0, -1, 2, 1.0, True, "1", [1], {}, 2**31, 2**400)
    ],
    *[
        ("language", each, "unknown_language")
        for each in (
            ...,
            None,
            "",
            "xx",
            7,
            [],
            {},
            ["en"],
            "e" * 999,
            "\ud800",
            "\x00",
        )
    ],
    *[
        ("occurred_at", each, "bad_occurred_at")
        for each in (
            *(..., None, "", 0, 1.5, [], {}, "yesterday", "2026-05-01"),
            *("2026-05-01T12:00:00", "2026-13-01T00:00:00Z", "\x00", "\ud800"),
            *("2026-05-01T12:00:00Z" + " " * 40, "0001-01-01T00:00:00+05:00"),
            *("9999-12-31T23:59:59-05:00", "2026-05-01T12:00:00+99:00", "NaN"),
        )
    ],
    *[
        ("answer", each, "answer_wrong_type")
        for each in (..., None, 1, True, "a", {}, [["a"]], [None], "a" * 9999)
    ],
    ("answer", [], "answer_empty"),
    ("answer", ["\x00"], "answer_unknown"),
    ("answer", ["\ud800"], "answer_unknown"),
    ("answer", ["a"] * 999, "answer_duplicate"),
    ("answer", float("nan"), "answer_wrong_type"),
    ("who", "me", "unknown_field"),
    ("participant", str(uuid4()), "unknown_field"),
]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    WRONG,
    ids=[f"{n}-{field}-{reason}" for n, (field, _, reason) in enumerate(WRONG)],
)
def test_one_bad_event_never_loses_the_others(person, lesson, field, value, reason):
    good = [event(lesson), event(lesson, question(lesson, "numeric"))]
    bad = event(lesson, question(lesson)) | {field: value}
    if value is ...:
        del bad[field]
    receipts = take(person, good[0], bad, good[1])
    assert reasons(receipts) == ["stored", reason, "stored"]
    assert [each.id for each in receipts[::2]] == [each["id"] for each in good]
    assert receipts[1].status == "refused"
    assert stored(person).count() == 2
    assert aside(person).get().reason == reason


@pytest.mark.parametrize(
    "thing", [None, 7, 1.5, True, "event", [], [[]], float("inf"), "\ud800\x00"]
)
def test_what_is_no_object_is_refused(person, thing):
    assert take(person, thing) == [intake.Receipt(None, "refused", "not_an_object")]
    assert aside(person).get().body is not None


def test_an_activity_of_another_lesson_is_unknown(person, lesson):
    other = LessonFactory()
    sent = event(lesson, question(other))
    assert reasons(take(person, sent)) == ["unknown_activity"]


def test_a_reflection_carries_no_words(person, lesson):
    reflection = question(lesson, "reflection")
    receipts = take(
        person,
        event(lesson, reflection, answer="what I wrote"),
        event(lesson, reflection, verb="answered", answer=["a"]),
        event(lesson, answer="what I wrote"),
    )
    assert reasons(receipts) == ["not_answerable"] * 3


def test_more_than_500_are_refused_as_a_whole(person):
    with pytest.raises(ValueError, match="500"):
        take(person, *[{}] * 501)


def test_none_at_all_is_fine(person):
    assert take(person) == []


# --- twice -----------------------------------------------------------------------


def test_the_same_batch_again_is_known(person, lesson):
    events = [event(lesson), event(lesson, question(lesson))]
    assert reasons(take(person, *events)) == ["stored", "stored"]
    before = LessonSummary.objects.for_participant(person).get().activities
    assert reasons(take(person, *events)) == ["known", "known"]
    assert stored(person).count() == 2
    assert LessonSummary.objects.for_participant(person).get().activities == before


def test_the_same_id_twice_in_one_batch_counts_once(person, lesson):
    first = event(lesson, question(lesson))
    second = first | {"answer": ["b"]}
    shouted = first | {"id": first["id"].upper()}
    assert reasons(take(person, first, second, shouted)) == ["stored", "known", "known"]
    assert stored(person).get().answer == ["a"]


def test_an_id_is_free_again_if_the_first_with_it_was_refused(person, lesson):
    good = event(lesson)
    receipts = take(person, good | {"language": "xx"}, good)
    assert reasons(receipts) == ["unknown_language", "stored"]


def test_an_id_of_somebody_else_is_taken(person, lesson):
    other = ParticipantFactory()
    sent = event(lesson)
    take(other, sent)
    assert reasons(take(person, sent, event(lesson))) == ["id_taken", "stored"]
    assert stored(other).count() == 1
    assert not LessonSummary.objects.for_participant(person).filter(
        activities__has_key=sent["id"]
    )


def test_what_is_stored_is_known_even_when_it_could_not_be_taken_now(person):
    """A phone whose answer got through, but not the receipt, asks again later."""
    test = LessonFactory(kind="final_test")
    attempt = open_attempt(
        participant=person, lesson_key=test.key, version=1, by=person.user
    )
    sent = event(test, question(test), attempt=str(attempt.pk))
    assert reasons(take(person, sent)) == ["stored"]
    close_attempt(attempt=attempt, percent=50, passed=False, language="en", by=None)
    assert reasons(take(person, sent)) == ["known"]
    assert not aside(person).exists()


def test_it_is_set_aside_once(person, lesson):
    bad = event(lesson, language="xx")
    take(person, bad, bad)
    take(person, bad)
    kept = aside(person).get()
    assert kept.body == bad
    assert kept.tenant_id == person.tenant_id


# --- sittings --------------------------------------------------------------------


def test_answers_of_a_test_need_an_open_sitting_of_her_own(person):
    test = LessonFactory(kind="final_test")
    another = LessonFactory(kind="final_test")
    asked = question(test)
    somebody = ParticipantFactory(union=person.union)

    def sitting(who, lesson):
        return open_attempt(participant=who, lesson_key=lesson.key, version=1, by=None)

    hers, theirs, elsewhere = (
        sitting(person, test),
        sitting(somebody, test),
        sitting(person, another),
    )
    attempts = (None, theirs.pk, elsewhere.pk, new_id(), hers.pk)
    events = [event(test, asked, attempt=each and str(each)) for each in attempts]
    assert reasons(take(person, *events)) == [
        "needs_attempt",
        *["attempt_is_closed"] * 3,
        "stored",
    ]
    close_attempt(attempt=hers, percent=50, passed=False, language="en", by=None)
    late = event(test, asked, attempt=str(hers.pk))
    assert reasons(take(person, late)) == ["attempt_is_closed"]


# --- hostile ---------------------------------------------------------------------


def nested(depth, inner=0):
    for _ in range(depth):
        inner = [inner]
    return inner


@pytest.mark.parametrize(
    "poison",
    [
        "\ud800",
        "\x00",
        "a\x00b\udfff",
        {"\x00": "\ud800"},
        {"\ud800": {"\x00": ["\x00"]}},
        float("nan"),
        [float("inf"), float("-inf")],
        nested(100),
        nested(900),
        10**400,
        1e308,
        "x" * 200_000,
        ["\x00"] * 5000,
        {str(number): number for number in range(5000)},
    ],
    ids=range(14),
)
def test_poison_is_set_aside_without_a_crash(person, lesson, poison):
    sent = json.loads(json.dumps(poison))  # as it comes through the door
    events = [event(lesson, answer=sent), event(lesson) | {"id": sent}, sent]
    receipts = take(person, *events, event(lesson))
    assert [each.status for each in receipts] == [*["refused"] * 3, "stored"]
    for kept in aside(person):
        assert len(json.dumps(kept.body)) < 16_000
    assert all(each.id is None for each in receipts[1:3])


any_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(categories=None)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(sorted(intake.FIELDS)) | st.text(), inner, max_size=6
        )
    ),
    max_leaves=12,
)


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(any_json, max_size=4), st.sampled_from(sorted(intake.FIELDS)), any_json)
def test_any_json_at_all_gets_its_receipt(person, lesson, things, field, value):
    half_right = event(lesson, question(lesson)) | {field: value}
    good = event(lesson)
    receipts = take(person, *deepcopy(things), half_right, good)
    assert len(receipts) == len(things) + 2
    assert receipts[-1].status == "stored"
    assert all(each.status == "refused" for each in receipts[:-2])


# --- how much it costs -----------------------------------------------------------

# Begin, her lock, ids known, enrolled, insert, summaries, versions, upsert, commit (or
# savepoints, inside a test).
QUERIES_OF_A_BATCH = 9


@pytest.mark.parametrize("count", [1, 5, 50])
def test_a_batch_costs_the_same_however_long(person, lesson, count):
    take(person, *(event(lesson, each) for each in spec_of(lesson)["activities"]))
    asked = question(lesson)
    events = [event(lesson, asked) for _ in range(count)]
    with CaptureQueriesContext(connection) as queries:
        take(person, *events)
    assert len(queries) == QUERIES_OF_A_BATCH, [each["sql"] for each in queries]


@pytest.mark.parametrize("count", [1, 4])
def test_several_lessons_cost_no_more_than_one(person, count):
    module = ModuleFactory()
    lessons = [LessonFactory(module=module, rule="read") for _ in range(count)]
    take(person, *map(event, lessons))
    with CaptureQueriesContext(connection) as queries:
        take(person, *map(event, lessons))
    assert len(queries) == QUERIES_OF_A_BATCH


# --- at the same time ------------------------------------------------------------


def at_once(*calls):
    """Each call in a thread of its own, all at the same moment."""
    barrier, results = threading.Barrier(len(calls)), {}

    def run(number, call):
        try:
            barrier.wait()
            results[number] = call()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(number, call))
        for number, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    errors = [each for each in results.values() if isinstance(each, Exception)]
    assert errors == []
    return [results[number] for number in range(len(calls))]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_phones_with_the_same_batch_store_it_once(person, lesson):
    other = LessonFactory()
    events = [event(lesson, each) for each in spec_of(lesson)["activities"]]
    events += [event(other), event(other, question(other)), {"id": "bad"}]
    for _ in range(5):
        for sent in events[:-1]:
            sent["id"] = str(new_id())
        forth, back = at_once(
            lambda: take(person, *events), lambda: take(person, *reversed(events))
        )
        pairs = zip(reasons(forth), reversed(reasons(back)), strict=True)
        *taken, refused = [sorted(pair) for pair in pairs]
        assert all(pair == ["known", "stored"] for pair in taken)
        assert refused == ["bad_id", "bad_id"]
    assert stored(person).filter(verb="completed").count() == 1
    assert stored(person).exclude(verb="completed").count() == 5 * (len(events) - 1)
    assert aside(person).count() == 1
    assert LessonSummary.objects.for_participant(person).count() == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_phones_with_different_halves_complete_together(person, lesson):
    activities = spec_of(lesson)["activities"]
    at_once(
        lambda: take(person, *(event(lesson, each) for each in activities[::2])),
        lambda: take(person, *(event(lesson, each) for each in activities[1::2])),
    )
    summary = LessonSummary.objects.for_participant(person).get()
    assert len(summary.activities) == len(activities)
    assert summary.completed_at
    assert stored(person).filter(verb="completed").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_people_at_once_do_not_wait_for_ever(lesson):
    union = UnionFactory()
    people = [ParticipantFactory(union=union) for _ in range(8)]

    def phone(person):
        def sync():
            return [
                reasons(take(person, *(event(lesson) for _ in range(20))))
                for _ in range(3)
            ]

        return sync

    for batches in at_once(*map(phone, people)):
        assert batches == [["stored"] * 20] * 3
    assert all(stored(person).count() >= 60 for person in people)


def test_the_receipts_come_in_the_order_sent(person, lesson):
    events = [
        event(lesson, language="xx") if number % 3 else event(lesson)
        for number in range(30)
    ]
    receipts = take(person, *events)
    assert [each.id for each in receipts] == [each["id"] for each in events]
    assert all(UUID(each.id) for each in receipts)
