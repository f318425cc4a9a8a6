"""Voiding a question that turned out to be wrong: in the admin, from the page's menu."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms import publishing
from cms.exchange.adapting import tell_copies
from cms.localisation import source_of
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage


class VoidForm(forms.Form):
    """Which question, in which language, and why."""

    question = forms.ChoiceField(
        label=gettext_lazy("Question"), widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Where it no longer counts"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Kept with your name as the one who decided. Trainees do not see it."
        ),
    )

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = [
            (f"{key} {each.id}", _label(each))
            for key, _languages, questions in found
            for each in questions
            if not any(void.language == "" for void in each.voids)
        ]
        names = dict(settings.LANGUAGES)
        codes = sorted({code for _key, codes, _questions in found for code in codes})
        self.fields["language"].choices = [
            ("", _("in every language")),
            *((code, names.get(code, code)) for code in codes),
        ]

    @property
    def chosen(self) -> dict:
        key, _space, activity = self.cleaned_data["question"].partition(" ")
        return {
            "lesson_key": UUID(key),
            "activity": activity,
            "language": self.cleaned_data["language"],
            "reason": self.cleaned_data["reason"],
        }


def _label(question) -> str:
    prompt = strip_tags(question.prompt)
    if question.is_current:
        return prompt
    return _("%(question)s (no longer on the page)") % {"question": prompt}


def _refusal(error) -> str:
    if error.code == "last_question":
        return _(
            "It is the last question of this test that counts. Write another one and "
            "publish it, then void this one."
        )
    return _("Choose one of the questions.")


def void_question(request: HttpRequest, page_id: int) -> HttpResponse:
    """`/admin/pages/<id>/questions/`: what is void, and a form to void another one."""
    if page_id >= 2**63:
        raise Http404
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ModulePage | LessonPage):
        raise Http404
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    found = publishing.questions_of(page)
    form = VoidForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        try:
            publishing.void_question(page=page, by=request.user, **form.chosen)
        except publishing.VoidingError as error:
            form.add_error("question", _refusal(error))
        else:
            tell_copies(source_of(page))
            messages.success(
                request,
                _(
                    "The question no longer counts. Results are being counted again; "
                    "none is lower for it."
                ),
            )
            return redirect("void_question", page.pk)
    return render(
        request,
        "cms/void_question.html",
        {"page": page, "form": form, "voided": _voided(found)},
    )


def _voided(found) -> list[dict]:
    """What is void already, with why and by whom."""
    names = dict(settings.LANGUAGES)
    return [
        {
            "question": strip_tags(each.prompt),
            "where": names.get(void.language, void.language) or _("in every language"),
            "void": void,
        }
        for _key, _languages, questions in found
        for each in questions
        for void in each.voids
    ]
