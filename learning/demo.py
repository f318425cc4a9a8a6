"""The demo: made-up unions, the accounts of DESIGN 5, and people with progress.

Loaded into an empty database only; production refuses to start with these accounts
(learning/checks.py). Everything goes through the same actions as real work.
"""

import random
import tomllib
from datetime import time, timedelta
from itertools import cycle
from pathlib import Path
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from learning import intake
from learning.activities.draw import draw
from learning.activities.kinds import (
    Activity,
    Costing,
    Matching,
    Numeric,
    Ordering,
    PriceSplit,
    RiskRanking,
    Scenario,
    Single,
    Sorting,
)
from learning.activities.scenario import best_path
from learning.catalogue.shelf import ModuleOnShelf, shelf
from learning.certificates.actions import issue_certificate
from learning.classroom.actions.at_the_door import write_in
from learning.classroom.actions.closing import attest, close_training
from learning.classroom.actions.crediting import credit
from learning.classroom.actions.following import answer_follow_up
from learning.classroom.actions.registering import Tick, mark, register
from learning.classroom.actions.trainings import Meeting, plan_training
from learning.classroom.models import Attestation, FollowUp, Project
from learning.demo_figures import load_figures
from learning.demo_past import load_past
from learning.enrolments.actions import enrol
from learning.members.actions.appointments import appoint
from learning.members.actions.people import decide_consent
from learning.members.actions.places import keep_place
from learning.members.actions.unions import found_union, open_the_open_tenant
from learning.members.models import Consent, Participant, Union, User
from learning.members.roles import ROLE_BY_SLUG
from learning.progress.actions.events import close_attempt, open_attempt
from learning.records import new_id

CONTACT = "demo.invalid"


def load_unions(source: dict, folder: Path, say) -> dict[str, Union]:
    """The unions of the demo with their locals, by slug; the Open tenant among them."""
    unions = {"open": open_the_open_tenant()}
    for each in source["union"]:
        union = found_union(
            name=each["name"],
            slug=each["slug"],
            level=each["level"],
            country=each["country"],
            language=each["language"],
            time_zone=each["time_zone"],
            keeps_own_key=True,
            by=None,
        )
        union.help_contact = each["help_contact"]
        union.signatory_name = each["signatory_name"]
        union.signatory_role = each["signatory_role"]
        union.logo_svg = (folder / f"{each['slug']}.svg").read_text(encoding="utf-8")
        union.save()
        unions[each["slug"]] = union
        for number, name in enumerate(each["locals"], start=1):
            found_union(
                name=name,
                slug=f"{each['slug']}-{number}",
                level=Union.Level.LOCAL,
                parent=union,
                country=each["country"],
                language=each["language"],
                time_zone=each["time_zone"],
                by=None,
            )
        say(f"  {union.name}")
    return unions


def load_accounts(source: dict, unions: dict[str, Union], say) -> None:
    """The demo accounts, each with its role; staff have an address that goes nowhere."""
    appointed: dict[str, User] = {}
    for each in source["account"]:
        role = ROLE_BY_SLUG[each["role"]]
        union = unions.get(each.get("union", ""))
        user = User.objects.create_user(
            each["name"],
            source["password"],
            email=f"{each['name']}@{CONTACT}" if role.is_staff else "",
        )
        if role.is_staff:
            EmailAddress.objects.create(
                user=user, email=user.email, primary=True, verified=True
            )
        if role.slug == "trainee":
            Participant(
                user=user, union=union, tenant=union.tenant, country=union.country
            ).save(force_insert=True)
        ends_on = None
        if "days" in each:
            ends_on = timezone.localdate() + timedelta(days=each["days"])
        appoint(
            user=user,
            role=role,
            union=union,
            ends_on=ends_on,
            by=_appointer(role.slug, appointed),
        )
        appointed.setdefault(role.slug, user)
        say(f"  {each['name']}: {role.label}")


def _appointer(role: str, appointed: dict[str, User]) -> User | None:
    """Who gives this role in the demo: the first administrator nobody, others as ruled."""
    if role == "administrator":
        return None
    if role in ("trainer", "trainee"):
        return appointed["coordinator"]
    return appointed["administrator"]


