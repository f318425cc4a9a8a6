"""A number as people type it, read in one way only."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberField(forms.DecimalField):
    """ "1500", "1 500" or "12.5", also "12,5"; "1,500" could be either, so it is asked."""

    def __init__(self, **kwargs):
        super().__init__(
            max_digits=15,
            decimal_places=2,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "number"}),
            error_messages={"invalid": NUMBER_WANTED},
            **kwargs,
        )

    def to_python(self, value):
        text = re.sub(r"[\s\u00a0\u202f]", "", str(value or ""))
        if re.fullmatch(r"-?\d+,\d{1,2}", text):
            text = text.replace(",", ".")
        return super().to_python(text)


NUMBER_WANTED = _(
    "Type a number without words and without a sign for thousands: 1500, or 12.5."
)
