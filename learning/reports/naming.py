"""What the cells of a report are called, in the reader's language."""

from functools import cached_property
from uuid import UUID

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from learning.catalogue.shelf import shelf
from learning.classroom.models import Project, Training
from learning.cldr import current_locale, together
from learning.members.answers import AgeBand, RoleAtWork, Sector, Sex
from learning.members.models import Union
from learning.reports.selection import NOT_YOUNG, SEVERAL, YOUNG

FIXED = {
    "sex": Sex,
    "age": AgeBand,
    "role": RoleAtWork,
    "sector": Sector,
    "modality": Training.Modality,
}
# So many categories are named that stand together; of more, only their number.
MOST_NAMED = 4


class Names:
    """Names of cells; reads unions, projects and modules once, when first asked."""

    def __call__(self, dimension: str, value: str) -> str:
        """One cell. "Not stated" is a cell of its own; what is unknown has its code."""
        if dimension in FIXED and value in FIXED[dimension].values:
            return str(FIXED[dimension](value).label)
        if not value:
            return self._empty(dimension)
        match dimension:
            case "country" | "region":
                return current_locale().territories.get(value, value)
            case "union" | "federation" | "confederation":
                return self._unions.get(value, value)
            case "theme":
                return self._theme(value)
            case "project":
                return self._projects.get(value, value)
            case "language":
                return current_locale().languages.get(value, value)
            case "youth":
                return str({YOUNG: _("young"), NOT_YOUNG: _("older")}[value])
            case "quarter":
                year, _sign, number = value.partition("Q")
                return _("%(year)s, quarter %(quarter)s") % {
                    "year": year,
                    "quarter": number,
                }
        return value

    def group(self, dimension: str, values: tuple[str, ...]) -> str:
        """A line of a table: one cell, or several that stand together."""
        if len(values) == 1:
            return self(dimension, values[0])
        if len(values) <= MOST_NAMED:
            return together(self(dimension, each) for each in values)
        return ngettext(
            "%(number)d other together", "%(number)d others together", len(values)
        ) % {"number": len(values)}

    @staticmethod
    def _empty(dimension: str) -> str:
        match dimension:
            case "project":
                return _("no project")
            case "union" | "federation" | "confederation":
                return _("unions not told apart")
            case "region":
                return _("no region stated")
        return pgettext("answer of a person or about a training", "not stated")

    @staticmethod
    def _theme(value: str) -> str:
        if value == SEVERAL:
            return _("several themes in one training")
        module = shelf.index().by_key.get(UUID(value))
        if module is None:
            return _("a module that is no longer on offer")
        # What a union wrote for its own people is not told to others.
        if not module.is_open_to(signed_in=True):
            return _("a union’s own module")
        return module.text_in(get_language())["title"]

    @cached_property
    def _unions(self) -> dict[str, str]:
        names = {}
        for pk, lineage, name in Union.objects.values_list("pk", "lineage", "name"):
            names[lineage] = names[str(pk)] = name
        return names

    @cached_property
    def _projects(self) -> dict[str, str]:
        return {str(pk): name for pk, name in Project.objects.values_list("pk", "name")}


def youth_says(definition: str) -> str:
    """Who is meant by "young", with its source, as a footnote."""
    return {
        "un": _("Young: 15–24 (United Nations, resolution A/RES/50/81)."),
        "ilo": _("Young: 15–29 (the International Labour Organization’s wider range)."),
        "au": _("Young: 15–35 (African Youth Charter, 2006)."),
    }[definition]
