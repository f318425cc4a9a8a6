"""Pictures and sound: always with words beside them."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.blocks.media import (
    PREVIEW_DRAWING,
    AudioBlock,
    DiagramBlock,
    DownloadBlock,
    ImageBlock,
    VideoBlock,
)


def said(block, value) -> str:
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(value))
    return json.dumps(refused.value.as_json_data())


@pytest.fixture
def picture(db):
    return Image.objects.create(
        title="Hill", file=get_test_image_file(size=(1600, 1000))
    )


def document(name):
    return Document.objects.create(title=name, file=ContentFile(b"x" * 2048, name=name))


def test_a_picture_without_words_is_refused(picture):
    said_by_editor = said(ImageBlock(), {"image": picture.pk, "alt": "  "})
    assert "what the picture shows" in said_by_editor


# Wagtail leaves the buffer of a rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_picture_is_small_and_keeps_its_place(picture):
    block = ImageBlock()
    value = block.clean(block.to_python({"image": picture.pk, "alt": "A hill"}))
    words = block.to_text(value, "x")
    assert (words["width"], words["height"]) == (640, 400)
    html = block.render(value)
    assert 'width="640" height="400" alt="A hill" loading="lazy"' in html
    assert words["src"] in html
    assert words["src"].endswith(".webp")


def test_a_film_without_its_words_is_refused(db):
    value = {"document": document("talk.mp4").pk, "title": "Talk", "transcript": ""}
    assert "many cannot play a film" in said(VideoBlock(), value)


def test_a_player_refuses_what_it_cannot_play(db):
    value = {"document": document("sheet.pdf").pk, "title": "Talk", "transcript": "x"}
    assert "mp3" in said(AudioBlock(), value)


def test_sound_loads_only_when_tapped(db):
    block = AudioBlock()
    value = block.clean(
        block.to_python(
            {
                "document": document("talk.mp3").pk,
                "title": "Talk",
                "transcript": "Hello",
            }
        )
    )
    html = block.render(value)
    assert 'preload="none"' in html
    assert "Hello" in html


def test_a_download_says_how_big_it_is(db):
    block = DownloadBlock()
    value = block.to_python({"document": document("sheet.pdf").pk, "title": "Sheet"})
    assert "Sheet (2.0\xa0KB)" in block.render(block.clean(value))


def diagram(**fields):
    labels = [{"key": "talks", "text": "Talks"}, {"key": "agreement", "text": "Deal"}]
    return {"svg": PREVIEW_DRAWING, "alt": "Boxes", "labels": labels, **fields}


def test_a_diagram_is_drawn_in_the_words_of_the_page():
    block = DiagramBlock()
    value = block.clean(block.to_python(diagram(caption="Look")))
    words = block.to_text(value, "x")
    assert ">Deal</text>" in words["svg"]
    assert words["labels"] == {"talks": "Talks", "agreement": "Deal"}
    assert 'aria-label="Boxes"' in block.render(value)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"labels": [{"key": "talks", "text": "Talks"}]}, "no words yet: agreement"),
        ({"labels": [{"key": "other", "text": "Other"}]}, "no such place"),
        ({"svg": "<p>no</p>"}, "not an SVG drawing"),
        ({"alt": ""}, "alt"),
    ],
)
def test_a_diagram_that_lacks_something_is_refused(fields, message):
    assert message in said(DiagramBlock(), diagram(**fields))


def test_what_is_stored_is_already_safe():
    block = DiagramBlock()
    source = PREVIEW_DRAWING.replace("<rect", "<script>alert(1)</script><rect", 1)
    assert "alert" not in block.clean(block.to_python(diagram(svg=source)))["svg"]
