"""Founding a union, with a place for its authors to write in."""

from django.core.management import call_command
from django.db import transaction
from django_tasks import task

from learning.members.actions import found_union, make_tenant


@transaction.atomic
def found(*, by, **union):
    """As `members.actions.found_union`; a tenant gets its workspace from the worker."""
    founded = found_union(by=by, **union)
    if founded.keeps_own_key:
        _open_workspace_later(founded)
    return founded


@transaction.atomic
def give_key(*, union, by):
    """As `members.actions.make_tenant`, with its workspace."""
    tenant = make_tenant(union=union, by=by)
    _open_workspace_later(tenant)
    return tenant


def _open_workspace_later(union) -> None:
    transaction.on_commit(lambda: open_workspace.enqueue(union.slug))


@task()
def open_workspace(slug: str) -> None:
    """In the worker. Where authors write is Wagtail's, which this room does not know, so
    it asks by the name of a command."""
    call_command("open_workspaces", slug)
