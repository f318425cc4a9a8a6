"""Reading what is on the trainer's desk."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from learning.catalogue.facts import FactChange
from learning.catalogue.on_shelf import ModuleOnShelf
from learning.catalogue.shelf import shelf
from learning.classroom.models import HelpRequest


def open_requests(tenants):
    """Requests for help that nobody has settled, the oldest first; one query a tenant."""
    rows = []
    for tenant in tenants:
        rows.extend(
            HelpRequest.objects.for_tenant(tenant)
            .filter(settled_at=None)
            .select_related("participant__user", "lesson__module")
        )
    return sorted(rows, key=lambda each: each.created_at)


@dataclass
class ChangedFact:
    """What a fact said before a day, what it says now, and which lessons use it."""

    key: str
    before: dict
    after: dict
    lessons: list[str] = field(default_factory=list)

    @property
    def as_of(self) -> date | None:
        return _day(self.after.get("as_of", ""))

    @property
    def is_changed(self) -> bool:
        """False where a change was taken back since."""
        names = ("value", "statement", "jurisdiction", "instrument")
        return any(self.before.get(name) != self.after.get(name) for name in names)

    @property
    def says_more(self) -> bool:
        """Whether the sentence has changed beside the short value."""
        return self.before.get("statement") != self.after.get("statement")


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def facts_changed_since(
    day: date, *, tenants, language: str, taught: dict[UUID, date] | None = None
) -> list[tuple[str, list[ChangedFact]]]:
    """What has changed since a day, by the title of the module, in a language.

    `taught` has for some modules (by key) a day of their own, the last she taught it.
    Only modules that these tenants may see, and facts that their lessons used when they
    changed. Several changes of one fact are told as one; what was taken back is not
    told. One query.
    """
    index = shelf.index()
    found: dict[UUID, dict[UUID, ChangedFact]] = {}
    taught = taught or {}
    for change in FactChange.objects.since(min([day, *taught.values()])):
        words = change.words_in(language)
        for key in map(UUID, change.lessons):
            module = index.by_key.get(key) or index.module_of_lesson.get(key)
            if module is None or not _may_see(module, tenants):
                continue
            if timezone.localdate(change.created_at) < taught.get(module.key, day):
                continue
            of_module = found.setdefault(module.key, {})
            fact = of_module.get(change.fact)
            if fact is None:
                fact = ChangedFact(change.key, words["before"], words["after"])
                of_module[change.fact] = fact
            fact.after = words["after"]
            title = _title(module, key, language)
            if title and title not in fact.lessons:
                fact.lessons.append(title)
    rows = []
    for module in index.modules:
        facts = [each for each in found.get(module.key, {}).values() if each.is_changed]
        if facts:
            words = module.text_in(language)
            rows.append((words.get("neutral_title") or words["title"], facts))
    return rows


def _may_see(module: ModuleOnShelf, tenants) -> bool:
    return any(
        module.is_open_to(signed_in=True, tenant_id=tenant.pk) for tenant in tenants
    )


def _title(module: ModuleOnShelf, key: UUID, language: str) -> str:
    for lesson in module.lessons:
        if lesson.key == key:
            return lesson.shown_in(language).title
    return ""
