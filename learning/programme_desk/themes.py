"""What the programme's themes and the countries are called on its desk."""

from uuid import UUID

from django.utils.translation import get_language

from learning.catalogue.shelf import shelf
from learning.members.countries import country_choices


def theme_choices() -> list[tuple[str, str]]:
    """(key, title) of the programme's own modules, in their order; of a discreet one the
    neutral title."""
    language = get_language()
    return [
        (str(each.key), each.outward_title(language))
        for each in shelf.index().modules
        if each.owner_id is None
    ]


def theme_titles() -> dict[UUID, str]:
    return {UUID(key): title for key, title in theme_choices()}


def country_names() -> dict[str, str]:
    return dict(country_choices(get_language()))
