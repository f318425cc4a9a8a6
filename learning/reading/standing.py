"""Where a trainee stands in a module, put together for her pages."""

from collections import defaultdict
from dataclasses import dataclass

from learning.catalogue.shelf import LessonOnShelf, ModuleOnShelf
from learning.certificates.models import Certificate
from learning.enrolments.models import Enrolment
from learning.progress.models import TestAttempt
from learning.progress.queries import best_attempt, summaries_of


@dataclass
class ModuleStanding:
    """One module and one trainee; everything a page needs, nothing a template counts."""

    module: ModuleOnShelf
    text: dict
    # Of the words; not the reader's, where the module is not translated.
    language: str
    lessons: list[dict]
    done: int
    next_lesson: LessonOnShelf | None
    enrolment: Enrolment | None = None
    pre_test: TestAttempt | None = None
    final_attempts: int = 0
    best: TestAttempt | None = None
    certificate: Certificate | None = None

    @property
    def of(self) -> int:
        return len(self.lessons)

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.of) if self.of else 0

    @property
    def is_begun(self) -> bool:
        return self.enrolment is not None

    @property
    def wants_pre_test(self) -> bool:
        """Offered until it is done or skipped, and only before the first lesson."""
        return bool(
            self.module.pre_test
            and self.enrolment
            and not self.enrolment.pre_test_skipped_at
            and self.pre_test is None
            and self.done == 0
        )

    @property
    def is_in_sight(self) -> bool:
        """Whether her place and her progress may tell that she takes this module."""
        if self.enrolment is None:
            return False
        return not self.module.is_discreet or self.enrolment.pinned_at is not None

    @property
    def has_optional_lessons(self) -> bool:
        return any(each["lesson"].needs_care for each in self.lessons)

    @property
    def waits_for_nothing(self) -> bool:
        """What is still open may be left out: the final test may come now."""
        return all(
            each["is_done"] or each["lesson"].needs_care for each in self.lessons
        )

    @property
    def may_take_final(self) -> bool:
        return self.module.final_test is not None and self.certificate is None


def standing_in(participant, module: ModuleOnShelf, language: str) -> ModuleStanding:
    """Where she stands in one module; `participant` None for a visitor."""
    return standings_in(participant, [module], language)[0]


def standings_in(
    participant, modules: list[ModuleOnShelf], language: str
) -> list[ModuleStanding]:
    """One for each module, in their order: four queries for all; none for a visitor."""
    if participant is None:
        return [_standing(module, {}, language) for module in modules]
    lessons = [each.key for module in modules for each in module.lessons]
    summaries = summaries_of(participant, lessons)
    standings = [_standing(module, summaries, language) for module in modules]
    _add_results(standings, participant)
    return standings


def _standing(module: ModuleOnShelf, summaries: dict, language: str) -> ModuleStanding:
    lessons = [
        {
            "lesson": each,
            "shown": each.shown_in(language),
            "is_done": bool(each.key in summaries and summaries[each.key].completed_at),
            "is_begun": each.key in summaries,
        }
        for each in module.lessons
    ]
    open_lessons = [each for each in lessons if not each["is_done"]]
    return ModuleStanding(
        module=module,
        text=module.text_in(language),
        language=module.language_in(language),
        lessons=lessons,
        done=len(lessons) - len(open_lessons),
        next_lesson=_next(lessons, summaries),
    )


def _next(lessons: list[dict], summaries: dict) -> LessonOnShelf | None:
    """Where she was: the lesson begun last and not done, else the first one open.

    A lesson that needs care, with one done behind it, was skipped: nobody leads her back
    to it. Skipping itself is not kept anywhere.
    """
    latest_done = max(
        (place for place, each in enumerate(lessons) if each["is_done"]), default=-1
    )
    open_lessons = [
        each
        for place, each in enumerate(lessons)
        if not each["is_done"]
        and (place > latest_done or not each["lesson"].needs_care)
    ]
    begun = [each for each in open_lessons if each["is_begun"]]
    if begun:
        return max(begun, key=lambda each: summaries[each["lesson"].key].latest_at)[
            "lesson"
        ]
    return open_lessons[0]["lesson"] if open_lessons else None


def _add_results(standings: list[ModuleStanding], participant) -> None:
    modules = [each.module for each in standings]
    keys = [module.key for module in modules]
    enrolments = _by_module(Enrolment, participant, keys)
    certificates = _by_module(Certificate, participant, keys)
    attempts = _attempts(participant, modules)
    for standing in standings:
        module = standing.module
        standing.enrolment = enrolments.get(module.key)
        standing.certificate = certificates.get(module.key)
        if module.pre_test:
            standing.pre_test = next(iter(attempts[module.pre_test.key]), None)
        if module.final_test:
            final = attempts[module.final_test.key]
            standing.final_attempts = len(final)
            standing.best = best_attempt(final)


def _by_module(model, participant, keys: list) -> dict:
    rows = model.objects.for_participant(participant).filter(module__in=keys)
    return {row.module_id: row for row in rows}


def _attempts(participant, modules: list[ModuleOnShelf]) -> dict:
    """Lesson key → her sittings that count, the latest first."""
    tests = [
        test.key
        for module in modules
        for test in (module.pre_test, module.final_test)
        if test
    ]
    found = defaultdict(list)
    for attempt in (
        TestAttempt.objects.for_participant(participant)
        .filter(lesson__in=tests, handed_in_at__isnull=False)
        .order_by("-handed_in_at")
    ):
        found[attempt.lesson_id].append(attempt)
    return found


def begun_modules(
    participant, visible: list[ModuleOnShelf], language: str
) -> list[ModuleStanding]:
    """Of the modules she may see those she follows, the latest enrolment first.

    A discreet one only if she has pinned it.
    """
    begun = [
        each
        for each in standings_in(participant, visible, language)
        if each.is_in_sight
    ]
    return sorted(begun, key=lambda each: each.enrolment.enrolled_at, reverse=True)
