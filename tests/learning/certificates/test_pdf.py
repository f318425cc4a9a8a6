"""The paper is tested by what a person sees (its picture) and what a screen reader gets
(its tags), not by text taken out of the PDF, which is unreliable in Khmer and Arabic.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont, features
from pypdf import PdfReader
from pypdf.generic import ContentStream

from learning.certificates.paper.logo import Logo
from learning.certificates.pdf import TEMPLATE, Paper, certificate_pdf, certificates_pdf
from learning.paper.errors import PaperError
from learning.paper.letters import FONTS, printable_name, unprintable

ENGLISH = Paper(
    language="en",
    document_title="Certificate: Negotiating",
    union_name="Plantation Workers’ Union",
    programme_name="Palabre",
    kind_line="Certificate",
    name="Ama Mensah",
    statement="has completed the module",
    module_title="Negotiating",
    outcome="She can prepare a demand.\nShe can cost it.",
    hours_line="6 lessons",
    date_line="22 November 2026",
    signatory_name="Grace Achieng",
    signatory_role="General Secretary",
    signature_label="Signature",
    stamp_label="Union stamp",
    verify_label="Check this certificate:",
    verify_url="https://palabre.example.org/en/verify/K7QM-4RTX-9WHD/",
    code="K7QM-4RTX-9WHD",
    mark_alt="Palabre, a tree",
    qr_alt="QR code to the verification page",
)
WORDS = {
    "union_name": "اتحاد عمال النسيج",
    "module_title": "التفاوض على اتفاق",
    "outcome": "تستطيع أن تُعدّ مطلبًا مع زميلاتها",
}
PAPERS = {
    "en": ENGLISH,
    "fr": replace(ENGLISH, language="fr", name="Aïssatou N’Guessan-Œuvray Ÿ"),
    "vi": replace(ENGLISH, language="vi", name="Nguyễn Thị Hồng Ánh Đặng"),
    "ar": replace(ENGLISH, language="ar", direction="rtl", name="فاطمة", **WORDS),
    "ur": replace(ENGLISH, language="ur-PK", direction="rtl", name="نسرین", **WORDS),
    "km": replace(ENGLISH, language="km", name="សុខ ចាន់ស្រីមុំ", module_title="ការចរចា"),
    "hi": replace(ENGLISH, language="hi", name="सुनीता देवी क्षत्रिय"),
}
# Points in a pixel of the pictures below: 144 dots an inch.
SCALE = 2
MM = SCALE * 72 / 25.4


def picture(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    return document[0].render(scale=SCALE).to_pil().convert("RGB")


def ink(image: Image.Image) -> np.ndarray:
    """Where the picture is dark but not green."""
    red, green, _ = np.asarray(image, dtype=int).transpose(2, 0, 1)
    return (red < 128) & (green - red < 30)


def name_on(pdf: bytes) -> np.ndarray:
    """The name alone: what stands above its line, under the union's name."""
    dark = ink(picture(pdf))
    line = next(y for y, row in enumerate(dark) if row.sum() > 175 * MM)
    return tight(dark[int(40 * MM) : line - 1])


def tight(dark: np.ndarray) -> np.ndarray:
    rows, columns = np.flatnonzero(dark.any(1)), np.flatnonzero(dark.any(0))
    return dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def drawn(text: str, font: str, engine: ImageFont.Layout) -> np.ndarray:
    """The text as Pillow draws it: with HarfBuzz (RAQM) or letter by letter (BASIC)."""
    face = ImageFont.truetype(FONTS / f"{font}.ttf", 38 * SCALE, layout_engine=engine)
    image = Image.new("L", (1600, 500), 0)
    ImageDraw.Draw(image).text((100, 150), text, 255, face)
    return tight(np.asarray(image) > 128)


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """From 0 (the same picture) to 1, sizes made equal, small shifts forgiven."""
    shapes = [
        np.asarray(Image.fromarray(p.astype("uint8") * 255).resize((96, 32)), float)
        for p in (one, other)
    ]
    aspects = [p.shape[1] / p.shape[0] for p in (one, other)]
    shape = np.abs(shapes[0] - shapes[1]).mean() / 255
    return shape + abs(aspects[0] / aspects[1] - 1)


