"""What Wagtail asks us: menus without locked doors, lists inside the walls."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from cms.author_home import WaitingPanel, notes_on
from cms.exchange import views as exchange
from cms.fact_report import changed_fact_seen, changed_facts
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.publishing import render_preview
from cms.quality import quality_of, weigh
from cms.voiding import void_question
from cms.walls.facts import FactViewSet, refusal_to_delete
from cms.walls.glossary import GlossaryViewSet
from cms.walls.help_services import HelpServiceViewSet
from cms.walls.inside import pages_of
from cms.walls.views import PageListing

register_snippet(GlossaryViewSet)
register_snippet(FactViewSet)
register_snippet(HelpServiceViewSet)
hooks.register("render_compiled_preview", render_preview)
hooks.register("quality_of_lesson", quality_of)
hooks.register("weigh_lesson", weigh)


@hooks.register("register_admin_viewset", order=1)  # after Wagtail's own
def list_pages_our_way():
    return PageListing()


@hooks.register("construct_page_chooser_queryset")
def choose_pages_inside(pages, request):
    return pages.filter(pk__in=pages_of(request.user).values("pk"))


@hooks.register("construct_homepage_summary_items")
def count_nothing_of_others(request, summary_items):
    """The figures of the home screen count the pages and files of everybody."""
    if not request.user.is_superuser:
        summary_items.clear()


@hooks.register("construct_reports_menu")
def show_open_reports(request, menu_items):
    if not request.user.is_superuser:
        shown = {"aging-pages", "changed-facts"}
        menu_items[:] = [item for item in menu_items if item.name in shown]


@hooks.register("register_admin_urls")
def list_changed_facts():
    return [
        path("reports/facts/", changed_facts, name="changed_facts"),
        path(
            "reports/facts/<int:pk>/seen/", changed_fact_seen, name="changed_fact_seen"
        ),
    ]


@hooks.register("register_reports_menu_item")
def lead_to_changed_facts():
    return MenuItem(
        _("Changed facts"),
        reverse_lazy("changed_facts"),
        name="changed-facts",
        icon_name="clipboard-list",
        order=500,
    )


@hooks.register("construct_settings_menu")
def show_no_accounts(request, menu_items):
    """Accounts come from memberships; whoever could change them here could read names."""
    hidden = {"users", "groups"}
    menu_items[:] = [item for item in menu_items if item.name not in hidden]
    if not request.user.is_superuser:
        menu_items.clear()


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels.append(WaitingPanel())


@hooks.register("before_edit_page")
def tell_what_is_wrong(request, page):
    if request.method == "GET":
        for note in notes_on(page.specific):
            messages.warning(request, note)


@hooks.register("before_delete_snippet")
def keep_facts_that_are_used(request, instances):
    refusal = refusal_to_delete(instances)
    if not refusal:
        return None
    messages.error(request, refusal)
    return redirect("wagtailsnippets_cms_fact:list")


@hooks.register("before_bulk_action")
def keep_facts_that_are_used_together(request, action_type, objects, action):
    return (
        keep_facts_that_are_used(request, objects) if action_type == "delete" else None
    )


@hooks.register("register_admin_urls")
def carry_modules():
    return [path("modules/", include((exchange.urlpatterns, "exchange")))]


@hooks.register("register_admin_menu_item")
def bring_a_module_in():
    return MenuItem(
        _("Bring a module in"),
        reverse("exchange:new"),
        icon_name="folder-open-1",
        order=250,
    )


@hooks.register("register_admin_urls")
def void_questions():
    address = "pages/<int:page_id>/questions/"
    return [path(address, void_question, name="void_question")]


@hooks.register("register_page_header_buttons")
def void_a_question_of_this_page(page, user, view_name, next_url=None):
    is_ours = isinstance(page.specific_deferred, ModulePage | LessonPage)
    if is_ours and page.live and page.permissions_for_user(user).can_publish():
        yield Button(
            gettext("Void a question"),
            reverse("void_question", args=[page.pk]),
            icon_name="warning",
            priority=72,
        )


@hooks.register("register_page_header_buttons")
def carry_this_module(page, user, view_name, next_url=None):
    if not isinstance(page.specific_deferred, ModulePage) or not page.live:
        return
    yield Button(
        gettext("Save as a file"),
        reverse("exchange:file", args=[page.pk]),
        icon_name="download",
        priority=70,
    )
    if page.specific.origin:
        yield Button(
            gettext("What changed in the original"),
            reverse("exchange:changes", args=[page.pk]),
            icon_name="resubmit",
            priority=71,
        )
