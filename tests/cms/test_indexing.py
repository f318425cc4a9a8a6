"""Wagtail's indexing waits for the commit, and one task stands for many saves."""

import pytest
from django.db import transaction
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page
from wagtail.tasks import update_reference_index_task

from cms.indexing import READ_WHAT_IS_STORED, held_back

ON_A_SITE = {"default": {"BACKEND": "cms.indexing.Backend"}}


@pytest.fixture
def site():
    with override_settings(TASKS=ON_A_SITE):
        yield


def waiting() -> list[tuple[str, str]]:
    rows = DBTaskResult.objects.values_list("task_path", "args_kwargs")
    return sorted((path.rsplit(".")[-1], called["args"][2]) for path, called in rows)


def test_the_tasks_are_still_called_so():
    tasks = (insert_or_update_object_task, update_reference_index_task)
    assert {each.module_path for each in tasks} == READ_WHAT_IS_STORED


def test_a_page_saved_often_is_indexed_once(
    site, lesson, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for title in ("One", "Two", "Three"):
            lesson.title = title
            lesson.save()
        assert waiting() == []

    assert waiting() == [
        ("insert_or_update_object_task", str(lesson.pk)),
        ("update_reference_index_task", str(lesson.pk)),
    ]
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save()
    assert len(waiting()) == 4  # the first may have been done before


def saved_and_undone(page: Page) -> None:
    with transaction.atomic():
        page.save()
        transaction.set_rollback(True)


def test_what_is_undone_takes_no_other_task_with_it(
    site, lesson, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save()
        saved_and_undone(lesson)

    assert len(waiting()) == 2


def load_and_fail(page: Page, committed) -> None:
    with held_back():
        for _time in range(2):
            with committed(execute=True):
                page.save()
        assert waiting() == []
        raise ZeroDivisionError


def test_what_is_loaded_is_indexed_once_even_if_loading_fails(
    site, lesson, django_capture_on_commit_callbacks
):
    committed = django_capture_on_commit_callbacks
    with committed(execute=True), pytest.raises(ZeroDivisionError):
        load_and_fail(lesson, committed)

    assert len(waiting()) == 2


def test_a_page_is_found_once_it_is_committed(
    lesson, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        lesson.title = "Bargaining"
        lesson.save()

    assert [found.pk for found in Page.objects.all().search("bargaining")] == [
        lesson.pk
    ]
