"""A training of two days with a module that has two lessons, a role play and a test."""

from learning.catalogue.actions import raise_generation
from learning.catalogue.models import Text
from learning.catalogue.shelf import shelf
from learning.classroom.models import TrainingContent
from learning.deliveries.kit import PARTS, KitWishes
from tests.learning.classroom.cast import Cast, a_training
from tests.learning.deliveries.samples import blocks
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    SessionFactory,
    activity,
)


def taught_training(neutral_title: str = "", **fields) -> Cast:
    """`fields` are those of the training."""
    cast = a_training(**fields)
    SessionFactory(training=cast.training, minutes=180)
    module = ModuleFactory(title="Talks", neutral_title=neutral_title)
    lesson = LessonFactory(module=module, title="First")
    LessonFactory(module=module, title="Second")
    LessonFactory(module=module, kind="final_test", activities=[activity("numeric")])
    _with_role_play(lesson)
    TrainingContent(
        tenant=cast.training.tenant, training=cast.training, module=module
    ).save()
    return cast


def _with_role_play(lesson) -> None:
    played = next(each for each in blocks() if each.kind == "role_play")
    text = Text.objects.get(lesson=lesson)
    text.body["order"].append({"id": played.id, "kind": played.kind})
    text.body["blocks"][played.id] = played.words
    text.save()
    raise_generation()
    shelf.forget()


def wishes(**changed) -> KitWishes:
    usual = {
        "parts": tuple(PARTS),
        "people": 7,
        "power": True,
        "devices": False,
        "all_copies": False,
    }
    return KitWishes(**usual | changed)
