"""How PINs and passwords are hashed: with a key that is not in the database.

A PIN of six digits falls to anybody who has the database and an afternoon, however
slow the hash. So it is first keyed with `programme.key`, which lies elsewhere: without
that file a stolen database tells nothing. With it, the remaining rounds still slow a
thief down, while a class of forty signs in on one small server.
"""

import hashlib
import hmac

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from learning import keys


class KeyedHasher(PBKDF2PasswordHasher):
    algorithm = "keyed_pbkdf2_sha256"
    iterations = 300_000

    def encode(self, password, salt, iterations=None):
        self._check_encode_args(password, salt)
        if isinstance(password, str):
            password = password.encode()
        keyed = hmac.new(
            keys.programme_secret("pins and passwords"), password, hashlib.sha256
        ).hexdigest()
        return super().encode(keyed, salt, iterations)
