"""Running a class: what it looks at, what it is asked, the clock, the end.

Every change raises `moves`, so that projector and phones see that there is something new.
"""

import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from learning.activities.kinds import Numeric
from learning.activities.quiz import parse_answer
from learning.catalogue.shelf import shelf
from learning.classroom import rules
from learning.classroom.errors import (
    IsClosedError,
    NotASideError,
    NotHersError,
    NothingAskedError,
    NotVisibleError,
)
from learning.classroom.models import (
    ClassAnswer,
    ClassQuestion,
    ClassShow,
    RolePlayOffer,
)
from learning.classroom.queries.class_mode import (
    activity_of,
    can_be_put,
    clock_of,
    counted,
    is_over,
    outcomes_of,
    tally,
)
from learning.classroom.queries.trainings import lesson_in

# Digits: every keyboard and every trainer can say them.
DIGITS, TRIES = 6, 20
# More than any room holds; what comes beyond is somebody playing with an address.
MOST_ANSWERS = 300
MOST_HANDS = 500
LONGEST_CLOCK = 180  # minutes
MOST_OFFERS = 400


def begin_class(*, session, module_key, lesson_key, by) -> ClassShow:
    """Begin the class of a session with a lesson, under a new code.

    One that runs already is returned as it stands; one that is over begins again.
    Raises NotHersError, IsClosedError, and NotVisibleError for a lesson that this union
    has not on its shelf.
    """
    _may(session.training, by)
    _on_shelf(session.tenant_id, module_key, lesson_key)
    for _ in range(TRIES):
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        try:
            return _begin(session, module_key, lesson_key, code)
        except IntegrityError:
            continue  # that code runs already, or a second tap came in between
    raise RuntimeError("No free code for a class")


@transaction.atomic
def _begin(session, module_key, lesson_key, code) -> ClassShow:
    rows = ClassShow.objects.for_tenant(session.tenant_id).select_for_update()
    show = rows.filter(session=session).first()
    if show and show.ended_at is None:
        if not is_over(show):
            return show
        _end(show)
        show.refresh_from_db()
    if show is None:
        show = ClassShow(tenant_id=session.tenant_id, session=session)
    show.code, show.ended_at, show.step = code, None, None
    show.module_id, show.lesson_id = module_key, lesson_key
    show.moves += 1
    show.save()
    return show


@transaction.atomic
def go_to(*, show, module_key, lesson_key, step, by) -> None:
    """Go to a step of a lesson (None: its beginning). An open question is closed, and
    shown to nobody. Raises as `begin_class`."""
    show = _held(show, by)
    _on_shelf(show.tenant_id, module_key, lesson_key)
    for question in _open(show):
        _close(question)
    show.module_id, show.lesson_id, show.step = module_key, lesson_key, step
    _moved(show, "module", "lesson", "step")


@transaction.atomic
def put_question(*, show, lesson_key, version, activity, by) -> ClassQuestion:
    """Put a question of a lesson to the class; one that is open is closed first.

    The same may be put again, after people have talked about it. Raises NotHersError,
    IsClosedError, and NothingAskedError for what a class can't answer.
    """
    show = _held(show, by)
    spec = shelf.lesson_spec(lesson_key, version)
    asked = spec.by_id().get(str(activity)) if spec else None
    if asked is None or not can_be_put(asked):
        raise NothingAskedError("No question to choose from")
    for question in _open(show):
        if question.activity == activity:
            return question  # tapped twice
        _close(question)
    question = ClassQuestion(
        tenant_id=show.tenant_id,
        show=show,
        lesson_id=lesson_key,
        version=version,
        activity=activity,
    )
    question.save(force_insert=True)
    _moved(show)
    return question


@transaction.atomic
def answer_in_class(*, question, voice, raw) -> bool:
    """Note one voice's answer; a later one takes its place. False: it is closed by now.

    `voice` is random, nobody's. Raises AnswerError for what is no answer, and
    NothingAskedError where more voices come than any room holds.
    """
    rows = ClassQuestion.objects.for_tenant(question.tenant_id).select_for_update()
    question = rows.get(pk=question.pk)
    if question.closed_at:
        return False
    asked = activity_of(question)
    if asked is None:
        raise NothingAskedError("The question is gone")
    choices = parse_answer(asked, _raw_for(asked, raw))
    if choices == "dont_know":
        raise NothingAskedError("Whoever does not know does not answer")
    found = question.answers.filter(voice=voice).first()
    if found is None:
        if question.answers.count() >= MOST_ANSWERS:
            raise NothingAskedError("More answers than people")
        found = ClassAnswer(
            tenant_id=question.tenant_id, question=question, voice=voice
        )
    # A number is kept as what it says, and only until the question is closed.
    found.choices = [choices] if isinstance(choices, str) else choices
    found.save()
    return True


def _raw_for(asked, raw):
    """What a form sends is a list; a number is one text."""
    if isinstance(asked, Numeric):
        return raw[0] if isinstance(raw, list) and len(raw) == 1 else raw
    return raw


@transaction.atomic
def count_hands(*, show, question, hands, by) -> None:
    """Note the hands that went up: choice id (of a number: right, below, above) → how
    many, in place of those before.

    Raises NotHersError, IsClosedError, and NothingAskedError for a choice that there is
    not or a number that is no room's.
    """
    show = _held(show, by)
    question = show.questions.select_for_update().get(pk=question.pk)
    asked = activity_of(question)
    known = set(outcomes_of(asked)) if asked else set()
    if set(hands) - known or any(not 0 <= n <= MOST_HANDS for n in hands.values()):
        raise NothingAskedError("No such choice, or too many hands")
    question.hands = {choice: count for choice, count in hands.items() if count}
    question.save(update_fields=["hands", "changed_at"])
    _moved(show)


