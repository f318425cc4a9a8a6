"""What a stranger learns from the code on a paper, and from a name; nothing more."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from learning.certificates.actions import (
    choose_wording,
    issue_certificate,
    put_name_on_paper,
    revoke,
)
from learning.certificates.codes import code_of, grouped
from learning.certificates.verification import name_matches, verify
from learning.models import Certificate, NameCheck

NAME = "Ana Sok"


@pytest.fixture
def code(certificate, alice):
    put_name_on_paper(certificate=certificate, name=NAME, by=alice.user)
    return code_of(certificate.pk)


def try_name(code, name):
    return name_matches(verified=verify(code), typed_code=code, name=name)


def test_a_valid_certificate(certificate, code, final_test):
    found = verify(grouped(code).lower())
    assert found.is_valid
    assert found.module_key == final_test.module_id
    assert (found.minutes, found.issued_at) == (150, certificate.issued_at)
    assert found.union_name is None
    assert found.asks_for_name


@pytest.mark.parametrize("typed", ["", "x", "A" * 27, "2" * 27, "\x00" * 27])
def test_an_unknown_code(certificate, typed, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert verify(typed) is None


def test_a_revoked_certificate_is_known_and_not_valid(certificate, code):
    revoke(certificate=certificate, reason="Because", by=None)
    assert verify(code).is_valid is False


def test_the_holder_chooses_the_title_and_whether_her_union_is_named(certificate, code):
    choose_wording(
        certificate=certificate,
        title="neutral",
        shows_union=True,
        name_check_is_on=True,
        by=None,
    )
    assert verify(code).is_neutral
    assert verify(code).union_name == "Centrale du Coton"


def test_the_right_name_matches_and_another_does_not(code):
    assert try_name(code, "ANA  SOK") is True
    assert try_name(code, "Ana Sek") is False
    assert try_name(grouped(code), NAME) is True


def test_five_tries_a_day_the_right_name_counted_too_and_tomorrow_again(code):
    names = [NAME, "Wrong", NAME, "Wrong", NAME]
    assert [try_name(code, name) for name in names] == [True, False, True, False, True]
    assert try_name(code, NAME) is None
    assert try_name(code, NAME) is None
    assert NameCheck.objects.get().tries == 5
    # The day after:
    NameCheck.objects.update(day=NameCheck.objects.get().day - timedelta(days=1))
    assert try_name(code, NAME) is True


def test_each_certificate_has_tries_of_its_own(code, sitting, charlie):
    other = issue_certificate(attempt=sitting(charlie), language="en", by=None)
    put_name_on_paper(certificate=other, name="Charlie", by=None)
    for _ in range(6):
        try_name(code, "x")
    assert try_name(code_of(other.pk), "Charlie") is True


def test_where_the_holder_has_switched_it_off_there_is_no_answer(certificate, code):
    choose_wording(
        certificate=certificate,
        title="plain",
        shows_union=False,
        name_check_is_on=False,
        by=None,
    )
    assert not verify(code).asks_for_name
    assert try_name(code, NAME) is None


def test_where_no_name_was_printed_there_is_nothing_to_ask(certificate):
    assert not verify(code_of(certificate.pk)).asks_for_name


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_at_once_share_the_five_tries(certificate, code):
    answers, start = [], threading.Barrier(8)

    def ask():
        try:
            start.wait()
            answers.append(try_name(code, NAME))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(map(str, answers)) == ["None"] * 3 + ["True"] * 5
    assert NameCheck.objects.get().tries == 5
    assert Certificate.unscoped.count() == 1
