"""Everything people type in this room, checked before anything is done with it."""

from allauth.account.forms import LoginForm
from allauth.account.internal import flows
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from learning.members import answers, codes, consent, phones, pins, queries
from learning.members.actions.people import LONGEST_NAME
from learning.members.countries import country_choices
from learning.members.models import Consent, User
from learning.members.sign_in_names import tidy

LONGEST_SIGN_IN = 254  # an e-mail address


def posted(request):
    """What a form is bound to: an empty POST is an answer too."""
    return request.POST if request.method == "POST" else None


def secret_field(label, *, new=False, **attrs):
    """A PIN or password; the phone offers its own keyboard, so that both can be typed."""
    return forms.CharField(
        label=label,
        max_length=pins.LONGEST,
        strip=False,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password" if new else "current-password"}
            | attrs
        ),
        error_messages={"required": _("Type your PIN or password here.")},
    )


class OwnPhoneField(forms.TypedChoiceField):
    """Only you use this phone? Anything but a clear yes means that others do too."""

    def __init__(self):
        super().__init__(
            label=_("Only you use this phone?"),
            choices=[
                ("no", _("No, others use it too. Keep nothing on it when I leave.")),
                ("yes", _("Yes, only I. Let me stay signed in.")),
            ],
            initial="no",
            required=False,
            empty_value=False,
            coerce=lambda answer: answer == "yes",
            widget=forms.RadioSelect,
        )


class SignInForm(LoginForm):
    """allauth's, with the question about the phone in place of "remember me"."""

    own_phone = OwnPhoneField()
    field_order = ["login", "password", "own_phone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Sign-in name"),
            help_text=_("Like baobab-4821. Staff: your e-mail address."),
            max_length=LONGEST_SIGN_IN,
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "username",
                    "autocapitalize": "none",
                    "spellcheck": "false",
                }
            ),
            error_messages={"required": _("Type the name you wrote down.")},
        )
        self.fields["password"] = secret_field(_("PIN or password"))
        self.order_fields(self.field_order)

    def clean_login(self):
        return tidy(self.cleaned_data["login"])

    def _login_with_password(self, request, redirect_url, credentials):
        """Without `credentials`: allauth would copy the name into the session."""
        phones.remember(request, own_phone=self.cleaned_data["own_phone"])
        self._login.redirect_url = redirect_url
        return flows.login.perform_password_login(request, {}, self._login)


class NewSecretForm(forms.Form):
    """A new PIN or password, typed twice, because it can't be seen."""

    secret = secret_field(_("Your PIN or password"), new=True)
    again = secret_field(_("The same once more"), new=True)

    user = None

    def clean_secret(self):
        secret = self.cleaned_data["secret"]
        validate_password(secret, self.user)
        return secret

    def clean(self):
        secret, again = self.cleaned_data.get("secret"), self.cleaned_data.get("again")
        if secret and again and secret != again:
            self.add_error("again", _("The two are not the same. Type both again."))
        return self.cleaned_data


class KeepPlaceForm(NewSecretForm):
    own_phone = OwnPhoneField()


class RecoverForm(NewSecretForm):
    """Back in with the code on paper, or one from the trainer."""

    sign_in_name = forms.CharField(
        label=_("Sign-in name"),
        max_length=LONGEST_SIGN_IN,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
        error_messages={"required": _("Type the name you wrote down.")},
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("The one you wrote down, or one from your trainer."),
        max_length=codes.LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Type the code here.")},
    )
    own_phone = OwnPhoneField()
    field_order = ["sign_in_name", "code", "secret", "again", "own_phone"]

    def clean_sign_in_name(self):
        name = tidy(self.cleaned_data["sign_in_name"])
        # For the check that the PIN is not in the name; not looked up.
        self.user = User(sign_in_name=name)
        return name


class SecretForm(forms.Form):
    """The PIN again, before something that can't be undone."""

    secret = secret_field(_("Your PIN or password"))


class AnswersForm(forms.Form):
    """What is known of somebody; every answer can stay open."""

    sex = forms.ChoiceField(label=_("Sex"), required=False)
    age_band = forms.ChoiceField(label=_("Age"), required=False)
    role_at_work = forms.ChoiceField(label=_("Role at work"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    left_open = _("not stated")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        skip = [("", self.left_open)]
        offered = {
            "sex": answers.Sex.choices,
            "age_band": answers.AgeBand.choices,
            "role_at_work": answers.RoleAtWork.choices,
            "sector": answers.Sector.choices,
            "country": country_choices(get_language()),
        }
        for name, choices in offered.items():
            self.fields[name].choices = skip + [each for each in choices if each[0]]
            self.fields[name].error_messages["invalid_choice"] = _(
                "Choose one of the answers, or leave it open."
            )


class QuestionsForm(AnswersForm):
    """What she may tell about herself."""

    sex = forms.ChoiceField(label=_("I am a"), required=False)
    age_band = forms.ChoiceField(label=_("My age"), required=False)
    role_at_work = forms.ChoiceField(label=_("What I do in the union"), required=False)
    sector = forms.ChoiceField(label=_("Where I work"), required=False)
    country = forms.ChoiceField(label=_("My country"), required=False)
    union = forms.ModelChoiceField(None, label=_("My union"), required=False)

    left_open = _("I would rather not say")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        union = self.fields["union"]
        union.queryset = queries.unions_to_choose_from()
        union.empty_label = _("None, or I would rather not say")
        union.error_messages["invalid_choice"] = _("Choose a union from the list.")


class ChoicesForm(forms.Form):
    """One separate yes or no for each purpose; none is needed to learn."""

    def __init__(self, *args, holds=None, **kwargs):
        super().__init__(*args, **kwargs)
        for purpose in Consent.Purpose.values:
            latest = (holds or {}).get(purpose)
            self.fields[purpose] = forms.BooleanField(
                label=consent.CHOICES[purpose],
                required=False,
                initial=bool(latest and latest.given),
            )


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("My name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type your name, or leave this page.")},
    )


class ResetForm(forms.Form):
    sign_in_name = forms.CharField(
        label=_("Sign-in name of the trainee"),
        max_length=LONGEST_SIGN_IN,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": _("Type the sign-in name.")},
    )

    def clean_sign_in_name(self):
        return tidy(self.cleaned_data["sign_in_name"])
