"""Who is in the house: unions, accounts, participants, and their names in another room.

`User` is an account (a sign-in name and a secret), `Participant` is a person counted
once, with or without an account, and `Identity` is the only place for a name, sealed
under the key of the tenant. See DESIGN 2.5 and 2.8 in docs/architecture.md.
"""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.members import answers
from learning.members.accounts import UserManager
from learning.members.roles import ROLES, STAFF_ROLES, role_choices
from learning.records import AppendOnly, Stamped, new_id
from learning.tenancy import TenantScoped


class UnionQuerySet(models.QuerySet):
    def tenants(self):
        """The unions that keep their own key."""
        return self.filter(keeps_own_key=True)

    def within(self, union):
        """The union and everything below it in the tree."""
        return self.filter(lineage__startswith=union.lineage)


class Union(Stamped):
    """A confederation, federation or local union; a tenant where it keeps its own key."""

    class Level(models.TextChoices):
        CONFEDERATION = "confederation", _("confederation")
        FEDERATION = "federation", _("federation")
        LOCAL = "local", _("local union")
        OPEN = "open", _("people without a union")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=16, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="branches"
    )
    # Slugs from the root, "ctb/fnea/": one LIKE finds a whole branch.
    lineage = models.CharField(max_length=500, unique=True, editable=False)
    keeps_own_key = models.BooleanField(default=False)
    # Set with the first coordinator and never emptied: from then on only a coordinator
    # appoints another, even if all of them have gone.
    coordinated_since = models.DateTimeField(null=True, editable=False)
    tenant = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+"
    )
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2")
    language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    # Shown to people who are stuck and have no account: an office, never a person.
    help_contact = models.TextField(blank=True)
    signatory_name = models.CharField(max_length=120, blank=True)
    signatory_role = models.CharField(max_length=120, blank=True)
    logo_svg = models.TextField(blank=True)

    objects = UnionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("trade union", "union")
        verbose_name_plural = pgettext_lazy("trade unions", "unions")
        constraints = [
            models.CheckConstraint(
                condition=Q(level="open") | ~Q(country=""),
                name="union_has_a_country",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="union_is_not_its_own_parent"
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "slug",
            "name",
            "level",
            "parent",
            "lineage",
            "keeps_own_key",
            "coordinated_since",
            "tenant",
            "country",
            "language",
            "time_zone",
            "help_contact",
            "signatory_name",
            "signatory_role",
            "logo_svg",
        )

    def __str__(self):
        return self.name


class User(AbstractBaseUser, PermissionsMixin):
    """An account: how somebody signs in, and nothing about who she is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sign_in_name = models.CharField(
        _("sign-in name"),
        max_length=40,
        unique=True,
        error_messages={"unique": _("That sign-in name is taken.")},
    )
    # Staff only; a trainee's account has none.
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=12, blank=True)
    is_active = models.BooleanField(default=True)
    # Reaches the Wagtail admin; set by roles, see members/actions.py.
    is_staff = models.BooleanField(default=False)
    # Only a hash; the code itself is written down by its holder.
    recovery_code_hash = models.CharField(max_length=128, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "sign_in_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="user_email_once"
            ),
        ]

    class Privacy:
        kept = ("id", "is_active", "is_staff", "is_superuser")
        erased = (
            "sign_in_name",
            "email",
            "language",
            "password",
            "last_login",
            "recovery_code_hash",
            "created_at",
            "groups",
            "user_permissions",
        )

    def __str__(self):
        return self.sign_in_name

    def get_full_name(self):
        """What interfaces of others call a name: here, the sign-in name."""
        return self.sign_in_name

    def get_short_name(self):
        return self.sign_in_name


class MembershipQuerySet(models.QuerySet):
    def current(self, on=None):
        """Memberships that have not ended."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on or timezone.localdate())
        )

    def with_role(self, *roles):
        return self.filter(role__in=[role.slug for role in roles])


