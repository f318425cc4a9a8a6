"""The payment sheet: who was there, on how many days, and room for amount and ink."""

from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader

from learning.classroom.queries.register import people_in
from learning.deliveries.payment_sheet import payments_paper, payments_pdf
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def a_list():
    cast = a_training(title="In Bohicon")
    person = ParticipantFactory(union=cast.union)
    RegistrationFactory(training=cast.training, participant=person)
    RegistrationFactory(training=cast.training)
    rows = list(people_in(cast.training))
    return cast, rows, {row.pk: 2 for row in rows}


def test_a_line_has_number_alias_or_opened_name_and_days():
    cast, rows, days = a_list()
    names = {rows[1].participant_id: "Ama Mensah"}
    with translation.override("en"):
        paper = payments_paper(cast.training, rows, days, names, 1)
    assert paper["rows"] == [
        ["1", rows[0].participant.user.sign_in_name, "2"],
        ["2", "Ama Mensah", "2"],
        ["", ""],
    ]
    assert paper["columns"][2:] == ["Days", "Amount", "Signature"]
    assert "never uploaded" in paper["statement"][0]


@pytest.mark.slow
def test_it_is_set_in_the_language_of_the_training():
    cast, rows, days = a_list()
    cast.training.language = "ar"
    pdf = payments_pdf(cast.training, rows, days, {}, blank=0)
    assert PdfReader(BytesIO(pdf)).root_object["/Lang"] == "ar"