def load_people(source: dict, unions: dict[str, Union], say) -> None:
    """People in each union, some way along, a few with a certificate; seeded."""
    chance = random.Random(2026)  # noqa: S311 -- made-up people, no secret
    module = shelf.module("negotiation")
    trainee = User.objects.get(sign_in_name="trainee").participant
    _progress(trainee, module, lessons=2, passes=False, chance=chance)
    for each in source["union"]:
        union = unions[each["slug"]]
        locals_ = list(union.branches.order_by("slug"))
        for number in range(each["people"]):
            place = keep_place(
                secret=f"demo{chance.randrange(10**8):08}",
                language=union.language,
                union=chance.choice(locals_),
            )
            person = place.participant
            person.sex = chance.choice(["f", "f", "f", "m", "m", ""])
            person.age_band = chance.choice(
                ["18-24", "25-29", "30-35", "36-49", "50+", ""]
            )
            person.country = union.country
            person.save()
            decide_consent(
                participant=person,
                purpose=Consent.Purpose.CONTACT,
                given=number % 5 < 3,
                language=union.language,
                by=person.user,
            )
            lessons = chance.choice([1, 2, 3, 4, 6, 6])
            _progress(
                person,
                module,
                lessons=lessons,
                passes=lessons == 6 and chance.random() < 0.8,
                chance=chance,
                slips=number % 4 == 1,
            )
        say(f"  {union.name}: {each['people']} people")


def load_trainings(source: dict, unions: dict[str, Union], say) -> None:
    """A training that is over, one of today and one to come, with their registers."""
    chance = random.Random(2026)  # noqa: S311 -- made-up people, no secret
    trainer = User.objects.get(sign_in_name="trainer")
    projects = {
        each["slug"]: Project.objects.create(**each) for each in source["project"]
    }
    module = shelf.module("negotiation")
    for each in source["training"]:
        union, first = unions[each["union"]], timezone.localdate()
        first += timedelta(days=each["days"])
        training = plan_training(
            union=union,
            contents=[(module.key, None)],
            meetings=[
                Meeting(
                    held_on=first + timedelta(days=number),
                    minutes=minutes,
                    starts_at=time.fromisoformat(each["starts_at"]),
                )
                for number, minutes in enumerate(each["minutes"])
            ],
            title=each["title"],
            language=union.language,
            country=union.country,
            place=each["place"],
            project=projects.get(each.get("project", "")),
            by=trainer,
        )
        lines = _registered(training, each["people"], trainer, chance)
        if each.get("closed"):
            for session in training.sessions.all():
                _mark(session, lines, trainer, chance)
            for role in (Attestation.Role.TRAINER, Attestation.Role.ELECTED):
                attest(training=training, role=role, by=trainer)
            _credit(training, lines, module, trainer)
            close_training(training=training, by=trainer)
            _follow_up(lines[4 : 4 + each.get("answered", 0)], trainer, chance)
        elif lines:  # under way: the first ones have come in
            _mark(training.sessions.get(), lines[:5], trainer, chance)
        say(f"  {training.title}: {len(lines)} people")


