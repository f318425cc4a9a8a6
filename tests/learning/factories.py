"""People, lessons and events to try things on, made as the site itself makes them.

Unions go through `found_union` (so a tenant has its key), modules and lessons through
`catalogue.actions` (so Spec, Text, Document, LessonLanguage and Edition are there and
agree). Everything is stored, and the shelf of this process sees it at once.

    union = UnionFactory()                       # a tenant; parent=… for a branch
    person = ParticipantFactory(union=union)     # with an account: person.user
    staff = UserFactory(email="a@example.org")   # an account and nothing more
    module = ModuleFactory(audience="union", owner=union)
    lesson = LessonFactory(module=module)        # version 1: a single and a reflection
    lesson = LessonFactory(activities=[activity("ordering"), activity("numeric")])
    test = LessonFactory(kind="final_test", module=module)
    publish(lesson, activities=[…])              # another version of the same lesson
    publish(lesson, language="fr")               # a translation of what is there
    EnrolmentFactory(participant=person, module=module)
    event(lesson)                                # read; as `POST /api/v1/events` wants it
    event(lesson, spec_of(lesson)["activities"][0])   # answered rightly

Passwords are all `PASSWORD`. Where a test has no lesson of its own, `shelf.forget()`
makes it independent of the test before.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import uuid4

import factory
from django.utils import translation

from learning.activities.kinds import Activity
from learning.catalogue import actions
from learning.catalogue.models import Lesson, Module, Spec
from learning.catalogue.shelf import shelf
from learning.classroom.models import Registration, Training, TrainingSession
from learning.demo import right_answer
from learning.enrolments.models import Enrolment
from learning.members.actions.unions import found_union
from learning.members.models import Participant, Union, User
from learning.reading.asking import SlotAsking, question_markup
from learning.reading.steps import step_mark
from learning.records import new_id
from tests.learning.activities.examples import (
    COSTING,
    PLAN,
    PRICE_SPLIT,
    RISK_RANKING,
)

PASSWORD = "correct-horse-7391"


# --- who -------------------------------------------------------------------------


class ScopedFactory(factory.django.DjangoModelFactory):
    """For rows about people: their manager asks for a tenant, so the row saves itself."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **fields):
        row = model_class(**fields)
        row.save(force_insert=True)
        return row


class UnionFactory(factory.django.DjangoModelFactory):
    """A federation in Benin with a key of its own, unless told otherwise."""

    class Meta:
        model = Union

    slug = factory.Sequence(lambda n: f"union-{n}")
    name = factory.LazyAttribute(lambda union: union.slug.title())
    level = Union.Level.FEDERATION
    country = "BJ"
    keeps_own_key = True

    @classmethod
    def _create(cls, model_class, *args, **fields):
        return found_union(by=None, **fields)


@cache
def _hashed(password: str) -> str:
    user = User()
    user.set_password(password)
    return user.password


class UserFactory(factory.django.DjangoModelFactory):
    """An account without a role; `password` is given in the clear."""

    class Meta:
        model = User

    sign_in_name = factory.Sequence(lambda n: f"baobab-{1000 + n}")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class, *args, password, **fields):
        user = User(password=_hashed(password), **fields)
        user.save(force_insert=True)
        return user


class ParticipantFactory(ScopedFactory):
    """A person of a union, with an account (`user=None`: without)."""

    class Meta:
        model = Participant

    union = factory.SubFactory(UnionFactory)
    tenant = factory.LazyAttribute(lambda person: person.union.tenant)
    user = factory.SubFactory(UserFactory)


# --- trainings -------------------------------------------------------------------


class TrainingFactory(ScopedFactory):
    """One day in class, of one union; `trainer=` an account that holds a role there."""

    class Meta:
        model = Training

    union = factory.SubFactory(UnionFactory)
    tenant = factory.LazyAttribute(lambda training: training.union.tenant)
    title = factory.Sequence(lambda n: f"Training {n}")
    language = "en"
    country = "BJ"
    place = "Cotonou"
    starts_on = date(2026, 11, 2)
    ends_on = factory.LazyAttribute(lambda training: training.starts_on)


