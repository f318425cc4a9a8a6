"""What stands on the shelf: modules and lessons in memory, frozen, with no queries."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from learning.activities.sensitivity import NONE, SENSITIVE
from learning.catalogue.models import HelpService, Module

# Numbers change and offices move: after this an entry may be out of date.
CHECK_EVERY = timedelta(days=183)


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
    sensitivity: str = NONE

    @property
    def needs_care(self) -> bool:
        """A note comes first; it may be skipped, and one may leave at once."""
        return self.sensitivity != NONE

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
    sensitivity: str = NONE

    @property
    def is_discreet(self) -> bool:
        """Whether nobody should be seen with it: neutral outside, not on *My place*."""
        return self.sensitivity == SENSITIVE or any(
            text.get("neutral_title") for text in self.texts.values()
        )

    def outward_title(self, language: str) -> str:
        """For titles of pages and files: what histories and previews of links show.

        Whatever is missing, never the real title of a discreet module.
        """
        text = self.text_in(language)
        if not self.is_discreet:
            return text["title"]
        return text.get("neutral_title") or self.slug

    def text_in(self, language: str) -> dict:
        """The words in the reader's language; else English; else whatever there is."""
        return self.texts[self.language_in(language)]

    def language_in(self, language: str) -> str:
        """The language of these words: the reader's own, where she is lucky."""
        known = (each for each in (language, "en") if self.texts.get(each))
        return next(known, next(iter(self.texts), language))

    def outward_title_of(self, lesson: LessonOnShelf, language: str) -> str:
        """The same for one of its lessons."""
        if not self.is_discreet:
            return lesson.shown_in(language).title
        number = self.lessons.index(lesson) + 1
        return f"{self.outward_title(language)} · {number}"

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


@dataclass(frozen=True)
class ServiceOnShelf:
    """Whom to turn to; `owner` is the name of the union that says so, None: we do."""

    owner: str | None
    country: str
    name: str
    source: str
    last_checked_date: date | None
    confidence: str
    language: str
    languages: str
    words: dict[str, dict[str, str]]

    def words_in(self, language: str) -> dict[str, str]:
        """What there is in that language; the rest as it was written."""
        said = self.words.get(language, {})
        return self.words[self.language] | {
            name: words for name, words in said.items() if words
        }

    def is_stale(self, today: date) -> bool:
        """More than half a year since somebody checked, if anybody ever did."""
        checked = self.last_checked_date
        return checked is not None and today - checked > CHECK_EVERY

    @property
    def is_to_be_checked(self) -> bool:
        return (
            self.confidence == HelpService.Confidence.TO_CHECK
            or self.last_checked_date is None
        )


@dataclass
class Index:
    """Everything on the shelf at one generation."""

    generation: int
    modules: tuple[ModuleOnShelf, ...]
    by_slug: dict[str, ModuleOnShelf] = field(default_factory=dict)
    by_key: dict[UUID, ModuleOnShelf] = field(default_factory=dict)
    module_of_lesson: dict[UUID, ModuleOnShelf] = field(default_factory=dict)
    published: dict[UUID, PublishedLesson] = field(default_factory=dict)
