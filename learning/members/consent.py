"""The words people agree to. A changed sentence is a new version: raise the number.

What was agreed to in the past stays readable in the repository's history, by version.
"""

from django.utils.translation import gettext_lazy as _

from learning.members.models import Consent

VERSION = 1

STATEMENT = (
    _("You can learn without giving your name."),
    _("Your union keeps what you write here."),
    _("Those who pay see numbers, not you."),
    _("You can have it deleted and keep your certificate."),
)

# What each choice means, in the words of the person who makes it.
CHOICES = {
    Consent.Purpose.COUNTED: _(
        "Count me in my union's figures. Nobody sees who I am in a figure."
    ),
    Consent.Purpose.CONTACT: _(
        "My trainer may see how far I am, to help me when I am stuck."
    ),
    Consent.Purpose.OVERLAP: _(
        "My entry may be compared, unseen, with other unions' lists, so that nobody "
        "is counted twice."
    ),
}
