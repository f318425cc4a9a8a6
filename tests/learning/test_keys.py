import stat
import threading
import uuid

import pytest

from learning import keys

TENANT, OTHER, PERSON = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    keys.make_key(TENANT)
    keys.make_key(OTHER)
    return tmp_path


@pytest.mark.parametrize("name", ["Awa", "Đặng Thị", "សុខា", "فاطمة", "", "x" * 300])
def test_opens_what_it_sealed(name):
    assert keys.open_sealed(TENANT, PERSON, keys.seal(TENANT, PERSON, name)) == name


def test_many_are_opened_and_what_does_not_open_is_left_out():

    tenant, other, ids = uuid.uuid4(), uuid.uuid4(), [uuid.uuid4(), uuid.uuid4()]
    keys.make_key(tenant)
    blobs = [(pk, keys.seal(tenant, pk, f"Name {pk}")) for pk in ids]
    moved = (uuid.uuid4(), blobs[0][1])
    assert dict(keys.open_many(tenant, [*blobs, moved])) == {
        pk: f"Name {pk}" for pk in ids
    }
    with pytest.raises(keys.KeyMissingError):
        next(keys.open_many(other, blobs))


def test_a_blob_shows_neither_name_nor_length():
    short, long = keys.seal(TENANT, PERSON, "Awa"), keys.seal(TENANT, PERSON, "A" * 40)
    assert b"Awa" not in short
    assert len(short) == len(long)
    assert keys.seal(TENANT, PERSON, "Awa") != short


@pytest.mark.parametrize(
    ("tenant", "person"), [(OTHER, PERSON), (TENANT, uuid.uuid4())]
)
def test_a_blob_moved_elsewhere_does_not_open(tenant, person):
    with pytest.raises(keys.SealBrokenError):
        keys.open_sealed(tenant, person, keys.seal(TENANT, PERSON, "Awa"))


@pytest.mark.parametrize(
    "blob", [b"", b"\x01", b"\x02" + b"x" * 60, b"\x01" + b"x" * 60]
)
def test_a_damaged_blob_says_so(blob):
    with pytest.raises(keys.SealBrokenError):
        keys.open_sealed(TENANT, PERSON, blob)


def test_key_files_are_for_their_owner_alone(folder):
    file = folder / f"{TENANT}.key"
    assert len(file.read_bytes()) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(each.suffix for each in folder.iterdir()) == [".key", ".key"]


def test_making_a_key_again_leaves_the_first(folder):
    before = (folder / f"{TENANT}.key").read_bytes()
    keys.make_key(TENANT)
    assert (folder / f"{TENANT}.key").read_bytes() == before


def test_many_at_once_make_one_key(folder):
    tenant, seen = uuid.uuid4(), set()

    def make():
        keys.make_key(tenant)
        seen.add((folder / f"{tenant}.key").read_bytes())

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 1


def test_a_destroyed_key_is_gone_for_good():
    sealed = keys.seal(TENANT, PERSON, "Awa")
    keys.destroy_key(TENANT)
    assert not keys.has_key(TENANT)
    for use in (
        lambda: keys.open_sealed(TENANT, PERSON, sealed),
        lambda: keys.seal(TENANT, PERSON, "Awa"),
        lambda: keys.make_key(TENANT),
    ):
        with pytest.raises(keys.KeyDestroyedError):
            use()
    assert keys.open_sealed(OTHER, PERSON, keys.seal(OTHER, PERSON, "Bob")) == "Bob"


def test_a_blob_opens_as_what_it_was_sealed_as_only():
    keys.make_key(TENANT)
    sealed = keys.seal(TENANT, PERSON, "A bus", what="plan 1")
    assert keys.open_sealed(TENANT, PERSON, sealed, what="plan 1") == "A bus"
    for what in ("plan 2", "name"):
        with pytest.raises(keys.SealBrokenError):
            keys.open_sealed(TENANT, PERSON, sealed, what=what)


def test_a_missing_key_is_named():
    stranger = uuid.uuid4()
    with pytest.raises(keys.KeyMissingError, match=str(stranger)):
        keys.seal(stranger, PERSON, "Awa")


def test_a_damaged_key_is_named(folder):
    (folder / f"{TENANT}.key").write_bytes(b"short")
    with pytest.raises(keys.KeyDamagedError):
        keys.seal(TENANT, PERSON, "Awa")


def test_programme_secrets_differ_by_purpose_and_stay():
    first = keys.programme_secret("certificates")
    assert first == keys.programme_secret("certificates")
    assert first != keys.programme_secret("addresses")
    assert len(first) == 32


def test_production_does_not_make_a_programme_key_by_itself(settings):
    settings.PRODUCTION = True
    with pytest.raises(keys.KeyMissingError, match="KEYS_DIR"):
        keys.programme_secret("certificates")
    keys.make_programme_key()
    assert keys.programme_secret("certificates")
