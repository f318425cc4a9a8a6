"""What is typed about indicators and their targets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.catalogue.models import Module
from learning.members.answers import Sex
from learning.programme_desk.forms_numbers import NumberField
from learning.programme_desk.themes import country_names, theme_choices
from learning.reports.models import Indicator
from learning.reports.models.targets import FIRST_YEAR, LAST_YEAR
from learning.reports.promised import COUNTABLE

DATE = {
    "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    "input_formats": ["%Y-%m-%d", "%d/%m/%Y"],
    "error_messages": {
        "invalid": _("Write the day like this: 2026-11-22."),
        "required": _("Choose a day."),
    },
}


class IndicatorForm(forms.Form):
    """What is measured, in what, by what, and where it began."""

    title = forms.CharField(
        label=_("What is measured"),
        max_length=200,
        error_messages={"required": _("Say what is measured.")},
    )
    kind = forms.ChoiceField(label=_("What it is about"), choices=Indicator.Kind)
    measure = forms.ChoiceField(label=_("How it is told"), choices=Indicator.Measure)
    unit = forms.CharField(
        label=_("Unit"),
        help_text=_("People, agreements, hours, per cent of members …"),
        max_length=60,
        error_messages={
            "required": _("Say in what it is measured: people, agreements, hours …")
        },
    )
    ascending = forms.BooleanField(
        label=_("More is better"), required=False, initial=True
    )
    can_be_added_up = forms.BooleanField(
        label=_("May be added up with the same indicator of others (IATI)"),
        required=False,
        initial=True,
    )
    counted_by = forms.ChoiceField(
        label=_("How it is counted"),
        help_text=_(
            "By a rule, the platform counts it itself whenever somebody looks. By hand, "
            "you enter what it came to."
        ),
        required=False,
    )
    sex = forms.ChoiceField(label=_("Only women, or only men"), required=False)
    country = forms.ChoiceField(label=_("Only in this country"), required=False)
    theme = forms.ChoiceField(
        label=_("Only in this theme"),
        help_text=_("A training of several themes stands under none of them."),
        required=False,
    )
    youth = forms.ChoiceField(label=_("Only young people"), required=False)
    baseline_year = forms.IntegerField(
        label=_("Baseline: of which year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )
    baseline = NumberField(label=_("Baseline: the number"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["counted_by"].choices = [
            ("", _("entered by hand")),
            *((rule.label, rule.name) for rule in COUNTABLE),
        ]
        fields["sex"].choices = [
            ("", _("everybody")),
            *(each for each in Sex.choices if each[0]),
        ]
        fields["country"].choices = [("", _("all")), *country_names().items()]
        fields["theme"].choices = [("", _("all")), *theme_choices()]
        fields["youth"].choices = [("", _("of every age")), *Indicator.Youth.choices]

    def clean_theme(self):
        key = self.cleaned_data["theme"]
        return Module.objects.filter(pk=key).first() if key else None


class NewIndicatorForm(IndicatorForm):
    slug = forms.SlugField(label=_("Short name"), max_length=50)
    field_order = ["title", "slug"]


class SpanForm(forms.Form):
    """What is promised for a span of days; the same days again correct it."""

    starts_on = forms.DateField(label=_("From"), **DATE)
    ends_on = forms.DateField(label=_("Until"), **DATE)
    target = NumberField(label=_("Target"))
    actual = NumberField(label=_("What it came to"))
    comment = forms.CharField(
        label=_("Comment (goes out with the figure; no names)"),
        required=False,
        max_length=300,
    )

    def __init__(self, *args, counted=False, **kwargs):
        super().__init__(*args, **kwargs)
        if counted:
            del self.fields["actual"]
            self.fields["starts_on"].help_text = _("The first of January.")
            self.fields["ends_on"].help_text = _("The last of December of that year.")
