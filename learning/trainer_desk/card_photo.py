"""A card's QR code in a photo that was taken in the page: read, and let go.

The photo stays in memory and is bounded in bytes and pixels before it is decoded; nothing
of it is stored or logged.
"""

import re
from io import BytesIO

import zxingcpp
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 60_000_000
# On its longer side; a card fills most of the photo.
ENOUGH_PIXELS = 2000
FORMATS = ("JPEG", "PNG", "WEBP")
SECRET = re.compile(r"/card/([\w-]{10,60})/?$")


class PhotoError(ValueError):
    """No photo, one that is too large, or no code of a card in it."""


class InMemory(MemoryFileUploadHandler):
    """Keeps a photo out of the folder for temporary files, whatever its size."""

    def handle_raw_input(self, input_data, META, content_length, *args, **kwargs):
        self.activated = content_length <= MOST_BYTES
        self.is_too_large = not self.activated

    def receive_data_chunk(self, raw_data, start):
        if self.is_too_large:
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


def secret_in(photo) -> str:
    """The secret of the card in an uploaded photo. Raises PhotoError."""
    if photo is None or photo.size > MOST_BYTES:
        raise PhotoError("No photo, or too large")
    for code in zxingcpp.read_barcodes(
        _grey(photo.read()), formats=zxingcpp.BarcodeFormat.QRCode
    ):
        found = SECRET.search(code.text)
        if found:
            return found.group(1)
    raise PhotoError("No card in it")


def _grey(content: bytes) -> Image.Image:
    """Upright, grey, and not larger than a code needs."""
    try:
        picture = Image.open(BytesIO(content), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise PhotoError("Too many pixels")
        # JPEG is decoded at a fraction of its size, which costs less memory and time.
        picture.draft("L", (ENOUGH_PIXELS, ENOUGH_PIXELS))
        picture.thumbnail((ENOUGH_PIXELS, ENOUGH_PIXELS))
        return ImageOps.exif_transpose(picture).convert("L")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PhotoError("Not a photo") from error
    except Image.DecompressionBombError as error:
        raise PhotoError("Too many pixels") from error
