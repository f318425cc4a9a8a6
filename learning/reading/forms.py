from django import forms
from django.utils.translation import gettext_lazy as _

from learning.classroom.actions.class_mode import DIGITS
from learning.classroom.models import FollowUp, HelpRequest, Registration
from learning.members import codes
from learning.members.forms import (
    LONGEST_SIGN_IN,
    NewSecretForm,
    OwnPhoneField,
    QuestionsForm,
    secret_field,
)
from learning.members.sign_in_names import tidy
from learning.reading.class_voice import MOST_AROUND


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


class AskedOnceForm(QuestionsForm):
    """What is asked of whoever has just come in; `questions` are those still open."""

    before = forms.ChoiceField(
        label=_("Have you been at a training of this programme before?"),
        choices=[
            ("", Registration.Before.UNKNOWN.label),
            *(each for each in Registration.Before.choices if each[0]),
        ],
        required=False,
        error_messages={
            "invalid_choice": _("Choose one of the answers, or leave it open.")
        },
    )

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in questions}


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


class ClassCodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code on the wall"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Type the six digits that stand on the wall.")},
    )

    def clean_code(self):
        """Six digits, in whatever script and however they are parted."""
        typed = self.cleaned_data["code"]
        digits = "".join(str(int(each)) for each in typed if each.isdecimal())
        if len(digits) != DIGITS:
            raise forms.ValidationError(
                _("Type the six digits that stand on the wall.")
            )
        return digits


class ClassAnswerForm(forms.Form):
    """An answer in class: whose turn, of how many around this phone, and what."""

    people = forms.IntegerField(min_value=1, max_value=MOST_AROUND, required=False)
    turn = forms.IntegerField(min_value=1, max_value=MOST_AROUND, required=False)
    again = forms.BooleanField(required=False)
    # Compared with what is asked, by `parse_answer`.
    choice = forms.Field(widget=forms.SelectMultiple, required=False)

    def clean(self):
        given = [each for each in self.cleaned_data.get("choice") or [] if each.strip()]
        if not given and not self.cleaned_data.get("again"):
            raise forms.ValidationError(_("Answer first, then send."))
        self.cleaned_data["choice"] = given[:20]
        return self.cleaned_data


class FollowUpForm(forms.Form):
    """Did you use it, for what, what came of it; nothing to write."""

    used = forms.ChoiceField(
        label=_("Did you use what you learned?"),
        choices=FollowUp.Used.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what comes closest."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )
    purposes = forms.MultipleChoiceField(
        label=_("What for?"),
        choices=FollowUp.Purpose.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )
    results = forms.MultipleChoiceField(
        label=_("What came of it?"),
        choices=FollowUp.Result.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )
