"""The numbers of closing the day; every field says how much it can hold."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.classroom.models import Attestation, Smileys

MOST_PEOPLE = 500
LONGEST_QUESTION = 200


def _count(label, most=MOST_PEOPLE):
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "max_value": gettext_lazy("That is more than there can be."),
            "min_value": gettext_lazy("Write a number from 0 on."),
            "invalid": gettext_lazy("Write a number in digits."),
        },
    )


class StayedForm(forms.Form):
    """Minutes of each person in one session; an empty field is left as it was."""

    def __init__(self, *args, lines, minutes, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[str(line.registration.pk)] = _count(line.label, minutes)

    def minutes(self) -> dict:
        """Registration's id → minutes, of those that were filled in."""
        return {
            line.registration.pk: self.cleaned_data[str(line.registration.pk)]
            for line in self.lines
            if self.cleaned_data.get(str(line.registration.pk)) is not None
        }


class SmileysForm(forms.Form):
    """Three smileys for each of three questions; `people` were there to hold one up."""

    FACES = (
        ("good", gettext_lazy("☺ yes")),
        ("middling", gettext_lazy("😐 so-so")),
        ("bad", gettext_lazy("☹ no")),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        for question in Smileys.Question.values:
            for face, label in self.FACES:
                self.fields[f"{question}-{face}"] = _count(label)

    def clean(self):
        data = super().clean()
        for question, numbers in self.counts().items():
            if sum(numbers.values()) > self.people:
                self.add_error(f"{question}-good", self._too_many(numbers))
        return data

    def _too_many(self, numbers) -> str:
        said = {"smileys": sum(numbers.values()), "people": self.people}
        if not self.people:
            return (
                _(
                    "These are %(smileys)d smileys, and nobody stands in the register yet. "
                    "First say who was there, or count the heads."
                )
                % said
            )
        return (
            ngettext(
                "These are %(smileys)d smileys, and %(people)d person was there. Count "
                "again, or put the register right.",
                "These are %(smileys)d smileys, and %(people)d people were there. Count "
                "again, or put the register right.",
                self.people,
            )
            % said
        )

    def groups(self) -> list[tuple]:
        """(question's words, its three fields) for the page."""
        return [
            (label, [self[f"{question}-{face}"] for face, _label in self.FACES])
            for question, label in Smileys.Question.choices
        ]

    def counts(self) -> dict:
        """Question → its three numbers, of those with any number at all."""
        found = {}
        for question in Smileys.Question.values:
            numbers = {
                face: self.cleaned_data.get(f"{question}-{face}")
                for face, _label in self.FACES
            }
            if any(number is not None for number in numbers.values()):
                found[question] = {face: n or 0 for face, n in numbers.items()}
        return found


class PaperForm(forms.Form):
    """How many sheets, and how many had each question right."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.fields["sheets"] = _count(_("How many sheets?"))
        self.fields["sheets"].required = True
        for number, each in enumerate(questions, start=1):
            self.fields[each.key] = _count(
                f"{number}. {Truncator(each.words).chars(LONGEST_QUESTION)}"
            )

    def clean(self):
        data = super().clean()
        sheets = data.get("sheets")
        for each in self.questions:
            right = data.get(each.key)
            if sheets is not None and right is not None and right > sheets:
                self.add_error(
                    each.key, _("More right answers than sheets. Count again.")
                )
        return data

    def right(self) -> dict:
        return {
            (each.module_key, each.key): self.cleaned_data[each.key]
            for each in self.questions
            if self.cleaned_data.get(each.key) is not None
        }


class NamesForm(forms.Form):
    """The names for the paper; printed and not kept."""

    def __init__(self, *args, lines, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[str(line.registration.pk)] = forms.CharField(
                label=line.label,
                required=False,
                max_length=120,
                initial=names.get(line.registration.participant_id, ""),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    def names(self) -> dict:
        return {
            line.registration.pk: self.cleaned_data[str(line.registration.pk)]
            for line in self.lines
        }


class AttestForm(forms.Form):
    role = forms.ChoiceField(
        label=gettext_lazy("Who says so?"), widget=forms.RadioSelect
    )

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        labels = dict(Attestation.Role.choices)
        self.fields["role"].choices = [(role, labels[role]) for role in roles]
