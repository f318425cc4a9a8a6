"""An author's formula: ``workers * (wage * rise / 100 + allowance)``.

Exact (fractions, no floating point) and small: ``+ - * / ( )``, ``min``, ``max``, plain
numbers and the names of the inputs. The library simpleeval walks the tree; before it
gets anything, the formula is read into tokens and written anew out of names only, so no
word of Python reaches it, no float is ever made, and a name may be one of Python's own.
``formula.js`` follows the same grammar; ``tests/vectors/formula.json`` holds both to it.
"""

import ast
import operator
import re
from collections.abc import Mapping
from fractions import Fraction

from simpleeval import InvalidExpression, SimpleEval

LONGEST = 200  # characters
MOST_TOKENS = 100  # a tree of this depth is far from Python's limit
MOST_DIGITS = 15  # before the decimal sign of a result, as in an answer

FUNCTIONS = ("min", "max")
NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
_WORD = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*)|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<sign>[-+*/(),])"
)
_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")
_AFTER_OPERATOR = {"", "(", ",", "+", "-", "*", "/"}


class FormulaError(ValueError):
    """A formula that cannot be read or worked out.

    ``code`` is ``too_long``, ``not_allowed`` (a character), ``unknown_name``,
    ``bad_number``, ``not_a_formula``, ``division_by_zero`` or ``too_big``; ``detail``
    is the word of the formula that is meant, where there is one.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


def evaluate(formula: str, values: Mapping[str, Fraction]) -> Fraction:
    """Return what the formula comes to, exactly, with ``values`` for its names.

    Raises FormulaError and nothing else, whatever ``formula`` is.
    """
    source, names = _rewritten(formula, values)
    evaluator = SimpleEval(
        operators={
            ast.Add: operator.add,
            ast.Sub: operator.sub,
            ast.Mult: operator.mul,
            ast.Div: operator.truediv,
            ast.USub: operator.neg,
        },
        functions={"f_min": _function(min), "f_max": _function(max)},
        names=names,
    )
    try:
        result = evaluator.eval(source)
    except ZeroDivisionError:
        raise FormulaError("division_by_zero") from None
    except (SyntaxError, InvalidExpression):
        raise FormulaError("not_a_formula") from None
    if abs(result) >= 10**MOST_DIGITS:
        raise FormulaError("too_big")
    return result


def names_in(formula: str) -> set[str]:
    """Return the names of inputs that the formula uses; FormulaError if unreadable."""
    words = {word for kind, word in _tokens(formula) if kind == "name"}
    return words - set(FUNCTIONS)


def _rewritten(
    formula: str, values: Mapping[str, Fraction]
) -> tuple[str, dict[str, Fraction]]:
    """Return the formula with every name and number renamed, and what they stand for."""
    known: dict[str, Fraction] = {}
    written: list[str] = []
    before = ""
    for kind, word in _tokens(formula):
        if before in FUNCTIONS and word != "(":
            raise FormulaError("not_a_formula")
        if kind == "name" and word in FUNCTIONS:
            written.append(f"f_{word}")
        elif kind == "name":
            if word not in values:
                raise FormulaError("unknown_name", word)
            written.append(f"v_{word}")
            known[written[-1]] = values[word]
        elif kind == "number":
            if not _NUMBER.fullmatch(word):
                raise FormulaError("bad_number", word)
            written.append(f"n_{len(written)}")
            known[written[-1]] = Fraction(word)
        else:
            _refuse_pythons_own(before, word)
            written.append(word)
        before = word
    if before in FUNCTIONS:
        raise FormulaError("not_a_formula")
    return " ".join(written), known


def _tokens(formula: str) -> list[tuple[str, str]]:
    if len(formula) > LONGEST:
        raise FormulaError("too_long")
    found, at = [], 0
    while at < len(formula):
        if formula[at] in " \t\r\n":
            at += 1
            continue
        match = _WORD.match(formula, at)
        if match is None:
            raise FormulaError("not_allowed", formula[at])
        found.append((match.lastgroup, match[0]))
        at = match.end()
    if not found:
        raise FormulaError("not_a_formula")
    if len(found) > MOST_TOKENS:
        raise FormulaError("too_long")
    return found


def _refuse_pythons_own(before: str, word: str) -> None:
    """What Python would take and the grammar does not: ``+a``, ``min(a,)``, ``min(*a)``."""
    if word == "+" and before in _AFTER_OPERATOR:
        raise FormulaError("not_a_formula")
    if word == ")" and before in (",", "("):
        raise FormulaError("not_a_formula")
    # A tuple, or a call of something that is no function, simpleeval refuses itself.


def _function(take):
    def over(*numbers: Fraction) -> Fraction:
        return take(numbers)

    return over


def decimal_string(number: Fraction, places: int = 2) -> str:
    """Return ``number`` rounded half away from zero, without superfluous zeros."""
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(places + 1, "0")
    cut = len(digits) - places
    plain = f"{digits[:cut]}.{digits[cut:]}".rstrip("0").rstrip(".")
    return f"-{plain}" if number < 0 and whole else plain
