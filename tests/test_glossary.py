"""Union terms are said as the glossaries say them, in every module and language.

Where a term of a glossary stands in a segment of the source, its translation has to stand
in the translated segment. Tolerant, for languages inflect: words are compared by their
beginnings, small words between them do not count, the order is free. What is right all
the same stands, reviewed and with its reason, in `glossary_exceptions.toml`: a `way` is
another way to say a term, an `exception` one segment that needs another word.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polib
import pytest

from tests.house import ROOT

MODULES = ROOT / "fixtures" / "modules"
# Its words of the trade are those of every module; the others repeat none of them.
FIRST = "negotiation"
EXCEPTIONS = Path(__file__).parent / "glossary_exceptions.toml"
# How much of a word has to agree, and how few letters are too few to be cut.
SHARE, WHOLE_BELOW = 0.7, 4
# Articles and prepositions; "accord de branche" is also "accords des branches".
SMALL_WORDS = {
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "un",
            "une",
            "des",
            "de",
            "du",
            "d",
            "l",
            "à",
            "au",
            "aux",
            "en",
            "et",
            "ou",
            "son",
            "sa",
            "ses",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "un",
            "una",
            "unos",
            "unas",
            "de",
            "del",
            "al",
            "a",
            "en",
            "y",
            "o",
            "su",
            "sus",
            "por",
            "para",
        ]
    ),
    "id": frozenset(["yang", "dan", "di", "ke", "dari", "untuk", "atau"]),
}
WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
MARKUP = re.compile(r"<[^>]*>|\{fact:[^}]*\}")


@dataclass(frozen=True)
class Term:
    source: str
    said: str

    @property
    def ways(self) -> list[str]:
        """A glossary may give two: "grève / arrêt", "P2K3 (panitia keselamatan)"."""
        return [each.strip() for each in re.split(r"[/()]", self.said) if each.strip()]


@cache
def plain(words: str) -> tuple[str, ...]:
    """Words without marks and accents, as they are compared."""
    text = unicodedata.normalize("NFD", MARKUP.sub(" ", words).casefold())
    letters = "".join(c for c in text if not unicodedata.combining(c))
    return tuple(WORD.findall(letters))


def beginning(word: str) -> str:
    """The part of a word that inflection leaves alone."""
    if len(word) < WHOLE_BELOW:
        return word
    return word[: max(WHOLE_BELOW - 1, round(len(word) * SHARE))]


@cache
def _small_words(language: str) -> frozenset[str]:
    return frozenset(plain(each)[0] for each in SMALL_WORDS.get(language, ()))


def is_said(way: str, words: Sequence[str], language: str) -> bool:
    """Whether all words of a term stand in a text that counts as `plain` words."""
    small = _small_words(language)
    wanted = [word for word in plain(way) if word not in small] or plain(way)
    return all(_has(beginning(word), words, language) for word in wanted)


def _has(stem: str, words: Sequence[str], language: str) -> bool:
    # Indonesian inflects at the front too: "runding" in "perundingan".
    if language == "id" and len(stem) >= WHOLE_BELOW:
        return any(stem in word for word in words)
    return any(word.startswith(stem) for word in words)


def stands_in(term: str, source: Sequence[str]) -> bool:
    """Whether a term stands in the source: its words together, plural or not."""
    wanted = plain(term)
    # Its first word begins the same, or the rest need not be compared.
    return any(
        source[at].startswith(wanted[0])
        and all(
            there == word or there in (f"{word}s", f"{word}es")
            for word, there in zip(wanted, source[at : at + len(wanted)], strict=True)
        )
        for at in range(len(source) - len(wanted) + 1)
    )


@cache
def terms(module: str, language: str) -> tuple[Term, ...]:
    """The terms of a module: its own glossary's and, below them, those of the first one.

    What another module calls by the same word may be something else: a complaint about
    boots, and one about a person.
    """
    found = {
        entry["source"]: Term(entry["source"], entry[language])
        for name in (FIRST, module)
        if (file := MODULES / name / "glossary.toml").exists()
        for entry in tomllib.loads(file.read_text()).get("term", [])
        if entry.get(language)
    }
    return tuple(sorted(found.values(), key=lambda term: -len(plain(term.source))))


def terms_in(source: str, module: str, language: str) -> list[Term]:
    """The terms of a segment; "mandate sheet" is not also "mandate"."""
    words, found = plain(source), []
    for term in terms(module, language):
        if stands_in(term.source, words):
            found.append(term)
            words = _without(term.source, words)
    return found


def _without(term: str, words: Sequence[str]) -> list[str]:
    wanted = len(plain(term))
    at = 0
    rest = []
    while at < len(words):
        if stands_in(term, words[at : at + wanted]):
            rest.append("·")
            at += wanted
        else:
            rest.append(words[at])
            at += 1
    return rest


@cache
def reviewed() -> dict[str, list[dict]]:
    """The rows of the exceptions file, by kind."""
    return tomllib.loads(EXCEPTIONS.read_text())


def other_ways(term: Term, language: str) -> list[str]:
    return [
        row["words"]
        for row in reviewed().get("way", [])
        if (row["term"], row["language"]) == (term.source, language)
    ]


def is_excepted(term: Term, entry: polib.POEntry, module: str, language: str) -> bool:
    return any(
        (row["module"], row["language"], row["term"], row["segment"])
        == (module, language, term.source, entry.msgid)
        for row in reviewed().get("exception", [])
    )


def disagreements(file: Path) -> list[tuple[Term, polib.POEntry]]:
    """The terms that a PO file says in another way than the glossaries."""
    language, module = file.stem, file.parent.name
    found = []
    for entry in polib.pofile(str(file)):
        if entry.obsolete or not entry.msgstr:
            continue
        words = plain(entry.msgstr)
        for term in terms_in(entry.msgid, module, language):
            ways = [*term.ways, *other_ways(term, language)]
            if not any(is_said(way, words, language) for way in ways) and not (
                is_excepted(term, entry, module, language)
            ):
                found.append((term, entry))
    return found


def report(found: list[tuple[Term, polib.POEntry]]) -> str:
    return "\n\n".join(
        f"{term.source} → {term.said}\n  {entry.msgctxt}\n"
        f"  source:      {entry.msgid}\n  translation: {entry.msgstr}"
        for term, entry in found
    )


FILES = sorted(MODULES.glob("*/*.po"))


@pytest.mark.parametrize(
    "file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}"
)
def test_terms_are_said_as_the_glossary_says_them(file):
    found = disagreements(file)
    assert not found, f"{len(found)} terms said otherwise:\n\n{report(found)}"


def test_every_row_of_the_exceptions_gives_its_reason():
    rows = [*reviewed().get("way", []), *reviewed().get("exception", [])]
    assert [row for row in rows if not row.get("reason")] == []


def test_every_exception_is_still_needed():
    """A row whose segment is gone only hides the next mistake."""
    segments = {
        (file.parent.name, file.stem): {
            entry.msgid for entry in polib.pofile(str(file)) if not entry.obsolete
        }
        for file in FILES
    }
    gone = [
        row["segment"]
        for row in reviewed().get("exception", [])
        if row["segment"] not in segments.get((row["module"], row["language"]), ())
    ]
    assert gone == []


# --- the test itself -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "translation", "language", "said"),
    [
        ("assemblée générale", "les assemblées générales des membres", "fr", True),
        ("assemblée générale", "l’Assemblée Générale", "fr", True),
        ("assemblée générale", "la réunion des membres", "fr", False),
        ("convention collective", "nos conventions collectives", "fr", True),
        ("convention collective", "un accord d’entreprise", "fr", False),
        ("délégué", "la déléguée parle", "fr", True),
        ("grève", "la greve", "fr", True),
        ("huelga", "las huelgas", "es", True),
        ("huelga", "un paro", "es", False),
        ("perundingan", "merundingkan upah", "id", False),
        ("serikat pekerja", "serikat-serikat pekerja kita", "id", True),
        ("ancla", "un ancla", "es", True),
        ("ancla", "el anuncio", "es", False),
    ],
)
def test_it_forgives_endings_and_not_another_word(way, translation, language, said):
    assert is_said(way, plain(translation), language) is said


def test_two_ways_may_stand_in_a_glossary():
    assert Term("strike", "grève / arrêt de travail").ways == [
        "grève",
        "arrêt de travail",
    ]
    assert Term("committee", "P2K3 (panitia)").ways == ["P2K3", "panitia"]


def test_a_longer_term_is_not_also_its_parts():
    found = terms_in("The mandate sheet", "negotiation", "fr")
    assert [term.source for term in found] == ["mandate sheet"]


@pytest.mark.parametrize(
    ("term", "source", "stands"),
    [
        ("mandate", "Two mandates, one union.", True),
        ("mandate sheet", "The <b>mandate</b> sheet", True),
        ("mandate", "It is mandatory.", False),
        ("strike", "We struck a deal", False),
        ("assembly", "", False),
    ],
)
def test_a_term_stands_where_its_words_do(term, source, stands):
    assert stands_in(term, plain(source)) is stands
