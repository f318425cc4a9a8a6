"""Two unions, each with everything that could leak into the other.

A `Place` is one union with people in every role, a module on the shelf for this union
only, a certificate, a sitting, a request for help, pages, files and a translation. What
tells on trainees carries one marker (`people_mark`), what the union's staff have written
or are called another (`words_mark`).
"""

import shutil
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment, Locale, PageLogEntry
from wagtail_localize.models import OverridableSegment, StringSegment, Translation

from cms.localisation import refresh_translations
from cms.models import (
    FactMark,
    GlossaryTerm,
    HelpService,
    LessonPage,
    StandardPage,
)
from cms.module_files import load_module
from cms.walls.workspaces import set_up_tenant
from learning.catalogue.shelf import shelf
from learning.certificates.actions import issue_certificate, revoke
from learning.certificates.codes import code_of
from learning.classroom.actions.at_the_door import open_door
from learning.classroom.actions.class_mode import begin_class
from learning.classroom.actions.helping import ask_for_help
from learning.classroom.actions.joining import put_up_code
from learning.classroom.actions.projects import add_project
from learning.classroom.actions.registering import Tick, mark
from learning.classroom.actions.rosters import begin_roster
from learning.classroom.models import Destruction, TrainingContent
from learning.members.actions import (
    appoint,
    decide_consent,
    make_cards,
    make_join_code,
    name_participant,
)
from learning.members.models import Consent, Identity, PossibleDouble
from learning.members.roles import ROLE_BY_SLUG
from learning.progress.actions.events import close_attempt, open_attempt
from learning.progress.actions.plans import keep_plan
from learning.records import new_id
from learning.reports.actions.history import declare_total
from learning.reports.actions.periods import make_period
from learning.reports.actions.sampling import draw_sample
from learning.reports.actions.targets import keep_indicator, set_span
from learning.reports.counting import IN_FORCE
from learning.reports.models import HistoryImport, OutcomePair
from learning.safekeeping.merging import merge
from tests.cms.facting import add_fact
from tests.learning.classroom.cast import a_training
from tests.learning.factories import (
    ParticipantFactory,
    RegistrationFactory,
    SessionFactory,
    TrainingFactory,
    UnionFactory,
    UserFactory,
)
from tests.learning.reports.cast import told_by

SMALL = Path(__file__).parent / "cms" / "small_module"
# Who visits.
ROLES = (
    "anonymous",
    "trainee",
    "trainer",
    "author",
    "translator",
    "coordinator",
    "officer",
    "evaluator",
    "administrator",
)


class Programme:
    """The staff who belong to no union."""

    def __init__(self):
        self.people = {
            "anonymous": None,
            "administrator": staff("chief", is_staff=True, is_superuser=True),
        }
        chief = self.people["administrator"]
        appoint(user=chief, role=ROLE_BY_SLUG["administrator"], by=None)
        for slug in ("officer", "evaluator"):
            self.people[slug] = staff(slug)
            appoint(
                user=self.people[slug],
                role=ROLE_BY_SLUG[slug],
                by=chief,
                ends_on=timezone.localdate() + timedelta(days=30),
            )

    def report(self):
        """An open period with every training of both unions, all of them sampled."""
        year = timezone.localdate().year
        self.period = make_period(
            name="Two years",
            starts_on=date(year - 1, 1, 1),
            ends_on=date(year, 12, 31),
            by=self.people["officer"],
        )
        self.sample = draw_sample(
            period=self.period, size=9, by=self.people["evaluator"]
        )


def staff(name: str, **fields):
    """An account with an e-mail address and a second factor."""
    email = f"{name}@example.org"
    user = UserFactory(sign_in_name=name, email=email, **fields)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    TOTP.activate(user, generate_totp_secret())
    return user


