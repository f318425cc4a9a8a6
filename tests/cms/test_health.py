"""What a watcher of the machine is told."""

import pytest
from django.db import OperationalError

from learning.catalogue.shelf import shelf


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_all_is_well(client, db, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_alive_asks_no_database(client):
    assert client.get("/healthz").content == b"ok"


def test_not_ready_without_a_database_is_said_and_no_crash(client, db, monkeypatch):
    def gone():
        raise OperationalError("secret host name")

    monkeypatch.setattr(shelf, "index", gone)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.content == b"not ready"
