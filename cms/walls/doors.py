"""Which addresses of the Wagtail admin an author or translator may open, and with what.

A list of what is allowed: an address that a new version of Wagtail adds stays shut until
somebody has looked at it. Each door says how its ids are checked.
"""

from collections.abc import Callable
from functools import partial

from cms.snippets.fact import Fact
from cms.snippets.glossary import GlossaryTerm
from cms.snippets.help_service import HelpService
from cms.walls import inside

Check = Callable[..., bool]


def _free(request, **ids) -> bool:
    """Nothing in the address points at anything; what is listed is filtered elsewhere."""
    return True


def _about(check: Callable, *names: str) -> Check:
    """Every id of the address with one of these names is inside the walls."""

    def is_inside(request, **ids):
        return all(check(request.user, ids[name]) for name in names if name in ids)

    return is_inside


def _listed(check: Callable) -> Check:
    """Every id in the query is inside the walls."""

    def are_inside(request, **ids):
        return all(check(request.user, pk) for pk in request.GET.getlist("id"))

    return are_inside


def _task(request, *, page_id, task_state_id, **ids) -> bool:
    return inside.is_page_inside(request.user, page_id) and inside.is_task_of_page(
        task_state_id, page_id
    )


def _move(request, **ids) -> bool:
    return all(inside.is_page_inside(request.user, pk) for pk in ids.values())


def _bulk(request, *, app_label, model_name, **ids) -> bool:
    """Wagtail lists by title what somebody may not touch, so each is checked before."""
    return "all" not in request.GET.getlist("id") and all(
        inside.is_object_inside(request.user, app_label, model_name, pk)
        for pk in request.GET.getlist("id")
    )


def _session(request, *, app_label, model_name, object_id, **ids) -> bool:
    return inside.is_object_inside(request.user, app_label, model_name, object_id)


def _override(request, *, translation_id, overridable_segment_id) -> bool:
    """Links may be overridden; the number of a picture or file may be anybody's."""
    return inside.is_translation_inside(
        request.user, translation_id
    ) and inside.is_link(overridable_segment_id)


_page = _about(inside.is_page_inside, "page_id", "parent_page_id")
_image = _about(inside.is_image_inside, "image_id", "pk")
_document = _about(inside.is_document_inside, "document_id", "doc_id", "pk")
_translation = _about(inside.is_translation_inside, "translation_id")
_term = _about(partial(inside.is_seen, GlossaryTerm), "pk")
_fact = _about(partial(inside.is_seen, Fact), "pk")
_own_fact = _about(partial(inside.is_own, Fact), "pk")
_service = _about(partial(inside.is_seen, HelpService), "pk")


def _named(prefix: str, names: str, check: Check) -> dict[str, Check]:
    return {f"{prefix}{name}": check for name in names.split()}