def _registered(training, count: int, trainer, chance) -> list:
    """People with a place in that union first, then some written in by hand."""
    people = Participant.objects.for_tenant(training.tenant_id).filter(
        is_counted=True, user__isnull=False
    )
    lines = [
        register(training=training, participant=person, way="card", by=trainer)
        for person in people.order_by("created_at")[: count * 2 // 3]
    ]
    while len(lines) < count:
        lines.append(
            write_in(
                training=training,
                key=uuid4(),
                sex=chance.choice(["f", "m"]),
                age_band=chance.choice(["18-24", "25-29", "36-49"]),
                before=chance.choice(["no", "year", ""]),
                by=trainer,
            )
        )
    return lines


def _mark(session, lines, trainer, chance) -> None:
    """Most were there, some late, one away."""
    ticks = []
    for number, line in enumerate(lines):
        is_late = chance.random() < 0.15
        ticks.append(
            Tick(
                id=new_id(),
                registration=line.pk,
                minutes=0 if number == 3 else session.minutes,
                is_late=is_late and number != 3,
                how="tap",
                marked_at=timezone.now(),
            )
        )
    mark(session=session, ticks=ticks, by=trainer)


def _credit(training, lines, module: ModuleOnShelf, trainer) -> None:
    """What was done in class need not be done again."""
    credit(
        training=training,
        registrations=lines[4:],
        lesson_key=module.lessons[0].key,
        by=trainer,
    )


def _follow_up(lines, trainer, chance) -> None:
    """What came of it, keyed in at the next meeting."""
    for line, used in zip(lines, cycle(["yes", "yes", "little", "no"]), strict=False):
        answer_follow_up(
            registration=line,
            used=used,
            purposes=chance.sample(FollowUp.Purpose.values[:4], 2),
            results=[chance.choice(FollowUp.Result.values)],
            by=trainer,
        )


def _progress(
    person, module: ModuleOnShelf, *, lessons, passes, chance, slips=False
) -> None:
    began_at = timezone.now() - timedelta(days=chance.randrange(10, 60))
    language = person.union.language
    enrol(participant=person, module_key=module.key, by=person.user)
    for number, lesson in enumerate(module.lessons[:lessons]):
        spec = shelf.lesson_spec(lesson.key, lesson.latest_version)
        at = began_at + timedelta(days=number, minutes=chance.randrange(600))
        common = {
            "lesson": str(lesson.key),
            "version": lesson.latest_version,
            "language": language,
            "occurred_at": at.isoformat(),
        }
        events = [{"id": str(new_id()), "verb": "experienced", **common}]
        events += [
            {
                "id": str(new_id()),
                "verb": "answered",
                "activity": activity.id,
                "answer": wrong_answer(activity) if slips else right_answer(activity),
                **common,
            }
            for activity in spec.activities
            if activity.gradable
        ]
        intake.take(participant=person, events=events, by=person.user)
    if passes:
        _pass(person, module, language)


def _pass(person, module: ModuleOnShelf, language: str) -> None:
    test = module.final_test
    attempt = open_attempt(
        participant=person,
        lesson_key=test.key,
        version=test.latest_version,
        by=person.user,
    )
    spec = shelf.lesson_spec(test.key, test.latest_version)
    events = [
        {
            "id": str(new_id()),
            "verb": "answered",
            "lesson": str(test.key),
            "activity": activity.id,
            "attempt": str(attempt.pk),
            "answer": right_answer(activity),
            "version": test.latest_version,
            "language": language,
            "occurred_at": timezone.now().isoformat(),
        }
        for activity in draw(spec.pool, seed=attempt.pk, count=spec.draw)
    ]
    intake.take(participant=person, events=events, by=person.user)
    close_attempt(
        attempt=attempt, percent=100, passed=True, language=language, by=person.user
    )
    issue_certificate(attempt=attempt, language=language, by=person.user)


def right_answer(activity: Activity):
    """An answer that is right, or where nothing can be one that counts, as in an event."""
    if isinstance(activity, Ordering):
        return list(activity.items)
    if isinstance(activity, Matching):
        return {pair.left: pair.right for pair in activity.pairs}
    if isinstance(activity, Numeric):
        return activity.answer
    if isinstance(activity, Scenario):
        return best_path(activity)
    if isinstance(activity, Sorting):
        return {card.id: card.bin for card in activity.cards}
    if isinstance(activity, Costing):
        return {each.id: each.value for each in activity.open_inputs}
    if isinstance(activity, PriceSplit):
        return {part.id: part.amount for part in activity.parts}
    if isinstance(activity, RiskRanking):
        sector = {"sector": activity.sectors[0]} if activity.sectors else {}
        return sector | {activity.risks[0]: [3, 2, 3, 2]}
    return sorted(activity.right_ids)


def wrong_answer(activity: Activity):
    """A wrong one where there is one choice to make; else the right one."""
    if not isinstance(activity, Single):
        return right_answer(activity)
    return [each for each in activity.choice_ids if each not in activity.right_ids][:1]


@transaction.atomic
def load(folder: Path, *, load_modules, say) -> None:
    """Everything, or nothing: unions, accounts, the modules, and people with progress.

    `load_modules` brings the modules in; it belongs to the CMS, which learning
    does not know.
    """
    source = tomllib.loads((folder / "demo.toml").read_text(encoding="utf-8"))
    say("Unions")
    unions = load_unions(source, folder, say)
    say("Accounts")
    load_accounts(source, unions, say)
    say("Modules")
    load_modules()
    shelf.forget()
    say("People")
    load_people(source, unions, say)
    say("Trainings")
    load_trainings(source, unions, say)
    say("The last two years")
    load_past(source, unions, say)
    say("What the programme's desk shows")
    load_figures(folder, unions, say)
