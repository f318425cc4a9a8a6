"""The register on paper, in the language of the training."""

from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader

from learning.classroom.queries.register import lines_of, people_in
from learning.deliveries.register_sheet import sheet_paper, sheet_pdf
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    made = a_training(title="تدريب")
    with_place = ParticipantFactory(union=made.union)
    RegistrationFactory(training=made.training, participant=with_place)
    RegistrationFactory(training=made.training)
    return made


def test_it_has_a_line_for_each_person_and_empty_ones(cast):
    second = people_in(cast.training).last()
    lines = lines_of(cast.session, {second.participant_id: "Ama Mensah"})
    with translation.override("en"):
        paper = sheet_paper(cast.session, lines, 2, "Talks")
    assert (paper["title"], paper["language"]) == ("Talks", "en")
    assert paper["rows"] == [
        ["1", lines[0].alias],
        ["2", "Ama Mensah"],
        ["3", ""],
        ["4", ""],
    ]
    assert len(paper["statement"]) == 4


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "km"])
def test_it_can_be_set_in_every_script(cast, language):
    pdf = sheet_pdf(cast.session, lines_of(cast.session), blank=40, language=language)
    read = PdfReader(BytesIO(pdf))
    assert len(read.pages) == 2
    assert read.root_object["/Lang"].startswith(language)
