"""The roles, one readable class each: what they are for and what they may.

A role is held through a `Membership`. Nothing here touches the database, so the rules
of a role can be read, and tested, by themselves.
"""

from django.utils.translation import gettext_lazy as _


class Role:
    slug: str
    label: str
    # Held in the programme as a whole, not in one union.
    for_programme = False
    # Signs in by e-mail with a second factor.
    is_staff = False
    # May open people's names in the own union.
    reads_names = False
    # Works in the Wagtail admin.
    writes_content = False
    # The slugs of roles that may give this one.
    given_by: tuple[str, ...] = ()


class Trainee(Role):
    slug = "trainee"
    label = _("trainee")
    given_by = ("trainer", "coordinator")


class Trainer(Role):
    slug = "trainer"
    label = _("trainer")
    is_staff = True
    reads_names = True
    given_by = ("coordinator",)


class Author(Role):
    slug = "author"
    label = _("author")
    is_staff = True
    writes_content = True
    given_by = ("coordinator", "administrator")


class Translator(Role):
    slug = "translator"
    label = _("translator")
    is_staff = True
    writes_content = True
    given_by = ("coordinator", "administrator")


class Coordinator(Role):
    """Appointed by a coordinator of the same tenant; only the first by an administrator."""

    slug = "coordinator"
    label = _("coordinator")
    is_staff = True
    reads_names = True
    given_by = ("coordinator",)


class ProgrammeOfficer(Role):
    slug = "officer"
    label = _("programme officer")
    for_programme = True
    is_staff = True
    given_by = ("administrator",)


class Evaluator(Role):
    """Reads figures until a date; changes nothing."""

    slug = "evaluator"
    label = _("evaluator")
    for_programme = True
    is_staff = True
    given_by = ("administrator", "officer")


class Administrator(Role):
    slug = "administrator"
    label = _("administrator")
    for_programme = True
    is_staff = True
    writes_content = True
    given_by = ("administrator",)


ROLES = (
    Trainee,
    Trainer,
    Author,
    Translator,
    Coordinator,
    ProgrammeOfficer,
    Evaluator,
    Administrator,
)
STAFF_ROLES = tuple(role for role in ROLES if role.is_staff)
ROLE_BY_SLUG = {role.slug: role for role in ROLES}


def role_choices():
    """Choices for the database field; a function, so that labels stay out of migrations."""
    return [(role.slug, role.label) for role in ROLES]
