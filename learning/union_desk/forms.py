"""What a coordinator types: searches, invitations, words that confirm."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.members.answers import Sex
from learning.members.models import AuditEntry
from learning.members.roles import Author, Coordinator, Trainer, Translator
from learning.reports.models import SignOff

INVITED = {role.slug: role for role in (Trainer, Author, Translator, Coordinator)}
DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class PeopleForm(forms.Form):
    """Filters of the list of people; everything may be left open."""

    name = forms.CharField(
        label=_("Sign-in name, or a name once names are shown"),
        required=False,
        max_length=80,
    )
    union = forms.ModelChoiceField(
        None, label=_("Union"), required=False, empty_label=_("all")
    )
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    waiting = forms.BooleanField(
        label=_("only those nobody vouched for"), required=False
    )

    def __init__(self, *args, unions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["union"].queryset = unions
        stated = [choice for choice in Sex.choices if choice[0]]
        self.fields["sex"].choices = [("", _("all")), *stated]


class InviteForm(forms.Form):
    """An address, a role, and until when."""

    email = forms.EmailField(label=_("Her e-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("She works as"))
    ends_on = forms.DateField(label=_("Until (may stay open)"), required=False, **DATE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            (slug, role.label) for slug, role in INVITED.items()
        ]

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("That date is over. Choose a later one."))
        return day


class LetGoForm(forms.Form):
    """Who leaves is in the address; here, who takes over."""

    trainings_to = forms.ModelChoiceField(
        None,
        label=_("Her open trainings go to"),
        required=False,
        empty_label=_("nobody yet"),
    )

    def __init__(self, *args, trainers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["trainings_to"].queryset = trainers


class LogForm(forms.Form):
    act = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [
            ("", _("everything")),
            ("seen", _("names opened or searched")),
            ("taken", _("data or names taken out")),
            *AuditEntry.Act.choices,
        ]


class WordForm(forms.Form):
    """A word typed to confirm what cannot be undone."""

    word = forms.CharField(max_length=200)

    def __init__(self, *args, word: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.expected = word
        self.fields["word"].label = _("Type “%(word)s” to confirm") % {"word": word}

    def clean_word(self):
        typed = " ".join(self.cleaned_data["word"].split()).casefold()
        if typed != self.expected.casefold():
            raise forms.ValidationError(
                _("Type exactly “%(word)s”. Nothing has been done yet.")
                % {"word": self.expected}
            )
        return typed


class EraseForm(WordForm):
    """The word, and why, for the union's log."""

    reason = forms.CharField(label=_("Why (no names)"), required=False, max_length=300)


class TermForm(forms.Form):
    """How long names are kept; each choice with what it does to the names there are."""

    months = forms.TypedChoiceField(
        label=_("How long are names kept after somebody's last training?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the terms first."),
            "invalid_choice": _("Choose one of these terms."),
        },
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["months"].choices = choices


class SignOffForm(forms.Form):
    """A union's word on its figures."""

    verdict = forms.ChoiceField(
        label=_("What do you say?"),
        choices=SignOff.Verdict.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What is wrong"),
        help_text=_(
            "The programme reads this. Write no names and nothing that leads to a person."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
