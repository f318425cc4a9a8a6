"""What a stranger may learn from the code on a certificate, and nothing more."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from learning.certificates.codes import hash_of, name_check, read_code
from learning.certificates.models import Certificate, NameCheck

TRIES_A_DAY = 5


@dataclass(frozen=True)
class Verified:
    """One certificate as a stranger sees it; never the holder, never other courses."""

    certificate: Certificate
    is_valid: bool
    module_key: UUID | None
    is_of_participation: bool
    is_neutral: bool
    minutes: int
    issued_at: datetime
    # None: the holder chose to show only the programme.
    union_name: str | None
    asks_for_name: bool


def verify(typed_code: str) -> Verified | None:
    """The certificate with this code, or None; read across tenants, by hash alone."""
    code = read_code(typed_code)
    if code is None:
        return None
    found = (
        Certificate.unscoped.filter(code_hash=hash_of(code))
        .select_related("union", "training")
        .first()
    )
    if found is None:
        return None
    return Verified(
        certificate=found,
        is_valid=found.revoked_at is None,
        module_key=found.module_id,
        is_of_participation=found.training_id is not None,
        is_neutral=found.title == Certificate.Title.NEUTRAL,
        minutes=found.minutes,
        issued_at=found.issued_at,
        union_name=found.union.name if found.shows_union else None,
        asks_for_name=found.name_check_is_on and bool(found.name_check),
    )


@transaction.atomic
def name_matches(*, verified: Verified, typed_code: str, name: str) -> bool | None:
    """Does the paper carry this name? None when today's five tries are used up.

    Every try counts, right or wrong, so that a list of names can't be tried out.
    """
    tries, _ = NameCheck.objects.get_or_create(
        certificate=verified.certificate, day=timezone.localdate()
    )
    counted = NameCheck.objects.filter(pk=tries.pk, tries__lt=TRIES_A_DAY).update(
        tries=F("tries") + 1
    )
    if not counted or not verified.asks_for_name:
        return None
    return hmac.compare_digest(
        name_check(read_code(typed_code), name), verified.certificate.name_check
    )