class Place:
    """One union with everything; `people` and `words` stand in all that is its own."""

    def __init__(self, slug: str, programme: Programme, folder: Path):
        self.slug, self.people_mark, self.words_mark = (
            slug,
            f"{slug}volk",
            f"{slug}wort",
        )
        self.union = UnionFactory(slug=slug, name=f"The {slug} union")
        self.workspace = set_up_tenant(self.union)
        self.appoint_everybody(programme)
        self.write(folder)
        self.translate()
        self.learn()
        self.hold_a_training()
        self.tell_what_came_of_it()
        self.be_promised_and_declared(programme)

    def appoint_everybody(self, programme):
        self.people = dict(programme.people)
        self.programme = programme
        self.participant = ParticipantFactory(
            union=self.union, user__sign_in_name=f"{self.people_mark}-1001"
        )
        self.people["trainee"] = self.participant.user
        giver = programme.people["administrator"]
        for slug in ("coordinator", "trainer", "author", "translator"):
            user = staff(f"{slug}-{self.words_mark}", is_staff=slug == "author")
            appoint(user=user, role=ROLE_BY_SLUG[slug], union=self.union, by=giver)
            self.people[slug] = user
            giver = self.people["coordinator"]

    def write(self, folder: Path):
        author, words = self.people["author"], self.words_mark
        self.course = f"{self.slug}-course"
        source = shutil.copytree(SMALL, folder / self.slug)
        (source / "fr.po").unlink()
        for file in source.rglob("*.toml"):
            text = file.read_text().replace('slug = "small"', f'slug = "{self.course}"')
            file.write_text(text.replace('title = "', f'title = "{words} '))
        self.module = load_module(source, self.workspace.homes[0])
        self.module.audience = "union"
        self.module.owner = author
        self.module.save_revision(user=author, log_action=True).publish()
        self.lesson = LessonPage.objects.child_of(self.module).first()
        self.revision = self.lesson.save_revision(user=author, log_action=True)
        self.standard = self.workspace.homes[0].add_child(
            instance=StandardPage(title=f"{words} page", slug=f"{self.slug}-page")
        )
        self.image = Image.objects.create(
            title=f"{words} picture",
            file=get_test_image_file(filename=f"{words}.png"),
            collection=self.workspace.collection,
            uploaded_by_user=author,
        )
        self.document = Document.objects.create(
            title=f"{words} file",
            file=ContentFile(b"x", name=f"{words}.pdf"),
            collection=self.workspace.collection,
            uploaded_by_user=author,
        )
        self.term = GlossaryTerm.objects.create(
            source=f"{words} term", union=self.union
        )
        self.fact = add_fact(
            f"{words}-law", self.union, statement=f"{words} law", value=f"{words} day"
        )
        self.mark = FactMark.objects.create(
            page_id=self.lesson.pk,
            fact=self.fact.translation_key,
            key=self.fact.key,
            before={"value": f"{words} yesterday"},
            after={"value": f"{words} today"},
            changed_at=timezone.now(),
        )
        self.service = HelpService.objects.create(
            country="BJ",
            name=f"{words} line",
            what=f"{words} listens",
            contact="0",
            source="she said so",
            last_checked_date=timezone.localdate(),
            union=self.union,
        )
        Comment.objects.create(
            page=self.lesson, user=author, text=f"{words} comment", contentpath="title"
        )
        self.workflow_state = self.workspace.workflow.start(self.lesson, author)
        PageLogEntry.objects.filter(page=self.lesson.pk).update(user=author)

    def translate(self):
        for page in (self.module, self.lesson):
            refresh_translations.enqueue(page.pk)
        self.translation = Translation.objects.get(
            source__object_id=self.lesson.translation_key,
            target_locale__language_code="fr",
        )
        self.source = self.translation.source

    def learn(self):
        """She has passed, holds a certificate that was revoked, and asks for help."""
        module, user = shelf.module(self.course), self.participant.user
        test = module.final_test
        self.attempt = open_attempt(
            participant=self.participant,
            lesson_key=test.key,
            version=test.latest_version,
            by=user,
        )
        close_attempt(
            attempt=self.attempt, percent=90, passed=True, language="en", by=user
        )
        self.certificate = issue_certificate(
            attempt=self.attempt, language="en", by=user
        )
        revoke(
            certificate=self.certificate,
            reason=f"{self.people_mark} reason",
            by=self.people["coordinator"],
        )
        self.help_request = ask_for_help(
            participant=self.participant, reason="talk", path="", by=user
        )
        self.kept_plan = keep_plan(
            participant=self.participant,
            lesson_key=self.lesson.translation_key,
            activity=new_id(),
            sheet={"rows": {"must": f"{self.people_mark} wants"}, "checks": []},
            by=user,
        )
        name_participant(
            participant=self.participant,
            name=f"{self.people_mark} Adjovi",
            basis=Identity.Basis.SCREEN,
            by=user,
        )

    def hold_a_training(self):
        """A training with everything around it; its people and words carry the marks."""
        trainer = self.people["trainer"]
        self.training = TrainingFactory(
            union=self.union,
            trainer=trainer,
            title=f"{self.words_mark} training",
            project=add_project(slug=f"{self.slug}-project", name="A project"),
        )
        today = SessionFactory(training=self.training, held_on=timezone.now().date())
        self.session = open_door(session=today, by=trainer)
        self.registration = RegistrationFactory(
            training=self.training, participant=self.participant
        )
        mark(
            session=self.session,
            ticks=[
                Tick(
                    id=new_id(),
                    registration=self.registration.pk,
                    minutes=300,
                    how="tap",
                    marked_at=timezone.now(),
                )
            ],
            by=trainer,
        )
        self.destruction = Destruction(
            tenant=self.union, training=self.training, asked_by=trainer
        )
        self.destruction.save(force_insert=True)
        self.class_code = put_up_code(training=self.training, by=trainer)
        self.home_code = make_join_code(
            union=self.union, expires_at=timezone.now() + timedelta(days=9), by=trainer
        )
        [self.card] = make_cards(union=self.union, count=1, by=trainer)
        self.hold_a_class()
        self.read_a_list()
        self.be_asked_afterwards()

    def be_asked_afterwards(self):
        """A training of some months ago, of which she can be asked what came of it."""
        ended_on = timezone.localdate() - timedelta(days=100)
        past = TrainingFactory(
            union=self.union,
            trainer=self.people["trainer"],
            title=f"{self.words_mark} past",
            starts_on=ended_on,
        )
        self.attended = RegistrationFactory(training=past, participant=self.participant)
        tick = Tick(
            id=new_id(),
            registration=self.attended.pk,
            minutes=300,
            how="tap",
            marked_at=timezone.now(),
        )
        mark(
            session=SessionFactory(training=past),
            ticks=[tick],
            by=self.people["trainer"],
        )
        decide_consent(
            participant=self.participant,
            purpose=Consent.Purpose.CONTACT,
            given=True,
            language="en",
            by=self.people["trainee"],
        )

    def hold_a_class(self):
        """It runs, with the first lesson of this union's own module."""
        trainer, course = self.people["trainer"], shelf.module(self.course)
        TrainingContent(
            tenant=self.training.tenant, training=self.training, module_id=course.key
        ).save()
        lesson = course.lessons[0]
        self.show = begin_class(
            session=self.session,
            module_key=course.key,
            lesson_key=lesson.key,
            by=trainer,
        )

    def read_a_list(self):
        """One that waits to be looked at; a pair to decide, and one that was joined."""
        coordinator = self.people["coordinator"]
        self.roster = begin_roster(
            training=self.training,
            content=f"Name;Sex\n{self.people_mark} Dossou;F\n".encode(),
            by=coordinator,
        )
        one, other, third = sorted(
            (ParticipantFactory(union=self.union, user=None) for _each in range(3)),
            key=lambda each: each.pk,
        )
        self.pair = PossibleDouble(
            tenant=self.union, first=one, second=other, reasons=["sex"], likeness=0.9
        )
        self.pair.save()
        self.merge = merge(participant=third, into=other, by=coordinator)

    def tell_what_came_of_it(self):
        """A record with the training behind it, and the same told by somebody else."""
        self.outcome = told_by(
            SimpleNamespace(union=self.union, coordinator=self.people["coordinator"]),
            title=f"{self.words_mark} agreement",
            contribution=f"{self.words_mark} did it",
            trainings=[self.training],
        )
        elsewhere = a_training()
        other = told_by(elsewhere, title=self.outcome.title)
        self.outcome_pair = OutcomePair.objects.get(
            first__in=[self.outcome, other], second__in=[self.outcome, other]
        )

    def be_promised_and_declared(self, programme):
        """The programme's own: an indicator, a total, a sheet that waits."""
        officer, union = programme.people["officer"], self.union
        day = date(2021, 1, 1)
        self.span = set_span(
            indicator=keep_indicator(
                slug=f"{self.slug}-target",
                title="Members",
                language="en",
                unit="people",
                by=officer,
            ),
            starts_on=day,
            ends_on=date(2021, 12, 31),
            by=officer,
        )
        self.total = declare_total(
            starts_on=day,
            ends_on=day,
            union=union,
            people=9,
            counts="people",
            method="counted",
            grade="C",
            source="a report",
            by=officer,
        )
        self.sheet = HistoryImport.objects.create(read_by=officer)

    @cached_property
    def ids(self) -> dict[str, object]:
        """What stands in an address, by its name there."""
        task = self.workflow_state.current_task_state
        segment = {"source": self.source}
        return {
            "module": self.course,
            "lesson": "first",
            "attempt": self.attempt.pk,
            "code": code_of(self.certificate.pk),
            "certificate": self.certificate.pk,
            "training": self.training.pk,
            "step": "evidence",
            "session": self.session.pk,
            "class_code": self.show.code,
            "registration": self.registration.pk,
            "attended": self.attended.pk,
            "door": self.session.door,
            "participant": self.participant.pk,
            "destruction": self.destruction.pk,
            "membership": self.people["trainer"].memberships.get().pk,
            "user": self.people["trainer"].pk,
            "letters": self.class_code.code,
            "join_code": self.home_code.pk,
            "secret": self.card.secret,
            "card": self.card.card.pk,
            "roster": self.roster.pk,
            "pair": self.pair.pk,
            "union": self.union.slug,
            "project": self.training.project.slug,
            "merge": self.merge.pk,
            "period": self.programme.period.pk,
            "rule": IN_FORCE["trained"].label,
            "sample": self.programme.sample.pk,
            "outcome": self.outcome.pk,
            "outcome_pair": self.outcome_pair.pk,
            "indicator": self.span.indicator.slug,
            "span": self.span.pk,
            "total": self.total.pk,
            "sheet": self.sheet.pk,
            "slug": self.standard.slug,
            "page_id": self.lesson.pk,
            "parent_page_id": self.module.pk,
            "module_id": self.module.pk,
            "report": "country",
            "page_pk": self.lesson.pk,
            "page_to_move_id": self.lesson.pk,
            "destination_id": self.module.pk,
            "image_id": self.image.pk,
            "document_id": self.document.pk,
            "doc_id": self.document.pk,
            "revision_id": self.revision.pk,
            "fact_id": self.fact.pk,
            "fact_revision_id": self.fact.latest_revision_id,
            "task_state_id": task.pk,
            "task_id": task.task_id,
            "workflow_state_id": self.workflow_state.pk,
            "workflow_pk": self.workflow_state.workflow_id,
            "translation_id": self.translation.pk,
            "translation_source_id": self.source.pk,
            "string_segment_id": _first(StringSegment.objects.filter(**segment)),
            "overridable_segment_id": _first(
                OverridableSegment.objects.filter(**segment)
            ),
            "collection_id": self.workspace.collection.pk,
            "session_id": 1,
            "uploaded_file_id": 1,
            "restriction_id": 1,
            "content_type_app_name": "cms",
            "content_type_model_name": "lessonpage",
            "app_label": "cms",
            "model_name": "lessonpage",
            "object_id": self.lesson.pk,
            "app_name": "cms",
            "action": "delete",
            "action_name": "approve",
            "filter_spec": "width-100",
            "mode": "default",
            "uidb64": "x",
            "token": "x",
            "path": self.image.get_rendition("width-10").file.name.removeprefix(
                "images/"
            ),
            "file_name": self.document.filename,
        }

    def pk_for(self, name: str) -> object:
        """What `pk` means, which hangs on whose address it is."""
        return next(pk for start, pk in self.pks if name.startswith(start))

    @cached_property
    def pks(self) -> list[tuple[str, object]]:
        """How names of addresses begin, and what `pk` means there."""
        task = self.workflow_state.current_task_state.task
        meanings = (
            ("trainer_desk:settle", self.help_request),
            ("reading:forget_plan", self.kept_plan),
            ("certificates:", self.certificate),
            ("wagtailadmin_api:pages", self.lesson),
            ("wagtailadmin_api:images", self.image),
            ("wagtailadmin_api:documents", self.document),
            ("wagtailimages", self.image),
            ("wagtaildocs", self.document),
            ("wagtailsnippets_cms_fact", self.fact),
            ("wagtailsnippetchoosers_cms_fact", self.fact),
            ("changed_fact_seen", self.mark),
            ("wagtailsnippets_cms_helpservice", self.service),
            ("wagtailsnippetchoosers_cms_helpservice", self.service),
            ("wagtailsnippet", self.term),
            ("wagtaillocales", self.source.locale),
            ("wagtailusers_users", self.participant.user),
            ("wagtailusers_groups", self.workspace.authors),
            ("wagtailadmin_collections", self.workspace.collection),
            ("wagtailadmin_workflows:edit_task", task),
            ("wagtailadmin_workflows:disable_task", task),
            ("wagtailadmin_workflows:enable_task", task),
            ("wagtailadmin_workflows", self.workspace.workflow),
            ("wagtail_localize", self.term),
            ("wagtailsites", self.lesson.get_site()),
            ("wagtailsettings", self.lesson),
        )
        return [(start, row.pk) for start, row in meanings]


def _first(rows):
    found = rows.first()
    return found.pk if found else 0


def worlds(folder: Path) -> tuple[Place, Place]:
    """Union north, whose people look around, and union south, full of secrets."""
    for code in ("en", "fr", "es"):
        Locale.objects.get_or_create(language_code=code)
    programme = Programme()
    places = Place("north", programme, folder), Place("south", programme, folder)
    programme.report()
    for place in places:  # looked up once, and with its picture made, for every test
        assert place.ids
        assert place.pks
    return places
