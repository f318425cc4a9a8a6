"""What is typed about agreements, cases, laws and structures."""

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from learning.classroom.models import Training
from learning.members.countries import country_choices
from learning.members.models import Union
from learning.reports.models import Outcome

MOST_COVERED = 500_000_000
NO_NAMES = _("No names of persons: a role and an organisation.")


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


def workers_field(label):
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_COVERED,
        error_messages={"invalid": _("Type a whole number, or leave it open.")},
    )


class TrainingsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.starts_on:%Y-%m} · {obj.title}"


class OutcomeForm(forms.Form):
    """One record: what, who with whom, for how many, how we know, what was behind it."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Outcome.Kind)
    title = forms.CharField(
        label=_("What it is called"),
        help_text=_("As people would look for it. No names of persons."),
        max_length=200,
    )
    parties = forms.CharField(
        label=_("Between whom"),
        help_text=_("The unions, employers, buyers or authorities; no persons."),
        max_length=300,
    )
    level = forms.ChoiceField(label=_("Where it holds"), choices=Outcome.Level)
    country = forms.ChoiceField(label=_("Country"))
    union = forms.ModelChoiceField(None, label=_("Union"), empty_label=None)
    starts_on = day_field(
        _("Since"),
        help_text=_(
            "Signed, solved, adopted or founded on this day; of talks, begun on it."
        ),
    )
    ends_on = day_field(_("Until, where that is known"), required=False)
    women = workers_field(_("Workers it covers: women"))
    men = workers_field(_("Workers it covers: men"))
    not_stated = workers_field(_("Workers it covers: not known which"))
    covered_by_source = forms.CharField(
        label=_("Where this number comes from"),
        help_text=_("A pay roll, a census, the agreement itself. Open is not 0."),
        required=False,
        max_length=200,
    )
    contribution = forms.CharField(
        label=_("What your union and its training did for it"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    known_how = forms.CharField(
        label=_("How do you know that?"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    confirmed_by = forms.CharField(
        label=_("Who outside your union has confirmed it"),
        help_text=NO_NAMES,
        required=False,
        max_length=160,
    )
    confirmed_on = day_field(_("Confirmed on"), required=False)
    evidence_link = forms.URLField(
        label=_("Where it can be read (link)"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    evidence_place = forms.CharField(
        label=_("Where the paper lies"),
        help_text=_("For example: folder 12 in our office. No names of persons."),
        required=False,
        max_length=200,
    )
    trainings = TrainingsField(
        None,
        label=_("The trainings behind it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, tenant, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "–"), *country_choices(get_language())]
        self.fields["union"].queryset = Union.objects.filter(tenant=tenant).order_by(
            "lineage"
        )
        self.fields["trainings"].queryset = Training.objects.for_tenant(
            tenant
        ).order_by("-starts_on")


class NewOutcomeForm(OutcomeForm):
    """A new one stands somewhere in the cycle."""

    step = forms.ChoiceField(
        label=_("Where it stands"),
        choices=Outcome.Step,
        initial=Outcome.Step.AGREEMENT,
    )
    field_order = ["kind", "title", "parties", "step"]


class MoveForm(forms.Form):
    step = forms.ChoiceField(label=_("It has come to"), choices=Outcome.Step)
    moved_on = day_field(_("On"), initial=timezone.localdate)
    note = forms.CharField(
        label=_("In a few words (no names)"), required=False, max_length=300
    )
