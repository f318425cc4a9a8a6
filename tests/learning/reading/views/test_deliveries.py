"""Who gets which paper, and what happens while it is made."""

import pytest
from django.test import override_settings
from django.utils import timezone

from learning.catalogue.models import Module
from learning.deliveries import actions
from learning.deliveries.models import Delivery
from learning.members.models import Membership
from tests.learning.factories import LessonFactory, ModuleFactory, UserFactory

WAITS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
BOOKLET = "/en/modules/talks/booklet.pdf"
PLAN = "/en/modules/talks/plan/"
PLAN_PDF = "/en/modules/talks/plan.pdf"
VOICE = "/en/modules/talks/first/voice.txt"


@pytest.fixture
def trainer(union, client, settings):
    """A demo name needs no second factor."""
    user = UserFactory(sign_in_name="trainer", email="t@example.org")
    Membership.objects.create(user=user, union=union, role="trainer")
    client.force_login(user)
    return client


def test_anybody_gets_the_booklet_of_an_open_module(lesson, client):
    answer = client.get(BOOKLET)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert 'filename="talks-booklet-en-1.pdf"' in answer["Content-Disposition"]
    assert answer["Cache-Control"].startswith("public")
    assert not answer.cookies
    again = client.get(BOOKLET, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert client.post(BOOKLET).status_code == 405


def test_while_it_is_made_a_page_looks_again_by_itself(lesson, client):
    with override_settings(TASKS=WAITS):
        answer = client.get(BOOKLET)
        assert answer.status_code == 202
        assert answer["Retry-After"] == "3"
        assert answer["Cache-Control"] == "no-store"
        assert 'http-equiv="refresh" content="3"' in answer.content.decode()
        assert "manage.py work" not in answer.content.decode()
        ago = timezone.now() - timezone.timedelta(minutes=2)
        Delivery.objects.update(ordered_at=ago)
        late = client.get(BOOKLET)
        assert "manage.py work" in late.content.decode()
        assert late["Retry-After"] == "30"
    actions.make.call(Delivery.objects.get().pk)
    assert client.get(BOOKLET).status_code == 200


def test_a_failed_one_says_so(lesson, client):
    with override_settings(TASKS=WAITS):
        client.get(BOOKLET)
    Delivery.objects.update(failed_at=timezone.now())
    answer = client.get(BOOKLET)
    assert answer.status_code == 503
    assert "could not be made" in answer.content.decode()
    assert "refresh" not in answer.content.decode()


def test_the_audience_of_the_module_holds_for_its_papers(
    union, other_union, client, alice, charlie
):
    module = ModuleFactory(slug="ours", audience=Module.Audience.UNION, owner=union)
    LessonFactory(module=module, slug="first")
    papers = ("/en/modules/ours/booklet.pdf", "/en/modules/ours/first/voice.txt")
    for path in papers:
        assert client.get(path).status_code == 404
    client.force_login(charlie.user)
    for path in papers:
        assert client.get(path).status_code == 404
    client.force_login(alice.user)
    for path in papers:
        answer = client.get(path)
        assert answer.status_code == 200
        assert "public" not in answer["Cache-Control"]


def test_a_module_nobody_should_be_seen_with_is_neutral_on_paper(db, client):
    module = ModuleFactory(slug="d4", title="Violence at work")
    LessonFactory(module=module, slug="one")
    text = module.texts.get()
    text.body |= {"neutral_title": "Module four", "summary": "Violence"}
    text.save()
    said = client.get("/en/modules/d4/one/voice.txt").content.decode()
    assert said.startswith("Module four.")
    answer = client.get("/en/modules/d4/booklet.pdf")
    assert "iolence" not in answer["Content-Disposition"]
    assert b"Violence" not in answer.content


def test_many_new_papers_from_one_address_are_slowed_down(trainer, lesson):
    with override_settings(TASKS=WAITS):
        for people in range(1, 21):
            assert trainer.get(PLAN_PDF, {"people": people}).status_code == 202
        assert trainer.get(PLAN_PDF, {"people": 21}).status_code == 429
        # What has been ordered costs nothing.
        assert trainer.get(PLAN_PDF, {"people": 20}).status_code == 202


def test_a_plan_is_for_who_prepares_sessions(lesson, client, alice):
    for path in (PLAN, PLAN_PDF):
        assert "/accounts/login/" in client.get(path)["Location"]
    client.force_login(alice.user)
    for path in (PLAN, PLAN_PDF):
        assert client.get(path).status_code == 404


def test_staff_need_their_second_factor(lesson, client, union):
    user = UserFactory(sign_in_name="someone", email="s@example.org")
    Membership.objects.create(user=user, union=union, role="trainer")
    client.force_login(user)
    assert client.get(PLAN)["Location"] == "/en/accounts/second-factor/"
    assert client.get(PLAN_PDF)["Location"] == "/en/accounts/second-factor/"


@pytest.mark.parametrize("role", ["author", "translator", "coordinator", "officer"])
def test_others_who_prepare_sessions_may_plan_too(lesson, client, union, role):
    user = UserFactory(sign_in_name="author", email="a@example.org")
    Membership.objects.create(
        user=user, union=None if role == "officer" else union, role=role
    )
    client.force_login(user)
    assert client.get(PLAN).status_code == 200


def test_a_trainer_gets_the_plan_as_a_page_and_as_a_paper(trainer, lesson):
    query = {"minutes": 47, "people": 22, "power": "no", "devices": "no"}
    page = trainer.get(PLAN, query)
    said = page.content.decode()
    assert page.status_code == 200
    assert "47 minutes · 22 people · without electricity · without phones" in said
    assert "2 groups of 5, 3 groups of 4" in said
    assert "Left out" not in said
    paper = trainer.get(PLAN_PDF, query)
    assert paper.content.startswith(b"%PDF")
    assert "private" in paper["Cache-Control"] or "no-store" in paper["Cache-Control"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("minutes=14", "Give it 15 minutes at least"),
        ("minutes=481", "Plan one day at a time"),
        ("minutes=soon", "for example 47"),
        ("minutes=", "Write how many minutes you have"),
        ("people=0", "One person at least"),
        ("people=61", "Up to 60 people"),
        ("people=9999999999999999999999", "Up to 60 people"),
        ("people=%00", "for example 22"),
        ("power=perhaps", "Answer with yes or no"),
        ("devices=%F0%9F%8C%B3", "Answer with yes or no"),
        ("lessons=nowhere", "There is no such lesson here"),
    ],
)
def test_what_cannot_be_planned_is_said_in_words(trainer, lesson, query, says):
    answer = trainer.get(f"{PLAN}?{query}")
    assert answer.status_code == 400
    assert says in answer.content.decode()
    paper = trainer.get(f"{PLAN_PDF}?{query}")
    assert paper.status_code == 302
    assert paper["Location"] == f"{PLAN}?{query}"


