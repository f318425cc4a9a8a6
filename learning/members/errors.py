"""What can stand in the way of an action, each by its own name."""


class MembersError(Exception):
    """Something the house rules forbid; `str()` says it in English, for logs."""


class NotAllowedError(MembersError):
    """The rules of roles.py and rules.py do not let this account do that."""


class LastAdministratorError(MembersError):
    """A site has at least one administrator: nobody else founds unions."""


class NeedsEndError(MembersError):
    """An evaluator's role must end on a date; nobody's may end before today."""


class NeedsEmailError(MembersError):
    """Staff sign in by e-mail; this account has none."""


class NotConfirmedError(MembersError):
    """Names would go for good, and nobody has typed the word that confirms it."""


class NotATenantError(MembersError):
    """A coordinator belongs to a union that keeps its own key."""


class HasPeopleError(MembersError):
    """People must be moved first (safekeeping), or their rows would lose their tenant."""


class InItselfError(MembersError):
    """A union can't stand below itself, nor below one of its own branches."""


class NoNameLeftError(MembersError):
    """No free sign-in name was found; practically impossible."""


class CannotChangeUnionError(MembersError):
    """She belongs to a tenant already; only its coordinator can let her go."""


class NeedsAnotherKeyError(MembersError):
    """Two coordinators unlock names; one of them has given her key already."""


class NamesAreLockedError(MembersError):
    """A coordinator has locked all names of the tenant: none is stored meanwhile."""


class CardIsDeadError(MembersError):
    """The card has been used, replaced or withdrawn: this way in is closed."""


class HasAnAccountError(MembersError):
    """She has a sign-in name already, or somebody else has that card."""


class CodeIsOverError(MembersError):
    """The join code has expired or was ended, or its class is over."""
