"""Inside the walls: an author of one union sees nothing of another one.

Every address of the Wagtail admin is opened by an author of union north, with the ids of
union south, and what is secret about south may never come back. An address that is not
in `doors.py` is shut, so a new version of Wagtail opens nothing by itself.
"""

import itertools

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment, Locale, Page, Site
from wagtail.rich_text import RichText
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from cms.models import (
    FactMark,
    GlossaryTerm,
    HelpService,
    LessonPage,
    ModulePage,
    StandardPage,
)
from cms.pages.references import foreign_references
from cms.walls.doors import DOORS
from cms.walls.workspaces import (
    bring_groups_up_to_date,
    set_up_programme,
    set_up_tenant,
)
from learning.models import Membership, User
from tests.cms.conftest import make_union
from tests.cms.facting import add_fact

SECRET = "southsecret"
# Pages that are the same whatever stands after the question mark.
FORMS = {
    "wagtailadmin_home",
    "wagtailadmin_account",
    "exchange:new",
    "wagtailimages:add_multiple",
    "wagtaildocs:add_multiple",
    "wagtailimages_chooser:create",
    "wagtaildocs_chooser:create",
}
pytestmark = [
    # Wagtail leaves the buffer of a rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def admin_addresses():
    """Every name under /admin/, with the names of the ids in its address."""

    def walk(resolver, prefix, namespace):
        for each in resolver.url_patterns:
            here = prefix + str(each.pattern)
            if isinstance(each, URLResolver):
                inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
                yield from walk(each, here, inner)
            elif here.startswith("admin/") and each.name:
                yield f"{namespace}{each.name}", tuple(each.pattern.converters)

    return sorted(set(walk(get_resolver(), "", "")))


class Workplace:
    """A union with an author at work: a module, files, a comment, a task, a session."""

    def __init__(self, slug):
        self.union = make_union(slug)
        self.workspace = set_up_tenant(self.union)
        self.author = User.objects.create_user(f"{slug}-author", "x")
        Membership.objects.create(user=self.author, union=self.union, role="author")
        bring_groups_up_to_date(self.author)
        self.home = self.workspace.homes[0]
        self.write(slug)
        self.translate()

    def write(self, slug):
        collection = self.workspace.collection
        self.image = Image.objects.create(
            title=f"{slug} picture",
            file=get_test_image_file(filename=f"{slug}.png"),
            collection=collection,
            uploaded_by_user=self.author,
        )
        self.image.tags.add(f"{slug} tag")
        self.document = Document.objects.create(
            title=f"{slug} file",
            file=ContentFile(b"x", name=f"{slug}.pdf"),
            collection=collection,
            uploaded_by_user=self.author,
        )
        self.module = self.home.add_child(
            instance=ModulePage(
                title=f"{slug} module",
                slug=f"{slug}-module",
                summary="-",
                outcome="-",
                owner=self.author,
            )
        )
        self.lesson = self.module.add_child(
            instance=LessonPage(
                title=f"{slug} lesson",
                slug=f"{slug}-lesson",
                objective=f"{slug} objective",
                owner=self.author,
                locked=True,
                locked_by=self.author,
                locked_at=timezone.now(),
                body=[
                    ("heading", {"text": f"{slug} heading"}),
                    ("image", {"image": self.image, "alt": slug, "caption": ""}),
                    (
                        "rich_text",
                        {"html": f'<p><a href="https://{slug}.test/">{slug}</a></p>'},
                    ),
                ],
            )
        )
        self.standard = self.home.add_child(
            instance=StandardPage(
                title=f"{slug} page", slug=f"{slug}-page", owner=self.author
            )
        )
        self.revision = self.lesson.save_revision(user=self.author, log_action=True)
        self.revision.publish(user=self.author)
        Comment.objects.create(
            page=self.lesson,
            user=self.author,
            text=f"{slug} comment",
            contentpath="title",
        )
        self.draft = self.module.save_revision(user=self.author, log_action=True)
        self.state = self.workspace.workflow.start(self.module, self.author)
        self.task_state = self.state.current_task_state
        self.term = GlossaryTerm.objects.create(source=f"{slug} term", union=self.union)
        self.fact = add_fact(
            f"{slug}-law", self.union, value=f"{slug} day", statement=f"{slug} law"
        )
        self.mark = FactMark.objects.create(
            page_id=self.lesson.pk,
            fact=self.fact.translation_key,
            key=self.fact.key,
            before={"value": f"{slug} yesterday"},
            after={"value": f"{slug} today"},
            changed_at=timezone.now(),
        )
        self.session = EditingSession.objects.create(
            user=self.author,
            content_type=ContentType.objects.get_for_model(Page),
            object_id=str(self.lesson.pk),
            last_seen_at=self.revision.created_at,
        )

    def translate(self):
        french = Locale.objects.get(language_code="fr")
        for page in (self.module, self.lesson):
            self.source, _ = TranslationSource.get_or_create_from_instance(page)
            self.translation = Translation.objects.create(
                source=self.source, target_locale=french
            )
            self.translation.save_target(publish=False)

    def ids(self):
        """What stands in an address, by its name there; several where it may be several."""
        pages = [self.lesson.pk, self.module.pk, self.home.pk]
        return {
            "page_id": pages,
            "parent_page_id": pages,
            "module_id": pages,
            "page_pk": pages,
            "page_to_move_id": pages,
            "destination_id": pages,
            "image_id": [self.image.pk],
            "document_id": [self.document.pk],
            "doc_id": [self.document.pk],
            "revision_id": [self.revision.pk, self.fact.latest_revision_id],
            "task_state_id": [self.task_state.pk],
            "workflow_state_id": [self.state.pk],
            "task_id": [self.task_state.task_id],
            "workflow_pk": [self.state.workflow_id],
            "translation_id": [self.translation.pk],
            "translation_source_id": [self.source.pk],
            "string_segment_id": StringSegment.objects.filter(
                source=self.source
            ).values_list("pk", flat=True)[:1],
            "overridable_segment_id": OverridableSegment.objects.filter(
                source=self.source
            ).values_list("pk", flat=True)[:1],
            "session_id": [self.session.pk],
            "collection_id": [self.workspace.collection.pk],
            "uploaded_file_id": [1],
            "filter_spec": ["width-100"],
            "action_name": ["approve"],
            "action": ["delete"],
            "mode": ["default"],
            "pk": {
                self.image.pk,
                self.document.pk,
                self.term.pk,
                self.fact.pk,
                self.mark.pk,
                self.lesson.pk,
                self.author.pk,
                self.workspace.collection.pk,
                self.workspace.authors.pk,
                self.state.workflow_id,
                self.task_state.task_id,
                self.home.locale_id,
            },
            "object_id": pages,
            "uidb64": ["x"],
            "token": ["x"],
            ("content_type_app_name", "content_type_model_name"): [
                ("cms", "lessonpage"),
                ("cms", "modulepage"),
            ],
            ("app_label", "model_name"): [
                ("cms", "lessonpage"),
                ("wagtailcore", "page"),
                ("wagtailimages", "image"),
                ("wagtaildocs", "document"),
                ("cms", "glossaryterm"),
                ("cms", "fact"),
            ],
            ("app_name", "model_name"): [("taggit", "tag")],
        }

    def fill(self, names):
        """Every way to fill an address with this workplace's ids."""
        ids, left, parts = self.ids(), list(names), []
        for pair in [key for key in ids if isinstance(key, tuple)]:
            if set(pair) <= set(left):
                parts.append([dict(zip(pair, each, strict=True)) for each in ids[pair]])
                left = [name for name in left if name not in pair]
        parts += [[{name: each} for each in ids[name]] for name in left]
        for combination in itertools.product(*parts):
            yield {name: each for part in combination for name, each in part.items()}

    def queries(self, name):
        """The ways to ask for the page called `name`, if it is a list or a chooser."""
        return [""] if name in FORMS or name.endswith(":add") else list(self.filters())

    def filters(self):
        """What lists and choosers take after the question mark."""
        yield ""
        # Words that both unions use: a secret that was typed would only come back.
        for word in ("lesson", "file", "term"):
            yield f"?q={word}"
        ids = (self.lesson.pk, self.image.pk, self.document.pk, self.author.pk)
        yield "?" + "&".join(f"id={pk}" for pk in ids)
        yield "?id=all"
        yield "?page_type=cms.lessonpage"
        yield "?page_type=cms.modulepage,cms.lessonpage&multiple=1"
        yield f"?collection_id={self.workspace.collection.pk}"
        yield f"?owner={self.author.pk}&edited_by={self.author.pk}"
        yield f"?user={self.author.pk}&term=t"
        yield f"?child_of={self.module.pk}"
        yield f"?translation_of={self.module.pk}"
        yield "?export=csv"
        yield f"?parent_page_id={self.module.pk}&locale=en"


@pytest.fixture(autouse=True)
def _gate(settings):
    gate = "cms.walls.gate.AdminGate"
    if gate not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, gate]


