"""Reading a tenant's people for doubles: names are opened in memory, and stay there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from learning import keys
from learning.classroom import rules
from learning.classroom.models import Registration
from learning.classroom.rosters.words import plain
from learning.members.doubles import AGES, Blocks, Entry, Pair
from learning.members.models import Identity, Participant
from learning.members.names import read_name
from learning.members.queries import is_frozen

# As many as somebody compares while a queue waits.
MOST_SHOWN = 3


def entries_of(tenant, *, like: Participant | None = None) -> Iterable[Entry]:
    """Everybody of a tenant who has a name and stands for herself, as entries.

    `like` leaves out whom sex or age speak against. None at all while the names are
    frozen or the key is gone; a name that does not open is left out. Three queries.
    """
    if is_frozen(tenant) or not keys.has_key(tenant):
        return
    people = Participant.objects.for_tenant(tenant).filter(merged_into=None)
    if like is not None:
        people = _near(people, like)
    named = Identity.objects.for_tenant(tenant).filter(participant__in=people)
    places = places_of(tenant, like)
    known: dict = {}
    rows = named.values_list(
        "participant_id", "sealed", "participant__sex", "participant__age_band"
    )
    for pk, sealed, sex, age_band in rows.iterator(chunk_size=2000):
        try:
            name = read_name(keys.open_sealed(tenant, pk, sealed), known)
        except keys.SealBrokenError:
            continue
        yield Entry(pk, name, sex, age_band, frozenset(places.get(pk, ())))


def possible_doubles_of(participant) -> list[tuple[Participant, Pair]]:
    """Who of her tenant may be this person already, the likeliest first, with why.

    For whoever has just written somebody in by hand ("is it she?"). Empty where she has
    no name, or names are frozen. Five queries, and the names of those of her sex and age
    are opened: some 20 µs each.
    """
    entries = {
        each.id: each for each in entries_of(participant.tenant_id, like=participant)
    }
    own = entries.pop(participant.pk, None)
    if own is None:
        return []
    found = Blocks(entries.values()).candidates(own)
    others = {_other(pair, participant.pk): pair for pair in found}
    people = Participant.objects.for_tenant(participant.tenant_id).select_related(
        "user"
    )
    rows = people.in_bulk(list(others))
    return [(rows[pk], pair) for pk, pair in others.items()]


@dataclass(frozen=True)
class Like:
    """Somebody of the union who may be the one that is being written in: no name."""

    participant: Participant
    reasons: tuple[str, ...]
    # The latest training that whoever asks may open names of, or that a coordinator sees.
    registration: Registration | None


def people_like(training, *, name, sex, age_band, user) -> list[Like]:
    """Who of the union may be the person whose name is typed, the likeliest first, three
    at most, without those who are in this training.

    Only whom `user` may open names of: a coordinator everybody, a trainer the people of
    her own trainings while those are open. The others come to the coordinator as
    possible doubles. The caller has asked that names are open now. Names are opened in
    memory, as in `possible_doubles_of`; a query more for each training of a trainer.
    """
    like = Participant(tenant_id=training.tenant_id, sex=sex, age_band=age_band)
    place = frozenset([plain(training.place)]) if training.place else frozenset()
    own = Entry(like.pk, read_name(name), sex, age_band, place)
    found = Blocks(entries_of(training.tenant_id, like=like)).candidates(own)
    reasons = {_other(pair, like.pk): pair.reasons for pair in found}
    met = _met(training, list(reasons), user)
    return [
        Like(row.participant, reasons[pk], row)
        for pk in reasons
        if (row := met.get(pk)) and row.training_id != training.pk
    ][:MOST_SHOWN]


def _met(training, people, user) -> dict[UUID, Registration]:
    """Participant → where `user` may see who she is; this training, if she is in it."""
    rows = (
        Registration.objects.for_tenant(training.tenant_id)
        .filter(participant__in=people, refused_at=None)
        .select_related("participant__user", "training")
        .order_by("training__starts_on")
    )
    may: dict[UUID, bool] = {}
    met: dict[UUID, Registration] = {}
    for row in rows:
        if row.training_id not in may:
            may[row.training_id] = rules.can_open_names(user, row.training)
        here = met.get(row.participant_id)
        if may[row.training_id] and not (here and here.training_id == training.pk):
            met[row.participant_id] = row
    return met


def _other(pair: Pair, pk: UUID) -> UUID:
    return pair.second if pair.first == pk else pair.first


def _near(people, like):
    if like.sex:
        people = people.filter(sex__in=("", like.sex))
    if like.age_band:
        at = AGES.index(like.age_band)
        people = people.filter(age_band__in=["", *AGES[max(0, at - 1) : at + 2]])
    return people


def places_of(tenant, like: Participant | None = None) -> dict[UUID, set[str]]:
    """Participant → where her trainings were, in small letters; of those whom `like` is
    near, or of all. One query."""
    rows = Registration.objects.for_tenant(tenant).exclude(training__place="")
    if like is not None:
        rows = rows.filter(
            participant__in=_near(Participant.objects.for_tenant(tenant), like)
        )
    found: dict[UUID, set[str]] = defaultdict(set)
    words: dict[str, str] = {}
    for pk, place in rows.values_list("participant", "training__place").iterator():
        if place not in words:
            words[place] = plain(place)
        found[pk].add(words[place])
    return found
