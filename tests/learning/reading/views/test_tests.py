"""The pre-test and the final test: one sheet, handed in once, judged on the server."""

import re

import pytest

from learning.activities.kinds import Activity
from learning.catalogue.shelf import shelf
from learning.models import Certificate, LearningEvent, TestAttempt
from learning.reading.asking import form_values
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    UserFactory,
    activity,
    publish,
    right_answer,
    spec_of,
)
from tests.learning.reading.conftest import KINDS

PRE, FINAL = "/en/modules/talks/pre-test/", "/en/modules/talks/final-test/"


@pytest.fixture
def pre_test(module):
    return LessonFactory(
        module=module,
        kind="pre_test",
        slug="pre-test",
        activities=[activity(kind) for kind in KINDS],
    )


@pytest.fixture
def final_test(module, lesson):
    """Ten in the pool, four drawn, half of them right to pass."""
    return LessonFactory(
        module=module,
        kind="final_test",
        slug="final-test",
        activities=[activity("single") for _ in range(10)],
        draw=4,
        pass_mark=50,
    )


def attempts(person):
    return TestAttempt.objects.for_participant(person).order_by("started_at")


def asked(client, url=FINAL) -> list[str]:
    """The ids of the questions on the sheet, in order."""
    page = client.get(url).content.decode()
    return re.findall(r'data-ask="([^"]+)"', page)


def sheet(client, choice="a", url=FINAL) -> dict:
    """A sheet filled in as a browser would: its own number, and one choice everywhere."""
    page = client.get(url).content.decode()
    number = re.search(r'name="attempt" value="([^"]+)"', page).group(1)
    ids = re.findall(r'data-ask="([^"]+)"', page)
    return dict.fromkeys(ids, choice) | {"attempt": number}


# --- the final test ----------------------------------------------------------------


def test_the_pool_never_leaves_the_server(signed_in, final_test):
    page = signed_in.get(FINAL).content.decode()
    drawn = asked(signed_in)
    assert len(drawn) == 4
    for each in spec_of(final_test)["activities"]:
        assert (each["id"] in page) == (each["id"] in drawn)
    # Nor what is said about an answer, nor which one is right.
    assert "Why (en)" not in page
    assert "General (en)" not in page
    assert '"right"' not in page


def test_after_a_cut_the_same_questions_wait(signed_in, alice, final_test):
    first = asked(signed_in)
    assert asked(signed_in) == first
    assert asked(signed_in, "/fr/modules/talks/final-test/") == first
    assert attempts(alice).count() == 1
    assert attempts(alice).get().handed_in_at is None


def test_a_sitting_goes_on_with_the_version_it_began_with(signed_in, alice, final_test):
    first = asked(signed_in)
    publish(final_test, activities=[activity("single") for _ in range(10)], draw=4)
    assert asked(signed_in) == first
    signed_in.post(FINAL, sheet(signed_in))
    assert attempts(alice).get().percent == 100
    assert not set(asked(signed_in)) & set(first)


def test_all_right_passes_and_earns_a_certificate(signed_in, alice, final_test):
    answer = signed_in.post(FINAL, sheet(signed_in))
    attempt = attempts(alice).get()
    assert answer["Location"] == f"{FINAL}{attempt.pk}/"
    assert (attempt.percent, attempt.passed) == (100, True)
    page = signed_in.get(answer["Location"]).content.decode()
    assert "You have passed." in page
    certificate = Certificate.objects.for_participant(alice).get()
    assert f"/en/my/certificates/{certificate.pk}/" in page


def test_a_sheet_in_another_language_says_so(signed_in, final_test):
    url = "/fr/modules/talks/final-test/"
    page = signed_in.get(url).content.decode()
    questions = '<ol class="questions" lang="en" dir="ltr">'
    assert questions in page
    assert '<a href="/fr/modules/talks/" lang="en" dir="ltr">Talking</a>' in page
    number = re.search(r'name="attempt" value="([^"]+)"', page).group(1)
    refused = signed_in.post(url, {"attempt": number}).content.decode()
    assert "Choose or write an answer first" in refused
    answer = signed_in.post(url, {"attempt": number, "anyway": "yes"})
    result = signed_in.get(answer["Location"]).content.decode()
    assert questions in result
    assert result.count('<p class="soft" lang="fr" dir="ltr">') == 4


