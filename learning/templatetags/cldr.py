"""`{{ moment|day }}`, `{{ 70|per_cent }}`, `{{ "1250.5"|in_figures }}`; see learning/cldr.py."""

from django import template

from learning import cldr

register = template.Library()
register.filter("day", cldr.day)
register.filter("per_cent", cldr.per_cent)
register.filter("in_figures", cldr.number)
register.filter("month", cldr.month)
