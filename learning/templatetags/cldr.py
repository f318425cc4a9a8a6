"""`{{ moment|day }}` and `{{ 70|per_cent }}`; see learning/cldr.py."""

from django import template

from learning import cldr

register = template.Library()
register.filter("day", cldr.day)
register.filter("per_cent", cldr.per_cent)
