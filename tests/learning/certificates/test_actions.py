"""Issued once, to who has passed; revoked with a reason; the holder's own choices."""

import pytest
from django.db import IntegrityError, transaction

from learning.certificates.actions import (
    NotPassedError,
    choose_wording,
    issue_certificate,
    put_name_on_paper,
    revoke,
)
from learning.certificates.codes import code_of, hash_of, name_check
from learning.members.errors import NotAllowedError
from learning.members.models import AuditEntry, Participant
from learning.models import Certificate
from tests.learning.classroom.cast import staff_of
from tests.learning.factories import LessonFactory, UserFactory, activity, publish


def hers(person):
    return Certificate.objects.for_participant(person)


def test_a_certificate_says_what_was_passed(alice, union, final_test, certificate):
    module = final_test.module
    module.refresh_from_db()
    assert certificate.module == module
    assert certificate.edition_id == module.latest_edition_id
    assert certificate.union == union
    assert certificate.tenant == alice.tenant
    assert certificate.minutes == 150
    assert certificate.language == "en"
    assert certificate.code_hash == hash_of(code_of(certificate.pk))
    assert (certificate.shows_union, certificate.title) == (False, "plain")
    assert certificate.name_check == ""


def test_issuing_again_gives_the_first_one(alice, sitting, certificate):
    again = issue_certificate(attempt=sitting(alice), language="fr", by=alice.user)
    assert again == certificate
    assert again.language == "en"
    assert hers(alice).count() == 1


def test_a_later_edition_changes_no_certificate(alice, final_test, certificate):
    edition = certificate.edition_id
    publish(final_test, activities=[activity("single")])
    LessonFactory(module=final_test.module)
    certificate.refresh_from_db()
    assert certificate.edition_id == edition
    final_test.module.refresh_from_db()
    assert final_test.module.latest_edition_id != edition


@pytest.mark.parametrize("passed", [False, None])
def test_only_who_has_passed_gets_one(alice, sitting, passed):
    with pytest.raises(NotPassedError):
        issue_certificate(
            attempt=sitting(alice, passed=passed), language="en", by=alice.user
        )
    assert not hers(alice).exists()


def test_the_database_keeps_to_one_per_person_and_module(certificate):
    fields = {
        each.attname: getattr(certificate, each.attname)
        for each in Certificate._meta.concrete_fields
        if each.name not in ("id", "code_hash")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate(code_hash="x", **fields).save(force_insert=True)


def test_the_code_is_not_in_the_row(certificate):
    row = str(Certificate.unscoped.filter(pk=certificate.pk).values().get())
    assert code_of(certificate.pk) not in row


def test_she_chooses_what_the_paper_says(alice, certificate):
    choose_wording(
        certificate=certificate,
        title="neutral",
        shows_union=True,
        name_check_is_on=True,
        by=alice.user,
    )
    kept = hers(alice).get()
    assert (kept.title, kept.shows_union) == ("neutral", True)


def test_of_the_name_only_a_seal_is_kept(alice, certificate):
    put_name_on_paper(certificate=certificate, name="Ana Sok", by=alice.user)
    kept = hers(alice).get()
    assert kept.name_check == name_check(code_of(certificate.pk), "Ana Sok")
    put_name_on_paper(certificate=certificate, name="", by=alice.user)
    assert hers(alice).get().name_check == ""


@pytest.mark.parametrize("name", ["", "  ", "…", "-", "\u200b", "'"])
def test_a_name_without_a_letter_has_no_seal(alice, certificate, name):
    """Else whoever types a hyphen would be told that the paper is hers."""
    put_name_on_paper(certificate=certificate, name=name, by=alice.user)
    assert hers(alice).get().name_check == ""


def test_switching_the_check_off_takes_the_seal_away(alice, certificate):
    put_name_on_paper(certificate=certificate, name="Ana Sok", by=alice.user)
    choose_wording(
        certificate=certificate,
        title="plain",
        shows_union=False,
        name_check_is_on=False,
        by=alice.user,
    )
    assert hers(alice).get().name_check == ""
    put_name_on_paper(certificate=certificate, name="Ana Sok", by=alice.user)
    assert hers(alice).get().name_check == ""


def test_revoking_says_why_and_by_whom_and_the_first_time_stands(certificate):
    first = staff_of(certificate.union, "coordinator")
    second = staff_of(certificate.union, "coordinator")
    for other in (UserFactory(), staff_of(certificate.union, "trainer")):
        with pytest.raises(NotAllowedError):
            revoke(certificate=certificate, reason="A mistake.", by=other)
    revoke(certificate=certificate, reason=" A mistake. ", by=first)
    at = certificate.revoked_at
    revoke(certificate=certificate, reason="Another", by=second)
    kept = Certificate.unscoped.get(pk=certificate.pk)
    assert (kept.revoked_reason, kept.revoked_by) == ("A mistake.", first)
    assert kept.revoked_at == at
    noted = AuditEntry.objects.for_tenant(certificate.tenant_id).get(act="corrected")
    assert (noted.thing, noted.by, noted.reason) == ("certificate", first, "A mistake.")


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_nothing_is_revoked_without_a_reason(certificate, reason):
    with pytest.raises(ValueError, match="reason"):
        revoke(certificate=certificate, reason=reason, by=None)
    assert Certificate.unscoped.get(pk=certificate.pk).revoked_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.unscoped.filter(pk=certificate.pk).update(revoked_reason="x")


def test_a_person_without_an_account_may_hold_one(alice, sitting, certificate):
    Participant.objects.for_tenant(alice.tenant).filter(pk=alice.pk).update(user=None)
    assert hers(alice).get() == certificate
