"""What stands on the shelf: modules and lessons in memory, frozen, with no queries."""

from dataclasses import dataclass, field
from uuid import UUID

from learning.catalogue.models import Module


@dataclass(frozen=True)
class Shown:
    """A lesson in one language: which version it shows, under which title."""

    language: str
    version: int
    title: str
    objective: str
    is_stale: bool


@dataclass(frozen=True)
class LessonOnShelf:
    key: UUID
    slug: str
    kind: str
    position: int
    latest_version: int
    languages: dict[str, Shown]
    minutes: int = 0

    def shown_in(self, language: str) -> Shown:
        """In the reader's language; else in English; else in whatever there is."""
        return (
            self.languages.get(language)
            or self.languages.get("en")
            or next(iter(self.languages.values()))
        )


@dataclass(frozen=True)
class ModuleOnShelf:
    key: UUID
    slug: str
    owner_id: UUID | None
    audience: str
    minutes: int
    edition_id: UUID | None
    texts: dict[str, dict]
    stale_languages: frozenset[str]
    lessons: tuple[LessonOnShelf, ...] = ()
    pre_test: LessonOnShelf | None = None
    final_test: LessonOnShelf | None = None

    def text_in(self, language: str) -> dict:
        """The words in the reader's language; else English; else whatever there is."""
        return (
            self.texts.get(language)
            or self.texts.get("en")
            or next(iter(self.texts.values()))
        )

    def lesson(self, slug: str) -> LessonOnShelf | None:
        return next((each for each in self.lessons if each.slug == slug), None)

    def is_open_to(self, *, signed_in: bool, tenant_id=None) -> bool:
        """May somebody (with an account, of that tenant) see this module?"""
        return _is_open(self.audience, self.owner_id, signed_in, tenant_id)


@dataclass(frozen=True)
class PublishedLesson:
    """A lesson that was published ever, on the shelf or withdrawn since.

    A phone may come back weeks later with what was learned on it: it counts.
    """

    module_key: UUID
    owner_id: UUID | None
    audience: str
    latest_version: int

    def is_open_to(self, tenant_id) -> bool:
        """May a trainee of that tenant have done this lesson?"""
        return _is_open(self.audience, self.owner_id, True, tenant_id)


def _is_open(audience: str, owner_id, signed_in: bool, tenant_id) -> bool:
    if audience == Module.Audience.OPEN:
        return True
    if audience == Module.Audience.SIGNED_IN:
        return signed_in
    return tenant_id is not None and tenant_id == owner_id


@dataclass
class Index:
    """Everything on the shelf at one generation."""

    generation: int
    modules: tuple[ModuleOnShelf, ...]
    by_slug: dict[str, ModuleOnShelf] = field(default_factory=dict)
    by_key: dict[UUID, ModuleOnShelf] = field(default_factory=dict)
    module_of_lesson: dict[UUID, ModuleOnShelf] = field(default_factory=dict)
    published: dict[UUID, PublishedLesson] = field(default_factory=dict)
