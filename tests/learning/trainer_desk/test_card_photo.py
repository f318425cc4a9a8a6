"""A photo of a card: read where there is one, refused before it costs anything."""

from io import BytesIO

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from learning.trainer_desk.card_photo import PhotoError, secret_in

ADDRESS = "https://palabre.example.org/fr/card/Zk3tq7_h-2Lw9sPbXcVa1g/"


def upload(picture: Image.Image, kind="JPEG", **options) -> SimpleUploadedFile:
    made = BytesIO()
    picture.save(made, format=kind, **options)
    return SimpleUploadedFile("a.jpg", made.getvalue())


def card(turned=0, size=(3000, 4000), fills=900) -> Image.Image:
    """A card on a table, as a phone sees it."""
    drawn = BytesIO()
    segno.make(ADDRESS, error="m").save(drawn, kind="png", scale=10, border=4)
    code = Image.open(drawn).convert("L").resize((fills, fills))
    photo = Image.new("L", size, 140)
    photo.paste(code.rotate(turned, expand=True, fillcolor=255), (900, 1200))
    return photo


@pytest.mark.parametrize("turned", [0, 12, 90])
def test_a_card_is_read_however_it_lies(turned):
    assert secret_in(upload(card(turned))) == "Zk3tq7_h-2Lw9sPbXcVa1g"


def test_what_has_too_many_pixels_is_not_decoded():
    bomb = upload(Image.new("1", (9000, 9000)), "PNG")
    assert bomb.size < 100_000
    with pytest.raises(PhotoError):
        secret_in(bomb)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xd8\xff\xe0 cut", b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\n\x00\x00"],
)
def test_what_is_no_photo_is_refused(content):
    with pytest.raises(PhotoError):
        secret_in(SimpleUploadedFile("a.jpg", content))
    with pytest.raises(PhotoError):
        secret_in(None)