def test_an_endless_query_is_left_alone(trainer, lesson):
    assert trainer.get(f"{PLAN}?minutes={'9' * 5000}").status_code == 200


def test_only_the_chosen_lessons_are_planned(trainer, lesson, module):
    LessonFactory(module=module, slug="second", title="Second thoughts")
    said = trainer.get(PLAN, {"lessons": "second"}).content.decode()
    assert "Second thoughts</p>" in said
    assert "first (en)</p>" not in said


def test_the_text_for_voice_is_plain_and_can_be_kept(lesson, client):
    answer = client.get(VOICE)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    said = answer.content.decode()
    assert said.startswith("Talking.\nLesson 1 of 1.")
    assert "Edition 1." in said
    assert "A. Text (en)." in said
    again = client.get(VOICE, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert client.get("/en/modules/talks/none/voice.txt").status_code == 404


def test_a_module_without_lessons_has_no_papers(db, client):
    ModuleFactory(slug="empty")
    assert client.get("/en/modules/empty/booklet.pdf").status_code == 404


def test_the_module_page_and_the_desk_lead_to_the_papers(trainer, lesson):
    assert BOOKLET in trainer.get("/en/modules/talks/").content.decode()
    desk = trainer.get("/en/trainings/").content.decode()
    assert PLAN in desk
    assert BOOKLET in desk
