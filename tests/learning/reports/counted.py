"""Rows that counting reads, made directly: what reports are about, in a line or two."""

from datetime import date

from learning.classroom.models import Participation
from learning.members.models import Participant
from tests.learning.factories import ParticipantFactory, TrainingFactory, UnionFactory

YEAR = 2025
USUAL = {
    "counted_on": date(YEAR, 5, 2),
    "country": "BJ",
    "modality": "class",
    "language": "fr",
    "sex": "f",
    "age_band": "25-29",
    "minutes": 360,
    "planned": 360,
}


def people(number: int, union=None, **facts) -> None:
    """So many people trained, once each; `facts` as the row has them."""
    union = union or UnionFactory()
    training = TrainingFactory(union=union)
    known_facts = USUAL | facts
    known_facts["trained_on"] = known_facts["counted_on"]
    known = ParticipantFactory.build_batch(
        number, union=union, tenant=union.tenant, user=None, is_to_recount=False
    )
    Participant.unscoped.bulk_create(known)
    Participation.unscoped.bulk_create(
        Participation(
            **known_facts,
            tenant=union.tenant,
            participant=each,
            person=each.pk,
            training=training,
            union=union,
            lineage=union.lineage,
        )
        for each in known
    )