@pytest.fixture
def unions(root):
    """Union south, full of secrets, and union north, whose author looks around."""
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": root}
    )
    for language in ("fr", "es"):
        Locale.objects.get_or_create(language_code=language)
    set_up_programme()
    return Workplace("north"), Workplace(SECRET)


def leaks(response) -> bool:
    content = b"".join(response) if response.streaming else response.content
    headers = " ".join(f"{name}: {each}" for name, each in response.items())
    return SECRET in (content.decode(errors="replace") + headers).lower()


@pytest.mark.slow
@pytest.mark.one_database
def test_no_address_of_the_admin_shows_anything_of_another_union(unions, client):
    north, south = unions
    client.force_login(north.author)
    client.raise_request_exception = False
    opened, let_in, leaked, broken = 0, [], [], []

    for name, names in admin_addresses():
        theirs = list(south.fill(names))
        # Her own pages must not show anything of theirs either.
        filled = theirs + [ids for ids in north.fill(names) if ids]
        # A door that is shut is shut whatever is written on it.
        for ids in filled if name in DOORS else filled[:1]:
            try:
                address = reverse(name, kwargs=ids)
            except NoReverseMatch:
                continue
            lists = name in DOORS and not ids
            for query in south.queries(name) if lists else [""]:
                response = client.get(address + query)
                opened += 1
                shown = f"{name} {address}{query}"
                if leaks(response):
                    leaked.append(shown)
                if response.status_code >= 500:
                    broken.append(shown)
                # A number alone may also be that of something of her own.
                is_told_apart = ids.keys() & {"page_id", "parent_page_id", "image_id"}
                if response.status_code == 200 and is_told_apart and ids in theirs:
                    let_in.append(shown)

    assert sorted(leaked) == []
    assert broken == []
    assert let_in == []
    assert opened > 500


