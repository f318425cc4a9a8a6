"""Two unions with lists of made-up people, some of whom stand in both."""

from datetime import date

from learning import keys
from learning.classroom.models import Participation
from learning.members.models import Consent, Identity
from learning.records import new_id
from tests.learning.factories import ModuleFactory, ParticipantFactory
from tests.learning.members.made_up_people import somebody
from tests.learning.reports.ledger_cast import House, a_house

DAY = date(2024, 5, 6)


def a_name(rng) -> str:
    """As she says it herself, and so as two unions write it."""
    return " ".join(somebody(rng, "spanish").parts)


def list_of(house: House, names, *, agree=True, day=DAY, country="PE") -> list:
    """People of a union who counted on that day, each with a name and a decision."""
    module = ModuleFactory()
    people = [
        ParticipantFactory(union=house.union, user=None, is_to_recount=False)
        for _name in names
    ]
    tenant = house.union
    Identity.unscoped.bulk_create(
        Identity(
            tenant=tenant,
            participant=person,
            sealed=keys.seal(tenant, person.pk, name),
            basis="sheet",
            basis_version=1,
            basis_at="2024-05-06T12:00Z",
        )
        for person, name in zip(people, names, strict=True)
    )
    for person in people:
        decides(person, agree)
    Participation.unscoped.bulk_create(
        Participation(
            id=new_id(),
            tenant=tenant,
            participant=person,
            person=person.pk,
            module=module,
            theme=module,
            union=tenant,
            lineage=tenant.lineage,
            country=country,
            counted_on=day,
            modality="home",
        )
        for person in people
    )
    return people


def decides(person, given: bool) -> None:
    Consent(
        tenant_id=person.tenant_id,
        participant=person,
        purpose=Consent.Purpose.OVERLAP,
        given=given,
        statement_version=1,
        language="es",
        basis="sheet",
    ).save()


def two_houses() -> tuple[House, House]:
    return a_house(country="PE"), a_house(country="PE")