class SessionFactory(ScopedFactory):
    """Six hours on the first day of its training."""

    class Meta:
        model = TrainingSession

    training = factory.SubFactory(TrainingFactory)
    tenant = factory.LazyAttribute(lambda session: session.training.tenant)
    held_on = factory.LazyAttribute(lambda session: session.training.starts_on)
    minutes = 360


class RegistrationFactory(ScopedFactory):
    """A participant of the same union in a training, written in by hand."""

    class Meta:
        model = Registration

    training = factory.SubFactory(TrainingFactory)
    tenant = factory.LazyAttribute(lambda row: row.training.tenant)
    participant = factory.LazyAttribute(
        lambda row: ParticipantFactory(union=row.training.union, user=None)
    )
    number = factory.LazyAttribute(lambda row: row.training.registrations.count() + 1)
    way = Registration.Way.HAND


# --- what ------------------------------------------------------------------------


def activity(kind: str = "single", **changed) -> dict:
    """The spec of a sound activity, with an id of its own; the right choice is "a"."""
    own = {
        "single": {"choices": [_choice("a", True), _choice("b", False)]},
        "multiple": {
            "choices": [_choice("a", True), _choice("b", True), _choice("c", False)]
        },
        "true_false": {"answer": True},
        "ordering": {"items": ["i1", "i2", "i3"]},
        "matching": {
            "pairs": [{"left": "l1", "right": "r1"}, {"left": "l2", "right": "r2"}]
        },
        "numeric": {"answer": "6.5", "tolerance": "0.1"},
        "reflection": {},
        "task": {},
        "scenario": {
            "variables": [{"id": "trust", "start": 4, "good_from": 6}],
            "scenes": [
                _scene(
                    "hello", _option("ask", "middle", 1), _option("threat", "end", -2)
                ),
                _scene("middle", _option("wait", "end", 1), _option("go", "end", 0)),
                _scene("end"),
            ],
        },
        "sorting": {
            "bins": ["b1", "b2"],
            "cards": [
                {"id": "c1", "bin": "b1"},
                {"id": "c2", "bin": "b2"},
                {"id": "c3", "bin": "b2"},
            ],
        },
        "costing": COSTING,
        "price_split": PRICE_SPLIT,
        "plan": PLAN | {"required": False},
        "risk_ranking": RISK_RANKING,
    }[kind]
    common = {"required": True, "weight": 1, "sensitivity": "none"}
    return {"id": str(uuid4()), "kind": kind} | common | own | changed


def _choice(name: str, right: bool) -> dict:
    return {"id": name, "right": right}


def _option(name: str, to: str, trust: int) -> dict:
    return {"id": name, "to": to, "effects": {"trust": trust}}


def _scene(name: str, *options: dict) -> dict:
    return {"id": name, "options": list(options)}


def words_of(spec: dict, language: str = "en") -> dict:
    """Block text for an activity spec: every word says which language it is in."""
    said = {"text": f"Text ({language})", "feedback": f"Why ({language})"}
    words = {
        "kind": spec["kind"],
        "prompt": f"Prompt ({language})",
        "feedback": f"General ({language})",
        "html": f"<p>Prompt ({language})</p>",
    }
    if "choices" in spec:
        words["choices"] = {each["id"]: said for each in spec["choices"]}
    if spec["kind"] == "true_false":
        words["choices"] = {"true": said, "false": said}
    if "items" in spec:
        words["items"] = {each: f"{each} ({language})" for each in spec["items"]}
    if "pairs" in spec:
        for side in ("left", "right"):
            words[side] = {each[side]: f"{each[side]}" for each in spec["pairs"]}
    if spec["kind"] == "numeric":
        words["unit"] = "USD"
    return words | _more_words(spec, language)


