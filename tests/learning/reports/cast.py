"""Who keeps figures, and people who are counted."""

from datetime import date, timedelta

from django.utils import timezone

from learning.classroom.models import Participation
from learning.members.models import Membership
from learning.records import new_id
from learning.reports.actions.outcomes import tell_outcome
from tests.learning.factories import ParticipantFactory, UnionFactory, UserFactory


def programme(role: str = "officer"):
    """An account of the programme's staff."""
    user = UserFactory()
    user.email = f"{user.sign_in_name}@example.org"
    user.save()
    ends_on = timezone.localdate() + timedelta(days=9) if role == "evaluator" else None
    Membership.objects.create(user=user, role=role, ends_on=ends_on)
    return user


def count_in(number: int, *, union=None, module, on=date(2026, 3, 1), **fields):
    """So many people of a union who passed a module on that day."""
    union = union or UnionFactory()
    for _each in range(number):
        person = ParticipantFactory(union=union, user=None, is_to_recount=False)
        Participation(
            id=new_id(),
            tenant=union.tenant,
            participant=person,
            person=person.pk,
            module=module,
            theme=module,
            union=union,
            lineage=union.lineage,
            counted_on=on,
            passed_on=on,
            trained_on=on,
            modality="home",
            **{"country": "BJ", "sex": "f"} | fields,
        ).save(force_insert=True)


def told_by(cast, **facts):
    """A record of a union's coordinator (`tests.learning.classroom.cast`)."""
    known = {
        "kind": "agreement",
        "title": "Agreement on night transport",
        "parties": "FNEA, Bénin Textile SA",
        "level": "company",
        "country": "BJ",
        "starts_on": date(2026, 3, 2),
        "ends_on": None,
        "women": None,
        "men": None,
        "not_stated": None,
        "covered_by_source": "the pay roll",
        "contribution": "The committee that was trained asked for it.",
        "known_how": "Minutes of the talks.",
        "confirmed_by": "",
        "confirmed_on": None,
        "evidence_link": "",
        "evidence_place": "",
        "trainings": (),
        "step": "agreement",
        "union": cast.union,
    }
    return tell_outcome(tenant=cast.union, by=cast.coordinator, **known | facts)
