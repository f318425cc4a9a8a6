"""What a trainer wants to print the night before."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.deliveries.forms import YES_NO
from learning.deliveries.kit import PARTS, KitWishes
from learning.deliveries.wishes import PEOPLE

# So that a form without a tick differs from one that was never sent.
ASKED = "make"


class KitForm(forms.Form):
    """Bound to the query of the address; `there_is` are the parts of this training."""

    parts = forms.MultipleChoiceField(
        label=_("What do you want to print?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick what you want to print."),
            "invalid_choice": _("That is not in this kit. Choose from the list."),
        },
    )
    people = forms.IntegerField(
        label=_("How many people come?"),
        min_value=PEOPLE[0],
        max_value=PEOPLE[1],
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "min_value": _("One person at least."),
            "max_value": _("Up to 60 people. With more, hold the session twice."),
            "invalid": _("Write the people as a number, for example 22."),
            "required": _("Write how many people come."),
        },
    )
    power = forms.ChoiceField(
        label=_("Is there electricity?"), choices=YES_NO, widget=forms.RadioSelect
    )
    devices = forms.ChoiceField(
        label=_("Do they have phones to learn with?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    copies = forms.ChoiceField(
        label=_("How do you make the copies?"),
        choices=[
            ("once", _("I copy them: each paper once")),
            ("all", _("I print them all: as many as there are people")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, query, *, there_is, people):
        usual = {
            "parts": there_is,
            "people": min(max(people, PEOPLE[0]), PEOPLE[1]) if people else 20,
            "power": "yes",
            "devices": "yes",
            "copies": "once",
        }
        super().__init__(query if ASKED in query else None, initial=usual)
        self.fields["parts"].choices = [(key, PARTS[key]) for key in there_is]

    def wishes(self) -> KitWishes:
        """What was said, once it is valid; parts in the order of the pages."""
        said = self.cleaned_data
        return KitWishes(
            parts=tuple(key for key in PARTS if key in said["parts"]),
            people=said["people"],
            power=said["power"] == "yes",
            devices=said["devices"] == "yes",
            all_copies=said["copies"] == "all",
        )