@transaction.atomic
def close_question(*, show, question, by) -> None:
    """Take no more answers, count them, and show the class its own result at once
    (where it is sensitive: if there are enough)."""
    show = _held(show, by)
    question = show.questions.select_for_update().get(pk=question.pk)
    if question.closed_at is None:
        _close(question)
        question.is_shown = tally(question).may_be_seen
        question.save(update_fields=["is_shown", "changed_at"])
        _moved(show)


@transaction.atomic
def show_results(*, show, question, on, by) -> bool:
    """Put the results on the wall and the phones, or take them away. False: they are
    sensitive, and there are too few answers."""
    show = _held(show, by)
    question = show.questions.select_for_update().get(pk=question.pk)
    if on and not tally(question).may_be_seen:
        return False
    question.is_shown = on
    question.save(update_fields=["is_shown", "changed_at"])
    _moved(show)
    return True


@transaction.atomic
def set_clock(*, show, minutes, by) -> None:
    """Set the clock and let it run; 0 takes it away. Raises ValueError for more than
    three hours."""
    if not 0 <= minutes <= LONGEST_CLOCK:
        raise ValueError("A clock of no class")
    show = _held(show, by)
    show.clock_length, show.clock_left = minutes * 60, None
    show.clock_ends_at = (
        timezone.now() + timedelta(minutes=minutes) if minutes else None
    )
    _moved(show, "clock_length", "clock_left", "clock_ends_at")


@transaction.atomic
def stop_or_go_on(*, show, runs, by) -> None:
    """Let the clock stand still with what is left, or run again."""
    show = _held(show, by)
    clock = clock_of(show)
    if clock is None or clock.runs == runs:
        return
    show.clock_left = None if runs else clock.left
    show.clock_ends_at = (
        timezone.now() + timedelta(seconds=clock.left) if runs else None
    )
    _moved(show, "clock_left", "clock_ends_at")


@transaction.atomic
def note_offer(*, show, activity, sides, table, side, offer, minute, by) -> None:
    """Note an offer in a role play: which table, whose, what, in which minute.

    `minute` None is what the clock says. `sides` are the ids of its roles; raises
    NotASideError for another, and where a session has more offers than anybody reads.
    """
    show = _held(show, by)
    if side not in sides or show.session.offers.count() >= MOST_OFFERS:
        raise NotASideError("Nobody sits on that side, or too many offers")
    clock = clock_of(show)
    row = RolePlayOffer(
        tenant_id=show.tenant_id,
        session_id=show.session_id,
        activity=activity,
        table=table,
        side=side,
        offer=offer,
        minute=(clock.minute if clock else 0) if minute is None else minute,
        noted_by=by,
    )
    row.full_clean(exclude=["tenant", "session", "noted_by"])
    row.save(force_insert=True)
    _moved(show)


@transaction.atomic
def take_back_offer(*, show, offer, by) -> None:
    """Take away an offer that was noted by mistake; there is none: nothing happens."""
    show = _held(show, by)
    show.session.offers.filter(pk=offer).delete()
    _moved(show)


@transaction.atomic
def end_class(*, show, by) -> None:
    """End it: the code opens nothing any more, answers stay as counts."""
    _end(_held(show, by))


@transaction.atomic
def end_classes_of(training) -> None:
    """End every class of a training that still runs, as it is closed: after that nobody
    could. Whether that may be, whoever closes it has checked."""
    running = ClassShow.objects.for_tenant(training.tenant_id).filter(
        session__training=training, ended_at=None
    )
    for show in running.select_for_update():
        _end(show)


@transaction.atomic
def end_forgotten(*, tenant, now=None) -> int:
    """End the classes of a tenant that are over because nobody moved them any more: then
    single answers go. Returns how many."""
    rows = ClassShow.objects.for_tenant(tenant).filter(ended_at=None)
    rows = rows.select_for_update(of=("self",))
    rows = rows.select_related("session__training__union")  # whose clock it is over by
    found = [each for each in rows if is_over(each, now)]
    for show in found:
        _end(show)
    return len(found)


def _end(show) -> None:
    for question in _open(show):
        _close(question)
    show.ended_at = timezone.now()
    show.clock_length, show.clock_left, show.clock_ends_at = 0, None, None
    _moved(show, "ended_at", "clock_length", "clock_left", "clock_ends_at")


def _may(training, by) -> None:
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")
    if training.is_closed:
        raise IsClosedError("The training is closed")


def _held(show, by) -> ClassShow:
    """The class, held by this transaction until its end."""
    rows = ClassShow.objects.for_tenant(show.tenant_id).select_for_update(of=("self",))
    show = rows.select_related("session__training").get(pk=show.pk)
    _may(show.session.training, by)
    if is_over(show):
        raise IsClosedError("The class has ended")
    return show


def _on_shelf(tenant_id, module_key, lesson_key) -> None:
    module = shelf.index().by_key.get(module_key)
    if module is None or not module.is_open_to(signed_in=True, tenant_id=tenant_id):
        raise NotVisibleError("No such module for this union")
    if lesson_in(module, lesson_key) is None:
        raise NotVisibleError("No such lesson in that module")


def _open(show):
    return show.questions.select_for_update().filter(closed_at=None)


def _close(question) -> None:
    """What is kept are counts: which answers came from one phone is forgotten."""
    found = counted(question, activity_of(question))
    outcomes, question.answered, question.spread = found
    question.counts = dict(outcomes)
    question.closed_at = timezone.now()
    question.save()
    question.answers.all().delete()


def _moved(show, *fields) -> None:
    show.moves = F("moves") + 1
    show.save(update_fields=[*fields, "moves", "changed_at"])
