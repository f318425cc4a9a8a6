"""Facts as authors write them, in few lines."""

from datetime import date

from wagtail.models import Locale

from cms.models import Fact

LAW = {
    "statement": "The directive applies from 26 July 2028.",
    "value": "26 July 2028",
    "jurisdiction": "EU",
    "instrument": "Directive (EU) 2024/1760",
    "source": "https://eur-lex.europa.eu/eli/dir/2024/1760/oj",
    "as_of": date(2026, 11, 22),
    "review_by": date(2099, 1, 1),
    "confidence": "high",
}


def add_fact(key="law", union=None, language="en", **changed) -> Fact:
    """A fact, published as the editor does it."""
    locale = Locale.objects.get_or_create(language_code=language)[0]
    fact = Fact(key=key, union=union, locale=locale, live=False, **LAW | changed)
    fact.full_clean()
    fact.save()
    return change_fact(fact)


def change_fact(fact: Fact, **changed) -> Fact:
    """Write something else into a fact and publish it."""
    fact = Fact.objects.get(pk=fact.pk)
    for name, value in changed.items():
        setattr(fact, name, value)
    fact.save_revision().publish()
    return Fact.objects.get(pk=fact.pk)
