"""A union with a trainer, a coordinator and a training of one day."""

from dataclasses import dataclass
from uuid import UUID

from learning.catalogue.models import Lesson
from learning.classroom.actions.class_mode import begin_class, go_to, put_question
from learning.classroom.models import (
    ClassQuestion,
    ClassShow,
    Training,
    TrainingContent,
    TrainingSession,
)
from learning.classroom.queries.class_mode import living_class
from learning.members.models import Membership, Union, User
from tests.learning.factories import (
    LessonFactory,
    SessionFactory,
    TrainingFactory,
    UnionFactory,
    UserFactory,
    activity,
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


@dataclass
class RunningClass(Cast):
    lesson: Lesson
    spec: dict
    show: ClassShow

    @property
    def here(self) -> dict:
        """What every action upon this class takes."""
        return {"show": self.show, "by": self.trainer}

    def again(self) -> ClassShow:
        """The class as everybody sees it now."""
        return living_class(self.show.code)

    def put(self) -> ClassQuestion:
        """Go to its first question, and put it."""
        step = UUID(self.spec["id"])
        place = {"module_key": self.lesson.module_id, "lesson_key": self.lesson.key}
        go_to(**self.here, **place, step=step)
        return put_question(
            **self.here,
            lesson_key=self.lesson.key,
            version=self.lesson.latest_version,
            activity=step,
        )


def a_class(kind="single", level="none", **own) -> RunningClass:
    """A class that has just begun with a lesson of one question of a kind; `own` are
    fields of its spec."""
    spec = activity(kind, **own)
    lesson = LessonFactory(activities=[spec], sensitivity=level)
    cast = a_training()
    TrainingContent(
        tenant=cast.training.tenant, training=cast.training, module=lesson.module
    ).save()
    show = begin_class(
        session=cast.session,
        module_key=lesson.module_id,
        lesson_key=lesson.key,
        by=cast.trainer,
    )
    return RunningClass(**vars(cast), lesson=lesson, spec=spec, show=show)
