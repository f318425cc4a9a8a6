"""Reading trainings: whose, when, what is taught, and whether it needs care."""

from datetime import date
from uuid import UUID

from django.db.models import Max, Q

from learning.activities.sensitivity import SENSITIVE
from learning.catalogue.shelf import shelf
from learning.classroom import rules
from learning.classroom.models import Training, TrainingSession
from learning.members.queries import tenants_where
from learning.members.roles import Coordinator, Trainer


def trainings_of(user):
    """Every training the account may see: own ones, and all of tenants it coordinates.

    One list over tenants, as unevaluated querysets joined by OR of primary keys; newest
    first, with trainer, union and project.
    """
    found = Training.objects.for_tenant(None)
    for tenant in tenants_where(user, Trainer):
        found |= Training.objects.for_tenant(tenant).filter(trainer=user)
        found |= Training.objects.for_tenant(tenant).filter(co_trainers__user=user)
    for tenant in tenants_where(user, Coordinator):
        found |= Training.objects.for_tenant(tenant)
    return (
        found.distinct()
        .select_related("union", "project", "trainer")
        .order_by("-starts_on", "-pk")
    )


def training_for(user, pk: UUID) -> Training | None:
    """The training, if the account may see it; None looks the same as "not there"."""
    if not user.is_authenticated:
        return None
    for tenant in rules.tenants_of_trainer(user):
        found = (
            Training.objects.for_tenant(tenant)
            .select_related("union", "tenant", "trainer", "project", "join_code")
            .filter(pk=pk)
            .first()
        )
        if found and rules.can_see(user, found):
            return found
    return None


def contents_of(training) -> list[tuple]:
    """What is taught, in the order she chose: (module, lesson or None for all of it), as
    they stand on the shelf. What has been taken off the shelf is left out. One query."""
    index = shelf.index()
    found = []
    rows = training.contents.order_by("position", "pk")
    for module_key, lesson_key in rows.values_list("module", "lesson"):
        module = index.by_key.get(module_key)
        lesson = lesson_in(module, lesson_key) if module and lesson_key else None
        if module and (lesson or not lesson_key):
            found.append((module, lesson))
    return found


def modules_of(contents) -> list:
    """The modules that are taught, each once; `contents` as `contents_of` gives them."""
    return list({module.key: module for module, _lesson in contents}.values())


def has_discreet(contents) -> bool:
    """Whether something is taught that nobody should be seen with: then no title of the
    training and no single person's progress stands where others may look."""
    return any(module.is_discreet for module in modules_of(contents))


def outward_title(training, language: str) -> str:
    """What papers and files call it: its own title, unless something is taught that
    nobody should be seen with; then what its modules are called outside. One query."""
    modules = modules_of(contents_of(training))
    if not any(module.is_discreet for module in modules):
        return training.title
    return " · ".join(module.outward_title(language) for module in modules)


def lesson_in(module, key: UUID):
    """A lesson of a module on the shelf by its key, or None."""
    return next((each for each in module.lessons if each.key == key), None)


def needs_referral(contents) -> bool:
    """Whether something sensitive is taught; `contents` as `contents_of` gives them."""
    return any(
        (lesson or module).sensitivity == SENSITIVE for module, lesson in contents
    )


def session_for(user, pk: UUID) -> TrainingSession | None:
    """One meeting of a training that the account may see, with its training; else None."""
    if not user.is_authenticated:
        return None
    for tenant in rules.tenants_of_trainer(user):
        found = (
            TrainingSession.objects.for_tenant(tenant)
            .select_related("training", "training__union", "training__tenant")
            .filter(pk=pk)
            .first()
        )
        if found and rules.can_see(user, found.training):
            return found
    return None


def session_at_door(secret: str) -> TrainingSession | None:
    """The session whose code at the door this is. Who scans it has no tenant yet: the
    door tells, and `actions.at_the_door.come_in` asks whether it is hers."""
    if not secret:
        return None
    return (
        TrainingSession.unscoped.select_related("training", "training__union")
        .filter(door=secret)
        .first()
    )


def about(trainings, typed: str):
    """Of some trainings those with what was typed in title or place."""
    typed = typed.strip()
    if not typed:
        return trainings
    return trainings.filter(Q(title__icontains=typed) | Q(place__icontains=typed))


def soonest(trainings, today: date):
    """Those under way or still to come, the next one first."""
    return (
        trainings.exclude(state=Training.State.CLOSED)
        .filter(ends_on__gte=today)
        .order_by("starts_on", "pk")
    )


def left_open(trainings, today: date):
    """Those that are over and not closed: a register or the closing is missing."""
    return (
        trainings.exclude(state=Training.State.CLOSED)
        .filter(ends_on__lt=today, evidence=Training.Evidence.REGISTER)
        .order_by("ends_on", "pk")
    )


def last_taught(user, today: date) -> dict[UUID, date]:
    """Module key → the last day of her last training of it, up to today; her own only.

    One query for each tenant she trains in.
    """
    taught: dict[UUID, date] = {}
    for tenant in tenants_where(user, Trainer, Coordinator):
        rows = (
            Training.objects.for_tenant(tenant)
            .filter(Q(trainer=user) | Q(co_trainers__user=user), ends_on__lte=today)
            .values_list("contents__module")
            .annotate(latest=Max("ends_on"))
        )
        for module, latest in rows:
            if module:
                taught[module] = max(latest, taught.get(module, latest))
    return taught
