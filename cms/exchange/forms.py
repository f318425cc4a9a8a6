"""What an author says when she brings a module in: what, and for whom."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import page_permission_policy

from cms.exchange.archive import MOST_BYTES
from cms.localisation import is_source
from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.walls.inside import pages_of


class OwnerForm(forms.Form):
    """For which of the workspaces in which she may write; `union` is the one chosen."""

    owner = forms.ChoiceField(label=gettext_lazy("For"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self._unions = {
            str(home.union_id or ""): home.union for home in homes_to_write_in(user)
        }
        self.fields["owner"].choices = [
            (key, union.name if union else _("the programme"))
            for key, union in self._unions.items()
        ]
        if len(self._unions) == 1:
            self.fields["owner"].initial = next(iter(self._unions))
        # The programme's own workspace has the empty key.
        self.fields["owner"].required = "" not in self._unions

    @property
    def union(self):
        return self._unions[self.cleaned_data["owner"]]


class BringInForm(OwnerForm):
    """A module in a file."""

    file = forms.FileField(label=gettext_lazy("File (.zip)"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(
                _("This file is bigger than %(most)s.")
                % {"most": filesizeformat(MOST_BYTES)}
            )
        return file


class TakeOverForm(OwnerForm):
    """A module of the catalogue, to be copied for a union."""

    module = forms.ModelChoiceField(
        label=gettext_lazy("Module"), queryset=ModulePage.objects.none()
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        # A copy is for a union; the programme has the original.
        self._unions.pop("", None)
        self.fields["owner"].required = True
        self.fields["owner"].choices = [
            each for each in self.fields["owner"].choices if each[0]
        ]
        found = [module.pk for module in modules_to_take(user)]
        self.fields["module"].queryset = ModulePage.objects.filter(pk__in=found)


def homes_to_write_in(user):
    """One home of each owner in whose workspace the user may add pages."""
    addable = page_permission_policy.instances_user_has_permission_for(user, "add")
    homes = HomePage.objects.filter(pk__in=addable.values("pk")).select_related("union")
    return {home.union_id: home for home in homes.order_by("-path")}.values()


def modules_to_take(user) -> list[ModulePage]:
    """The live modules of the programme, and those inside her walls."""
    own = set(pages_of(user).values_list("pk", flat=True))
    modules = ModulePage.objects.live().filter(alias_of=None, origin=None)
    return [
        each
        for each in modules.order_by("path")
        if is_source(each) and (each.pk in own or each.owner_union() is None)
    ]