def glyphs(reader: PdfReader) -> list[int]:
    """Every glyph number shown on the page, its pictures' own content included."""
    found = []

    def read(content, resources):
        for operands, operator in ContentStream(content, reader).operations:
            if operator in (b"Tj", b"TJ"):
                parts = operands[0] if operator == b"TJ" else operands
                for part in parts:
                    if isinstance(part, str | bytes):
                        raw = getattr(part, "original_bytes", part)
                        found.extend(np.frombuffer(raw, ">u2").tolist())
        for form in resources.get("/XObject", {}).values():
            form = form.get_object()  # noqa: PLW2901 -- pypdf's indirection
            if form["/Subtype"] == "/Form":
                read(form, form.get("/Resources", {}))

    page = reader.pages[0]
    read(page["/Contents"].get_object(), page["/Resources"])
    return found


@pytest.fixture(params=PAPERS, ids=str)
def paper(request):
    return PAPERS[request.param]


# What a screen reader gets


def test_paper_is_tagged_titled_and_in_its_language(paper):
    reader = PdfReader(BytesIO(certificate_pdf(paper)))
    catalog = reader.root_object
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert catalog["/Lang"] == paper.language
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == paper.document_title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data()


def test_pictures_have_words():
    logo = Logo(content=svg_logo(), mime="image/svg+xml", alt="Two hands")
    reader = PdfReader(BytesIO(certificate_pdf(replace(ENGLISH, logo=logo))))
    alts, queue = set(), [reader.root_object["/StructTreeRoot"]]
    while queue:
        node = queue.pop().get_object()
        if isinstance(node, list):
            queue.extend(node)
        elif isinstance(node, dict):
            alts.add(node.get("/Alt"))
            queue.extend([node["/K"]] if "/K" in node else [])
    assert {"Two hands", ENGLISH.mark_alt, ENGLISH.qr_alt} <= alts


def test_fonts_are_embedded(paper):
    reader = PdfReader(BytesIO(certificate_pdf(paper)))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert fonts
    for font in fonts:
        descriptor = font.get_object()["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & descriptor.keys()
        assert "Noto" in descriptor["/FontName"]


def test_the_same_paper_gives_the_same_bytes(paper):
    assert certificate_pdf(paper) == certificate_pdf(paper)


# What a stranger checks


def test_qr_code_reads_back_on_the_side_where_lines_end(paper):
    image = picture(certificate_pdf(paper))
    (code,) = zxingcpp.read_barcodes(image)
    assert code.text == paper.verify_url
    on_the_right = code.position.top_left.x > image.width / 2
    assert on_the_right == (paper.direction == "ltr")


def test_address_can_be_clicked():
    page = PdfReader(BytesIO(certificate_pdf(ENGLISH))).pages[0]
    links = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]
    assert set(links) == {ENGLISH.verify_url}


# What everyone sees


@pytest.mark.slow
@pytest.mark.skipif(not features.check("raqm"), reason="Pillow without HarfBuzz")
@pytest.mark.parametrize(
    ("language", "name", "font"),
    [
        ("en", "Ẹ̀bùnolúwa", "NotoSerifDisplay-MediumItalic"),
        ("vi", "Nguyễn", "NotoSerifDisplay-MediumItalic"),
        ("km", "ចាន់ស្រីមុំ", "NotoSerifKhmer-Medium"),
        ("ar", "فاطمة", "NotoNaskhArabic-Regular"),
        ("en", "فاطمة", "NotoNaskhArabic-Regular"),
        ("ur", "نسرین", "NotoNastaliqUrdu-Regular"),
        ("ur", "شگفتہ", "NotoNastaliqUrdu-Regular"),
        ("hi", "क्षत्रिय", "NotoSansDevanagari-Regular"),
        ("en", "श्रेष्ठ", "NotoSansDevanagari-Regular"),
    ],
)
def test_name_is_shaped_as_another_shaper_does(language, name, font):
    shown = name_on(certificate_pdf(replace(PAPERS[language], name=name)))
    shaped = difference(shown, drawn(name, font, ImageFont.Layout.RAQM))
    assert shaped < 0.1
    if not name.isascii() and language != "vi":
        unshaped = difference(shown, drawn(name, font, ImageFont.Layout.BASIC))
        assert unshaped > 2 * shaped


def test_no_empty_boxes(paper):
    assert 0 not in glyphs(PdfReader(BytesIO(certificate_pdf(paper))))


