"""The class kit: what stands in it, in which order, how often, and what never does."""

from datetime import time
from io import BytesIO

import pytest
from pypdf import PdfReader

from learning.classroom.models import TrainingContent
from learning.classroom.queries.on_paper import paper_questions
from learning.deliveries.kit import PARTS
from learning.deliveries.kit_paper import kit_paper, kit_pdf, parts_there_are
from learning.members.actions import name_participant
from tests.learning.classroom.cast import a_training
from tests.learning.deliveries.kit_cast import taught_training, wishes
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    ParticipantFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db


def copies(paper) -> dict[str, int]:
    return {each["key"]: each["copies"] for each in paper["parts"]}


def test_everything_for_two_days_and_seven_people():
    cast = taught_training()
    assert parts_there_are(cast.training) == list(PARTS)
    assert copies(kit_paper(cast.training, wishes())) == {
        "plan-0": 1,
        "plan-1": 1,
        "sheets-0": 1,
        "sheets-1": 1,
        "pre-0": 7,
        "roles-0": 2,  # three play, so two tables
        "voting-0": 7,
        "slips-0": 1,
        "smileys-0": 1,
        "post-0": 7,
        "certificates-0": 7,
        "key-0": 1,
    }


def test_each_day_has_the_plan_of_its_lessons_and_minutes():
    first, second = kit_paper(taught_training().training, wishes(parts=("plan",)))[
        "parts"
    ]
    for plan, lesson, minutes in ((first, "First", 360), (second, "Second", 180)):
        assert lesson in str(plan["rows"])
        assert sum(int(row["minutes"]) for row in plan["rows"]) == minutes
        assert plan["secrets"] == []


def test_the_plan_of_a_second_module_begins_where_the_first_ends():
    training = taught_training().training
    LessonFactory(module=(other := ModuleFactory(title="More")), title="Third")
    TrainingContent(
        tenant=training.tenant, training=training, module=other, position=1
    ).save()
    training.sessions.last().delete()
    training.sessions.update(starts_at=time(9), minutes=300)
    plans = kit_paper(training, wishes(parts=("plan",)))["parts"]
    assert [each["label"][-5:] for each in plans] == ["09:00", "12:20"]


def test_a_training_without_contents_has_what_needs_none():
    training = a_training().training
    assert parts_there_are(training) == [
        *("sheets", "voting", "slips", "smileys", "certificates")
    ]


def test_the_tests_are_those_that_are_keyed_in_and_the_key_is_for_the_trainer():
    cast = taught_training()
    (asked,) = paper_questions(cast.training, "en")
    paper = kit_paper(cast.training, wishes(parts=("pre", "post", "key")))
    before, after, key = (str(part["pages"]) for part in paper["parts"])
    assert asked.words in before
    assert asked.words in after
    assert "6.5" not in before + after
    assert "Right: 6.5 USD." in key


def test_the_test_in_the_kit_asks_of_the_lessons_that_are_taught():
    cast = taught_training()
    lesson = cast.training.contents.get().module.lessons.order_by("position")[0]
    cast.training.contents.update(lesson=lesson)
    asked = [each.lesson_key for each in paper_questions(cast.training, "en")]
    assert set(asked) == {lesson.key}
    parts = kit_paper(cast.training, wishes(parts=("pre", "post")))["parts"]
    assert len(parts) == 2
    assert "Question 1" in str(parts[0]["pages"])


def test_it_is_stored_so_it_has_sign_in_names_and_no_names():
    cast = taught_training()
    person = ParticipantFactory(union=cast.union)
    RegistrationFactory(training=cast.training, participant=person)
    name_participant(
        participant=person, name="Awa Adjovi", basis="screen", by=cast.trainer
    )
    paper = str(kit_paper(cast.training, wishes()))
    assert person.user.sign_in_name in paper
    assert "Adjovi" not in paper


def test_outside_it_is_called_by_what_tells_nothing():
    cast = taught_training(neutral_title="Module D4", title="About violence")
    paper = kit_paper(cast.training, wishes())
    assert "violence" not in str(paper)
    assert "Talks" not in str(paper["cover"])
    assert paper["cover"]["title"] == "Class kit: Module D4"
    (blank,) = next(each for each in paper["parts"] if "papers" in each)["papers"]
    assert (blank["union_name"], blank["code"], blank["qr"]) == ("Palabre", "", None)


def test_every_foot_has_training_edition_and_language():
    paper = kit_paper(taught_training(title="In Bohicon").training, wishes())
    for part in (paper["cover"], *paper["parts"]):
        assert part["foot"].startswith("In Bohicon · Talks")
        assert part["foot"].endswith(" · English")
        assert "Edition " in part["foot"]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_it_is_a_tagged_a4_paper_that_tells_its_pages(language):
    cast = taught_training(language=language)
    pdf, pages = kit_pdf(kit_paper(cast.training, wishes()))
    reader = PdfReader(BytesIO(pdf))
    assert reader.root_object["/Lang"] == language
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert {tuple(sorted(map(round, page.mediabox[2:]))) for page in reader.pages} == {
        (595, 842)
    }
    assert [key for key, _first, _last in pages] == list(
        copies(kit_paper(cast.training, wishes()))
    )
    # One after the other, from behind the cover to the last page.
    ends = [1, *(last for _key, _first, last in pages)]
    assert [first for _key, first, _last in pages] == [end + 1 for end in ends[:-1]]
    assert ends[-1] == len(reader.pages)


@pytest.mark.slow
def test_all_copies_are_one_part_and_a_broken_logo_is_left_out():
    cast = a_training()
    cast.union.logo_svg = "<svg"
    cast.union.save()
    cast.training.refresh_from_db()
    asked = wishes(parts=("voting", "certificates"), all_copies=True, people=3)
    _pdf, pages = kit_pdf(kit_paper(cast.training, asked))
    assert pages == [["voting-0", 2, 4], ["certificates-0", 5, 7]]
