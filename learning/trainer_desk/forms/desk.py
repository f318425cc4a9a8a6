from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Before there was anything that could change.
EARLIEST = date(2020, 1, 1)


class SinceForm(forms.Form):
    """The day from which on changes are told; in the address, so it can be kept."""

    since = forms.DateField(
        label=_("Since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write the day like this: 2026-11-22.")},
    )

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since and not EARLIEST <= since <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that has been."))
        return since
