"""What a trainer sends while a class runs: one small form for each thing she does."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.classroom.actions.class_mode import LONGEST_CLOCK, MOST_HANDS


class MoveForm(forms.Form):
    """Where to go: a lesson, and a step of it (none: its beginning)."""

    lesson = forms.UUIDField()
    step = forms.UUIDField(required=False)


class QuestionForm(forms.Form):
    """Which question is closed, shown, counted."""

    question = forms.UUIDField()


class ClockForm(forms.Form):
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=LONGEST_CLOCK,
        initial=10,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class HandsForm(forms.Form):
    """How many hands went up, choice by choice; a field for each, named by the choice."""

    def __init__(self, *args, rows=(), **kwargs):
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"hands-{row.value}"] = forms.IntegerField(
                label=row.text,
                min_value=0,
                max_value=MOST_HANDS,
                required=False,
                initial=row.hands or None,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def hands(self) -> dict[str, int]:
        return {
            name.removeprefix("hands-"): count or 0
            for name, count in self.cleaned_data.items()
        }


class OfferForm(forms.Form):
    side = forms.ChoiceField(label=_("Who"))
    offer = forms.CharField(label=_("What they offer"), max_length=200)
    table = forms.IntegerField(label=_("Table"), min_value=1, max_value=40, initial=1)
    minute = forms.IntegerField(
        label=_("Minute"),
        min_value=0,
        max_value=600,
        required=False,
        help_text=_("Empty: what the clock says."),
    )

    def __init__(self, *args, sides=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = list((sides or {}).items())