@pytest.mark.parametrize(
    "alphabet",
    [
        "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ «»‹›’“”–—…€№°",
        "ÁÉÍÑÓÚÜáéíñóúü¿¡ĳĲãõ",
        "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸĐƠƯ đơư",
        "ƁƊƘƳɓɗƙƴŊŋƐɛƆɔƝɲẸẹỌọṢṣǸǹ Ʋʋ Əə",
        "АБВГДЕЖЗабвгдежз ΑΒΓαβγ",
        "".join(map(chr, [*range(0x1780, 0x17D4), *range(0x17E0, 0x17EA)])),
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ًٌٍَُِّْ ،؛؟ ٠١٢٣٤٥٦٧٨٩",
        "ٹپچڈڑژکگںھہۂۃیےۓۆ ۔ ۰۱۲۳۴۵۶۷۸۹ ٱٰ",
        "".join(map(chr, [*range(0x0901, 0x093A), *range(0x093C, 0x094E)])),
    ],
)
def test_our_languages_can_be_printed(alphabet):
    assert unprintable(alphabet) == ""
    reader = PdfReader(BytesIO(certificate_pdf(replace(ENGLISH, name=alphabet))))
    assert 0 not in glyphs(reader)


# What was typed


HOSTILE = [
    '#import "x.typ"',
    '#read("/etc/passwd")',
    "$ sum_(i=1)^n $ *bold* _it_ `raw` <label> @ref // c",
    '"); #panic("x',
    "\\u{202e} \\ \\\\ \\n",
    "{{ name }} {% debug %} ${7*7}",
    "Ama\x00\x07\x1b[31m\x7f\ud800Mensah",
    "\u202eAma\u2066 Mensah\u2069\u200f\ufeff",
    "a" + "\u0301" * 300,
    "A\u17d2ក\u064bक\u094d\u200d",
    "🌳🤝 Ama ✊🏿",
    "李小龍",
    "   ",
    "W" * 300,
    "م" * 300,
    "Ama " * 75,
    "\n\r\t\u2028\u2029",
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_typed_is_only_ever_shown(name):
    everywhere = replace(
        ENGLISH,
        **dict.fromkeys(
            ("name", "union_name", "module_title", "outcome", "signatory_name"), name
        ),
    )
    for hostile in (replace(ENGLISH, name=name), everywhere):
        pdf = certificate_pdf(hostile)
        assert 0 not in glyphs(PdfReader(BytesIO(pdf)))
        image = picture(pdf)
        assert zxingcpp.read_barcodes(image)[0].text == ENGLISH.verify_url
        dark = np.asarray(image.convert("L")) < 128
        margin = int(9 * MM)
        assert not dark[:, :margin].any()
        assert not dark[:, -margin:].any()
        assert not dark[-margin:].any()


def test_code_in_a_name_is_shown_letter_by_letter():
    text = pypdfium2.PdfDocument(
        certificate_pdf(replace(ENGLISH, name='#read("tree.svg") $x$'))
    )[0].get_textpage()
    assert '#read("tree.svg") $x$' in text.get_text_bounded()


def test_a_code_of_wide_letters_stays_in_one_line():
    code = "-".join(["MWMWM"] * 5 + ["MW"])
    page = pypdfium2.PdfDocument(certificate_pdf(replace(ENGLISH, code=code)))[0]
    assert code in page.get_textpage().get_text_bounded()


@settings(max_examples=40, deadline=None)
@given(name=st.text(max_size=120))
def test_any_name_gives_one_page(name):
    assert len(PdfReader(BytesIO(certificate_pdf(replace(ENGLISH, name=name)))).pages)
    assert unprintable(printable_name(name)) == ""


def test_name_with_a_letter_we_lack_is_left_to_be_written():
    assert printable_name("Ama 🌳 Mensah") == "Ama Mensah"
    assert printable_name("Li 李") == ""
    blank = certificate_pdf(replace(ENGLISH, name=""))
    assert certificate_pdf(replace(ENGLISH, name="Li 李")) == blank


def test_long_names_and_titles_stay_above_the_foot():
    name = "Ọláyínká Ẹ̀bùnolúwa Ṣadé Adébáyọ̀ N’Dèye Boubacar Kouassi-Tanoh Oumou Diarra Tall"
    title = "Human rights due diligence in the supply chain of transition minerals " * 2
    outcome = "\n".join(["She can prepare, cost, defend and report a demand."] * 5)
    image = picture(
        certificate_pdf(
            replace(ENGLISH, name=name, module_title=title, outcome=outcome)
        )
    )
    assert len(name) >= 80
    # The strip between the line under the tree and the foot is empty at the start.
    pixels = np.asarray(image.convert("L")) < 128
    ground = max(y for y, row in enumerate(pixels) if row.sum() > 240 * MM)
    strip = pixels[ground + 5 : ground + int(5 * MM), : int(150 * MM)]
    assert not strip.any()


# Names stay off the record


def test_name_is_in_no_file_no_log_and_no_message(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = sorted(TEMPLATE.parent.rglob("*"))
    refused = replace(ENGLISH, name="Ama Mensah", document_title="")
    with caplog.at_level(logging.DEBUG), pytest.raises(PaperError) as error:
        certificate_pdf(refused)
    assert "Ama" not in f"{error.value}{error.value.__cause__}{caplog.text}{refused!r}"
    certificate_pdf(ENGLISH)
    assert list(tmp_path.iterdir()) == []
    assert sorted(TEMPLATE.parent.rglob("*")) == before


# The union's own picture


def svg_logo(inside='<rect width="60" height="40" fill="#f00"/>') -> bytes:
    xmlns = "http://www.w3.org/2000/svg"
    return f'<svg xmlns="{xmlns}" viewBox="0 0 60 40">{inside}</svg>'.encode()


def raster_logo(kind: str) -> bytes:
    content = BytesIO()
    Image.new("RGB", (600, 400), (255, 0, 0)).save(content, kind, quality=90)
    return content.getvalue()


@pytest.mark.parametrize(
    ("mime", "content"),
    [
        ("image/svg+xml", svg_logo()),
        ("image/png", raster_logo("PNG")),
        ("image/jpeg", raster_logo("JPEG")),
    ],
)
def test_logo_stands_before_the_name_of_the_union(mime, content):
    logo = Logo(content=content, mime=mime, alt="Red")
    image = picture(certificate_pdf(replace(ENGLISH, logo=logo)))
    red, green, _ = np.asarray(image, dtype=int).transpose(2, 0, 1)
    rows, columns = np.nonzero((red > 200) & (green < 60))
    assert np.ptp(rows) / MM == pytest.approx(20, abs=0.5)
    assert np.ptp(columns) / MM == pytest.approx(30, abs=0.5)
    assert columns.min() / MM == pytest.approx(22, abs=0.5)


@pytest.mark.parametrize(
    ("mime", "content"),
    [
        ("image/svg+xml", b"<svg"),
        ("image/svg+xml", b"\xff\xfe"),
        ("image/png", b"GIF89a"),
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        ("image/jpeg", b"\xff\xd8"),
        ("image/jpeg", b"\xff\xd8\x00\x00\x00\x00"),
        ("image/jpeg", b"nothing"),
    ],
)
def test_unreadable_logo_keeps_nobody_from_a_certificate(mime, content, caplog):
    logo = Logo(content=content, mime=mime, alt="")
    pdf = certificate_pdf(replace(ENGLISH, logo=logo))
    assert pdf == certificate_pdf(ENGLISH)
    assert "went without it" in caplog.text


def test_logo_does_not_excuse_another_fault():
    logo = Logo(content=b"<svg", mime="image/svg+xml", alt="")
    with pytest.raises(PaperError):
        certificate_pdf(replace(ENGLISH, logo=logo, document_title=""))


def test_logo_reaches_no_file():
    reach = svg_logo('<image href="tree.svg" width="60" height="40"/>')
    logo = Logo(content=reach, mime="image/svg+xml", alt="Red")
    image = picture(certificate_pdf(replace(ENGLISH, logo=logo)))
    corner = np.asarray(image)[: int(40 * MM), : int(50 * MM)]
    assert not ((corner[..., 1] > corner[..., 0] + 30) & (corner[..., 0] < 90)).any()


def test_only_what_a_paper_can_be():
    with pytest.raises(ValueError, match="direction"):
        replace(ENGLISH, direction="up")
    with pytest.raises(ValueError, match="logo"):
        Logo(content=b"", mime="text/html", alt="")


# Many at once


def test_papers_made_side_by_side_do_not_mix():
    papers = [replace(ENGLISH, name=f"Ama {i}") for i in range(12)]
    with ThreadPoolExecutor(6) as threads:
        side_by_side = list(threads.map(certificate_pdf, papers))
    assert side_by_side == [certificate_pdf(paper) for paper in papers]


def test_a_whole_class_in_one_file():
    papers = [replace(ENGLISH, name=f"Ama {i}") for i in range(3)]
    assert len(PdfReader(BytesIO(certificates_pdf(papers))).pages) == 3


def test_no_certificate_is_no_file():
    with pytest.raises(PaperError):
        certificates_pdf([])