def test_all_wrong_fails_says_why_and_another_draw_waits(signed_in, alice, final_test):
    answer = signed_in.post(FINAL, sheet(signed_in, choice="b"))
    attempt = attempts(alice).get()
    assert (attempt.percent, attempt.passed) == (0, False)
    page = signed_in.get(answer["Location"]).content.decode()
    assert "Not passed yet." in page
    assert page.count("Why (en)") == 4
    assert not Certificate.objects.for_participant(alice).exists()
    asked(signed_in)
    assert attempts(alice).count() == 2


def test_the_same_sheet_twice_counts_once(signed_in, alice, final_test):
    data = sheet(signed_in)
    first = signed_in.post(FINAL, data)
    second = signed_in.post(FINAL, data | {"anyway": "yes"})
    assert second["Location"] == first["Location"]
    assert attempts(alice).count() == 1
    assert (
        LearningEvent.objects.for_participant(alice).filter(verb="answered").count()
        == 4
    )
    assert Certificate.objects.for_participant(alice).count() == 1


def test_going_back_and_changing_a_closed_sheet_changes_nothing(
    signed_in, alice, final_test
):
    data = sheet(signed_in, choice="b")
    first = signed_in.post(FINAL, data)
    better = {key: "a" if value == "b" else value for key, value in data.items()}
    assert signed_in.post(FINAL, better)["Location"] == first["Location"]
    assert attempts(alice).get().passed is False


def test_open_questions_are_asked_again_with_what_was_given(
    signed_in, alice, final_test
):
    data = sheet(signed_in)
    ids = [each for each in data if each != "attempt"]
    kept = {key: data[key] for key in ["attempt", *ids[:3]]}
    answer = signed_in.post(FINAL, kept)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert page.count(" checked") == 3
    assert page.count('class="feedback problem"') == 1
    assert attempts(alice).get().handed_in_at is None
    signed_in.post(FINAL, kept | {"anyway": "yes"})
    assert (attempts(alice).get().percent, attempts(alice).get().passed) == (75, True)
    page = signed_in.get(f"{FINAL}{attempts(alice).get().pk}/").content.decode()
    assert "You left this one open." in page


def test_no_answer_of_the_sheet_is_stored_before_it_is_handed_in(
    signed_in, alice, final_test
):
    data = sheet(signed_in)
    signed_in.post(FINAL, {"attempt": data["attempt"]})
    assert not LearningEvent.objects.for_participant(alice).exists()


@pytest.mark.parametrize(
    "number", ["", "x", "\x00", "0" * 36, "00000000-0000-0000-0000-000000000000"]
)
def test_a_sheet_with_a_strange_number_is_the_open_one(
    signed_in, alice, final_test, number
):
    data = sheet(signed_in) | {"attempt": number}
    assert signed_in.post(FINAL, data).status_code == 302
    assert attempts(alice).get().passed


def test_answers_to_questions_that_were_not_drawn_count_for_nothing(
    signed_in, alice, final_test
):
    data = sheet(signed_in, choice="b")
    pool = {each["id"]: "a" for each in spec_of(final_test)["activities"]}
    signed_in.post(FINAL, pool | data)
    assert attempts(alice).get().percent == 0


def test_the_result_is_for_her_alone(signed_in, client, alice, charlie, final_test):
    location = signed_in.post(FINAL, sheet(signed_in))["Location"]
    assert signed_in.get(location).status_code == 200
    client.force_login(charlie.user)
    assert client.get(location).status_code == 404
    client.force_login(UserFactory(email="a@example.org"))
    assert client.get(location).status_code == 404
    client.logout()
    assert client.get(location).status_code == 302


def test_a_sitting_that_is_still_open_has_no_result(signed_in, alice, final_test):
    asked(signed_in)
    assert signed_in.get(f"{FINAL}{attempts(alice).get().pk}/").status_code == 404


def test_the_result_of_another_module_is_not_under_this_address(
    signed_in, alice, final_test
):
    location = signed_in.post(FINAL, sheet(signed_in))["Location"]
    LessonFactory(module=ModuleFactory(slug="other"), kind="final_test")
    assert signed_in.get(location.replace("talks", "other")).status_code == 404


