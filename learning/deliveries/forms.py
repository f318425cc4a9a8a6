"""What a trainer says about her session, checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.deliveries.source import ModuleSource
from learning.deliveries.wishes import MINUTES, PEOPLE, Wishes

YES_NO = (("yes", _("Yes")), ("no", _("No")))
USUAL = {"minutes": "90", "people": "20", "power": "yes", "devices": "yes"}


class PlanForm(forms.Form):
    """Bound to the query of the address; what it leaves out is as usual."""

    minutes = forms.IntegerField(
        label=_("How many minutes do you have?"),
        min_value=MINUTES[0],
        max_value=MINUTES[1],
        error_messages={
            "min_value": _("Give it 15 minutes at least: less is a greeting."),
            "max_value": _("Plan one day at a time: 480 minutes at most."),
            "invalid": _("Write the minutes as a number, for example 47."),
            "required": _("Write how many minutes you have."),
        },
    )
    people = forms.IntegerField(
        label=_("How many people come?"),
        min_value=PEOPLE[0],
        max_value=PEOPLE[1],
        error_messages={
            "min_value": _("One person at least."),
            "max_value": _("Up to 60 people. With more, hold the session twice."),
            "invalid": _("Write the people as a number, for example 22."),
            "required": _("Write how many people come."),
        },
    )
    power = forms.ChoiceField(
        label=_("Is there electricity?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Answer with yes or no.")},
    )
    devices = forms.ChoiceField(
        label=_("Do they have phones to learn with?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Answer with yes or no.")},
    )
    lessons = forms.MultipleChoiceField(
        label=_("Which lessons? None chosen: as many as fit."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("There is no such lesson here. Choose from the list.")
        },
    )

    def __init__(self, source: ModuleSource, query):
        data = query.copy()
        for name, value in USUAL.items():
            if name not in data:
                data[name] = value
        super().__init__(data)
        self.fields["lessons"].choices = [(le.slug, le.title) for le in source.lessons]

    def wishes(self) -> Wishes:
        """What was said, once it is valid; lessons in the order of the module."""
        said = self.cleaned_data
        slugs = [slug for slug, _title in self.fields["lessons"].choices]
        return Wishes(
            minutes=said["minutes"],
            people=said["people"],
            power=said["power"] == "yes",
            devices=said["devices"] == "yes",
            lessons=tuple(slug for slug in slugs if slug in said["lessons"]),
        )