def test_comparing_revisions_is_for_her_own_pages(unions, client):
    north, south = unions
    client.force_login(north.author)
    for workplace, answer in ((north, 200), (south, 404)):
        address = f"/admin/pages/{workplace.lesson.pk}/revisions/compare/live...latest/"
        assert client.get(address).status_code == answer


def test_nobody_approves_the_task_of_another_union(unions, client):
    north, south = unions
    client.force_login(north.author)
    for page in (north.module, south.module):
        address = reverse(
            "wagtailadmin_pages:workflow_action",
            args=[page.pk, "approve", south.task_state.pk],
        )
        assert client.post(address).status_code == 404
    south.task_state.refresh_from_db()
    assert south.task_state.status == "in_progress"


def test_bulk_actions_do_not_name_what_she_may_not_touch(unions, client):
    north, south = unions
    client.force_login(north.author)
    address = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"])
    ids = f"?id={north.image.pk}&id={south.image.pk}"
    assert client.get(address + ids).status_code == 404
    assert client.post(address + ids).status_code == 404
    assert client.get(f"{address}?id={north.image.pk}").status_code == 200


def test_a_form_sent_without_the_chooser_takes_nothing_of_others(unions):
    north, south = unions
    for workplace, is_taken in ((north, True), (south, False)):
        page = LessonPage.objects.get(pk=north.lesson.pk)
        page.body = [
            ("image", {"image": workplace.image, "alt": "a", "caption": ""}),
            ("rich_text", {"html": RichText(link_to(workplace.standard))}),
        ]
        if workplace is north:
            page.save()
        assert foreign_references(page, north.author) is not is_taken


