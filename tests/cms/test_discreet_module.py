"""Nothing outside a page tells what a discreet module is about.

Every page of one is opened, as a visitor and as a trainee who passes its test; titles,
headers, addresses and file names are searched for the words of the real titles.
"""

import re
from pathlib import Path

import pytest

from cms.module_files import load_module
from cms.pages.sensitivity import words_told
from learning.catalogue.shelf import shelf
from learning.models import Certificate, HelpRequest
from tests.learning.factories import ParticipantFactory

FOLDER = Path(__file__).parent / "sensitive_module"
AT = "/en/modules/q7/"


@pytest.fixture
def module(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        load_module(FOLDER, home)
    return shelf.module("q7")


@pytest.fixture
def trainee(client, module):
    person = ParticipantFactory()
    client.force_login(person.user)
    return person


def titles(module) -> list[str]:
    return [
        module.text_in("en")["title"],
        *(each.shown_in("en").title for each in module.lessons),
    ]


def outside(response) -> list[str]:
    """What others may see of an answer: its title, headers, and where it leads."""
    said = [str(response.headers)]
    if "html" in response.get("Content-Type", ""):
        page = response.content.decode()
        said += re.findall(r"<title>(.*?)</title>", page, flags=re.DOTALL)
        said += re.findall(r"<meta[^>]*>", page)
        said += re.findall(r"(?:href|src|action)=\"([^\"]*)\"", page)
        assert 'property="og:' not in page
    return said


def tells(response, module) -> list[str]:
    return [
        word
        for words in outside(response)
        for word in words_told(words, *titles(module))
    ]


def test_a_visitor_leaves_no_telling_title_or_address(client, module):
    assert words_told(client.get(AT).content.decode(), *titles(module)) != []
    paths = [AT, *(f"{AT}{each.slug}/" for each in module.lessons)]
    paths += ["/en/", f"/en/help/?from={AT}p1/", f"/en/accounts/keep/?next={AT}p1/"]
    paths += [f"{AT}p1/?read=1", f"{AT}final-test/", "/en/services/", "/en/calendar/"]
    paths += ["/en/help/leaving/"]
    found = {path: tells(client.get(path), module) for path in paths}
    assert [each for each in found.items() if each[1]] == []


def test_a_trainee_passes_it_and_nothing_outside_tells(client, module, trainee):
    seen = []

    def visit(path, **sent):
        answer = client.post(path, sent) if sent else client.get(path)
        assert answer.status_code < 400, path
        if "Location" in answer:
            seen.append((path, words_told(answer["Location"], *titles(module))))
        seen.append((path, tells(answer, module)))
        return answer

    visit(AT, follow="yes")
    visit(f"{AT}pre-test/")
    for each in module.lessons:
        visit(f"{AT}{each.slug}/")
    sheet = visit(f"{AT}final-test/").content.decode()
    attempt = re.search(r'name="attempt" value="([^"]+)"', sheet)[1]
    question = re.search(r'data-ask="([^"]+)"', sheet)[1]
    result = visit(f"{AT}final-test/", attempt=attempt, **{question: "true"})
    visit(result["Location"])
    certificate = Certificate.objects.for_participant(trainee).get()
    assert certificate.title == "neutral"
    page = visit(f"/en/my/certificates/{certificate.pk}/").content.decode()
    assert "Module Q7" in page
    paper = visit(
        f"/en/my/certificates/{certificate.pk}/",
        name="Ada",
        title="neutral",
        shows_union="on",
    )
    assert paper["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    code_page = re.search(r'href="[^"]*(/en/verify/[^"]+)"', page)[1]
    assert "Module Q7" in visit(code_page).content.decode()
    visit("/en/my/")
    visit("/en/accounts/kept/")
    assert [each for each in seen if each[1]] == []


def test_it_stands_on_her_place_only_when_she_pins_it(client, module, trainee):
    def place() -> str:
        return client.get("/en/my/").content.decode()

    assert AT not in place()
    client.post(AT, {"follow": "yes"})
    assert AT not in place()
    assert 'class="progress"' not in client.get("/en/").content.decode()
    assert "Show on my place" in client.get(AT).content.decode()

    client.post(AT, {"pin": "yes"})
    assert f'href="{AT}' in place()
    assert "You can leave out any lesson" in place()
    assert "Take it off my place" in client.get(AT).content.decode()

    client.post(AT, {"pin": "no"})
    assert AT not in place()


def test_pinning_what_she_does_not_follow_changes_nothing(client, module, trainee):
    assert client.post(AT, {"pin": "yes"}).status_code == 302
    assert not trainee.enrolments(manager="unscoped").exists()


def test_her_trainer_does_not_learn_which_lesson_it_was(client, module, trainee):
    page = client.get(f"/en/help/?from={AT}p1/").content.decode()
    assert "but not which course you are in" in page
    assert "data-exit" in page
    client.post("/en/help/", {"reason": "talk", "from": f"{AT}p1/"})
    assert HelpRequest.objects.for_participant(trainee).get().lesson_id is None


@pytest.mark.parametrize("path", ["", "p1/", "p2/", "p3/"])
def test_every_page_of_it_has_the_way_out(client, module, path):
    page = client.get(f"{AT}{path}").content.decode()
    assert '<a class="button" href="/en/calendar/" rel="nofollow noreferrer"' in page
    assert "/en/help/leaving/" in page
    assert "/en/services/" in page


def test_a_note_comes_first_and_the_lesson_can_be_skipped(client, module):
    page = client.get(f"{AT}p1/").content.decode()
    note, go_on, words = (
        page.index("made-up cases"),
        page.index('<details class="behind"><summary'),
        page.index("Whose fault"),
    )
    assert note < go_on < words
    assert f'href="{AT}p2/">Skip this lesson' in page
    assert f'href="{AT}p3/">Skip this lesson' in client.get(f"{AT}p2/").content.decode()
    plain = client.get(f"{AT}p3/").content.decode()
    assert "Skip this lesson" not in plain
    assert "<details class=" not in plain.replace('class="languages"', "")


def test_the_first_page_stays_cacheable_and_an_answer_opens_the_lesson(client, module):
    first = client.get(f"{AT}p1/")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get(f"{AT}p1/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert (
        '<details class="behind" open>'
        in client.get(f"{AT}p1/?read=1").content.decode()
    )


def test_what_a_trainee_answers_brings_her_back_past_the_note(client, module, trainee):
    page = client.get(f"{AT}p1/").content.decode()
    asked = re.search(r'data-ask="([^"]+)"', page)[1]
    choice = re.search(r'type="radio" name="[^"]+" value="([^"]+)"', page)[1]
    answer = client.post(f"{AT}p1/", {"check": asked, asked: choice})
    assert answer["Location"] == f"{AT}p1/?read=1#a-{asked}"
    assert (
        '<details class="behind" open>'
        in client.get(f"{AT}p1/?read=1").content.decode()
    )


def test_skipped_lessons_are_not_asked_for_again(client, module, trainee):
    client.post(AT, {"follow": "yes"})
    client.post(AT, {"pin": "yes"})
    client.post(f"{AT}p3/", {"event": ""})  # read to the end, the first two skipped
    place = client.get("/en/my/").content.decode()
    assert "Go on: lesson" not in place
    assert f'href="{AT}final-test/"' in place
