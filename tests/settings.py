"""The suite's settings: the real ones, moved into a folder that is thrown away.

Imported before any conftest.py, so the environment is set here.
"""

import atexit
import os
import shutil
import tempfile

SCRATCH = tempfile.mkdtemp(prefix="palabre-tests-")
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

for name in ("KEYS_DIR", "STATIC_ROOT", "MEDIA_ROOT", "LOCALE_DIR", "TRUSTED_PROXIES"):
    os.environ.pop(name, None)
os.environ |= {
    "DATA_DIR": SCRATCH,
    "PRODUCTION": "False",
    "DEBUG": "False",
    "DEMO": "True",
    "BASE_URL": "http://127.0.0.1:8000",
    "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
    "SECRET_KEY": "tests-only",  # the same in every process, as on a real site
}

from cms.settings import *  # noqa: E402, F403, TID251 -- this is the settings module
from cms.settings import DATABASES, LANGUAGES, STORAGES  # noqa: E402, TID251

# A file, not memory: transactions, locks and threads then behave as on a laptop. Nothing
# has to survive a power cut, so nothing waits for the disk.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{SCRATCH}/tests.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
elif template := os.environ.get("TEST_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}
# Threads of a test must not leave a connection that keeps the database from going.
DATABASES["default"]["CONN_MAX_AGE"] = 0

# Each language costs every published page a hundred queries, and three show all there is
# to show; journeys run with all of them.
LANGUAGES = [each for each in LANGUAGES if each[0] in {"en", "es", "fr"}]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

# Real hashing is slow on purpose; accounts in tests guard nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A task runs where it is enqueued, so a test sees what it did; see tests/immediate.py.
TASKS = {"default": {"BACKEND": "tests.immediate.Backend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Hashed names need `collectstatic` first.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