class Membership(Stamped):
    """One role of one account, in one union or (officers, administrators) in the programme.

    Read across tenants when somebody signs in, so not tenant-scoped by manager; lists of
    members for a desk go through `members.queries`.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    union = models.ForeignKey(
        Union, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(max_length=16, choices=role_choices)
    ends_on = models.DateField(null=True, blank=True)
    appointed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "union", "role"], name="membership_once"
            ),
            # NULL is distinct from NULL in a unique index, so it has its own.
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(union__isnull=True),
                name="membership_in_programme_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    role__in=[role.slug for role in STAFF_ROLES if role.for_programme],
                    union__isnull=True,
                )
                | Q(
                    role__in=[role.slug for role in ROLES if not role.for_programme],
                    union__isnull=False,
                ),
                name="membership_union_fits_role",
            ),
            models.CheckConstraint(
                condition=~Q(role="evaluator") | Q(ends_on__isnull=False),
                name="membership_evaluator_ends",
            ),
        ]

    class Privacy:
        kept = ("id", "created_at", "changed_at", "union", "role", "ends_on")
        pseudonymous = ("user", "appointed_by")

    def __str__(self):
        return f"{self.user} · {self.role}"


class Participant(TenantScoped, Stamped):
    """A person in the programme, counted once; no name, no birth date, no address."""

    Sex = answers.Sex
    AgeBand = answers.AgeBand
    RoleAtWork = answers.RoleAtWork
    Sector = answers.Sector

    # Random, not in order of time: ids leave the house in reports.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="participant"
    )
    sex = models.CharField(max_length=1, choices=Sex, blank=True, default="")
    age_band = models.CharField(max_length=5, choices=AgeBand, blank=True, default="")
    role_at_work = models.CharField(
        max_length=12, choices=RoleAtWork, blank=True, default=""
    )
    sector = models.CharField(max_length=12, choices=Sector, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    # Staff, trainers at work and testers are not counted among people trained. Here and
    # not on the account, which may be deleted while the count must stay right.
    is_counted = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "union",
            "sex",
            "age_band",
            "role_at_work",
            "sector",
            "country",
            "is_counted",
        )
        pseudonymous = ("user",)

    def __str__(self):
        return str(self.pk)


class Identity(TenantScoped, Stamped):
    """A name, where one was given at all: one sealed blob under the tenant's key."""

    class Basis(models.TextChoices):
        SCREEN = "screen", _("said so on the screen")
        SHEET = "sheet", _("signed a sheet")
        READ_ALOUD = "aloud", _("read aloud before a witness")

    participant = models.OneToOneField(
        Participant, models.CASCADE, primary_key=True, related_name="identity"
    )
    sealed = models.BinaryField()
    basis = models.CharField(max_length=8, choices=Basis)
    basis_version = models.PositiveSmallIntegerField()
    basis_at = models.DateTimeField()
    basis_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")

    class Privacy:
        kept = ("tenant",)
        pseudonymous = ("participant", "basis_by")
        erased = (
            "sealed",
            "basis",
            "basis_version",
            "basis_at",
            "created_at",
            "changed_at",
        )

    def __str__(self):
        return str(self.participant_id)


class Consent(TenantScoped, AppendOnly):
    """One choice, given or withdrawn; the latest row of a purpose is what holds."""

    class Purpose(models.TextChoices):
        COUNTED = "counted", _("count me in my union's figures")
        CONTACT = "contact", _("my trainer may see how far I am")
        OVERLAP = "overlap", _("compare me, unseen, with other unions' lists")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(max_length=8, choices=Purpose)
    given = models.BooleanField()
    # Which wording she saw, in which language.
    statement_version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    basis = models.CharField(max_length=8, choices=Identity.Basis)
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes = [
            models.Index(
                fields=["participant", "purpose", "-decided_at"],
                name="consent_latest",
            )
        ]

    class Privacy:
        # All of it stays, as the proof behind a count, about a person whom nobody can
        # name any more once the participant is cut loose from account and identity.
        kept = (
            "id",
            "tenant",
            "purpose",
            "given",
            "statement_version",
            "language",
            "basis",
            "decided_at",
        )
        pseudonymous = ("participant", "decided_by")

    def __str__(self):
        return f"{self.purpose}: {self.given}"


class ResetCode(TenantScoped, Stamped):
    """A one-time code from the trainer or coordinator: 7 days, once, only its hash."""

    user = models.ForeignKey(User, models.CASCADE, related_name="reset_codes")
    code_hash = models.CharField(max_length=128)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # So that her desk can still say who reset it when that account is gone.
    issued_by_role = models.CharField(max_length=16)

    class Meta:
        verbose_name = _("reset code")
        verbose_name_plural = _("reset codes")

    class Privacy:
        kept = ("id", "tenant", "issued_by_role")
        pseudonymous = ("user", "issued_by")
        erased = ("code_hash", "expires_at", "used_at", "created_at", "changed_at")

    def __str__(self):
        return str(self.pk)
