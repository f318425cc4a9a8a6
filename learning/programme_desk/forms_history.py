"""What is typed and chosen about totals of earlier years."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.catalogue.models import Module
from learning.classroom.rosters.grid import MOST_BYTES
from learning.members.models import Union
from learning.programme_desk.forms_targets import DATE
from learning.programme_desk.themes import country_names, theme_choices
from learning.reports.models import DeclaredTotal
from learning.reports.sheets.lines import MOST_PEOPLE, Usual

COUNTS = [("", "–"), *DeclaredTotal.Counts.choices]
GRADES = [("", "–"), *DeclaredTotal.Grade.choices]
HOW = _("For example: signed sheets added up by each union, each day counted once.")
FROM = _("The report or table it stands in. No names of persons.")


class TotalForm(forms.Form):
    """One total by hand; where a union is named, on its behalf."""

    starts_on = forms.DateField(label=_("From"), **DATE)
    ends_on = forms.DateField(label=_("Until"), **DATE)
    union = forms.ModelChoiceField(
        Union.objects.none(),
        label=_("Union"),
        help_text=_("Where you choose one, you enter it on her behalf."),
        required=False,
        empty_label=_("none: of the programme as a whole"),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=DeclaredTotal.Sex.choices, required=False
    )
    age_band = forms.ChoiceField(
        label=_("Age"), choices=DeclaredTotal.AGES, required=False
    )
    people = forms.IntegerField(
        label=_("How many"),
        min_value=0,
        max_value=MOST_PEOPLE,
        error_messages={"invalid": _("Type a whole number: 49000.")},
    )
    counts = forms.ChoiceField(label=_("What the number counts"), choices=COUNTS)
    method = forms.CharField(
        label=_("How it was counted"), help_text=HOW, max_length=500
    )
    grade = forms.ChoiceField(label=_("How far it can be believed"), choices=GRADES)
    source = forms.CharField(label=_("Source"), help_text=FROM, max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        unions = Union.objects.exclude(level=Union.Level.OPEN).order_by("lineage")
        self.fields["union"].queryset = unions
        self.fields["country"].choices = [("", _("not told")), *country_names().items()]
        self.fields["theme"].choices = [("", _("all together")), *theme_choices()]

    def clean_theme(self):
        key = self.cleaned_data["theme"]
        return Module.objects.filter(pk=key).first() if key else None


class SheetForm(forms.Form):
    """A sheet of totals, and what holds for every line that does not say it itself."""

    file = forms.FileField(
        label=_("The sheet"),
        help_text=_("Excel, LibreOffice or CSV; totals only, no list of people."),
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt,.tsv"}
        ),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Choose another one."),
            "missing": _("Choose a file first."),
        },
    )
    counts = forms.ChoiceField(
        label=_("What its numbers count, where a line does not say it"),
        choices=COUNTS,
        required=False,
    )
    grade = forms.ChoiceField(
        label=_("How far they can be believed, where a line does not say it"),
        choices=GRADES,
        required=False,
    )
    method = forms.CharField(
        label=_("How they were counted, where a line does not say it"),
        help_text=HOW,
        max_length=500,
        required=False,
    )
    source = forms.CharField(
        label=_("Source, where a line does not say it"),
        help_text=FROM,
        max_length=300,
        required=False,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 5 MB. Save only the sheet with the totals.")
            )
        return file.read()

    def usual(self) -> Usual:
        data = self.cleaned_data
        return Usual(data["counts"], data["method"], data["grade"], data["source"])
