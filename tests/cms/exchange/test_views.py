"""The pages on which an author carries modules."""

import io
import zipfile

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import Translation

from cms.exchange.archive import pack
from cms.models import LessonPage, ModulePage
from cms.walls.workspaces import bring_groups_up_to_date
from learning.models import Membership, User
from tests.cms.exchange.test_archive import remove_all_modules
from tests.cms.translating import publish


@pytest.fixture
def author(north, client):
    user = User.objects.create_user("north-author", "x")
    Membership.objects.create(user=user, union=north, role="author")
    bring_groups_up_to_date(user)
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    return user


def test_an_author_takes_a_module_over_and_carries_it_away(
    author, plain, north, client
):
    page = client.get(reverse("exchange:new"))
    assert plain.title in page.content.decode()

    sent = {"owner": str(north.pk), "module": plain.pk}
    there = client.post(reverse("exchange:take"), sent, follow=True)

    copy = ModulePage.objects.get(slug="small-north", locale=plain.locale)
    assert there.redirect_chain[-1][0] == reverse(
        "wagtailadmin_explore", args=[copy.pk]
    )
    translations = Translation.objects.count()
    saved = client.get(reverse("exchange:file", args=[copy.pk]))
    assert saved["Content-Disposition"] == 'attachment; filename="small-north.zip"'
    assert Translation.objects.count() == translations  # looking changes nothing
    names = zipfile.ZipFile(io.BytesIO(saved.content)).namelist()
    assert "module.toml" in names


def test_what_changed_is_shown_and_noted(author, plain, north, client):
    sent = {"owner": str(north.pk), "module": plain.pk}
    client.post(reverse("exchange:take"), sent)
    copy = ModulePage.objects.get(slug="small-north", locale=plain.locale)
    lesson = LessonPage.objects.child_of(plain).get(slug="first")
    publish(lesson, objective="I can do much more")
    address = reverse("exchange:changes", args=[copy.pk])

    assert "I can do much more" in client.get(address).content.decode()
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert address in home

    client.post(address)
    assert "I can do much more" not in client.get(address).content.decode()


def test_what_is_not_hers_is_not_there(author, plain, client):
    for name in ("file", "changes"):
        assert (
            client.get(reverse(f"exchange:{name}", args=[plain.pk])).status_code == 404
        )
    outside = {"owner": "", "module": plain.pk}
    assert client.post(reverse("exchange:take"), outside).status_code == 404


def test_a_broken_file_says_why_and_keeps_the_page(author, north, client):
    sent = {
        "owner": str(north.pk),
        "file": SimpleUploadedFile("x.zip", b"not a zip"),
    }
    answer = client.post(reverse("exchange:new"), sent)
    assert answer.status_code == 200
    assert "This file is broken" in answer.content.decode()


def test_a_file_comes_in_for_her_union(author, plain, north, client):
    packed = pack(plain)
    remove_all_modules()
    sent = {"owner": str(north.pk), "file": SimpleUploadedFile("x.zip", packed)}
    answer = client.post(reverse("exchange:new"), sent)
    assert answer.status_code == 302
    assert ModulePage.objects.get(
        slug="small", locale__language_code="en"
    ).audience == ("union")
