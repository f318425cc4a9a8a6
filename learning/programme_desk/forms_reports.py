"""What a report and a question may be about. Everything stands in the address."""

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from learning.catalogue.shelf import shelf
from learning.cldr import current_locale
from learning.members.answers import AgeBand, Sex
from learning.members.countries import country_choices
from learning.reports.asking import NOT_STATED, Question
from learning.reports.counting import IN_FORCE
from learning.reports.regions import REGIONS
from learning.reports.selection import YOUNG, WrongSelectionError
from learning.reports.spans import EARLIEST, Span, read_span
from learning.reports.tables import FROZEN

YOUTHS = [
    ("un", gettext_lazy("15–24 (United Nations)")),
    ("ilo", gettext_lazy("15–29 (ILO)")),
    ("au", gettext_lazy("15–35 (African Union)")),
]
OPEN = ("", gettext_lazy("all"))
USUAL_RULE = "trained"
LONGEST_YEAR = 10


def why(wrong: WrongSelectionError) -> str:
    """In the reader's language."""
    return {
        "year": _("A year from %(first)d to this one, in four digits.")
        % {"first": EARLIEST},
        "not_yet": _(
            "No month of that year is over yet. Months are counted when they are."
        ),
    }.get(wrong.code, _("That can’t be asked."))


class ReportForm(forms.Form):
    """Year, rule and who is young; `span` and `chosen` once it is valid. All of it may
    be missing; the year is then that of the last month that is over."""

    rule = forms.ChoiceField(label=gettext_lazy("What is counted"), required=False)
    year = forms.CharField(
        label=gettext_lazy("Year"),
        required=False,
        max_length=LONGEST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )
    youth = forms.ChoiceField(
        label=gettext_lazy("Young is"), choices=YOUTHS, required=False
    )
    rules = FROZEN

    def __init__(self, data):
        year = read_span(today=timezone.localdate()).year
        usual = {"rule": USUAL_RULE, "youth": "ilo", "year": str(year)}
        super().__init__(usual | {name: each for name, each in data.items() if each})
        self.span: Span | None = None
        self.fields["rule"].choices = [(each.key, each.name) for each in self.rules]

    def clean_year(self) -> str:
        year = self.cleaned_data["year"].strip()
        try:
            self.span = read_span(today=timezone.localdate(), year=year)
        except WrongSelectionError as wrong:
            raise forms.ValidationError(why(wrong)) from wrong
        return year

    @property
    def chosen(self):
        """The rule."""
        return IN_FORCE[self.cleaned_data["rule"]]


class QuestionForm(ReportForm):
    """One value of each line, or all of it."""

    sex = forms.ChoiceField(label=gettext_lazy("Sex"), required=False)
    age = forms.ChoiceField(label=gettext_lazy("Age"), required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    rules = tuple(rule for rule in FROZEN if rule.is_of_people)
    field_order = ("rule", "sex", "age", "theme", "place", "year", "youth")

    def __init__(self, data):
        super().__init__(data)
        empty = (NOT_STATED, pgettext_lazy("answer of a person", "not stated"))
        choices = {
            "sex": [OPEN, *[each for each in Sex.choices if each[0]], empty],
            "age": [
                OPEN,
                (YOUNG, gettext_lazy("young")),
                *[each for each in AgeBand.choices if each[0]],
                empty,
            ],
            "theme": [OPEN, *_themes()],
            "place": [
                OPEN,
                (gettext_lazy("Regions"), _regions()),
                (gettext_lazy("Countries"), country_choices(get_language())),
            ],
        }
        for name, some in choices.items():
            self.fields[name].choices = some

    def question(self) -> Question:
        """What is asked, once the form is valid."""
        asked = self.cleaned_data
        return Question(
            rule=self.chosen,
            span=self.span,
            **{name: asked[name] for name in ("place", "theme", "sex", "age", "youth")},
        )


def _themes() -> list[tuple[str, str]]:
    language = get_language()
    found = [
        (str(key), module.text_in(language)["title"])
        for key, module in shelf.index().by_key.items()
        if module.is_open_to(signed_in=True)
    ]
    return sorted(found, key=lambda each: each[1])


def _regions() -> list[tuple[str, str]]:
    names = current_locale().territories
    return sorted(
        ((code, names[code]) for code in REGIONS if code in names),
        key=lambda each: each[1],
    )