def link_to(page):
    return f'<p><a linktype="page" id="{page.pk}">x</a></p>'


def test_her_own_work_is_open_to_her(unions, client):
    north, _south = unions
    client.force_login(north.author)
    for name, args in (
        ("wagtailadmin_home", []),
        ("wagtailadmin_account", []),
        ("wagtailadmin_explore", [north.home.pk]),
        ("wagtailadmin_pages:edit", [north.module.pk]),
        ("wagtailadmin_pages:history", [north.lesson.pk]),
        ("wagtailadmin_pages:add", ["cms", "lessonpage", north.module.pk]),
        ("wagtailimages:edit", [north.image.pk]),
        ("wagtaildocs:edit", [north.document.pk]),
        ("wagtailsnippets_cms_glossaryterm:list", []),
        ("wagtailsnippets_cms_glossaryterm:edit", [north.term.pk]),
        ("wagtailadmin_reports:aging_pages", []),
        ("wagtailsnippets_cms_fact:edit", [north.fact.pk]),
        ("changed_facts", []),
    ):
        assert client.get(reverse(name, args=args)).status_code == 200, name


def test_the_account_has_no_form_for_a_name(unions, client):
    north, _south = unions
    client.force_login(north.author)
    answer = client.get(reverse("wagtailadmin_account"))
    assert b"first_name" not in answer.content
    assert b"avatar-avatar" not in answer.content


def test_accounts_are_not_made_in_wagtail_not_even_by_an_administrator(root, client):
    admin = User.objects.create_superuser("admin", "x")
    client.force_login(admin)
    for name in ("wagtailusers_users:index", "wagtailusers_groups:index"):
        assert client.get(reverse(name)).status_code == 404
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_the_door_of_the_admin_is_our_own_log_in(root, client):
    answer = client.get(reverse("wagtailadmin_home"), follow=True)
    assert answer.redirect_chain[-1][0].split("?")[0] == reverse("account_login")


def test_a_term_of_the_programme_can_be_read_and_not_changed(unions, client):
    north, _south = unions
    client.force_login(north.author)
    term = GlossaryTerm.objects.create(source="mandate")
    listing = client.get(reverse("wagtailsnippets_cms_glossaryterm:list"))
    assert b"mandate" in listing.content
    address = reverse("wagtailsnippets_cms_glossaryterm:edit", args=[term.pk])
    client.post(address, {"source": "changed"})
    term.refresh_from_db()
    assert term.source == "mandate"


def test_a_new_term_belongs_to_the_union_of_who_writes_it(unions, client):
    north, _south = unions
    client.force_login(north.author)
    client.post(
        reverse("wagtailsnippets_cms_glossaryterm:add"),
        {
            "source": "strike fund",
            "note": "",
            "translations-TOTAL_FORMS": 0,
            "translations-INITIAL_FORMS": 0,
        },
    )
    assert GlossaryTerm.objects.get(source="strike fund").union == north.union


# For the buttons of a fact wagtail-localize asks two questions a row.
@pytest.mark.parametrize(
    ("name", "a_row"), [("glossaryterm", 0), ("helpservice", 0), ("fact", 2)]
)
def test_a_longer_list_costs_no_more_queries_of_ours(unions, client, name, a_row):
    north, _south = unions
    client.force_login(north.author)
    address = reverse(f"wagtailsnippets_cms_{name}:list")
    client.get(address)
    counts = []
    for keys in (["a1", "a2"], ["b1", "b2", "b3"]):
        for key in keys:
            GlossaryTerm.objects.create(source=key, union=north.union)
            HelpService.objects.create(country="BJ", name=key, what="-", contact="-")
            add_fact(key, north.union)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[1] - counts[0] == 3 * a_row
