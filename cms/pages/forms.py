"""Forms of the editor: what a page must have before it is published."""

from django.forms.utils import ErrorList
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError

from cms.facts.uses import owner_id_of, problems_of
from cms.pages.references import foreign_references
from cms.pages.sensitivity import problems_of_lesson


class WalledPageForm(WagtailAdminPageForm):
    """Refuses what the author could not have chosen, and facts that there are not."""

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        self._refuse_unknown_facts()
        if self.for_user is None:
            return
        if foreign_references(self.instance, self.for_user):
            self.add_error(
                None,
                _(
                    "A link, picture or file of this page belongs to another union. "
                    "Upload your own copy."
                ),
            )

    def _refuse_unknown_facts(self):
        inside = self.parent_page or self.instance
        owner_id = owner_id_of(inside) if inside.path else None
        for field, sentence in problems_of(self.instance, owner_id):
            value = getattr(self.instance, field)
            # A stream has its own kind of error, which the editor knows how to show.
            kind = (
                StreamBlockValidationError if isinstance(value, StreamValue) else None
            )
            self.add_error(
                field if field in self.fields else None,
                kind(non_block_errors=ErrorList([sentence])) if kind else sentence,
            )


class LessonPageForm(WalledPageForm):
    """Asks what a page alone can't know: of its module, and of its weight."""

    def _post_clean(self):
        super()._post_clean()
        # A lesson that is not saved yet does not know its module; the form does.
        if not self.errors and not self.instance.path and self.parent_page:
            module = self.parent_page.specific
            for field, problem in problems_of_lesson(self.instance, module).items():
                self.add_error(field if field in self.fields else None, problem)
        if not self.errors and not self.is_deferred_validation:
            self._ask_why_it_is_heavy()

    def _ask_why_it_is_heavy(self):
        if self.instance.over_budget_reason.strip():
            return
        # By a hook, because weighing compiles pages and so cannot be imported here.
        (weigh,) = hooks.get_hooks("weigh_lesson")
        weight = weigh(self.instance, self.parent_page)
        if weight and weight.is_over:
            self.add_error(
                "over_budget_reason",
                _(
                    "This lesson takes %(bytes)s bytes; a slow line carries %(most)s at "
                    "once. Take out a block or a drawing, or say here why it must stay."
                )
                % {"bytes": weight.total, "most": weight.most},
            )


class ModulePageForm(WalledPageForm):
    """Checks what only matters at publishing, so that drafts can grow."""

    def clean(self):
        cleaned = super().clean()
        home = self.parent_page.specific if self.parent_page else None
        if cleaned.get("audience") == "union" and not getattr(home, "union", None):
            self.add_error(
                "audience", _("The programme's own modules belong to no union.")
            )
        if self.is_deferred_validation:
            return cleaned
        pool, drawn = cleaned.get("pool"), cleaned.get("questions_drawn")
        if pool and drawn and len(pool) < drawn:
            self.add_error(
                "questions_drawn",
                ngettext(
                    "There is only %(count)d question. Write more, or draw fewer.",
                    "There are only %(count)d questions. Write more, or draw fewer.",
                    len(pool),
                )
                % {"count": len(pool)},
            )
        return cleaned
