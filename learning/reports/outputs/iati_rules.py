"""Whether a results file holds: the official schema first, then the official rules.

The rules are those of IATI's standard ruleset that are about results, said again in
Python; numbers are the ruleset's own. Source: https://github.com/IATI/IATI-Rulesets
(rulesets/standard.json) and https://iatistandard.org/en/guidance/.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from lxml import etree

SCHEMA = Path(__file__).parent / "iati_2_03" / "iati-activities-schema.xsd"
QUALITATIVE = "5"


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def problems_of(xml: bytes) -> list[str]:
    """What is wrong with the file, one line each in English; empty if nothing is.

    Raises lxml's XMLSyntaxError where it is no XML at all. No entity is opened and no
    other file is read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(xml, parser)
    if not schema().validate(root):
        return [f"schema: line {e.line}: {e.message}" for e in schema().error_log]
    found = []
    for result in root.iter("result"):
        for indicator in result.iter("indicator"):
            found += _of_indicator(result, indicator)
    return found


def _of_indicator(result, indicator) -> list[str]:
    found = []
    if result.find("reference") is not None and indicator.find("reference") is not None:
        found.append("8.11.1: a reference on the result and on its indicator")
    for period in indicator.iter("period"):
        start, end = period.find("period-start"), period.find("period-end")
        if not _day(start) < _day(end):
            found.append("8.6.1: a period ends before it begins")
    qualitative = indicator.get("measure") == QUALITATIVE
    for name, missing, needless in (
        ("baseline", "8.8.1", "8.8.3"),
        ("target", "8.9.1", "8.9.3"),
        ("actual", "8.10.1", "8.10.3"),
    ):
        for each in indicator.iter(name):
            value = each.get("value")
            if qualitative and value is not None:
                found.append(f"{needless}: a qualitative {name} has no value")
            elif not qualitative and not _is_number(value):
                found.append(f"{missing}: a {name} has a value, and it is a number")
    return found


def _day(element) -> date:
    return date.fromisoformat(element.get("iso-date")[:10])


def _is_number(value: str | None) -> bool:
    try:
        return value is not None and Decimal(value).is_finite()
    except InvalidOperation:
        return False
