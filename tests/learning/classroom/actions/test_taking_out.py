"""A line that was a mistake counts nowhere, and can come back."""

import pytest
from django.utils import timezone

from learning.classroom.actions.registering import Tick, mark, register
from learning.classroom.actions.taking_out import put_back, take_out
from learning.classroom.errors import NeedsReasonError, NotHersError
from learning.classroom.models import Registration
from learning.classroom.queries.closing import register_figures, who_stayed
from learning.classroom.queries.register import people_in, tally_of
from learning.members.models import AuditEntry
from learning.records import new_id
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return a_training()


def ticked(cast, **fields) -> Registration:
    row = RegistrationFactory(training=cast.training, **fields)
    tick = Tick(new_id(), row.pk, 60, "tap", timezone.now())
    mark(session=cast.session, ticks=[tick], by=cast.trainer)
    return row


def again(row) -> Registration:
    return Registration.objects.for_tenant(row.tenant_id).get(pk=row.pk)


def test_she_counts_nowhere_and_her_marks_come_back_with_her(cast):
    stays, mistake = ticked(cast), ticked(cast)
    before = register_figures(cast.training)
    take_out(registration=mistake, by=cast.trainer)
    take_out(registration=mistake, by=cast.trainer)
    assert list(people_in(cast.training)) == [stays]
    assert [each.registration for each in who_stayed(cast.training)] == [stays]
    assert tally_of(cast.session) == {"here": 1, "all": 1, "open": 0}
    assert register_figures(cast.training).people == 1
    assert not again(mistake).counts
    put_back(registration=mistake, by=cast.coordinator)
    assert register_figures(cast.training) == before
    noted = AuditEntry.objects.for_tenant(cast.training.tenant).filter(act="corrected")
    assert [(each.by, each.participant) for each in noted.order_by("at")] == [
        (cast.trainer, mistake.participant),
        (cast.coordinator, mistake.participant),
    ]


def test_after_closing_it_is_a_correction_that_says_why(cast):
    row = ticked(cast)
    cast.training.state, cast.training.closed_at = "closed", timezone.now()
    cast.training.save()
    with pytest.raises(NeedsReasonError):
        take_out(registration=row, by=cast.trainer, reason=" ")
    take_out(registration=row, by=cast.trainer, reason="Her sister was there")
    noted = AuditEntry.objects.for_tenant(cast.training.tenant).get(act="corrected")
    assert noted.reason == "Her sister was there"


def test_nobody_of_another_union_takes_her_out(cast):
    row, other = ticked(cast), a_training()
    for by in (other.trainer, other.coordinator):
        with pytest.raises(NotHersError):
            take_out(registration=row, by=by)


def test_who_is_written_in_again_is_back_but_not_by_herself(cast):
    row = ticked(cast, participant=ParticipantFactory(union=cast.union))
    take_out(registration=row, by=cast.trainer)
    way = {"training": cast.training, "participant": row.participant, "way": "card"}
    register(by=row.participant.user, **way)
    assert again(row).was_taken_out
    register(by=cast.trainer, **way)
    assert again(row).counts


def test_who_was_vouched_for_waits_again_once_she_is_put_back(cast):
    row = ticked(cast, needs_vouching=True, vouched_at=timezone.now())
    take_out(registration=row, by=cast.trainer)
    assert not again(row).was_taken_out  # it may be said again where it was said
    put_back(registration=row, by=cast.trainer)
    assert (again(row).vouched_at, again(row).counts) == (None, False)
