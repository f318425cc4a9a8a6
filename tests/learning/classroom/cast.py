"""A union with a trainer, a coordinator and a training of one day."""

from dataclasses import dataclass

from learning.classroom.models import Training, TrainingSession
from learning.members.models import Membership, Union, User
from tests.learning.factories import (
    SessionFactory,
    TrainingFactory,
    UnionFactory,
    UserFactory,
)


@dataclass
class Cast:
    union: Union
    trainer: User
    coordinator: User
    training: Training
    session: TrainingSession


def staff_of(union, role: str) -> User:
    """An account with a role in a union; e-mail address, no second factor."""
    user = UserFactory()
    user.email = f"{user.sign_in_name}@example.org"
    user.save()
    Membership.objects.create(user=user, union=union, role=role)
    return user


def a_training(**fields) -> Cast:
    """Made anew each time; `fields` are those of the training."""
    union = fields.pop("union", None) or UnionFactory()
    trainer = staff_of(union, "trainer")
    training = TrainingFactory(union=union, trainer=trainer, **fields)
    return Cast(
        union=union,
        trainer=trainer,
        coordinator=staff_of(union, "coordinator"),
        training=training,
        session=SessionFactory(training=training),
    )
