"""What facts say on one page: in its language, for its owner, as readers see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.facts.placeholders import FactError, fill, keys_in
from cms.snippets.fact import Fact


@dataclass(frozen=True)
class ShownFact:
    """One fact as a page shows it."""

    key: str
    value: str
    statement: str
    source: str
    as_of: date | None
    confidence: str
    to_check: bool
    # Where nobody has translated it yet, its words are still the programme's.
    language: str = ""

    @property
    def said(self) -> str:
        """The value as it stands in a sentence, in the active language."""
        if not self.to_check:
            return self.value
        if self.value.endswith(")"):
            # "C87 (1948)": not a second pair of brackets beside the first.
            return _("%(value)s; to be checked)") % {"value": self.value[:-1]}
        return _("%(value)s (to be checked)") % {"value": self.value}

    @property
    def is_linked(self) -> bool:
        return self.source.startswith(("https://", "http://")) and " " not in (
            self.source
        )

    def as_words(self) -> dict:
        """The same as JSON, for booklets and plans."""
        return {
            "key": self.key,
            "value": self.said,
            "statement": self.statement,
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "source": self.source,
            "confidence": self.confidence,
            "to_check": self.to_check,
        }


class FactBook:
    """Fills one page, and remembers which facts it has used.

    Activate the page's language before. A key that means nothing raises FactError, or
    shows itself between question marks where `strict` is false: in a preview.
    """

    def __init__(self, owner_id, language: str, *, strict: bool = True):
        self.owner_id, self.language, self.strict = owner_id, language, strict
        self._known: dict[str, ShownFact] = {}
        self._in_blocks: set[str] = set()

    def shown(self, key: str) -> ShownFact:
        if key not in self._known:
            self._known[key] = self._look_up(key)
        return self._known[key]

    def fill(self, value):
        """The value of a field or stream with its facts put in."""
        if not keys_in(value):
            return value
        return fill(value, lambda key: self.shown(key).said, self._in_a_block)

    def _in_a_block(self, key: str) -> ShownFact:
        self._in_blocks.add(key)
        return self.shown(key)

    @property
    def used(self) -> list[ShownFact]:
        """The facts of the page so far, in the order in which they came."""
        return list(self._known.values())

    def as_words(self) -> list[dict]:
        return [each.as_words() for each in self.used]

    def beneath(self) -> SafeString | str:
        """What stands below a lesson: its facts, but for those that have a block."""
        facts = [each for each in self.used if each.key not in self._in_blocks]
        if not facts:
            return ""
        return render_to_string("cms/facts/beneath.html", {"facts": facts}).strip()

    def _look_up(self, key: str) -> ShownFact:
        rows = Fact.objects.meant_by(key, self.owner_id)
        if not rows:
            if self.strict:
                raise FactError(
                    _("There is no fact “%(key)s”. Write it first.") % {"key": key}
                )
            return ShownFact(key, f"?{key}?", f"?{key}?", "", None, "to_check", False)
        fact = next(
            (row for row in rows if row.locale.language_code == self.language), rows[0]
        )
        return ShownFact(
            fact.key,
            fact.value,
            fact.statement,
            fact.source.strip(),
            fact.as_of,
            str(fact.confidence),
            fact.needs_checking(),
            _written_in(fact, rows),
        )


def _written_in(fact: Fact, rows: Iterable[Fact]) -> str:
    """The language of its words: a translation may still hold those of the original.

    The original is the first of the rows.
    """
    first = next(row for row in rows if row.statement == fact.statement)
    return first.locale.language_code
