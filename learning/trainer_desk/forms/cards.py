from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from learning.members.actions.cards import MOST_CARDS
from learning.members.models import Union
from learning.reading.forms import sign_in_name_field


class UnionsOfTenants(forms.ModelChoiceField):
    """The unions inside the tenants somebody works for."""

    def __init__(self, tenants):
        super().__init__(
            Union.objects.filter(tenant__in=tenants).order_by("name"),
            label=_("Union"),
            empty_label=None,
            error_messages={"invalid_choice": _("Choose a union from the list.")},
        )


class CardsForm(forms.Form):
    """A sheet of cards: how many, of which union, in which language."""

    count = forms.IntegerField(
        label=_("How many cards"),
        min_value=1,
        max_value=MOST_CARDS,
        initial=20,
        error_messages={
            "required": _("Write how many."),
            "invalid": _("Write a number."),
            "min_value": _("At least one card."),
            "max_value": _("60 cards at a time at most."),
        },
    )
    language = forms.ChoiceField(label=_("Language of the sheet"))

    def __init__(self, *args, tenants, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["union"] = UnionsOfTenants(tenants)
        self.fields["language"].choices = settings.LANGUAGES
        self.order_fields(["count", "union", "language"])


class HandOutForm(forms.Form):
    sign_in_name = sign_in_name_field()

    def clean_sign_in_name(self):
        return self.cleaned_data["sign_in_name"].strip().lower()


class CodeDaysForm(forms.Form):
    """How long a class's code holds."""

    days = forms.TypedChoiceField(
        label=_("The code holds"),
        choices=[
            ("0", _("until the last day is over")),
            ("7", _("a week longer")),
            ("30", _("a month longer")),
        ],
        coerce=int,
        initial="0",
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )


class HomeCodeForm(forms.Form):
    """How long a union's code holds, for people at home."""

    days = forms.TypedChoiceField(
        label=_("The code holds"),
        choices=[("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))],
        coerce=int,
        initial="30",
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )

    def __init__(self, *args, tenants, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["union"] = UnionsOfTenants(tenants)
        self.order_fields(["union", "days"])
