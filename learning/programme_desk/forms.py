"""What an administrator types."""

from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from learning.members.countries import country_choices
from learning.members.models import Union
from learning.members.roles import (
    Administrator,
    Author,
    Evaluator,
    ProgrammeOfficer,
    Translator,
)

DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
ROLES = {
    role.slug: role
    for role in (ProgrammeOfficer, Evaluator, Administrator, Author, Translator)
}
EMAIL = {"label": _("E-mail address"), "max_length": 254}


class UnionChoice(forms.ModelChoiceField):
    """Unions in the order of the tree, each below what it belongs to."""

    def __init__(self, **kwargs):
        super().__init__(
            Union.objects.exclude(level=Union.Level.OPEN).order_by("lineage"),
            required=False,
            empty_label=_("none: at the top"),
            **kwargs,
        )

    def label_from_instance(self, obj):
        return f"{'– ' * (obj.lineage.count('/') - 1)}{obj.name}"


class FactsForm(forms.Form):
    """What is known of a union, and may be corrected."""

    name = forms.CharField(label=_("Name of the union"), max_length=160)
    level = forms.ChoiceField(label=_("What it is"))
    country = forms.ChoiceField(label=_("Country"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Clock"))
    is_one_workplace = forms.BooleanField(
        label=_("All its people work in one place"),
        help_text=_("Then its figures stand under the union above it."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [
            choice for choice in Union.Level.choices if choice[0] != Union.Level.OPEN
        ]
        self.fields["country"].choices = [
            ("", "–"),
            *country_choices(get_language()),
        ]
        self.fields["time_zone"].choices = [
            (zone, zone.replace("_", " ")) for zone in sorted(available_timezones())
        ]


class FoundForm(FactsForm):
    """A new union, at the top or below another."""

    slug = forms.SlugField(
        label=_("Short name for addresses"),
        help_text=_("Small letters, digits and hyphens. It can’t be changed later."),
        max_length=50,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    parent = UnionChoice(label=_("Belongs to"))
    keeps_own_key = forms.BooleanField(
        label=_("It keeps its own key: its people’s names are sealed for it alone"),
        help_text="",
        required=False,
    )
    field_order = ["name", "slug", "level", "parent", "country"]


class MoveForm(forms.Form):
    parent = UnionChoice(label=_("Belongs to"))


class CoordinatorForm(forms.Form):
    email = forms.EmailField(**EMAIL)


class StaffForm(forms.Form):
    """Somebody for the programme: an address, a role, and until when."""

    email = forms.EmailField(**EMAIL)
    role = forms.ChoiceField(label=_("Works as"))
    ends_on = forms.DateField(
        label=_("Until (an evaluator always; others may stay open)"),
        required=False,
        **DATE,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            (slug, role.label) for slug, role in ROLES.items()
        ]

    def clean(self):
        data = self.cleaned_data
        day = data.get("ends_on")
        if data.get("role") == Evaluator.slug and not day and "ends_on" in data:
            self.add_error("ends_on", _("Say until when: an evaluator’s work ends."))
        elif day and day < timezone.localdate():
            self.add_error("ends_on", _("That date is over. Choose a later one."))
        return data


class ProjectForm(forms.Form):
    """Who pays, and under which heading."""

    name = forms.CharField(label=_("Name of the project"), max_length=160)
    funder = forms.CharField(label=_("Who pays"), required=False, max_length=160)
    starts_on = forms.DateField(label=_("From"), required=False, **DATE)
    ends_on = forms.DateField(label=_("Until"), required=False, **DATE)

    def clean(self):
        data = self.cleaned_data
        begins, ends = data.get("starts_on"), data.get("ends_on")
        if begins and ends and begins > ends:
            self.add_error("ends_on", _("It ends before it begins."))
        return data


class NewProjectForm(ProjectForm):
    slug = forms.SlugField(label=_("Short name"), max_length=50)
    field_order = ["name", "slug"]
