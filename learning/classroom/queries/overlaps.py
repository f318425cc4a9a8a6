"""Reading a tenant's list to compare it with another's: names are opened in memory, of
those who agreed and of nobody else, and nothing says whose they are."""

from datetime import date
from uuid import UUID

from learning import keys
from learning.classroom.models import Participation
from learning.classroom.queries.doubles import places_of
from learning.members.agreeing import Person
from learning.members.models import Consent, Identity
from learning.members.names import read_name
from learning.members.queries import is_frozen


def who_agreed(tenant) -> set[UUID]:
    """Who agreed to be compared, and has not taken it back: the entries that stand for
    them. What she decided last holds, on whichever of her entries. One query."""
    decided = (
        Consent.objects.for_tenant(tenant)
        .filter(purpose=Consent.Purpose.OVERLAP)
        .order_by("decided_at", "pk")
        .values_list("participant", "participant__merged_into", "given")
    )
    latest = {merged or own: given for own, merged, given in decided.iterator()}
    return {person for person, given in latest.items() if given}


def how_many_agreed(tenant) -> tuple[int, int]:
    """(people with a name who agreed, people with a name); names stay shut. Two
    queries."""
    named = Identity.objects.for_tenant(tenant).filter(participant__merged_into=None)
    people = set(named.values_list("participant", flat=True))
    return len(who_agreed(tenant) & people), len(people)


def countries_of_list(tenant, start: date, end: date) -> set[str]:
    """Where the people of a tenant counted in a span of days; "" where not stated."""
    rows = _rows(tenant, start, end).order_by()
    return set(rows.values_list("country", flat=True).distinct())


def list_to_compare(tenant, start: date, end: date) -> list[Person]:
    """The people of a tenant who counted in a span of days, agreed, and have a name that
    opens; each once, in no order that says anything.

    Empty while names are frozen or the key is gone. Five queries.
    """
    if is_frozen(tenant) or not keys.has_key(tenant):
        return []
    agreed = who_agreed(tenant)
    rows = _rows(tenant, start, end).order_by("-counted_on", "-pk")
    # Where she came first.
    country_of = {
        person: country
        for person, country in rows.values_list("person", "country").iterator()
        if person in agreed
    }
    places, known, found = places_of(tenant), {}, []
    sealed = (
        Identity.objects.for_tenant(tenant)
        .filter(participant__merged_into=None)
        .values_list(
            "participant", "sealed", "participant__sex", "participant__age_band"
        )
    )
    about = {
        pk: (blob, sex, age_band)
        for pk, blob, sex, age_band in sealed.iterator(chunk_size=2000)
        if pk in country_of
    }
    blobs = ((pk, blob) for pk, (blob, _sex, _age_band) in about.items())
    for pk, name in keys.open_many(tenant, blobs):
        _blob, sex, age_band = about[pk]
        found.append(
            Person(
                name=read_name(name, known),
                sex=sex,
                age_band=age_band,
                country=country_of[pk],
                places=frozenset(places.get(pk, ())),
            )
        )
    return found


def _rows(tenant, start: date, end: date):
    return Participation.objects.for_tenant(tenant).filter(
        counts=True, counted_on__range=(start, end)
    )
