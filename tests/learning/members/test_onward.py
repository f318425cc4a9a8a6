import pytest

from learning.members.onward import carried, is_ours, safe_next, with_carry

LESSON = "/fr/modules/negotiation/strategy/"


@pytest.mark.parametrize(
    "url", [LESSON, "/", f"{LESSON}?a=b&c=http://x#a-1", "/?" + "x" * 3000]
)
def test_leads_to_pages_of_ours(url):
    assert is_ours(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "//evil.example/",
        "/\\evil.example/",
        "///evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "modules/",
        "/a\r\nb",
        "/\x00",
        "/" + "x" * 4001,
    ],
)
def test_leads_nowhere_else(url):
    assert not is_ours(url)


def test_takes_the_answers_along(rf):
    request = rf.post("/", {"next": LESSON, "carry": "?q1=c2&q2=a&q2=b"})
    onward = with_carry(safe_next(request), carried(request))
    assert onward == f"{LESSON}?q1=c2&q2=a&q2=b"
    assert with_carry(f"{LESSON}?x=1#a-1", "q1=c2") == f"{LESSON}?x=1&q1=c2#a-1"
    assert with_carry("", "q1=c2") == ""


@pytest.mark.parametrize(
    "carry", ["x" * 4001, "&".join(f"f{number}=1" for number in range(300))]
)
def test_leaves_too_much_behind(rf, carry):
    assert carried(rf.post("/", {"carry": carry})) == ""


def test_carried_answers_cannot_say_more_than_answers(rf):
    sent = "q1=c2#//evil.example\r\nSet-Cookie: x"
    assert carried(rf.post("/", {"carry": sent})) == (
        "q1=c2%23%2F%2Fevil.example%0D%0ASet-Cookie%3A+x"
    )
