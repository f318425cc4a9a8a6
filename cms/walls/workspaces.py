"""One workspace per union that keeps its own key: a page tree, a collection, two groups.

An author reaches what her groups reach, and nothing else; everything inside the walls
follows from the permissions given here. The programme has a workspace too, without a
union: the authors of the "Open" tenant, which it runs, write its modules.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.pages.home import HomePage

PROGRAMME = "programme"
# The level of the tenant that the programme runs (learning.members: Union.Level.OPEN).
OPEN = "open"

AUTHOR_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
# A second reader, an author, approves and publishes what a translator saves.
TRANSLATOR_PAGES = ("change_page",)
AUTHOR_COLLECTION = (
    "add_image",
    "change_image",
    "choose_image",
    "delete_image",
    "add_document",
    "change_document",
    "choose_document",
    "delete_document",
)
TRANSLATOR_COLLECTION = ("choose_image", "choose_document")
SNIPPETS = (
    "add_glossaryterm",
    "change_glossaryterm",
    "delete_glossaryterm",
    "view_glossaryterm",
    "add_helpservice",
    "change_helpservice",
    "delete_helpservice",
    "view_helpservice",
)
# Who translates facts changes them; an author publishes.
TRANSLATOR_FACTS = ("change_fact", "view_fact")
AUTHOR_FACTS = (*TRANSLATOR_FACTS, "add_fact", "delete_fact", "publish_fact")


@dataclass(frozen=True)
class Workspace:
    """What belongs to one union, or to the programme where `union` is None."""

    homes: tuple[HomePage, ...]
    collection: Collection
    workflow: Workflow
    authors: Group
    translators: Group


def set_up_tenant(union) -> Workspace:
    """Make or complete the workspace of a union that keeps its own key; idempotent."""
    if not union.keeps_own_key:
        raise ValueError(f"{union.slug} keeps no key of its own, so it is no tenant")
    if union.level == OPEN:
        return set_up_programme()
    return _set_up(union, union.slug, union.name, union.language)


def set_up_programme() -> Workspace:
    """Make or complete the programme's own workspace; idempotent."""
    return _set_up(None, PROGRAMME, "Palabre", "en")


def complete_workspaces(tenants) -> None:
    """Bring all workspaces up to date: after a language was added, above all.

    `tenants` are the unions that keep their own key: `Union.objects.tenants()`.
    """
    set_up_programme()
    for union in tenants:
        set_up_tenant(union)


@transaction.atomic
def _set_up(union, slug: str, name: str, language: str) -> Workspace:
    authors, _ = Group.objects.get_or_create(name=f"{slug} authors")
    translators, _ = Group.objects.get_or_create(name=f"{slug} translators")
    _give(authors, "access_admin", "submit_translation", *SNIPPETS, *AUTHOR_FACTS)
    _give(translators, "access_admin", *SNIPPETS, *TRANSLATOR_FACTS)
    collection = _collection(slug)
    for group, codenames in (
        (authors, AUTHOR_COLLECTION),
        (translators, TRANSLATOR_COLLECTION),
    ):
        for permission in _permissions(codenames):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )
    workflow = _second_reader(slug, authors)
    homes = _homes(union, slug, name, language)
    for home in homes:
        open_home(home)
    return Workspace(homes, collection, workflow, authors, translators)


def open_home(home: HomePage) -> None:
    """Let the groups of its owner into a home, which may be one in a new language."""
    slug = slug_of(home.union)
    for group in Group.objects.filter(
        name__in=[f"{slug} authors", f"{slug} translators"]
    ):
        codenames = (
            AUTHOR_PAGES if group.name.endswith(" authors") else TRANSLATOR_PAGES
        )
        for permission in _permissions(codenames):
            GroupPagePermission.objects.get_or_create(
                group=group, page=home, permission=permission
            )
    workflow = Workflow.objects.filter(name=f"{slug}: second reader").first()
    if workflow:
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def slug_of(union) -> str:
    """The slug of a workspace: its union's, or the programme's."""
    return PROGRAMME if union is None or union.level == OPEN else union.slug


def collection_of(union) -> Collection:
    """The collection for pictures and files of a union, or of the programme (None)."""
    return Collection.objects.get(name=slug_of(union), depth=2)


def groups_for(user) -> set[str]:
    """The names of the groups that the user's current memberships give."""
    memberships = user.memberships.current()
    # An administrator works on the programme's own modules.
    own = (
        {f"{PROGRAMME} authors"} if memberships.filter(role="administrator") else set()
    )
    memberships = memberships.filter(role__in=["author", "translator"])
    return own | {
        f"{slug_of(membership.union.tenant)} {membership.role}s"
        for membership in memberships.select_related("union__tenant")
        if membership.union.tenant
    }


def bring_groups_up_to_date(user) -> None:
    """Make the user's groups those of her memberships, ended ones taken away."""
    wanted = groups_for(user)
    if set(user.groups.values_list("name", flat=True)) != wanted:
        user.groups.set(Group.objects.filter(name__in=wanted))


def _homes(union, slug: str, name: str, language: str) -> tuple[HomePage, ...]:
    """One home in each language; the first is the one that is written in."""
    homes = list(HomePage.objects.filter(union=union).order_by("path"))
    if not homes:
        locale = (
            Locale.objects.filter(language_code=language).first()
            or Locale.get_default()
        )
        home = HomePage(title=name, slug=slugify(slug), locale=locale, union=union)
        homes = [Page.get_first_root_node().add_child(instance=home)]
    there = {home.locale_id for home in homes}
    for locale in Locale.objects.exclude(pk__in=there).order_by("language_code"):
        home = homes[0].copy_for_translation(locale)
        home.save_revision().publish()
        homes.append(HomePage.objects.get(pk=home.pk))
    return tuple(homes)


def _collection(slug: str) -> Collection:
    found = Collection.objects.filter(name=slug, depth=2).first()
    return found or Collection.get_first_root_node().add_child(name=slug)


def _second_reader(slug: str, authors: Group) -> Workflow:
    """What a translator submits waits for an author of the same union."""
    name = f"{slug}: second reader"
    workflow, is_new = Workflow.objects.get_or_create(name=name)
    if is_new:
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(authors)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _give(group: Group, *codenames: str) -> None:
    group.permissions.add(*_permissions(codenames))


def _permissions(codenames) -> list[Permission]:
    found = Permission.objects.filter(
        codename__in=codenames,
        content_type__app_label__in=[
            "wagtailadmin",
            "wagtailcore",
            "wagtailimages",
            "wagtaildocs",
            "wagtail_localize",
            "cms",
        ],
    )
    return list(found)
