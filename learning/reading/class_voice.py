"""Who answers in class: a voice, random and nobody's, in a cookie of this browser.

It holds the class, the voice, how many people sit around the phone, and what they have
answered to the latest question; so a page that comes back asks the database nothing about
them, and what is known about a phone is on the phone.
"""

import json
import secrets
from dataclasses import dataclass, field, replace

from django.core import signing
from django.http import HttpRequest, HttpResponse

from learning.reading.circle import MOST, people_around

COOKIE, SALT = "class", "voice in class"
# Whoever signed in, and her circle; the same where nobody did.
MOST_AROUND = MOST + 1
LASTS = 12 * 3600


@dataclass(frozen=True)
class Voice:
    """`chosen`: for each person who has answered, in turn, the places of her choices, or
    the number she typed."""

    show: str
    key: str
    people: int = 1
    question: str = ""
    chosen: tuple[tuple[int | str, ...], ...] = field(default=())

    def answers_to(self, question) -> tuple[tuple[int | str, ...], ...]:
        return self.chosen if question and self.question == question.pk.hex else ()

    def turn(self, question) -> int:
        """Whose turn it is, from 0; as many as there are people when all are through."""
        return len(self.answers_to(question))

    def with_answer(self, question, turn: int, places) -> "Voice":
        before = self.answers_to(question)
        chosen = (*before[:turn], tuple(places), *before[turn + 1 :])
        return replace(self, question=question.pk.hex, chosen=chosen)

    def once_more(self, question) -> "Voice":
        """They change their minds: the first one begins again."""
        return replace(self, question=question.pk.hex, chosen=())

    def with_people(self, people: int) -> "Voice":
        return replace(self, people=min(max(people, 1), MOST_AROUND))

    def of(self, turn: int) -> str:
        """The voice of one of them, as an answer carries it."""
        return f"{self.key}.{turn}"

    @property
    def seen(self) -> str:
        """What of it can be seen on the page; for an ETag."""
        return json.dumps([self.people, self.question, self.chosen])


def voice_of(request: HttpRequest, show) -> tuple[Voice, bool]:
    """The voice of this browser in a class, and whether it has just been made.

    A new one is for as many people as sit around the phone, if they have said so.
    """
    try:
        raw = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
        show_key, key, people, question, chosen = raw
        if show_key == show.pk.hex:
            chosen = tuple(tuple(each) for each in chosen)
            return Voice(show_key, key, people, question, chosen), False
    except (signing.BadSignature, ValueError, TypeError):
        pass
    people = max(1, len(people_around(request)))
    return Voice(show.pk.hex, secrets.token_urlsafe(9), people), True


def remember(request: HttpRequest, response: HttpResponse, voice: Voice) -> None:
    raw = [voice.show, voice.key, voice.people, voice.question, voice.chosen]
    response.set_cookie(
        COOKIE,
        signing.dumps(raw, salt=SALT, compress=True),
        max_age=LASTS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
