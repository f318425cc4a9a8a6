"""What a message to copy is said in."""

import pytest
from django.test import RequestFactory
from django.utils.translation import gettext as _
from django.utils.translation import override

from learning.members.copying import copy_text, language_of, languages, own_name


@pytest.mark.parametrize(
    ("code", "name"), [("fr", "français"), ("ar", "العربية"), ("xx-none", "xx-none")]
)
def test_a_language_by_its_own_name(code, name):
    assert own_name(code) == name


def test_a_language_the_site_does_not_speak_becomes_the_readers():
    with override("es"):
        assert (language_of("fr"), language_of("tlh")) == ("fr", "es")


def test_what_else_stands_in_the_address_is_not_lost():
    asked = RequestFactory().get("/", {"in": "es", "q": "12", "next": "x"})
    told = languages(asked, "fr")
    assert (told.chosen, told.others) == ("es", [("q", "12")])


def test_words_are_said_in_their_language_from_their_side():
    said = copy_text("x", "Label", "ar", lambda: ["", _("Sign in")])
    assert said.words != "Sign in"
    assert (said.words.count("\n"), said.direction, said.rows) == (0, "rtl", 1)
