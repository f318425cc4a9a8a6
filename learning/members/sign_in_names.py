"""Sign-in names the platform gives out: a plant and four digits, `baobab-4821`.

They say nothing about their holder, are easy to write down and to dictate, and are
spelled the same in every language we have.
"""

import re
import secrets
import unicodedata

PLANTS = tuple(
    """
    acacia agave aloe anis arnica avocado azalea bambou banana baobab basil begonia
    cacao camelia caoba cardamom cassia cedro ceiba coco coton dahlia fonio freesia
    ginger ginseng guava henna hibiscus indigo iris jasmin kapok karite kiwi laurel
    lemon lilas lotus mahogany mango melon mimosa moringa neem nopal oliva orchid
    palma papaya pepino petunia pomelo quinoa rafia rosa sesamo sorgho tamarin teak
    timbo tomate tulipa vanilla violeta yucca zinnia
    """.split()  # noqa: SIM905 -- readable as words
)

MOST_TRIES_PER_LENGTH = 8
_LETTERS_THEN_DIGITS = re.compile(r"^([a-z]+)[\s_.-]*([0-9]+)$")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


def candidates(avoiding: str = ""):
    """Names to try, one after the other: longer numbers if many are taken.

    `avoiding` is the secret just chosen: its digits must not stand in the name.
    """
    for digits in (4, 5, 6, 7, 8):
        for _try in range(MOST_TRIES_PER_LENGTH):
            number = 10 ** (digits - 1) + secrets.randbelow(9 * 10 ** (digits - 1))
            if str(number) not in avoiding:
                yield f"{secrets.choice(PLANTS)}-{number}"


def tidy(typed: str) -> str:
    """What somebody typed, as it is stored: `Baobab 4821` and `BAOBAB–4821` are meant well."""
    name = unicodedata.normalize("NFKC", typed).strip().lower().translate(_DASHES)
    # Digits of other scripts (a Khmer or Arabic keyboard) mean the same numbers.
    name = "".join(
        str(unicodedata.digit(letter, letter)) if letter.isdigit() else letter
        for letter in name
    )
    found = _LETTERS_THEN_DIGITS.match(name)
    return f"{found[1]}-{found[2]}" if found else name
