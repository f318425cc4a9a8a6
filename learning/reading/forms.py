from django import forms
from django.utils.translation import gettext_lazy as _

from learning.classroom.models import HelpRequest, Registration
from learning.members import codes
from learning.members.forms import (
    LONGEST_SIGN_IN,
    NewSecretForm,
    OwnPhoneField,
    secret_field,
)
from learning.members.sign_in_names import tidy


class HelpForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is it?"),
        choices=HelpRequest.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes closest.")},
    )


def code_field(label, **more):
    """Signs from a wall or a card, as a hand types them."""
    return forms.CharField(
        label=label,
        max_length=codes.LONGEST,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the code here.")},
        **more,
    )


def sign_in_name_field():
    return forms.CharField(
        label=_("Sign-in name"),
        help_text=_("It is on the card, like baobab-4821."),
        max_length=LONGEST_SIGN_IN,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the name on the card.")},
    )


class CodeForm(forms.Form):
    code = code_field(
        _("Code"), help_text=_("The six signs on the wall, like KM4 T9W.")
    )


class BeforeField(forms.ChoiceField):
    """Asked once, so that nobody is counted twice; "don't know" is an answer."""

    def __init__(self):
        super().__init__(
            label=_("Have you been at a training of this programme before?"),
            choices=Registration.Before.choices,
            initial=Registration.Before.UNKNOWN,
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _("Choose one of the answers.")},
        )


class JoinForm(forms.Form):
    """Somebody with a place confirms."""

    before = BeforeField()

    def __init__(self, *args, asks_before, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_before:
            del self.fields["before"]


class JoinNewlyForm(NewSecretForm):
    """Somebody without a place: a PIN, and the one question."""

    before = BeforeField()
    own_phone = OwnPhoneField()
    field_order = ["secret", "again", "before", "own_phone"]

    def __init__(self, *args, asks_before, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_before:
            del self.fields["before"]


class CardCodeForm(forms.Form):
    sign_in_name = sign_in_name_field()
    code = code_field(_("Code"), help_text=_("The three groups of four on the card."))

    def clean_sign_in_name(self):
        return tidy(self.cleaned_data["sign_in_name"])


class FirstPinForm(NewSecretForm):
    """The first use of a card."""

    own_phone = OwnPhoneField()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user


class AroundForm(forms.Form):
    """Somebody who sits around this phone."""

    sign_in_name = sign_in_name_field()
    secret = secret_field(_("Her PIN"), autocomplete="off")

    def clean_sign_in_name(self):
        return tidy(self.cleaned_data["sign_in_name"])
