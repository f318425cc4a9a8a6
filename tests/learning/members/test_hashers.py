from django.contrib.auth.hashers import check_password, make_password
from django.test import override_settings

KEYED = override_settings(PASSWORD_HASHERS=["learning.members.hashers.KeyedHasher"])


@KEYED
def test_recognises_the_secret_and_no_other():
    kept = make_password("739182")
    assert kept.startswith("keyed_pbkdf2_sha256$300000$")
    assert check_password("739182", kept)
    assert not check_password("739183", kept)


@KEYED
def test_without_the_key_the_hash_tells_nothing(settings, tmp_path):
    kept = make_password("739182")
    (tmp_path / "elsewhere").mkdir()
    settings.KEYS_DIR = tmp_path / "elsewhere"
    assert not check_password("739182", kept)
