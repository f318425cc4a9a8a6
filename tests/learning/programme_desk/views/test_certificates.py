"""A certificate is revoked by its code, and whoever checks it is told."""

import pytest

from learning.certificates.actions import issue_participation
from learning.certificates.codes import code_of
from learning.members.models import AuditEntry
from tests.learning.classroom.cast import a_training
from tests.learning.factories import RegistrationFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/programme/certificates/"


def words(response) -> str:
    return response.content.decode()


def test_from_the_code_to_revoked(desk, admin, client):
    cast = a_training()
    row = RegistrationFactory(training=cast.training)
    certificate = issue_participation(
        registration=row, minutes=300, is_discreet=False, by=cast.trainer
    )
    code = code_of(certificate.pk)
    here = f"{PAGE}?code={code}"
    page = words(desk.get(here))
    assert "Revoke it" in page
    assert desk.post(here, {"reason": " "}).status_code == 422
    desk.post(here, {"reason": "Printed for the wrong person"})
    assert "Revoke it" not in words(desk.get(here))
    assert "Revoked" in words(client.get(f"/en/verify/{code}/"))
    noted = AuditEntry.objects.for_tenant(cast.union).get(thing="certificate")
    assert (noted.by, noted.by_role) == (admin, "administrator")


def test_an_unknown_code_is_no_certificate(desk):
    assert "no certificate with this code" in words(desk.get(f"{PAGE}?code=XYZ"))
    assert desk.post(PAGE, {"reason": "x"}).status_code == 422
