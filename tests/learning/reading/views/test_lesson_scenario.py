"""Going through a scenario on a lesson's page, and sorting cards, without JavaScript."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from learning.models import LearningEvent, SetAsideEvent
from tests.learning.factories import LessonFactory, activity
from tests.learning.reading.conftest import question

URL = "/en/modules/talks/first/"


@pytest.fixture
def lesson(module):
    kinds = ("scenario", "sorting", "single")
    return LessonFactory(
        module=module, slug="first", activities=[activity(kind) for kind in kinds]
    )


@pytest.fixture
def call(lesson):
    return question(lesson, "scenario")["id"]


def events(person):
    return LearningEvent.objects.for_participant(person)


def scene(page: str) -> str:
    return re.search(r"Scene \w+", page).group()


def fields(page: str, call: str) -> dict[str, list[str]]:
    """The hidden fields of the scenario's form, as a browser would send them."""
    form = page.partition(f'id="a-{call}"')[2].partition("</form>")[0]
    sent: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'<input type="hidden" name="(.*?)" value="(.*?)"', form
    ):
        sent.setdefault(name, []).append(value)
    return sent


def take(client, page, call, option, method="get"):
    sent = fields(page, call)
    sent[call] = [*sent.get(call, []), option]
    return getattr(client, method)(URL, sent)


# --- without an account --------------------------------------------------------------


def test_a_visitor_goes_scene_by_scene_to_the_debrief_and_begins_again(client, call):
    page = client.get(URL).content.decode()
    assert scene(page) == "Scene hello"
    page = take(client, page, call, "ask").content.decode()
    assert scene(page) == "Scene middle"
    assert "feedback" not in page.partition("<article")[2].partition("</section>")[0]
    page = take(client, page, call, "wait").content.decode()
    assert "It ends here" in page
    assert "trust went well" in page
    assert scene(client.get(URL, {"check": call}).content.decode()) == "Scene hello"


def test_other_answers_are_carried_along_at_every_step(client, lesson, call):
    single = question(lesson, "single")["id"]
    page = client.get(URL, {"check": single, single: "a"}).content.decode()
    sent = fields(page, call)
    assert sent[single] == ["a"]
    page = take(client, page, call, "ask").content.decode()
    assert "Yes, that is right." in page
    assert fields(page, call)["check"] == [single, call]
    # And the other way round: the path survives an answer to another question.
    page = client.get(URL, {**fields(page, single), single: "b"}).content.decode()
    assert scene(page) == "Scene middle"


@pytest.mark.parametrize(
    "path", [["nonsense"], ["wait"], ["ask"] * 30, ["\x00"], ["🌳"]]
)
def test_a_path_nobody_offered_begins_again_and_says_so(client, call, path):
    page = client.get(URL, {"check": call, call: path})
    assert page.status_code == 200
    assert scene(page.content.decode()) == "Scene hello"
    assert "We could not read that answer" in page.content.decode()


# --- with an account -------------------------------------------------------------------


def test_only_a_path_to_an_ending_is_stored(signed_in, alice, call):
    page = signed_in.get(URL).content.decode()
    answer = take(signed_in, page, call, "ask", "post")
    assert answer.status_code == 303
    back = urlsplit(answer["Location"])
    assert parse_qs(back.query) == {"check": [call], call: ["ask"]}
    assert back.fragment == f"a-{call}"
    assert not events(alice).exists()
    assert not SetAsideEvent.objects.for_participant(alice).exists()

    page = signed_in.get(answer["Location"]).content.decode()
    assert scene(page) == "Scene middle"
    answer = take(signed_in, page, call, "wait", "post")
    assert answer["Location"] == f"{URL}#a-{call}"
    assert events(alice).get(verb="answered").answer == ["ask", "wait"]
    page = signed_in.get(URL).content.decode()
    assert "It ends here" in page
    assert "Begin again" in page


def test_beginning_again_keeps_what_was_stored(signed_in, alice, call):
    page = signed_in.get(URL).content.decode()
    take(signed_in, page, call, "threat", "post")
    answer = signed_in.post(URL, {"check": call})
    page = signed_in.get(answer["Location"]).content.decode()
    assert scene(page) == "Scene hello"
    assert "It ends here" not in page
    assert events(alice).get(verb="answered").answer == ["threat"]
    # Gone elsewhere and come back, she sees how it ended.
    assert "It ends here" in signed_in.get(URL).content.decode()


# --- sorting -----------------------------------------------------------------------------


def test_cards_are_sorted_with_plain_selects(signed_in, alice, lesson):
    sorting = question(lesson, "sorting")["id"]
    laid = {f"{sorting}.c1": "b1", f"{sorting}.c2": "b1"}
    page = signed_in.post(URL, laid | {"check": sorting}, follow=True).content.decode()
    assert "Something is still open" in page
    assert page.count(" selected") == 2
    signed_in.post(URL, laid | {"check": sorting, f"{sorting}.c3": "b2"})
    stored = events(alice).get(verb="answered").answer
    assert stored == {"c1": "b1", "c2": "b1", "c3": "b2"}
    assert "Belongs to: b2 (en)" in signed_in.get(URL).content.decode()
