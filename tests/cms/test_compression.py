"""Compressed pages read the same, and their size says less than their content does."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from cms.compression import Compression, compressed

PAGE = b"<p>If you add a bus, then we can talk about the hours.</p>" * 40


def answer(response, accepts="gzip"):
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    return Compression(lambda _: response)(request)


def test_it_reads_the_same():
    packed = answer(HttpResponse(PAGE))
    assert packed["Content-Encoding"] == "gzip"
    assert packed["Vary"] == "Accept-Encoding"
    assert packed["Content-Length"] == str(len(packed.content))
    assert len(packed.content) < len(PAGE) / 2
    assert gzip.decompress(packed.content) == PAGE


def test_the_size_is_another_one_each_time():
    assert len({len(compressed(PAGE, 100)) for _ in range(50)}) > 5


@pytest.mark.parametrize(
    ("body", "headers", "accepts"),
    [
        (PAGE[:100], {}, "gzip"),
        (PAGE, {}, "identity"),
        (PAGE, {"Content-Encoding": "br"}, "gzip"),
    ],
    ids=["short", "not wanted", "compressed already"],
)
def test_left_alone(body, headers, accepts):
    assert answer(HttpResponse(body, headers=headers), accepts).content == body


def test_an_etag_of_the_plain_page_becomes_a_weak_one():
    assert answer(HttpResponse(PAGE, headers={"ETag": '"a"'}))["ETag"] == 'W/"a"'


def test_a_stream_is_compressed_too():
    packed = answer(StreamingHttpResponse([PAGE]))
    assert gzip.decompress(b"".join(packed.streaming_content)) == PAGE
