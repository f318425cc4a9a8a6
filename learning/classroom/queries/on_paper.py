"""The test on paper: what it asks, and how much a room without phones has learned by it."""

from collections.abc import Iterator
from dataclasses import dataclass

from learning.activities.draw import draw
from learning.activities.kinds import (
    Activity,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    Sorting,
    TrueFalse,
)
from learning.activities.sensitivity import NONE
from learning.catalogue.shelf import shelf
from learning.classroom.models import PaperScore
from learning.classroom.queries.trainings import contents_of, modules_of

# Questions of a test on paper: what a class answers in ten minutes.
ON_PAPER = 10
# The kinds that the pool of a final test can hold.
KINDS_OF_TESTS = (Single, Multiple, TrueFalse, Ordering, Matching, Numeric, Sorting)


@dataclass(frozen=True)
class PaperQuestion:
    """One question of a test on paper; `key` is the activity's id, `words` its prompt.
    Version and language are those of the lesson or test that it is printed from."""

    module_key: object
    key: str
    words: str
    lesson_key: object
    version: int
    language: str


def paper_questions(training, language: str) -> list[PaperQuestion]:
    """The questions of the training's test on paper, the same before and after.

    Of a module that is taught as a whole ten at most from the pool of its final test;
    where only some of its lessons are taught, ten at most of those that stand in them.
    Drawn by the training's id, without what no longer counts: the kit prints these, and
    the results are keyed in against them. No question where there is none to ask.
    """
    contents = contents_of(training)
    found = []
    for module in modules_of(contents):
        asked: dict[str, tuple[Activity, PaperQuestion | None]] = {}
        for source in _asked_from(module, contents):
            for each, question in _questions_in(module, source, language):
                # A lesson that was copied within its module has ids of the first.
                asked.setdefault(each.id, (each, question))
        # Drawn from all: what is voided between the two tests leaves the others as they are.
        pool = [each for each, _question in asked.values()]
        drawn = draw(pool, seed=training.pk, count=ON_PAPER)
        found += [asked[each.id][1] for each in drawn if asked[each.id][1]]
    return found


def _asked_from(module, contents) -> list:
    """The module's final test, or those of its lessons that are taught."""
    chosen = [lesson for taught, lesson in contents if taught.key == module.key]
    keys = {lesson.key for lesson in chosen if lesson}
    if None in chosen or keys >= {lesson.key for lesson in module.lessons}:
        return [module.final_test] if module.final_test else []
    return [lesson for lesson in module.lessons if lesson.key in keys]


def _questions_in(
    module, source, language: str
) -> Iterator[tuple[Activity, PaperQuestion | None]]:
    """What a test can ask of a lesson or test on the shelf; None for what is voided."""
    shown = source.shown_in(language)
    spec = shelf.lesson_spec(source.key, shown.version)
    text = shelf.text(source.key, shown.version, shown.language)
    if spec is None or text is None:
        return
    voided = shelf.voided(source.key, frozenset({shown.language})) | set(spec.voided)
    for each in spec.activities:
        if not isinstance(each, KINDS_OF_TESTS) or each.sensitivity != NONE:
            continue
        words = text["blocks"].get(each.id, {}).get("prompt", "")
        yield (
            each,
            None
            if each.id in voided
            else PaperQuestion(
                module.key, each.id, words, source.key, shown.version, shown.language
            ),
        )


@dataclass(frozen=True)
class Gain:
    """How a group did before and after, in per cent of right answers, and of how many."""

    before: float
    after: float
    people: int

    @property
    def points(self) -> float:
        """The difference in percentage points: what can be said without assuming how
        far anybody could have risen."""
        return self.after - self.before


def gain_on_paper(training) -> Gain | None:
    """Learning gain of a room without phones; None until both tests are keyed in.

    The mean over questions of right answers per sheet, before and after, of those that
    were keyed in both times; `people` is the smaller number of sheets. Plain difference,
    as in pre/post designs; normalised gain (Hake 1998) is left to whoever has the single
    sheets.
    """
    rows = PaperScore.objects.for_tenant(training.tenant_id).filter(training=training)
    by_test: dict[str, dict] = {test: {} for test in PaperScore.Test.values}
    for row in rows:
        if row.sheets:
            by_test[row.test][row.question] = row
    both = set.intersection(*(set(scores) for scores in by_test.values()))
    if not both:
        return None
    means = {
        test: 100 * sum(scores[q].right / scores[q].sheets for q in both) / len(both)
        for test, scores in by_test.items()
    }
    sheets = [min(s[q].sheets for q in both) for s in by_test.values()]
    return Gain(means[PaperScore.Test.PRE], means[PaperScore.Test.POST], min(sheets))
