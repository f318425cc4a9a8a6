"""What officers and evaluators type about periods and samples."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.programme_desk.forms import DATE
from learning.reports.models import Period, SampledTraining
from learning.reports.models.samples import MOST_SAMPLED


class PeriodForm(forms.Form):
    """A new reporting period; whether it fits, the action says."""

    # Not called "name": that is a person's everywhere else.
    title = forms.CharField(label=_("Name of the period"), max_length=80)
    starts_on = forms.DateField(label=_("First day (1 January)"), **DATE)
    ends_on = forms.DateField(label=_("Last day (31 December)"), **DATE)


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why the figures changed"),
        help_text=_(
            "Where no log tells. No names: everybody who reads figures sees it."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CompareForm(forms.Form):
    """Two periods, by what an address says."""

    a = forms.ModelChoiceField(Period.objects.all(), label=_("This period"))
    b = forms.ModelChoiceField(Period.objects.all(), label=_("beside this one"))


class SampleForm(forms.Form):
    period = forms.ModelChoiceField(
        Period.objects.all(), label=_("Trainings of which period")
    )
    size = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=MOST_SAMPLED, initial=10
    )
    seed = forms.CharField(
        label=_("Your own seed (may stay empty)"),
        help_text=_(
            "Any text, such as the numbers of a public lottery. It decides what is "
            "drawn, so anybody can draw again and find the same."
        ),
        required=False,
        max_length=80,
    )


class FoundForm(forms.Form):
    """What the evaluator found of one training; the number says which."""

    number = forms.IntegerField(min_value=1, max_value=MOST_SAMPLED)
    found = forms.ChoiceField(choices=SampledTraining.Found.choices, required=False)