def test_a_test_in_a_language_of_its_own_can_be_taken(signed_in, alice, module):
    LessonFactory(
        module=module, kind="final_test", slug="final-test", language="es", pass_mark=1
    )
    data = sheet(signed_in)
    assert len(data) == 3
    data = {
        key: "true" if value == "a" and index == 1 else value
        for index, (key, value) in enumerate(data.items())
    }
    assert signed_in.post(FINAL, data | {"anyway": "yes"}).status_code == 302
    assert attempts(alice).get().handed_in_at


def test_there_is_no_test_where_there_is_none(signed_in, client, lesson):
    for url in (PRE, FINAL):
        assert signed_in.get(url).status_code == 404
        assert signed_in.post(url).status_code == 404
    client.logout()
    assert client.get(FINAL).status_code == 302


def test_ten_thousand_fields_are_refused(signed_in, alice, final_test):
    body = "&".join(f"f{number}=1" for number in range(10_000)).encode()
    kind = "application/x-www-form-urlencoded"
    assert signed_in.generic("POST", FINAL, body, kind).status_code == 400
    answer = signed_in.generic("POST", FINAL, b"\xff=\xfe&%00=%ff", kind)
    assert answer.status_code == 400
    assert not attempts(alice).exclude(handed_in_at=None).exists()


# --- the pre-test ------------------------------------------------------------------


def test_the_pre_test_offers_not_to_know_and_shows_no_score(
    signed_in, alice, pre_test, lesson
):
    page = signed_in.get(PRE).content.decode()
    assert page.count('value="dont_know"') == 6
    data = {each["id"]: "dont_know" for each in spec_of(pre_test)["activities"]}
    answer = signed_in.post(PRE, data)
    assert answer["Location"] == "/en/modules/talks/"
    attempt = attempts(alice).get()
    assert attempt.passed is None
    assert not Certificate.objects.for_participant(alice).exists()
    verbs = LearningEvent.objects.for_participant(alice).values_list("verb", flat=True)
    assert set(verbs) == {"answered", "completed"}
    page = signed_in.get("/en/modules/talks/").content.decode()
    assert "%" not in page.partition("<main")[2]


def test_dont_know_stays_ticked_when_something_is_open(signed_in, alice, pre_test):
    data = {each["id"]: "dont_know" for each in spec_of(pre_test)["activities"][1:]}
    answer = signed_in.post(PRE, data)
    assert answer.status_code == 400
    assert answer.content.decode().count('value="dont_know" checked') == 5


def test_a_full_pre_test_stores_every_answer_once(signed_in, alice, pre_test):
    data = {}
    for each in spec_of(pre_test)["activities"]:
        question = Activity.from_json(each)
        data |= form_values(question, right_answer(question))
    page = signed_in.get(PRE).content.decode()
    data["attempt"] = re.search(r'name="attempt" value="([^"]+)"', page).group(1)
    for _ in range(2):
        assert signed_in.post(PRE, data)["Location"] == "/en/modules/talks/"
    stored = LearningEvent.objects.for_participant(alice)
    assert stored.filter(verb="answered").count() == 6
    assert attempts(alice).get().percent == 100


def test_the_pre_test_can_be_skipped_and_is_not_offered_again(
    signed_in, alice, pre_test, lesson
):
    follow = signed_in.post("/en/modules/talks/")
    assert follow["Location"] == PRE
    skip = signed_in.post("/en/modules/talks/", {"skip": "pre-test"})
    assert skip["Location"] == "/en/modules/talks/first/"
    page = signed_in.get("/en/modules/talks/").content.decode()
    assert PRE not in page
    assert not attempts(alice).exists()
    shelf.forget()


def test_cards_are_sorted_on_a_sheet_too(signed_in, alice, module, lesson):
    cards = activity("sorting")
    LessonFactory(
        module=module, kind="final_test", slug="final-test", activities=[cards], draw=1
    )
    page = signed_in.get(FINAL).content.decode()
    number = re.search(r'name="attempt" value="([^"]+)"', page).group(1)
    sent = {f"{cards['id']}.c1": "b1", "attempt": number}
    page = signed_in.post(FINAL, sent)
    assert page.status_code == 400
    assert page.content.decode().count(" selected") == 1
    sent |= {f"{cards['id']}.c2": "b2", f"{cards['id']}.c3": "b2"}
    answer = signed_in.post(FINAL, sent)
    assert attempts(alice).get().percent == 100
    assert "Right: b2 (en)" in signed_in.get(answer["Location"]).content.decode()
