"""Numbers as people write them: ``6,5``, ``1 250``, ``١٬٢٥٠``, ``៦.៥ %``.

Two habits meet in one place. ``1,250`` is a thousand and more to an English reader,
one and a quarter to a French one; ``1.250`` is the other way round to a Spanish one.
Nothing in the answer says which habit wrote it, so both readings are kept, and an
answer is right if either is: a right person is never told that she is wrong. The
price is that who is wrong by exactly a thousand times may be told she is right.
"""

import re
from fractions import Fraction

from learning.activities.errors import AnswerError

LONGEST_ANSWER = 200  # characters, as typed
MOST_DIGITS = 15  # on either side of the decimal sign, as in a spec

# The zeros of the scripts members write in; nine more digits follow each. Arabic,
# Urdu, Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada,
# Malayalam, Sinhala, Thai, Lao, Burmese, Khmer and full-width. A list and not
# Unicode's table, so that the browser can hold the same.
_ZEROS = "٠۰०০੦૦୦௦౦೦൦෦๐໐၀០０"
# Ordinary, tab, line ends, no-break, figure, thin, narrow no-break, ideographic.
_SPACES = " \t\r\n\u00a0\u2007\u2009\u202f\u3000"
_DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
# What stands around a number and does not change it; the unit is in the question.
_MARKS = " %٪€$£¥₹₨៛₫₱₦฿﷼"

_FOLDED = str.maketrans(
    {chr(ord(zero) + n): str(n) for zero in _ZEROS for n in range(10)}
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_DIRECTION_MARKS)
    | dict.fromkeys("\u2212\u2013\ufe63\uff0d", "-")  # minus, en dash, small, wide
    | dict.fromkeys("\u2019\u02bc", "'")
    | {"，": ",", "،": ",", "．": ".", "％": "%", "＋": "+"}
)


def _grouped(separator: str, decimal: str) -> re.Pattern[str]:
    """Match 1,250,000 or (in lakhs) 12,50,000 with the given separators."""
    thousands = rf"[1-9][0-9]{{0,2}}(?:{separator}[0-9]{{3}})+"
    lakhs = rf"[1-9][0-9]?(?:{separator}[0-9]{{2}})+{separator}[0-9]{{3}}"
    return re.compile(
        rf"(?P<whole>{thousands}|{lakhs})(?:[{decimal}](?P<part>[0-9]*))?"
    )


# Each way of writing gives at most one reading; together at most two.
_WAYS = (
    re.compile(r"(?=.*[0-9])(?P<whole>[0-9]*)(?:[.,٫](?P<part>[0-9]*))?"),
    _grouped(",", ".٫"),
    _grouped(r"\.", ",٫"),
    _grouped(" ", ".,٫"),
    _grouped("'", ".,٫"),
    _grouped("٬", ".,٫"),
)


def canonical_number(text: str) -> str:
    """Return what was typed as a decimal string: ASCII digits, ``-`` and ``.``.

    Superfluous zeros go (``06,50`` gives ``6.5``), except that a number with two
    readings keeps its three decimals (``1,250`` and ``1.250`` both give ``1.250``);
    ``readings`` opens it again. Canonical strings give themselves.

    Raises AnswerError: ``too_long``, ``empty``, ``not_a_number``.
    """
    if len(text) > LONGEST_ANSWER:
        raise AnswerError("too_long")
    folded = text.translate(_FOLDED).strip(" ")
    if not folded:
        raise AnswerError("empty")
    bare = folded.strip(_MARKS)
    if not bare:
        raise AnswerError("not_a_number")
    found = _read(bare)
    if len(found) > 1:
        return found[0]
    return _trimmed(found[0])


def readings(canonical: str) -> frozenset[Fraction]:
    """Return the one or two exact numbers that a canonical string may mean."""
    return frozenset(Fraction(each) for each in _read(canonical))


def _read(bare: str) -> list[str]:
    """Return all readings as plain decimal strings, the one with decimals first."""
    sign = "-" if bare.startswith("-") else ""
    body = bare[1:].lstrip(_MARKS) if bare[0] in "+-" else bare
    matches = [match for way in _WAYS if (match := way.fullmatch(body))]
    if not matches:
        raise AnswerError("not_a_number")
    return [sign + _plain(match["whole"], match["part"] or "") for match in matches]


def _plain(whole: str, part: str) -> str:
    digits = re.sub(r"[^0-9]", "", whole).lstrip("0") or "0"
    if len(digits) > MOST_DIGITS or len(part.rstrip("0")) > MOST_DIGITS:
        raise AnswerError("too_long")
    return f"{digits}.{part}" if part else digits


def _trimmed(number: str) -> str:
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return "0" if number == "-0" else number


def one_number(text: str) -> str:
    """Return what was typed as the one number it means, for sums that need one.

    Raises AnswerError as ``canonical_number`` does, and ``two_readings`` for ``1,250``.
    """
    number = canonical_number(text)
    if len(readings(number)) > 1:
        raise AnswerError("two_readings")
    return number
