"""Where a trainee stands in a module, put together for her pages."""

from dataclasses import dataclass

from learning.catalogue.shelf import LessonOnShelf, ModuleOnShelf, shelf
from learning.certificates.models import Certificate
from learning.enrolments.models import Enrolment
from learning.progress.models import TestAttempt
from learning.progress.queries import best_attempt, handed_in, summaries_of


@dataclass
class ModuleStanding:
    """One module and one trainee; everything a page needs, nothing a template counts."""

    module: ModuleOnShelf
    text: dict
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
    def may_take_final(self) -> bool:
        return self.module.final_test is not None and self.certificate is None


def standing_in(participant, module: ModuleOnShelf, language: str) -> ModuleStanding:
    """Five queries; none without a participant."""
    summaries = (
        summaries_of(participant, [each.key for each in module.lessons])
        if participant
        else {}
    )
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
    standing = ModuleStanding(
        module=module,
        text=module.text_in(language),
        lessons=lessons,
        done=len(lessons) - len(open_lessons),
        next_lesson=_next(open_lessons, summaries),
    )
    if participant:
        _add_results(standing, participant)
    return standing


def _next(open_lessons: list[dict], summaries: dict) -> LessonOnShelf | None:
    """Where she was: the lesson begun last and not done, else the first one open."""
    begun = [each for each in open_lessons if each["is_begun"]]
    if begun:
        return max(begun, key=lambda each: summaries[each["lesson"].key].latest_at)[
            "lesson"
        ]
    return open_lessons[0]["lesson"] if open_lessons else None


def _add_results(standing: ModuleStanding, participant) -> None:
    module = standing.module
    standing.enrolment = (
        Enrolment.objects.for_participant(participant).filter(module=module.key).first()
    )
    if module.pre_test:
        standing.pre_test = next(
            iter(handed_in(participant, module.pre_test.key)), None
        )
    if module.final_test:
        attempts = handed_in(participant, module.final_test.key)
        standing.final_attempts = len(attempts)
        standing.best = best_attempt(attempts)
    standing.certificate = (
        Certificate.objects.for_participant(participant)
        .filter(module=module.key)
        .first()
    )


def begun_modules(participant, language: str) -> list[ModuleStanding]:
    """The modules she follows, the latest enrolment first."""
    rows = (
        Enrolment.objects.for_participant(participant)
        .order_by("-enrolled_at")
        .values_list("module", flat=True)
    )
    by_key = shelf.index().by_key
    return [
        standing_in(participant, by_key[key], language) for key in rows if key in by_key
    ]
