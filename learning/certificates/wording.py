"""The words on a certificate, in the language it was earned in (or another)."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.catalogue.shelf import shelf
from learning.certificates.codes import code_of, grouped
from learning.certificates.models import Certificate
from learning.certificates.paper.logo import Logo
from learning.certificates.pdf import Paper
from learning.classroom.queries.closing import is_discreet as teaches_discreetly
from learning.classroom.queries.closing import planned_minutes
from learning.cldr import day

PROGRAMME = "Palabre"


def is_discreet(certificate: Certificate) -> bool:
    """Whether it is of a module that nobody should be seen with."""
    if certificate.training_id:
        return certificate.title == Certificate.Title.NEUTRAL
    module = shelf.index().by_key.get(certificate.module_id)
    return bool(module and module.is_discreet)


def module_title(certificate: Certificate, language: str) -> str:
    """The title the holder chose to show: the module's or the training's, or one that
    tells nothing."""
    if certificate.training_id and certificate.title == Certificate.Title.PLAIN:
        return certificate.training.title
    module = shelf.index().by_key.get(certificate.module_id)
    if certificate.title == Certificate.Title.NEUTRAL:
        if module and module.is_discreet:
            return module.outward_title(language)
        with translation.override(language):
            return _("Training certificate, level 1")
    if module is None:
        with translation.override(language):
            return _("A module that is no longer on offer")
    return module.text_in(language)["title"]


def hours(minutes: int) -> str:
    """How long a module takes, in words: "2 hours 30 minutes"."""
    whole, rest = divmod(minutes, 60)
    parts = []
    if whole:
        parts.append(
            ngettext("%(count)s hour", "%(count)s hours", whole) % {"count": whole}
        )
    if rest or not whole:
        parts.append(
            ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
        )
    return " ".join(parts)


def verify_url(certificate: Certificate, language: str) -> str:
    """The address in the QR code."""
    with translation.override(language):
        path = reverse("certificates:verify", args=[code_of(certificate.pk)])
    return f"{settings.BASE_URL}{path}"


def _dated(certificate: Certificate):
    """The last day of a training, or when the test was passed."""
    return (
        certificate.training.ends_on
        if certificate.training_id
        else certificate.issued_at
    )


def paper_of(certificate: Certificate, name: str, language: str) -> Paper:
    """The certificate as it goes to the printer; the name is only passed through."""
    module = shelf.index().by_key.get(certificate.module_id)
    neutral = certificate.title == Certificate.Title.NEUTRAL
    with translation.override(language):
        return Paper(
            **_frame(certificate.union, certificate.shows_union, language),
            kind_line=_("Certificate of participation")
            if certificate.training_id
            else _("Certificate"),
            name=name,
            statement=_("has taken part in")
            if certificate.training_id
            else _("has completed and passed"),
            module_title=module_title(certificate, language),
            outcome=""
            if neutral or module is None
            else module.text_in(language).get("outcome", ""),
            hours_line=_("Length: %(hours)s") % {"hours": hours(certificate.minutes)},
            date_line=_("Date: %(date)s") % {"date": day(_dated(certificate))},
            verify_label=_("Check this certificate:"),
            verify_url=verify_url(certificate, language),
            code=grouped(code_of(certificate.pk)),
        )


def blank_paper(training, language: str) -> Paper:
    """A certificate of participation for somebody who is not in the register: without a
    name and without a code, so what makes it good is the union's signature and stamp."""
    is_neutral = teaches_discreetly(training)
    with translation.override(language):
        return Paper(
            **_frame(training.union, not is_neutral, language),
            kind_line=_("Certificate of participation"),
            statement=_("has taken part in"),
            module_title=_("Training certificate, level 1")
            if is_neutral
            else training.title,
            hours_line=_("Length: %(hours)s")
            % {"hours": hours(planned_minutes(training))},
            date_line=_("Date: %(date)s") % {"date": day(training.ends_on)},
            verify_label=_("Without a code: ask the union that has signed it."),
            verify_url="",
            code="",
        )


def _frame(union, shows_union: bool, language: str) -> dict:
    """What every certificate of a union has round its words. The language is active."""
    logo = None
    if shows_union and union.logo_svg:
        logo = Logo(
            content=union.logo_svg.encode(), mime="image/svg+xml", alt=union.name
        )
    return {
        "language": language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "document_title": _("Certificate"),
        "union_name": union.name if shows_union else PROGRAMME,
        "programme_name": PROGRAMME if shows_union else "",
        "signatory_name": union.signatory_name if shows_union else "",
        "signatory_role": union.signatory_role if shows_union else "",
        "signature_label": _("Signature"),
        "stamp_label": _("Stamp"),
        "mark_alt": _("The mark of Palabre: a broad tree"),
        "qr_alt": _("QR code with the address where this certificate can be checked"),
        "logo": logo,
    }