_NAMED = (
    *("inputs", "parts", "rows", "checks", "sectors", "risks"),
    *("bins", "cards"),
)


def _more_words(spec: dict, language: str) -> dict:
    """The words of the kinds that have files of their own."""

    def said(names):
        return {each: f"{each} ({language})" for each in names}

    ids = {
        name: [each if isinstance(each, str) else each["id"] for each in spec[name]]
        for name in _NAMED
        if name in spec
    }
    match spec["kind"]:
        case "costing":
            inputs = {
                key: {"name": text, "unit": "F"}
                for key, text in said(ids["inputs"]).items()
            }
            return {"inputs": inputs, "result": f"Cost ({language})", "unit": "F"}
        case "price_split":
            source = f"Source ({language})"
            return {"unit": "€", "parts": said(ids["parts"]), "source": source}
        case "plan":
            rows = {
                key: {"text": text, "hint": f"Hint ({language})"}
                for key, text in said(ids["rows"]).items()
            }
            named = {"title": f"Sheet ({language})", "intro": f"Intro ({language})"}
            return named | {"rows": rows, "checks": said(ids["checks"])}
        case "risk_ranking":
            risks = {
                key: {"text": text, "hint": ""}
                for key, text in said(ids["risks"]).items()
            }
            return {"sectors": said(ids["sectors"]), "risks": risks}
        case "scenario":
            return _scenario_words(spec, language)
        case "sorting":
            cards = {
                key: {"text": text, "why": f"Why {text}"}
                for key, text in said(ids["cards"]).items()
            }
            return {"bins": said(ids["bins"]), "cards": cards}
    return {}


def _scenario_words(spec: dict, language: str) -> dict:
    options = [each for scene in spec["scenes"] for each in scene["options"]]
    return {
        "variables": {
            each["id"]: {
                "name": f"{each['id']} ({language})",
                "good": f"{each['id']} went well",
                "poor": f"{each['id']} went badly",
            }
            for each in spec["variables"]
        },
        "scenes": {
            each["id"]: {"text": f"Scene {each['id']} ({language})"}
            for each in spec["scenes"]
        },
        "options": {
            each["id"]: {
                "text": f"Say {each['id']} ({language})",
                "why": f"Why {each['id']} ({language})",
            }
            for each in options
        },
    }


class ModuleFactory(factory.django.DjangoModelFactory):
    """A live module of the programme, open to everyone, with words in English."""

    class Meta:
        model = Module

    key = factory.LazyFunction(uuid4)
    slug = factory.Sequence(lambda n: f"module-{n}")
    title = factory.Sequence(lambda n: f"Module {n}")
    owner = None
    audience = Module.Audience.OPEN
    neutral_title = ""
    position = 0
    minutes = 60
    language = "en"
    is_stale = False

    @classmethod
    def _create(cls, model_class, *args, title, neutral_title, owner, **fields):
        module = actions.record_module(
            owner_id=owner.pk if owner else None,
            body={
                "title": title,
                "neutral_title": neutral_title,
                "summary": "What it is about",
                "outcome": "What you can do afterwards",
                "product": "",
            },
            **fields,
        )
        _announce()
        return module


class LessonFactory(factory.django.DjangoModelFactory):
    """A published lesson or test; see `publish` for another version or language.

    `activities` are specs (see `activity`); `rule` and `required` (default: those that
    say so) make up the completion; a final test draws all its pool unless `draw` says
    otherwise.
    """

    class Meta:
        model = Lesson

    module = factory.SubFactory(ModuleFactory)
    key = factory.LazyFunction(uuid4)
    kind = Lesson.Kind.LESSON
    slug = factory.Sequence(lambda n: f"lesson-{n}")
    position = factory.Sequence(lambda n: n)
    language = "en"
    is_source = True
    is_stale = False
    title = factory.LazyAttribute(lambda made: f"{made.slug} ({made.language})")
    objective = ""
    minutes = 8
    sensitivity = "none"
    content_note = ""
    rule = "all_required"
    required = None
    draw = None
    pass_mark = 70
    html = None

    @factory.lazy_attribute
    def activities(self):
        second = "reflection" if self.kind == Lesson.Kind.LESSON else "true_false"
        return [activity("single"), activity(second)]

    @classmethod
    def _create(cls, model_class, *args, **given):
        compiled = _compiled(**given)
        actions.record_lesson(compiled=compiled)
        actions.record_edition(module_key=compiled.module_key)
        _announce()
        return Lesson.objects.select_related("module").get(key=compiled.key)


