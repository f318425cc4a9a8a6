"""Whom a module can be brought in for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.exchange import forms
from cms.exchange.forms import BringInForm, TakeOverForm, homes_to_write_in
from cms.walls.workspaces import bring_groups_up_to_date
from learning.models import Membership, User


@pytest.fixture
def author(north):
    user = User.objects.create_user("north-author", "x")
    Membership.objects.create(user=user, union=north, role="author")
    bring_groups_up_to_date(user)
    return user


def test_an_author_writes_in_her_own_workspace(author, north):
    assert [home.union for home in homes_to_write_in(author)] == [north]


def test_the_programmes_author_brings_in_for_the_programme(home):
    boss = User.objects.create_superuser("boss", "x")
    form = BringInForm(
        {"owner": ""}, {"file": SimpleUploadedFile("x", b"x")}, user=boss
    )
    assert form.is_valid(), form.errors
    assert form.union is None


def test_a_copy_is_never_for_the_programme(plain):
    boss = User.objects.create_superuser("boss", "x")
    assert "" not in dict(TakeOverForm(user=boss).fields["owner"].choices)


def test_a_big_file_is_refused_before_it_is_opened(author, north, monkeypatch):
    monkeypatch.setattr(forms, "MOST_BYTES", 3)
    sent = {"file": SimpleUploadedFile("x.zip", b"1234")}
    form = BringInForm({"owner": str(north.pk)}, sent, user=author)
    assert "file" in form.errors
