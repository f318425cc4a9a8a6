"""All settings: read once from the environment; docs/settings.md has the table.

The defaults run on a laptop. Production sets PRODUCTION=True and is then refused
anything that would be unsafe there (see `learning/checks.py`).
"""

from pathlib import Path

from babel import Locale
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from cms import environment

BASE_DIR = Path(__file__).resolve().parent.parent
PRODUCTION = environment.flag("PRODUCTION", False)
DEBUG = environment.flag("DEBUG", False)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG must be False where PRODUCTION is True")

# --- where things are kept -------------------------------------------------------
DATA_DIR = environment.folder("DATA_DIR", BASE_DIR / "var")
# Outside the database and its back-ups: destroying a key destroys the names.
KEYS_DIR = environment.folder("KEYS_DIR", DATA_DIR / "keys")
# How long the host keeps back-ups: whoever destroys names is told until when they hold them.
BACKUP_DAYS = environment.number("BACKUP_DAYS", 30)
SECRET_KEY = environment.secret(
    "SECRET_KEY", kept_in=DATA_DIR / "secret_key", may_be_made=not PRODUCTION
)
DATABASES = {
    "default": environment.database("DATABASE_URL", DATA_DIR / "palabre.sqlite3")
}
# A copy that follows the database: reports read there, and nothing is written.
if environment.text("DATABASE_REPLICA_URL", ""):
    DATABASES["replica"] = environment.database("DATABASE_REPLICA_URL", DATA_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_ROOT = environment.folder("STATIC_ROOT", DATA_DIR / "static")
STATIC_URL = "/static/"
# No other site has a use for our files.
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = environment.folder("MEDIA_ROOT", DATA_DIR / "media")
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- where it answers ------------------------------------------------------------
# Loopback unless told otherwise: a demo with known passwords must stay at home.
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
# Printed in QR codes, so it must be the address a phone can reach.
BASE_URL = environment.text("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []
HTTPS = BASE_URL.startswith("https://")
if PRODUCTION and not HTTPS:
    raise ImproperlyConfigured("BASE_URL must start with https:// in production")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# Never tell another site which lesson somebody came from.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews in a frame of its own
# How many proxies of ours stand in front and set X-Forwarded-For.
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0)
# Into which activity of whose IATI file our results are merged.
IATI_ACTIVITY = environment.text("IATI_ACTIVITY", "XM-EXAMPLE-1-PALABRE")
IATI_ORGANISATION = environment.text("IATI_ORGANISATION", "XM-EXAMPLE-1")
IATI_ORGANISATION_TYPE = environment.text("IATI_ORGANISATION_TYPE", "22")
IATI_ORGANISATION_NAME = environment.text("IATI_ORGANISATION_NAME", "Example")

# --- what it is made of ----------------------------------------------------------
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
INSTALLED_APPS = [
    # Ours come first, so that our templates win over Wagtail's and allauth's.
    "cms",
    "learning",
    "wagtail_localize",
    "wagtail_localize.locales",  # replaces wagtail.locales
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.compression.Compression",
    "cms.walls.policy.PagePolicy",
    # Lessons leave here, by a shorter way; the layers below are for all other pages.
    "learning.reading.lane.LessonLane",
    "cms.walls.policy.AdminPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "learning.members.middleware.SharedPhoneMiddleware",
    "learning.members.middleware.StaffDoorMiddleware",
    "cms.walls.gate.AdminGate",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "learning.members.context.phone",
            ],
        },
    },
]
APPEND_SLASH = True

# --- people ----------------------------------------------------------------------
AUTH_USER_MODEL = "learning.User"
AUTHENTICATION_BACKENDS = ["learning.members.backends.SignInBackend"]
# Keyed with programme.key, so that PINs survive a stolen database; the second is read
# only, for hashes brought along from elsewhere.
PASSWORD_HASHERS = [
    "learning.members.hashers.KeyedHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# A PIN of six digits is enough for trainees, not for staff.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "learning.members.pins.SecretValidator"},
    {"NAME": "learning.members.pins.StaffPasswordValidator"},
]
ACCOUNT_ADAPTER = "learning.members.adapter.AccountAdapter"
MFA_ADAPTER = "learning.members.adapter.SecondFactorAdapter"
ACCOUNT_FORMS = {"login": "learning.members.forms.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGIN_METHODS = {"username", "email"}
# allauth's sign-up is closed (the adapter); this only tells it who has what.
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # asked as "Only you use this phone?"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# No letter to an address without an account: it would tell, and anybody could send it.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Sign-ins, codes and new places are limited in members/limits.py: strict per account,
# with a high ceiling per address. What stays with allauth is for staff, or signed in.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "signup": None,
    "login_failed": "5/5m/key",  # the second factor
    "reset_password": "60/m/ip,5/15m/key",
    "reset_password_from_key": "60/m/ip",
}
MFA_TOTP_ISSUER = "Palabre"
MFA_TOTP_TOLERANCE = 1
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Shared by all processes and machines: sessions, rate limits and tasks.
SESSION_ENGINE = "learning.members.sessions"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # Rate limits live here: with Django's 300, a flood would push them out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "cms.indexing.Backend"}}

# --- languages -------------------------------------------------------------------
# A language is a folder under locale/ (`manage.py add_language`), never a line of code.
LOCALE_PATHS = [environment.folder("LOCALE_DIR", BASE_DIR / "locale")]
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    *sorted(
        (
            found.name.replace("_", "-").lower(),
            Locale.parse(found.name).get_display_name(),
        )
        for found in LOCALE_PATHS[0].iterdir()
        if found.is_dir() and found.name != "en"
    ),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# --- authoring -------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Palabre"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5 * 1024 * 1024
# A few kilobytes can unfold into gigabytes; this many take 120 MB. Uploads and pictures
# of a module's file alike, all frames together.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 30_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "docx", "xlsx", "ods", "mp3", "mp4", "webm"]
WAGTAILEMBEDS_FINDERS = []  # nothing is loaded from another host
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
# Only staff get letters: the link for a new password. Without a server of its own a
# laptop shows them in the log; a real site must not.
EMAIL_HOST = environment.text("EMAIL_HOST")
if PRODUCTION and not EMAIL_HOST:
    raise ImproperlyConfigured(
        "EMAIL_HOST is not set. Without it, letters to staff would go into the log."
    )
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_PORT = environment.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", True)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("EMAIL_FROM", "palabre@localhost")

# --- what a browser may load -----------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        # What is not named goes by the first line; shorter than naming it all, and each
        # first view on a slow line pays for it.
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}

# --- hostile input ---------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- what is written down --------------------------------------------------------
# Never an IP address, a user agent or a name; see docs/privacy.md.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # A line for every page and every task would bury what matters.
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}

DEMO = environment.flag("DEMO", not PRODUCTION)