def _compiled(
    *,
    module,
    activities,
    rule,
    required,
    draw,
    pass_mark,
    minutes,
    sensitivity,
    **given,
):
    key, kind, language = given["key"], given["kind"], given["language"]
    if required is None:
        required = [each["id"] for each in activities if each["required"]]
    spec = {
        "lesson": str(key),
        "kind": str(kind),
        "sensitivity": sensitivity,
        "minutes": minutes,
        "completion": {"rule": rule, "required": required},
        "activities": activities,
    }
    if kind == Lesson.Kind.FINAL_TEST:
        spec |= {"draw": draw or len(activities), "pass_mark": pass_mark}
    words = {each["id"]: words_of(each, language) for each in activities}
    html, note = given.pop("html"), given.pop("content_note")
    return actions.CompiledLesson(
        module_key=module.key,
        spec=spec,
        text={
            "title": given["title"],
            "objective": given["objective"],
            "content_note": note,
            "order": [{"id": each["id"], "kind": each["kind"]} for each in activities],
            "blocks": words,
        },
        html=_html(activities, words, language) if html is None else html,
        **given,
    )


def _html(activities: list[dict], words: dict, language: str) -> str:
    with translation.override(language):
        return "\n".join(
            step_mark(each["id"])
            + question_markup(
                Activity.from_json(each), words[each["id"]], SlotAsking(each["id"])
            )
            for each in activities
        )


def publish(lesson: Lesson, *, language: str = "en", **changed) -> Lesson:
    """Publish a lesson again: changed, or in another language (then a translation)."""
    fields = {
        "module": lesson.module,
        "key": lesson.key,
        "kind": lesson.kind,
        "slug": lesson.slug,
        "position": lesson.position,
        "language": language,
        "is_source": language == "en",
        "activities": spec_of(lesson)["activities"],
    }
    return LessonFactory(**fields | changed)


def spec_of(lesson: Lesson, version: int | None = None) -> dict:
    """The spec of one version (else the latest), as JSON."""
    version = version or Lesson.objects.get(key=lesson.key).latest_version
    return Spec.objects.get(lesson=lesson, version=version).body


def _announce() -> None:
    actions.raise_generation()
    shelf.forget()


# --- who does what ---------------------------------------------------------------


class EnrolmentFactory(ScopedFactory):
    class Meta:
        model = Enrolment

    participant = factory.SubFactory(ParticipantFactory)
    module = factory.SubFactory(ModuleFactory)
    tenant = factory.LazyAttribute(lambda made: made.participant.tenant)


def event(lesson: Lesson, spec: dict | None = None, **changed) -> dict:
    """An event as a phone sends it: an activity answered rightly, or (without one) read.

    It happened an hour ago; a value of `...` leaves a field out.
    """
    given = {
        "id": str(new_id()),
        "verb": "experienced",
        "lesson": str(lesson.key),
        "version": lesson.latest_version,
        "language": "en",
        "occurred_at": (datetime.now(UTC) - timedelta(hours=1)).isoformat(),
        "device": str(uuid4()),
    }
    if spec:
        given["activity"] = spec["id"]
        if spec["kind"] not in ("reflection", "task", "plan"):
            given |= {
                "verb": "answered",
                "answer": right_answer(Activity.from_json(spec)),
            }
    given |= changed
    return {name: value for name, value in given.items() if value is not ...}
