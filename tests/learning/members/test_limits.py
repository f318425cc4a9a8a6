import threading

import pytest
from django.core.cache import cache
from django.db import connection

from learning.members import limits
from learning.members.limits import Limit, TooManyTriesError

FIVE = (Limit(5, 300),)


@pytest.fixture(autouse=True)
def _cache(db):
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        # At the beginning of a minute, or a window might end within the test.
        now = limits.time.time() // 60 * 60 + 1

        def __call__(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(limits.time, "time", clock)
    return clock


def use_up(whom="alice", limits_=FIVE):
    for _ in range(limits_[0].most):
        limits.take("sign-in", whom, limits_)


def test_five_tries_and_then_a_pause():
    use_up()
    with pytest.raises(TooManyTriesError) as caught:
        limits.take("sign-in", "alice", FIVE)
    assert 290 <= caught.value.seconds <= 300


def test_the_pause_of_one_is_not_that_of_another():
    use_up()
    limits.take("sign-in", "bob", FIVE)
    limits.take("recover", "alice", FIVE)


def test_a_good_try_takes_nothing():
    for _ in range(20):
        limits.give_back(limits.take("sign-in", "alice", FIVE))


def test_a_slot_frees_itself():
    use_up()
    cache.delete_many(limits._slots("sign-in", "alice", FIVE[0])[:1])
    limits.take("sign-in", "alice", FIVE)


def test_what_one_limit_refuses_costs_nothing_of_the_other():
    wide, narrow = Limit(10, 300), Limit(1, 600)
    limits.take("sign-in", "alice", (wide, narrow))
    for _ in range(3):
        with pytest.raises(TooManyTriesError):
            limits.take("sign-in", "alice", (wide, narrow))
    for _ in range(9):
        limits.take("sign-in", "alice", (wide,))


def test_the_owner_who_proves_herself_otherwise_need_not_wait():
    use_up()
    limits.forget("sign-in", "alice", FIVE)
    limits.take("sign-in", "alice", FIVE)


def test_an_address_has_a_ceiling_per_window(rf, clock):
    request = rf.post("/", REMOTE_ADDR="203.0.113.7")
    other = rf.post("/", REMOTE_ADDR="203.0.113.8")
    three = Limit(3, 60)
    for _ in range(3):
        limits.under_ceiling(request, "keep-place", three)
    with pytest.raises(TooManyTriesError) as caught:
        limits.under_ceiling(request, "keep-place", three)
    assert caught.value.seconds <= 60
    limits.under_ceiling(other, "keep-place", three)
    clock.now += 61
    limits.under_ceiling(request, "keep-place", three)


def veil(rf, **meta):
    return limits.veiled_address(rf.get("/", **meta))


def test_an_address_is_veiled_and_changes_daily(rf, monkeypatch):
    first = veil(rf, REMOTE_ADDR="203.0.113.7")
    assert first == veil(rf, REMOTE_ADDR="203.0.113.7")
    assert first != veil(rf, REMOTE_ADDR="203.0.113.8")
    assert len(first) == 6
    tomorrow = limits.timezone.now() + limits.timezone.timedelta(days=1)
    monkeypatch.setattr(limits.timezone, "now", lambda: tomorrow)
    assert first != veil(rf, REMOTE_ADDR="203.0.113.7")


def test_a_household_is_one_address(rf):
    assert veil(rf, REMOTE_ADDR="2001:db8:1:2::1") == veil(
        rf, REMOTE_ADDR="2001:db8:1:2:ffff::9"
    )
    assert veil(rf, REMOTE_ADDR="2001:db8:1:2::1") != veil(
        rf, REMOTE_ADDR="2001:db8:1:3::1"
    )
    assert veil(rf, REMOTE_ADDR="::ffff:203.0.113.7") == veil(
        rf, REMOTE_ADDR="203.0.113.7"
    )


def test_proxies_are_believed_only_where_they_are_ours(rf, settings):
    meta = {
        "REMOTE_ADDR": "10.0.0.1",
        "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.7",
    }
    direct, client = (
        veil(rf, REMOTE_ADDR="10.0.0.1"),
        veil(rf, REMOTE_ADDR="203.0.113.7"),
    )
    assert veil(rf, **meta) == direct
    settings.TRUSTED_PROXIES = 1
    assert veil(rf, **meta) == client
    settings.TRUSTED_PROXIES = 3
    assert veil(rf, **meta) == direct


@pytest.mark.parametrize("said", ["", "unix:", "x" * 900, "203.0.113.7:80"])
def test_an_address_that_is_none_counts_as_one(rf, said):
    assert veil(rf, REMOTE_ADDR=said) == veil(rf, REMOTE_ADDR="")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_guessing_at_once_gives_no_more_tries():
    passed, barrier = [], threading.Barrier(8)

    def guess():
        barrier.wait()
        try:
            limits.take("sign-in", "alice", FIVE)
            passed.append(1)
        except TooManyTriesError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) <= 5
