"""The people of one tenant, as its coordinator looks for them."""

import unicodedata
from itertools import islice

from django.db.models import Count, Q

from learning.catalogue.shelf import shelf
from learning.certificates.models import Certificate
from learning.classroom.models import Registration
from learning.members.models import Participant, Union
from learning.members.queries import names_among
from learning.members.sign_in_names import tidy

# More than that nobody looks through, and a statement takes badly.
MOST_FOUND = 1000


def people_of(tenant, *, sign_in="", union=None, sex=None, waiting=False):
    """Participants of a tenant who were not joined to another entry, newest first.

    `sign_in` is the beginning of a sign-in name, `union` a branch, `waiting` only those
    nobody has vouched for. With account and union; one query for a page.
    """
    found = (
        Participant.objects.for_tenant(tenant)
        .filter(merged_into=None)
        .select_related("user", "union")
    )
    if sign_in:
        found = found.filter(user__sign_in_name__startswith=tidy(sign_in))
    if union:
        found = found.filter(union=union)
    if sex is not None:
        found = found.filter(sex=sex)
    if waiting:
        found = found.filter(vouching=Participant.Vouching.WAITING)
    return found.order_by("-created_at", "-pk")


def certificates_of(tenant):
    """The certificates of a tenant's people, the latest first, with what names them; not
    those of modules that nobody should be seen with, by her union least of all."""
    discreet = [each.key for each in shelf.index().modules if each.is_discreet]
    return (
        Certificate.objects.for_tenant(tenant)
        .exclude(module__in=discreet)
        .select_related("training", "participant__user")
        .order_by("-issued_at", "-pk")
    )


def valid_certificates_of(participant):
    """Those of a person that hold, and of the entries that were joined to hers. One
    query."""
    return certificates_of(participant.tenant_id).filter(
        Q(participant=participant) | Q(participant__merged_into=participant),
        revoked_at=None,
    )


def latest_lines(people) -> dict:
    """By participant, her line in the latest training she was in, for those of `people`
    who have no account: on a list it is what tells them apart. With its training; one
    query, none where all have accounts.
    """
    without = [each for each in people if each.user_id is None]
    if not without:
        return {}
    lines = (
        Registration.objects.for_tenant(without[0].tenant_id)
        .filter(participant__in=without)
        .select_related("training")
        .order_by("training__starts_on", "registered_at")
    )
    return {line.participant_id: line for line in lines}


def found_by_name(tenant, words: str) -> list:
    """Ids of participants whose name has all these words, accents and case forgiven;
    MOST_FOUND of them and one more where there are more.

    Names are sealed, so all of the tenant's are decrypted, in memory and for this one
    search; the caller has asked whether she may, and notes it.
    """
    wanted = plain(words).split()
    if not wanted:
        return []
    names = ((pk, plain(name)) for pk, name in names_among(tenant))
    found = (pk for pk, name in names if all(word in name for word in wanted))
    return list(islice(found, MOST_FOUND + 1))


def plain(text: str) -> str:
    """Small letters without accents: how names are compared."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def branches_of(tenant) -> list[dict]:
    """The unions that belong to a tenant, with how many people each has; two queries."""
    counted = dict(
        Participant.objects.for_tenant(tenant)
        .filter(merged_into=None)
        .values_list("union")
        .annotate(people=Count("pk"))
    )
    unions = Union.objects.filter(tenant=tenant).order_by("lineage")
    return [
        {
            "union": union,
            "people": counted.get(union.pk, 0),
            "depth": union.lineage.count("/") - tenant.lineage.count("/"),
        }
        for union in unions
    ]
