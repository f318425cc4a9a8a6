"""Running a class: what it is asked, what is counted, the clock, the end."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from learning.activities.errors import AnswerError
from learning.classroom.actions import class_mode as actions
from learning.classroom.actions.closing import close_training
from learning.classroom.errors import (
    IsClosedError,
    NotASideError,
    NotHersError,
    NothingAskedError,
    NotVisibleError,
)
from learning.classroom.models import ClassAnswer, ClassShow
from learning.classroom.queries.class_mode import (
    class_of,
    clock_of,
    is_over,
    living_class,
    offers_of,
    seen,
    tally,
)
from learning.records import new_id
from tests.learning.classroom.cast import a_class, a_training
from tests.learning.factories import LessonFactory, ModuleFactory

pytestmark = pytest.mark.django_db


def say(question, voice, *choices) -> bool:
    return actions.answer_in_class(question=question, voice=voice, raw=[*choices])


def begin(cast, lesson, by=None) -> ClassShow:
    return actions.begin_class(
        session=cast.session,
        module_key=lesson.module_id,
        lesson_key=lesson.key,
        by=by or cast.trainer,
    )


# --- beginning and going on ---------------------------------------------------------


def test_a_class_has_six_digits_and_a_second_tap_changes_nothing():
    room = a_class()
    assert len(room.show.code) == 6
    assert room.show.code.isdecimal()
    assert begin(room, room.lesson) == room.show
    assert room.again().code == room.show.code


def test_a_class_that_has_ended_begins_again_under_another_code():
    room = a_class()
    actions.end_class(**room.here)
    assert living_class(room.show.code) is None
    anew = begin(room, room.lesson)
    assert anew.pk == room.show.pk
    assert living_class(anew.code) == anew


def test_only_her_own_training_and_none_that_is_closed():
    room, other = a_class(), a_training()
    with pytest.raises(NotHersError):
        actions.end_class(show=room.show, by=other.trainer)
    room.training.state, room.training.closed_at = "closed", timezone.now()
    room.training.save()
    with pytest.raises(IsClosedError):
        actions.set_clock(**room.here, minutes=5)
    with pytest.raises(IsClosedError):
        begin(room, room.lesson)


def test_a_lesson_of_another_union_is_not_there():
    room = a_class()
    hidden = LessonFactory(
        module=ModuleFactory(audience="union", owner=a_training().union)
    )
    with pytest.raises(NotVisibleError):
        begin(room, hidden)
    with pytest.raises(NotVisibleError):
        actions.go_to(
            **room.here, module_key=hidden.module_id, lesson_key=hidden.key, step=None
        )


def test_whatever_can_be_seen_changes_what_is_compared():
    room = a_class()
    tags = [seen(room.again())]

    def changed() -> bool:
        tags.append(seen(room.again()))
        return tags[-1] not in tags[:-1]

    question = room.put()
    assert changed()
    say(question, "one", "a")
    assert changed()
    say(question, "one", "b")
    assert changed()
    actions.count_hands(**room.here, question=question, hands={"a": 2})
    assert changed()
    actions.close_question(**room.here, question=question)
    assert changed()
    actions.set_clock(**room.here, minutes=5)
    assert changed()


# --- a question ---------------------------------------------------------------------


def test_one_voice_answers_once_and_may_change_its_mind():
    question = a_class().put()
    for voice, choice in (("one", "a"), ("two", "a"), ("one", "b")):
        assert say(question, voice, choice)
    assert tally(question).counts == {"a": 1, "b": 1}
    assert tally(question).people == 2


def test_phones_and_hands_add_up():
    room = a_class()
    question = room.put()
    say(question, "one", "a")
    actions.count_hands(**room.here, question=question, hands={"a": 4, "b": 3})
    actions.close_question(**room.here, question=question)
    question.refresh_from_db()
    assert tally(question).counts == {"a": 5, "b": 3}
    assert tally(question).people == 8
    assert tally(question).share("a") == 62


def test_who_may_choose_several_is_one_person():
    room = a_class("multiple")
    question = room.put()
    say(question, "one", "a", "b")
    actions.count_hands(**room.here, question=question, hands={"a": 4, "b": 3})
    question.refresh_from_db()
    assert tally(question).counts == {"a": 5, "b": 4}
    assert tally(question).people == 5


def test_closing_counts_and_forgets_which_phone_said_what():
    room = a_class()
    question = room.put()
    say(question, "one", "a")
    actions.close_question(**room.here, question=question)
    question.refresh_from_db()
    assert (question.counts, question.answered, question.is_shown) == (
        {"a": 1},
        1,
        True,
    )
    rows = ClassAnswer.objects.for_tenant(room.show.tenant_id)
    assert not rows.filter(question=question).exists()
    assert not say(question, "two", "a")
    assert tally(question).people == 1


@pytest.mark.parametrize("raw", [["z"], ["a", "b"], [], "a", None, {"a": 1}, [["a"]]])
def test_what_is_no_answer_is_refused(raw):
    question = a_class().put()
    with pytest.raises(AnswerError):
        actions.answer_in_class(question=question, voice="one", raw=raw)
    assert tally(question).people == 0


def test_not_more_voices_than_a_room_holds(monkeypatch):
    question = a_class().put()
    monkeypatch.setattr(actions, "MOST_ANSWERS", 2)
    say(question, "one", "a")
    say(question, "two", "a")
    with pytest.raises(NothingAskedError):
        say(question, "three", "a")
    assert say(question, "two", "b")


def test_of_a_number_is_counted_how_many_had_it_right():
    room = a_class("numeric")  # 6.5, give or take 0.1
    question = room.put()
    for number, typed in enumerate(["6,5", "6.55 %", "6", "7", "999999999999"]):
        assert say(question, f"v{number}", typed)
    before = tally(question)
    actions.count_hands(**room.here, question=question, hands={"right": 3, "below": 1})
    actions.close_question(**room.here, question=question)
    question.refresh_from_db()
    assert question.counts == {"right": 2, "below": 1, "above": 2}
    assert (before.spread, question.spread) == (("6.5", "6.55", "7"), [*before.spread])
    assert tally(question).counts == {"right": 5, "below": 2, "above": 2}
    assert (tally(question).people, tally(question).share("right")) == (9, 56)
    assert not ClassAnswer.objects.for_tenant(room.show.tenant_id).exists()


def test_a_number_with_two_readings_is_the_one_she_can_have_meant():
    room = a_class("numeric", answer="1250", tolerance="0")
    question = room.put()
    for number, typed in enumerate(["1.250", "1,250", "1 250", "1250", "1249"]):
        say(question, f"v{number}", typed)
    assert tally(question).counts == {"right": 4, "below": 1}
    assert tally(question).spread == ("1250", "1250", "1250")


def test_four_numbers_are_too_few_to_tell_how_they_spread():
    question = a_class("numeric").put()
    for number in range(4):
        say(question, f"v{number}", str(number))
    assert tally(question).spread == ()


@pytest.mark.parametrize("raw", [["six"], [""], [], ["1", "2"], None, ["9" * 201]])
def test_what_is_no_number_is_refused(raw):
    question = a_class("numeric").put()
    with pytest.raises(AnswerError):
        actions.answer_in_class(question=question, voice="one", raw=raw)


def test_what_nobody_can_choose_from_is_not_put():
    room = a_class("ordering")
    with pytest.raises(NothingAskedError):
        room.put()


@pytest.mark.parametrize("hands", [{"z": 1}, {"a": -1}, {"a": 501}])
def test_hands_of_no_room_are_refused(hands):
    room = a_class()
    question = room.put()
    with pytest.raises(NothingAskedError):
        actions.count_hands(**room.here, question=question, hands=hands)


def test_the_next_step_closes_the_question_and_it_can_be_put_again():
    room = a_class()
    first = room.put()
    say(first, "one", "a")
    place = {"module_key": room.lesson.module_id, "lesson_key": room.lesson.key}
    actions.go_to(**room.here, **place, step=None)
    first.refresh_from_db()
    assert first.closed_at
    assert not first.is_shown
    second = room.put()
    assert second.pk != first.pk
    assert tally(second).people == 0


@pytest.mark.parametrize(("people", "is_shown"), [(7, False), (8, True)])
def test_what_is_sensitive_is_seen_from_eight_answers_on_and_when_closed(
    people, is_shown
):
    room = a_class(level="sensitive")
    question = room.put()
    for number in range(people):
        say(question, f"voice {number}", "a")
    assert not actions.show_results(**room.here, question=question, on=True)
    actions.close_question(**room.here, question=question)
    question.refresh_from_db()
    assert question.is_shown == is_shown
    assert tally(question).may_be_seen == is_shown


# --- clock, offers, end -------------------------------------------------------------


def test_a_clock_runs_stands_still_and_runs_again():
    room = a_class()
    actions.set_clock(**room.here, minutes=10)
    show = room.again()
    assert clock_of(show, show.clock_ends_at - timedelta(seconds=90)).text == "1:30"
    actions.stop_or_go_on(**room.here, runs=False)
    standing = clock_of(room.again())
    assert not standing.runs
    assert 590 <= standing.left <= 600
    actions.stop_or_go_on(**room.here, runs=True)
    assert clock_of(room.again()).runs
    actions.set_clock(**room.here, minutes=0)
    assert clock_of(room.again()) is None
    with pytest.raises(ValueError, match="clock"):
        actions.set_clock(**room.here, minutes=181)


def test_offers_are_noted_by_the_clock_and_taken_back():
    room, activity = a_class(), new_id()
    offer = {"activity": activity, "sides": {"us"}, "table": 1, "side": "us"}
    actions.note_offer(**room.here, **offer, offer="6 %", minute=12)
    actions.note_offer(**room.here, **offer, offer="5 %", minute=None)
    rows = offers_of(room.session, activity)
    assert [(each.offer, each.minute) for each in rows] == [("5 %", 0), ("6 %", 12)]
    actions.take_back_offer(**room.here, offer=rows[0].pk)
    assert [each.offer for each in offers_of(room.session, activity)] == ["6 %"]
    with pytest.raises(NotASideError):
        actions.note_offer(
            **room.here, **(offer | {"side": "them"}), offer="1", minute=1
        )


def test_the_end_closes_what_is_open():
    room = a_class()
    question = room.put()
    say(question, "one", "a")
    actions.end_class(**room.here)
    question.refresh_from_db()
    assert question.counts == {"a": 1}
    with pytest.raises(IsClosedError):
        actions.end_class(**room.here)


def test_closing_the_day_ends_the_class():
    room = a_class()
    question = room.put()
    say(question, "one", "a")
    close_training(training=room.training, by=room.trainer)
    assert living_class(room.show.code) is None
    question.refresh_from_db()
    assert question.counts == {"a": 1}
    assert not ClassAnswer.objects.for_tenant(room.show.tenant_id).exists()
    assert not say(question, "two", "a")


def test_closing_leaves_a_class_that_has_ended_as_it_was():
    room = a_class()
    actions.end_class(**room.here)
    room.show.refresh_from_db()
    ended_at, moves = room.show.ended_at, room.show.moves
    close_training(training=room.training, by=room.trainer)
    room.show.refresh_from_db()
    assert (room.show.ended_at, room.show.moves) == (ended_at, moves)


def left_alone(room, moved_at) -> None:
    ClassShow.objects.for_tenant(room.show.tenant_id).update(changed_at=moved_at)


# Where the union is, seven hours ahead of the clock of the house.
MOVED = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)  # 23:30 there
STILL_ON = datetime(2026, 3, 3, 16, 59, tzinfo=UTC)  # 23:59 the next day
OVER = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)


@pytest.fixture
def forgotten():
    """A class with an open question that nobody has ended."""
    room = a_class()
    room.union.time_zone = "Asia/Jakarta"
    room.union.save()
    say(room.put(), "one", "a")
    left_alone(room, MOVED)
    return room


def test_a_class_that_nobody_ends_is_over_when_the_next_day_is(forgotten):
    assert not is_over(ClassShow.objects.for_tenant(forgotten.union).get(), STILL_ON)
    assert is_over(ClassShow.objects.for_tenant(forgotten.union).get(), OVER)
    assert living_class(forgotten.show.code) is None
    assert class_of(forgotten.session) is None
    with pytest.raises(IsClosedError):
        forgotten.put()
    show = begin(forgotten, forgotten.lesson)
    assert living_class(show.code) == forgotten.show
    assert show.code != forgotten.show.code
    assert not show.questions.filter(closed_at=None).exists()


def test_what_single_phones_said_in_a_forgotten_class_goes_with_it(forgotten):
    tenant = forgotten.union
    assert actions.end_forgotten(tenant=tenant, now=STILL_ON) == 0
    call_command("tidy_classes", verbosity=0)
    assert not ClassAnswer.objects.for_tenant(tenant).exists()
    show = ClassShow.objects.for_tenant(tenant).get()
    assert show.ended_at
    assert show.questions.get().counts == {"a": 1}
    assert actions.end_forgotten(tenant=tenant) == 0


def test_looking_at_a_living_class_is_one_query(django_assert_num_queries):
    room = a_class()
    with django_assert_num_queries(1):
        assert living_class(room.show.code)
