"""Whom people can turn to, out of the directory of help services."""

from itertools import groupby

from learning.catalogue.on_shelf import ServiceOnShelf
from learning.catalogue.shelf import shelf
from learning.members.countries import country_choices


def service_choices(tenants, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The services of the programme and of these tenants, by country, for a select."""
    own = {tenant.name for tenant in tenants} | {None}
    names = dict(country_choices(language))
    services = sorted(
        (each for each in shelf.help_services() if each.owner in own),
        key=lambda each: (names.get(each.country, each.country), each.name),
    )
    return [
        (
            names.get(code, code),
            [(key_of(each), _name_in(each, language)) for each in some],
        )
        for code, some in groupby(services, key=lambda each: each.country)
    ]


def words_of_service(key: str, language: str) -> str:
    """Its name and how to reach it, in that language where there are words."""
    found = next(each for each in shelf.help_services() if key_of(each) == key)
    words = found.words_in(language)
    return " · ".join(
        line
        for line in (
            _name_in(found, language),
            words.get("contact"),
            words.get("hours"),
        )
        if line
    )


def _name_in(service: ServiceOnShelf, language: str) -> str:
    return service.words_in(language).get("name") or service.name


def key_of(service: ServiceOnShelf) -> str:
    return f"{service.country} {service.name}"
