"""Which lessons are credited to whom."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CreditForm(forms.Form):
    """The lessons of a training, and the people on the page; none of either is refused."""

    lessons = forms.MultipleChoiceField(
        label=_("Which lessons did you teach?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one lesson."),
            "invalid_choice": _("Choose among the lessons of this training."),
        },
    )
    people = forms.MultipleChoiceField(
        label=_("Who was there?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among those who were there.")},
    )

    def __init__(self, *args, lessons, people, everybody=False, **kwargs):
        """`lessons` are (key, title, is it ticked at first), `people` (pk, label)."""
        super().__init__(*args, **kwargs)
        self.everybody = everybody
        self.fields["lessons"].choices = [(key, title) for key, title, _on in lessons]
        self.fields["people"].choices = people
        self.initial = {
            "lessons": [key for key, _title, is_ticked in lessons if is_ticked],
            "people": [pk for pk, _label in people],
        }

    def clean_people(self):
        chosen = self.cleaned_data["people"]
        if not chosen and not self.everybody:
            raise forms.ValidationError(_("Choose at least one person."))
        return chosen
