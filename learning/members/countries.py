"""Countries by ISO 3166, named in the reader's language by CLDR."""

import unicodedata
from functools import lru_cache

from babel import Locale, UnknownLocaleError

# In CLDR's list of territories, but no country anybody lives in.
NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@lru_cache(maxsize=64)
def country_choices(language: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of every country, in the order of that language's names."""
    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        names = Locale.parse("en").territories
    found = (
        (code, name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    )
    return tuple(sorted(found, key=lambda pair: _as_looked_for(pair[1])))


def _as_looked_for(name: str) -> str:
    """Without accents: Bénin is looked for beside Belize, and Égypte under E."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each))
