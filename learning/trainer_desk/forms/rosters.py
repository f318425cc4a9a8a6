"""What is typed and chosen while a list is read in."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from learning.catalogue.shelf import shelf
from learning.classroom.actions.trainings import Meeting
from learning.classroom.rosters import words
from learning.classroom.rosters.draft import Basis, Draft
from learning.classroom.rosters.grid import MOST_BYTES
from learning.members import consent
from learning.members.answers import RoleAtWork, Sex
from learning.members.models import Identity, Union

MOST_DAYS = 31
EARLIEST_YEAR = 1990

KINDS = (
    (words.NOTHING, pgettext_lazy("column of a list", "not needed: leave it out")),
    (words.NAME, pgettext_lazy("column of a list", "whole name")),
    (words.FAMILY, pgettext_lazy("column of a list", "family name")),
    (words.GIVEN, pgettext_lazy("column of a list", "given name")),
    (words.SEX, pgettext_lazy("column of a list", "sex")),
    (words.WOMAN, pgettext_lazy("column of a list", "a cross for women")),
    (words.MAN, pgettext_lazy("column of a list", "a cross for men")),
    (words.AGE, pgettext_lazy("column of a list", "age")),
    (
        words.BORN,
        pgettext_lazy(
            "column of a list", "date of birth (gives the age band; not kept)"
        ),
    ),
    (words.ROLE, pgettext_lazy("column of a list", "role")),
    (words.NUMBER, pgettext_lazy("column of a list", "number of the line")),
)


def day_field(label, **more):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "invalid": _("Write the day like this: 2026-11-22."),
            "required": _("Choose a day."),
        },
        **more,
    )


class FileForm(forms.Form):
    """One file; what it is, its bytes say."""

    file = forms.FileField(
        label=_("The list"),
        help_text=_("Excel, LibreOffice or CSV; up to 5 MB and 5,000 people."),
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt,.tsv"}
        ),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Choose another one."),
            "missing": _("Choose a file first."),
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(TOO_BIG)
        return file.read()


TOO_BIG = _(
    "This file is larger than 5 MB. A list of people is much smaller: take pictures out "
    "of it, or save only the sheet with the list."
)


class EarlierForm(FileForm):
    """A training that was held before: when, what, how people were counted then."""

    union = forms.ModelChoiceField(
        Union.objects.none(), label=_("Union"), empty_label=None
    )
    title = forms.CharField(label=_("What the training was called"), max_length=160)
    modules = forms.MultipleChoiceField(
        label=_("Which module comes nearest to it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    first_day = day_field(_("First day"))
    last_day = day_field(_("Last day"), required=False, help_text=_("Empty: one day."))
    hours = forms.DecimalField(
        label=_("Hours in all"),
        min_value=0.5,
        max_value=744,
        max_digits=5,
        decimal_places=2,
    )
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    method = forms.CharField(
        label=_("How were people counted then?"),
        help_text=_("For example: signed sheets of each day, kept in our office."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say it in a sentence: the figures will show it.")
        },
    )
    field_order = [
        "union",
        "title",
        "modules",
        "first_day",
        "last_day",
        "hours",
        "place",
        "method",
        "file",
    ]

    def __init__(self, tenants, *args, **kwargs):
        super().__init__(*args, **kwargs)
        unions = Union.objects.filter(tenant__in=tenants).order_by("name")
        self.fields["union"].queryset = unions
        self.fields["union"].initial = tenants[0]
        self.fields["modules"].choices = [
            (str(each.key), each.outward_title(get_language()))
            for each in shelf.index().modules
            if any(each.is_open_to(signed_in=True, tenant_id=t.pk) for t in tenants)
        ]

    def clean(self):
        cleaned = super().clean()
        first = cleaned.get("first_day")
        last = cleaned.get("last_day") or first
        if not first or not last:
            return cleaned
        if last > timezone.localdate() or first.year < EARLIEST_YEAR:
            self.add_error("first_day", _("Choose a day that has been."))
        elif not 0 <= (last - first).days < MOST_DAYS:
            self.add_error(
                "last_day", _("The last day comes after the first, within a month.")
            )
        elif cleaned.get("hours") and cleaned["hours"] > 24 * ((last - first).days + 1):
            self.add_error("hours", _("A day has 24 hours."))
        return cleaned

    def meetings(self) -> list[Meeting]:
        """One meeting a day, the hours shared out evenly."""
        first = self.cleaned_data["first_day"]
        last = self.cleaned_data["last_day"] or first
        days = (last - first).days + 1
        minutes = max(5, round(self.cleaned_data["hours"] * 60 / days))
        return [
            Meeting(held_on=first + timedelta(days=day), minutes=minutes)
            for day in range(days)
        ]


class CorrectForm(forms.Form):
    """How the list is understood: headings, columns, words. One field for each."""

    header = forms.IntegerField(
        label=_("Row of the headings"),
        help_text=_("As the spreadsheet numbers it. Empty: there are no headings."),
        required=False,
        min_value=1,
    )

    def __init__(self, draft: Draft, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = draft
        row = draft.how.header.row
        self.fields["header"].initial = None if row is None else draft.grid.number(row)
        for at, kind in enumerate(draft.how.columns):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                choices=KINDS, initial=kind, required=False
            )
        self._ask_words("sex", draft.how.sexes, Sex.choices)
        self._ask_words("role", draft.how.roles, RoleAtWork.choices)

    def _ask_words(self, name, meanings, choices):
        for at, (word, meaning) in enumerate(meanings.items()):
            self.fields[f"{name}-{at}"] = forms.ChoiceField(
                label=f"“{word}”",
                choices=[(value, label) for value, label in choices],
                initial=meaning or "",
                required=False,
            )

    def columns_fields(self):
        return [self[f"column-{at}"] for at in range(len(self.draft.how.columns))]

    def word_fields(self):
        return [each for each in self if each.name.startswith(("sex-", "role-"))]

    def clean_header(self):
        row = self.cleaned_data["header"]
        if row is None:
            return None
        index = row - self.draft.grid.first
        if not 0 <= index < len(self.draft.grid.rows):
            raise forms.ValidationError(_("There is no such row in the list."))
        return index

    def header_moved(self) -> bool:
        return self.cleaned_data["header"] != self.draft.how.header.row

    def columns(self) -> list[str]:
        return [each.value() or "" for each in self.columns_fields()]

    def meanings(self) -> dict:
        """Only words whose meaning was told: "not stated" leaves them as they are."""
        return {
            "sexes": self._told("sex", self.draft.how.sexes),
            "roles": self._told("role", self.draft.how.roles),
        }

    def _told(self, name, meanings) -> dict:
        return {
            word: self.cleaned_data[f"{name}-{at}"] for at, word in enumerate(meanings)
        }


class BasisForm(forms.Form):
    """Why names may be kept, before anybody comes in."""

    kind = forms.ChoiceField(
        label=_("How did they agree to their names being kept?"),
        choices=[
            (Identity.Basis.SHEET, _("They signed a sheet with the four sentences")),
            (
                Identity.Basis.READ_ALOUD,
                _("The sentences were read aloud before a witness"),
            ),
            (Identity.Basis.SCREEN, _("They said so on a screen")),
            ("none", _("They were not asked: keep no names, only count")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one. If you do not know: they were not asked.")
        },
    )
    version = forms.TypedChoiceField(
        label=_("Which wording"),
        choices=[(number, number) for number in range(consent.VERSION, 0, -1)],
        coerce=int,
    )
    agreed_on = day_field(_("When"), required=False)
    was_there = forms.BooleanField(
        label=_("Everybody on this list was there all the time"), required=False
    )

    def clean(self):
        cleaned = super().clean()
        day = cleaned.get("agreed_on")
        if cleaned.get("kind") not in (None, "none") and "agreed_on" in cleaned:
            if not day:
                self.add_error("agreed_on", _("Say on which day they agreed."))
            elif day > timezone.localdate() or day.year < EARLIEST_YEAR:
                self.add_error("agreed_on", _("Choose a day that has been."))
        return cleaned

    def basis(self) -> Basis:
        kind, day = self.cleaned_data["kind"], self.cleaned_data["agreed_on"]
        named = kind != "none"
        return Basis(
            kind=kind if named else "",
            version=self.cleaned_data["version"],
            agreed_on=day.isoformat() if named and day else "",
            was_there=self.cleaned_data["was_there"],
        )
