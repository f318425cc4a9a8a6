"""A PO file of one page, as the editors of translators really write it."""

import polib
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale

from cms.localisation import register
from cms.po_files import MOST_BYTES, PoError, read_po, take_in, written_for
from learning.models import User
from tests.cms.facting import add_fact
from tests.cms.translating import SINGLE, add_lesson, heading, publish


@pytest.fixture
def found(module):
    """The French of a lesson, with nothing translated."""
    add_fact("wage", None, value="1 May")
    Locale.objects.get_or_create(language_code="fr")
    publish(module)
    body = [heading("Three strengths"), heading("From {fact:wage} on", 2), SINGLE]
    page = publish(add_lesson(module, "one", body))
    (found,) = register(page)
    found.save_target(publish=False)
    return found


@pytest.fixture
def client(client, found):
    admin = User.objects.create_superuser("admin", "x")
    TOTP.activate(admin, generate_totp_secret())
    client.force_login(admin)
    return client


def said(found) -> dict[str, str]:
    return {each.msgid: each.msgstr for each in found.export_po() if each.msgstr}


def file_with(found, **words) -> polib.POFile:
    po = written_for(found)
    for entry in po:
        entry.msgstr = words.get(entry.msgid.split()[0].lower(), "")
    return po


def address(found, name="upload") -> str:
    return reverse(f"wagtail_localize:{name}_pofile", args=[found.pk])


def upload(client, found, content: bytes) -> str:
    sent = {"file": SimpleUploadedFile("x.po", content)}
    client.post(address(found), sent)
    return " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())


@pytest.mark.parametrize(
    "charset", ["undefined", "idna", "punycode", "rot13", "hex", "no-such-thing"]
)
def test_a_charset_that_is_none_is_told(charset):
    content = f'msgid ""\nmsgstr "charset={charset}\\n"\n\nmsgid "\xe4"\nmsgstr "x"\n'
    with pytest.raises(PoError):
        read_po(content.encode("latin-1"))


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda text: text.encode(), id="as it was downloaded"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="with a BOM"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(
            lambda text: text.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
            id="another charset",
        ),
        pytest.param(
            lambda text: text.replace(
                'msgstr "Trois forces, été"', 'msgstr ""\n"Trois forces, "\n"été"'
            ).encode(),
            id="wrapped otherwise",
        ),
        pytest.param(
            lambda text: text.replace(
                '"MIME-Version', '"X-Generator: Poedit 3.4\\n"\n"MIME-Version'
            ).encode(),
            id="by Poedit",
        ),
    ],
)
def test_it_is_taken_as_any_editor_writes_it(found, written):
    text = str(file_with(found, three="Trois forces, été"))

    taken = take_in(found=found, po=read_po(written(text)), by=None)

    assert said(found) == {"Three strengths": "Trois forces, été"}
    assert (taken.changed, taken.fuzzy, taken.unknown) == (1, [], [])
    assert taken.still_open == len(found.export_po()) - 1


def test_guesses_and_what_is_obsolete_are_left_aside(found):
    po = file_with(found, three="Trois forces", what="Peut-être ?")
    po.find("What is right?").flags.append("fuzzy")
    gone = polib.POEntry(msgctxt="body.x", msgid="Gone", msgstr="Parti", obsolete=True)
    po.append(gone)

    taken = take_in(found=found, po=read_po(str(po).encode()), by=None)

    assert said(found) == {"Three strengths": "Trois forces"}
    assert (taken.fuzzy, taken.unknown) == (["What is right?"], [])


def test_what_the_original_no_longer_says_is_named(found):
    po = file_with(found, three="Trois forces")
    po.append(polib.POEntry(msgctxt="title", msgid="An old title", msgstr="Vieux"))

    assert take_in(found=found, po=po, by=None).unknown == ["An old title"]


def test_a_piece_that_lost_its_fact_is_refused_with_the_reason(found):
    (refused,) = take_in(
        found=found, po=file_with(found, **{"from": "Dès"}), by=None
    ).refused

    assert refused.startswith("From {fact:wage} on: Keep this as it is")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "There is no text in this file"),
        (b"PK\x03\x04\x00\x00", "This is no PO file"),
        (b"/etc/passwd", "line"),
        (b'msgid "a"\nmsgstr "b" c"\n', "broken in line 2"),
        (b'msgid "a"\nmsgstr "\xe9"\n', "not written in UTF-8"),
        (b'"Content-Type: text/plain; charset=klingon\\n"', "not written in KLINGON"),
    ],
)
def test_a_broken_file_says_what_is_wrong(content, message):
    with pytest.raises(PoError, match=message):
        read_po(content)


def test_the_file_of_another_page_is_refused_whole(found):
    po = file_with(found, three="Trois forces")
    po.metadata["X-WagtailLocalize-TranslationID"] = "another"
    with pytest.raises(PoError, match="another page or language"):
        take_in(found=found, po=po, by=None)

    del po.metadata["X-WagtailLocalize-TranslationID"]
    for entry in po:
        entry.msgctxt = f"elsewhere.{entry.msgctxt}"
    with pytest.raises(PoError, match="belongs to this page"):
        take_in(found=found, po=po, by=None)
    assert said(found) == {}


def test_the_upload_says_what_became_of_it(found, client):
    po = file_with(found, three="Trois forces", what="Peut-être ?")
    po.find("What is right?").flags.append("fuzzy")

    page = upload(client, found, str(po).encode())

    assert "1 piece has new words." in page
    assert "are still open." in page
    assert "Left out, because they are marked fuzzy: “What is right?”." in page


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"GIF89a", "The file is broken in line 1."),
        (b"#" * (MOST_BYTES + 1), "This file is bigger than 2.0"),
    ],
)
def test_a_bad_upload_is_told_and_nothing_is_taken(found, client, content, message):
    assert message in upload(client, found, content)
    assert said(found) == {}


def test_an_upload_without_a_file_is_told(found, client):
    client.post(address(found))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Choose a file first." in page


def test_the_download_has_what_editors_ask_for_and_a_name_that_tells_nothing(
    found, client
):
    answer = client.get(address(found, "download"))

    assert answer["Content-Disposition"] == 'attachment; filename="one-fr.po"'
    po = read_po(answer.content)
    assert po.metadata["Language"] == "fr"
    assert po.metadata["Content-Transfer-Encoding"] == "8bit"
    assert po.metadata["PO-Revision-Date"]
