"""Issuing, choosing what a paper says, printing the name, revoking."""

from django.db import transaction
from django.utils import timezone

from learning.catalogue.shelf import shelf
from learning.certificates.codes import code_of, hash_of, name_check, normalised_name
from learning.certificates.models import Certificate
from learning.certificates.rules import can_revoke
from learning.members.actions.audit import note
from learning.members.actions.recounting import to_recount
from learning.members.errors import NotAllowedError
from learning.members.models import AuditEntry, Participant
from learning.progress.models import TestAttempt
from learning.records import new_id


class NotPassedError(ValueError):
    """Only a passed test earns a certificate."""


@transaction.atomic
def issue_certificate(*, attempt: TestAttempt, language: str, by) -> Certificate:
    """Issue the certificate of a module, once; a second call returns the first one.

    `attempt` is a handed-in sitting of the final test that was passed; otherwise
    NotPassedError. The edition is the one on offer at this moment.
    """
    if not attempt.passed:
        raise NotPassedError(str(attempt.pk))
    module = shelf.index().module_of_lesson[attempt.lesson_id]
    participant = Participant.objects.for_tenant(attempt.tenant_id).get(
        pk=attempt.participant_id
    )
    certificate_id = new_id()
    certificate, _ = Certificate.objects.for_participant(participant).get_or_create(
        participant=participant,
        module_id=module.key,
        defaults={
            "id": certificate_id,
            "tenant_id": participant.tenant_id,
            "edition_id": module.edition_id,
            "union_id": participant.union_id,
            "language": language,
            "minutes": module.minutes,
            "code_hash": hash_of(code_of(certificate_id)),
            # Who holds it may choose the real title; nobody chooses it for her.
            "title": Certificate.Title.NEUTRAL
            if module.is_discreet
            else Certificate.Title.PLAIN,
        },
    )
    to_recount([participant.pk])
    return certificate


@transaction.atomic
def issue_participation(
    *, registration, minutes: int, is_discreet: bool, by
) -> Certificate:
    """Issue the certificate of participation in a training, once; again returns it.

    `minutes` are those she was there; the caller has asked the hours rule
    (`classroom.queries.closing.stayed_long_enough`) and whether something that nobody
    should be seen with was taught. The union stands on it: the trainer hands it out in
    the room.
    """
    training = registration.training
    certificate_id = new_id()
    certificate, _ = Certificate.objects.for_participant(
        registration.participant
    ).get_or_create(
        participant=registration.participant,
        training=training,
        defaults={
            "id": certificate_id,
            "tenant_id": registration.tenant_id,
            "union_id": training.union_id,
            "language": training.language,
            "minutes": minutes,
            "code_hash": hash_of(code_of(certificate_id)),
            "shows_union": not is_discreet,
            "title": Certificate.Title.NEUTRAL
            if is_discreet
            else Certificate.Title.PLAIN,
        },
    )
    to_recount([registration.participant_id])
    return certificate


@transaction.atomic
def choose_wording(
    *,
    certificate: Certificate,
    title: str,
    shows_union: bool,
    name_check_is_on: bool,
    by,
) -> None:
    """The holder's choices; they hold at once for verification, and on the next paper."""
    certificate.title = title
    certificate.shows_union = shows_union
    certificate.name_check_is_on = name_check_is_on
    if not name_check_is_on:
        certificate.name_check = ""
    certificate.save(
        update_fields=[
            "title",
            "shows_union",
            "name_check_is_on",
            "name_check",
            "changed_at",
        ]
    )


@transaction.atomic
def put_name_on_paper(*, certificate: Certificate, name: str, by) -> None:
    """Remember which name the latest paper carries, as an HMAC and nothing else."""
    if certificate.name_check_is_on and normalised_name(name):
        certificate.name_check = name_check(code_of(certificate.pk), name)
    else:
        certificate.name_check = ""
    certificate.save(update_fields=["name_check", "changed_at"])


@transaction.atomic
def revoke(*, certificate: Certificate, reason: str, by) -> None:
    """Declare a certificate void, with a reason; verification says so from now on.

    Noted in the log of her union. `by` None is the console. Raises NotAllowedError, and
    ValueError without a reason. Revoking twice keeps the first date and reason.
    """
    if by is not None and not can_revoke(by, certificate):
        raise NotAllowedError("An administrator, or her coordinator")
    if not reason.strip():
        raise ValueError("a revocation needs a reason")
    if certificate.revoked_at is None:
        certificate.revoked_at = timezone.now()
        certificate.revoked_by = by
        certificate.revoked_reason = reason.strip()
        certificate.save(
            update_fields=[
                "revoked_at",
                "revoked_by",
                "revoked_reason",
                "changed_at",
            ]
        )
        to_recount([certificate.participant_id])
        note(
            tenant=certificate.tenant_id,
            act=AuditEntry.Act.CORRECTED,
            by=by,
            participant=certificate.participant,
            thing="certificate",
            thing_id=certificate.pk,
            people=1,
            reason=certificate.revoked_reason,
        )
