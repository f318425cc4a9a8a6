"""Accounts: how somebody signs in, and which roles she holds."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.members.accounts import UserManager
from learning.members.models.unions import Union
from learning.members.roles import ROLES, STAFF_ROLES, role_choices
from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped


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
    # Raised when she leaves: every session that began before ends with it.
    session_era = models.PositiveIntegerField(default=0, editable=False)

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
        kept = ("id", "is_active", "is_staff", "is_superuser", "session_era")
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

    def _get_session_auth_hash(self, secret=None):
        """What a session is tied to: the secret, as Django does it, and the era."""
        tied = super()._get_session_auth_hash(secret=secret)
        return f"{tied}.{self.session_era}" if self.session_era else tied

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
