"""Which records of what came of it are shown: a sentence of filters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.programme_desk.themes import country_names
from learning.reports.models import Outcome
from learning.reports.models.targets import FIRST_YEAR, LAST_YEAR


class OutcomesForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("all")), *Outcome.Kind.choices]
        self.fields["country"].choices = [("", _("all")), *country_names().items()]
