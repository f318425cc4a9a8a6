"""A translator's PO file of one page: out for her editor, and back in.

In place of wagtail-localize's own two views (cms/walls/views.py), which take guesses
marked fuzzy for translations, say nothing of what did not fit, and name the file by the
page's title, which may tell on its reader.
"""

import re
from dataclasses import dataclass, field
from itertools import islice

import polib
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail_localize.models import Translation

from cms.localisation import refused_pieces, translations_with_progress
from cms.segments import TRANSLATION_OF, belongs_to, store_words

MOST_BYTES = 2 * 1024 * 1024
MOST_NAMED = 5
_CHARSET = re.compile(rb"charset=([\w-]{1,40})")
_LINE = re.compile(r"line (\d+)")


class PoError(ValueError):
    """A file that cannot be taken; the message is for a translator."""


@dataclass
class Taken:
    """What became of a file: pieces said otherwise now, and what was left aside."""

    changed: int = 0
    still_open: int = 0
    fuzzy: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def read_po(content: bytes) -> polib.POFile:
    """The file as any editor writes it: with a BOM, other line ends, another charset.

    Raises PoError, with the line where one is broken.
    """
    text = _text_of(content).replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise PoError(_("This is no PO file."))
    try:
        # The comment keeps polib from taking the content for the name of a file.
        po = polib.pofile(f"#\n{text}")
    except (OSError, ValueError, IndexError) as error:  # what polib raises
        line = _LINE.search(str(error))
        if line is None:
            raise PoError(_("This is no PO file.")) from error
        raise PoError(
            _(
                "The file is broken in line %(line)d. Open it in your editor and mend it."
            )
            % {"line": int(line[1]) - 1}
        ) from error
    if not list(po):
        raise PoError(_("There is no text in this file, or it is no PO file."))
    return po


def _text_of(content: bytes) -> str:
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    found = _CHARSET.search(content[:5000])
    # A template has "charset=CHARSET" until somebody says.
    charset = found[1].decode() if found and found[1] != b"CHARSET" else "utf-8"
    try:
        return content.decode(charset)
    except (UnicodeError, LookupError) as error:
        raise PoError(
            _("The file is not written in %(charset)s. Save it as UTF-8.")
            % {"charset": charset.upper()}
        ) from error


@transaction.atomic
def take_in(*, found: Translation, po: polib.POFile, by) -> Taken:
    """Take the pieces of a file into a translation; nothing is published by it.

    Fuzzy and obsolete entries are left aside, and so is what belongs to no piece of the
    page. Raises PoError for the file of another page or language.
    """
    if not belongs_to(po, found):
        raise PoError(
            _("This file belongs to another page or language. Nothing was taken.")
        )
    taken = Taken()
    entries = polib.POFile()
    entries.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for entry in po:
        if entry.obsolete or not entry.msgstr.strip():
            continue
        if entry.fuzzy:
            taken.fuzzy.append(entry.msgid)
            continue
        entries.append(entry)
    known = {(each.msgctxt, each.msgid): each.msgstr for each in found.export_po()}
    warnings = store_words(found, entries, user=by, tool_name="PO file")
    if entries and len(warnings) == len(entries):
        raise PoError(
            _("Nothing in this file belongs to this page. Download its file anew.")
        )
    taken.unknown = [entries[each.index].msgid for each in warnings]
    unknown = {each.index for each in warnings}
    taken.changed = sum(
        known.get((each.msgctxt, each.msgid)) != each.msgstr
        for number, each in enumerate(entries)
        if number not in unknown
    )
    taken.refused = [
        f"{piece.translation_of.data}: {piece.get_error()}"
        for piece in refused_pieces(found)
    ]
    now = translations_with_progress().get(pk=found.pk)
    taken.still_open = now.pieces - now.done
    return taken


def written_for(found: Translation) -> polib.POFile:
    """The file to download: with the header that editors ask for."""
    po = found.export_po()
    now = timezone.now().strftime("%Y-%m-%d %H:%M+0000")
    po.metadata = {
        "Project-Id-Version": "Palabre",
        "POT-Creation-Date": now,
        "PO-Revision-Date": now,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": found.target_locale.language_code.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        TRANSLATION_OF: str(found.uuid),
    }
    return po


def _found(request: HttpRequest, translation_id: int) -> tuple[Translation, object]:
    found = get_object_or_404(Translation, pk=translation_id)
    instance = found.get_target_instance()
    if isinstance(instance, Page):
        may = instance.permissions_for_user(request.user).can_edit()
    else:
        policy = ModelPermissionPolicy(type(instance))
        may = policy.user_has_permission(request.user, "change")
    if not may:
        raise PermissionDenied
    return found, instance


@require_safe
def download_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The file, named by the address of its page, which tells nothing it should not."""
    found, instance = _found(request, translation_id)
    name = getattr(instance, "slug", None) or getattr(instance, "key", "text")
    response = HttpResponse(
        str(written_for(found)), content_type="text/x-gettext-translation"
    )
    response["Content-Disposition"] = (
        f'attachment; filename="{name}-{found.target_locale.language_code}.po"'
    )
    return response


@require_POST
def upload_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take an uploaded file in, and say what became of each part of it."""
    found, _instance = _found(request, translation_id)
    try:
        taken = take_in(found=found, po=read_po(_sent(request)), by=request.user)
    except PoError as error:
        messages.error(request, str(error))
    else:
        _tell(request, taken)
    return redirect(
        get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")
    )


def _sent(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None:
        raise PoError(_("Choose a file first."))
    if file.size > MOST_BYTES:
        raise PoError(
            _("This file is bigger than %(most)s.")
            % {"most": filesizeformat(MOST_BYTES)}
        )
    return file.read()


def _tell(request: HttpRequest, taken: Taken) -> None:
    said = ngettext(
        "%(count)d piece has new words.",
        "%(count)d pieces have new words.",
        taken.changed,
    ) % {"count": taken.changed}
    still = ngettext(
        "%(count)d is still open.", "%(count)d are still open.", taken.still_open
    ) % {"count": taken.still_open}
    messages.success(request, f"{said} {still}" if taken.still_open else said)
    for left, words in (
        (
            taken.fuzzy,
            _(
                "Left out, because they are marked fuzzy: %(pieces)s. Check them and take "
                "the mark away."
            ),
        ),
        (
            taken.unknown,
            _(
                "Left out, because the original does not say this any more: %(pieces)s. "
                "Download the file anew for what it says now."
            ),
        ),
        (taken.refused, _("Not taken: %(pieces)s.")),
    ):
        if left:
            messages.warning(request, words % {"pieces": _named(left)})


def _named(pieces: list[str]) -> str:
    """The first few, shortened, and how many more."""
    said = ", ".join(
        f"“{Truncator(each).chars(160)}”" for each in islice(pieces, MOST_NAMED)
    )
    more = len(pieces) - MOST_NAMED
    if more <= 0:
        return said
    return _("%(pieces)s and %(count)d more") % {"pieces": said, "count": more}