DOORS: dict[str, Check] = {
    # The frame: home, account, scripts, pictures of the interface.
    **_named(
        "wagtailadmin_",
        "home account logout login sprite javascript_catalog block_preview dismissibles "
        "explore_root choose_page choose_page_search choose_page_external_link "
        "choose_page_email_link choose_page_phone_link choose_page_anchor_link",
        _free,
    ),
    "wagtail_localize:javascript_catalog": _free,
    # Pages.
    **_named("wagtailadmin_", "explore explore_results choose_page_child", _page),
    "wagtailadmin_choose_page_chosen_multiple": _listed(inside.is_page_inside),
    **_named(
        "wagtailadmin_pages:",
        "add preview_on_add add_subpage usage edit preview_on_edit view_draft delete "
        "unpublish convert_alias copy confirm_workflow_cancellation workflow_preview "
        "lock unlock revisions_index revisions_view revisions_revert "
        "revisions_unschedule workflow_history workflow_history_detail history "
        "history_results",
        _page,
    ),
    # Its address has no names for its parts.
    "wagtailadmin_pages:revisions_compare": lambda request, page_id, *rest: (
        inside.is_page_inside(request.user, page_id)
    ),
    **_named(
        "wagtailadmin_pages:",
        "search search_results type_use type_use_results choose_parent",
        _free,
    ),
    **_named("wagtailadmin_pages:", "move move_confirm set_page_position", _move),
    **_named(
        "wagtailadmin_pages:", "workflow_action collect_workflow_action_data", _task
    ),
    "wagtail_bulk_action": _bulk,
    "wagtailadmin_editing_sessions:ping": _session,
    # Wagtail itself lets nobody end somebody else's.
    "wagtailadmin_editing_sessions:release": _free,
    **_named("wagtailadmin_api:pages:", "listing detail", _free),
    **_named("wagtailadmin_reports:", "aging_pages aging_pages_results", _free),
    # Pictures and files.
    **_named("wagtailimages:", "index index_results add add_multiple", _free),
    **_named(
        "wagtailimages:",
        "edit delete url_generator url_generator_output preview image_usage "
        "edit_multiple delete_multiple",
        _image,
    ),
    # Uploads in two steps belong to who began them; Wagtail checks that.
    **_named(
        "wagtailimages:",
        "create_multiple_from_uploaded_image delete_upload_multiple",
        _free,
    ),
    **_named("wagtailimages_chooser:", "choose choose_results create", _free),
    **_named("wagtailimages_chooser:", "chosen select_format", _image),
    "wagtailimages_chooser:chosen_multiple": _listed(inside.is_image_inside),
    **_named("wagtaildocs:", "index index_results add add_multiple", _free),
    **_named(
        "wagtaildocs:",
        "edit delete document_usage edit_multiple delete_multiple",
        _document,
    ),
    **_named(
        "wagtaildocs:",
        "create_multiple_from_uploaded_document delete_upload_multiple",
        _free,
    ),
    **_named("wagtaildocs_chooser:", "choose choose_results create", _free),
    "wagtaildocs_chooser:chosen": _document,
    "wagtaildocs_chooser:chosen_multiple": _listed(inside.is_document_inside),
    # Translations.
    **_named("wagtail_localize:", "submit_page_translation convert_to_alias", _page),
    "wagtail_localize:update_translations": _about(
        inside.is_translation_source_inside, "translation_source_id"
    ),
    **_named(
        "wagtail_localize:",
        "edit_string_translation download_pofile upload_pofile preview_translation "
        "stop_translation",
        _translation,
    ),
    "wagtail_localize:edit_override": _override,
    # Carrying modules: forms list only what is inside, or open to read.
    **_named("exchange:", "new take", _free),
    **_named("exchange:", "file changes", _about(inside.is_page_inside, "module_id")),
    # The view itself asks whether she may publish the page.
    "void_question": _page,
    # The glossary.
    **_named("wagtailsnippets_cms_glossaryterm:", "list list_results add", _free),
    **_named(
        "wagtailsnippets_cms_glossaryterm:",
        "edit delete usage history history_results",
        _term,
    ),
    # Facts: all read the programme's, and change their own.
    **_named("wagtailsnippets_cms_fact:", "list list_results add", _free),
    **_named("wagtailsnippets_cms_fact:", "history history_results", _fact),
    **_named(
        "wagtailsnippets_cms_fact:",
        "edit delete usage revisions_revert revisions_unschedule",
        _own_fact,
    ),
    "wagtailsnippets_cms_fact:inspect": _fact,
    # Its address has no names for all its parts.
    "wagtailsnippets_cms_fact:revisions_compare": lambda request, pk, *rest, **named: (
        inside.is_seen(Fact, request.user, pk)
    ),
    "changed_facts": _free,
    "changed_fact_seen": _free,  # the view itself asks whose page it is
    # The directory of help.
    **_named("wagtailsnippets_cms_helpservice:", "list list_results add", _free),
    **_named(
        "wagtailsnippets_cms_helpservice:",
        "edit delete usage history history_results",
        _service,
    ),
}

# Accounts and their groups come from memberships (see workspaces.py), for everybody: who
# could set a password or a group here could read names.
SHUT_TO_ALL = ("wagtailusers_users:", "wagtailusers_groups:")
