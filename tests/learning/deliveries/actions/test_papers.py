"""Ordering, making, keeping and throwing away papers."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings
from django.utils import timezone

from learning.catalogue.shelf import shelf
from learning.deliveries.actions import papers as actions
from learning.deliveries.actions.ordering import TRIED_AGAIN_AFTER
from learning.deliveries.models import Delivery
from learning.deliveries.source import source_of
from learning.deliveries.wishes import Wishes
from tests.learning.factories import LessonFactory, ModuleFactory, activity, publish

WAITS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
WISHES = Wishes(minutes=47, people=22, power=False, devices=False)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(db):
    return LessonFactory(module=ModuleFactory(slug="talks", title="Talking"))


def source(lesson, language="en"):
    return source_of(shelf.module(lesson.module.slug), language)


def booklet(lesson):
    return actions.order(kind="booklet", source=source(lesson), by=None)


def bytes_of(delivery) -> bytes:
    with default_storage.open(delivery.file) as file:
        return file.read()


def test_a_booklet_is_made_once_and_kept(lesson):
    first = booklet(lesson)
    assert bytes_of(first).startswith(b"%PDF")
    assert booklet(lesson) == first
    assert Delivery.objects.count() == 1


def test_a_plan_is_one_for_each_wish(lesson):
    for people in (22, 23, 22):
        wishes = Wishes(minutes=47, people=people, power=False, devices=False)
        made = actions.order(kind="plan", source=source(lesson), wishes=wishes, by=None)
        assert bytes_of(made).startswith(b"%PDF")
    assert Delivery.objects.count() == 2


def test_a_new_word_makes_a_new_booklet(lesson):
    first = booklet(lesson)
    publish(lesson, title="Another title")
    second = booklet(lesson)
    assert second != first
    assert second.content != first.content
    assert actions.is_there(kind="booklet", source=source(lesson))


def test_it_waits_for_the_worker(lesson):
    with override_settings(TASKS=WAITS):
        waiting = booklet(lesson)
        assert booklet(lesson) == waiting
    assert waiting.made_at is None
    actions.make.call(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.made_at
    actions.make.call(waiting.pk)  # a task that comes twice does no harm


def test_what_changed_while_waiting_is_not_made(lesson):
    with override_settings(TASKS=WAITS):
        waiting = booklet(lesson)
    publish(lesson, activities=[activity("numeric")])
    actions.make.call(waiting.pk)
    assert not Delivery.objects.filter(pk=waiting.pk).exists()


def test_a_failure_is_written_down_and_tried_again_later(lesson):
    with override_settings(TASKS=WAITS):
        waiting = actions.order(
            kind="plan", source=source(lesson), wishes=WISHES, by=None
        )
    Delivery.objects.filter(pk=waiting.pk).update(parameters={"lessons": []})
    actions.make.call(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.failed_at
    assert not waiting.file
    again = actions.order(kind="plan", source=source(lesson), wishes=WISHES, by=None)
    assert again.failed_at
    ago = timezone.now() - TRIED_AGAIN_AFTER - timedelta(seconds=1)
    Delivery.objects.update(failed_at=ago, parameters=WISHES.to_json())
    again = actions.order(kind="plan", source=source(lesson), wishes=WISHES, by=None)
    assert again.made_at


def test_a_file_that_is_gone_is_made_again(lesson):
    made = booklet(lesson)
    default_storage.delete(made.file)
    assert bytes_of(booklet(lesson)).startswith(b"%PDF")


def test_a_file_left_by_a_lost_task_is_replaced(lesson):
    key = actions.key_of("booklet", source(lesson))
    default_storage.save(f"deliveries/{key}.pdf", ContentFile(b"half"))
    made = booklet(lesson)
    assert made.file == f"deliveries/{key}.pdf"
    assert bytes_of(made).startswith(b"%PDF")


def age(**by):
    Delivery.objects.update(changed_at=timezone.now() - timedelta(**by))


def test_old_editions_go_after_a_day_the_present_one_stays(lesson):
    old = booklet(lesson)
    publish(lesson, activities=[activity("numeric")])
    new = booklet(lesson)
    assert actions.tidy() == 0
    age(days=2)
    assert actions.tidy() == 1
    assert not default_storage.exists(old.file)
    assert default_storage.exists(new.file)
    assert actions.tidy() == 0


def test_papers_of_a_month_ago_and_failed_ones_go(lesson):
    made = booklet(lesson)
    with override_settings(TASKS=WAITS):
        actions.order(kind="plan", source=source(lesson), wishes=WISHES, by=None)
    month = timezone.now() - actions.KEPT_FOR - timedelta(days=1)
    Delivery.objects.filter(pk=made.pk).update(made_at=month)
    age(days=2)
    assert actions.tidy() == 2
    assert not default_storage.exists(made.file)


def test_no_person_is_in_a_paper_row():
    assert not [
        field.name
        for field in Delivery._meta.fields
        if field.remote_field and field.name != "module"
    ]
