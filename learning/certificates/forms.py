"""What a holder may choose, and what a stranger may type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.certificates.models import Certificate
from learning.paper.letters import unprintable

LONGEST_NAME = 80


class PaperForm(forms.Form):
    """The name for the paper, and what the paper and its verification show."""

    name = forms.CharField(
        label=_("The name for the paper"),
        help_text=_(
            "Write it as it should stand on the paper, in your own script. We print it "
            "and do not keep it. Leave it empty to write it by hand."
        ),
        max_length=LONGEST_NAME,
        required=False,
    )
    title = forms.ChoiceField(
        label=_("The title"),
        choices=Certificate.Title.choices,
        widget=forms.RadioSelect,
    )
    shows_union = forms.BooleanField(
        label=_("Show the name of my union"), required=False
    )
    name_check_is_on = forms.BooleanField(
        label=_("Who has the paper may check whether my name is on it"), required=False
    )

    def clean_name(self):
        """A name that would lose a letter is somebody else's."""
        name = self.cleaned_data["name"]
        lost = unprintable(name)
        if lost:
            raise forms.ValidationError(
                _(
                    "We cannot print these letters: %(letters)s. Write the name with "
                    "others, or leave it empty and write it by hand."
                ),
                params={"letters": " ".join(lost)},
            )
        return name


class NameForm(forms.Form):
    name = forms.CharField(label=_("The name on the paper"), max_length=LONGEST_NAME)


class CodeForm(forms.Form):
    code = forms.CharField(label=_("The code on the certificate"), max_length=60)


class RevokeForm(forms.Form):
    reason = forms.CharField(label=_("Why is it revoked?"), max_length=500)
