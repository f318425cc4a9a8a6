"""A session is read as Django reads it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from learning.members.sessions import SessionStore


@pytest.fixture
def key(db):
    session = SessionStore()
    session["shared_phone"], session["place"] = False, "Où ?"
    session.save()
    return session.session_key


def read(store, key) -> tuple:
    session = store(key)
    return session.load(), session.session_key


def test_it_is_what_django_reads(key):
    assert read(SessionStore, key) == read(DatabaseSessions, key)
    assert read(SessionStore, key)[0]["place"] == "Où ?"


@pytest.mark.parametrize("gone", ["expired", "deleted", "tampered with"])
def test_a_session_that_does_not_hold_is_empty(key, gone):
    if gone == "expired":
        past = timezone.now() - timedelta(seconds=1)
        Session.objects.update(expire_date=past)
    elif gone == "deleted":
        Session.objects.all().delete()
    else:
        Session.objects.update(session_data="e30:forged:forged")
    assert read(SessionStore, key) == read(DatabaseSessions, key)
    assert read(SessionStore, key)[0] == {}
