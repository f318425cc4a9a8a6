from django import forms
from django.utils.translation import gettext_lazy as _

from learning.classroom.models import HelpRequest


class HelpForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is it?"),
        choices=HelpRequest.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes closest.")},
    )
