"""Settings: everything that differs between installations comes from the environment (see docs/running.md)."""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from lyceum.project import logging
from lyceum.project.ai import *  # noqa: F403  (settings are read from one module)
from lyceum.project.ai import AI_CHAIN
from lyceum.project.channels import *  # noqa: F403  (settings are read from one module)
from lyceum.project.channels import carriers, new_push_key
from lyceum.project.finding import *  # noqa: F403  (settings are read from one module)
from lyceum.project.finding import FINDERS
from lyceum.project.payments import *  # noqa: F403  (settings are read from one module)
from lyceum.project.payments import PAYMENT_ORIGINS
from lyceum.project.sign_in import *  # noqa: F403  (settings are read from one module)
from lyceum.project.sign_in import IDENTITY_ORIGINS, SIGN_IN_APPS
from lyceum.project.start import database as embedded
from lyceum.project.storage import *  # noqa: F403  (settings are read from one module)
from lyceum.project.video import *  # noqa: F403  (settings are read from one module)
from lyceum.project.video import VIDEO_ORIGINS, VIDEO_PROVIDER

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("LYCEUM_VAR", BASE_DIR / "var"))


def flag(name: str, default: bool) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


TESTING = "pytest" in sys.modules
DEMO = flag("LYCEUM_DEMO", False)
PORT = int(os.environ.get("PORT", "8000"))
WEB_THREADS = int(os.environ.get("WEB_THREADS", "4"))  # that serve at once, of each web process
REALTIME_PORT = int(os.environ.get("REALTIME_PORT", PORT + 1000))
SITE_URL = os.environ.get("SITE_URL", f"http://localhost:{PORT}").rstrip("/")
REALTIME_URL = os.environ.get("REALTIME_URL", f"ws://{urlsplit(SITE_URL).hostname}:{REALTIME_PORT}/live")
REALTIME_HEALTH_URL = os.environ.get("REALTIME_HEALTH_URL", f"http://127.0.0.1:{REALTIME_PORT}/live/health")
SECURE = SITE_URL.startswith("https://")
DEBUG = False


def kept_secret(name: str, made: Callable[[], str] = lambda: os.urandom(48).hex()) -> str:
    """From the environment, else made once for this installation and kept in ``var/``."""
    if name in os.environ:
        return os.environ[name]
    path = VAR_DIR / "secrets" / name.lower()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(made())
        with contextlib.suppress(FileExistsError):  # another process was first: all of them take its secret
            os.link(draft, path)
        draft.unlink()
    return path.read_text()


SECRET_KEY = kept_secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = listed("SECRET_KEY_FALLBACKS")
FIELD_KEY = kept_secret("FIELD_KEY")
FIELD_KEY_FALLBACKS = listed("FIELD_KEY_FALLBACKS")
SERVICE_KEY = kept_secret("SERVICE_KEY")
SEAL_KEY = kept_secret("SEAL_KEY")  # signs the audit trail: keep it from whoever owns the database
VAPID_KEY = kept_secret("VAPID_KEY", new_push_key)  # browsers that subscribed know this installation by it

ALLOWED_HOSTS = listed("ALLOWED_HOSTS", f"{urlsplit(SITE_URL).hostname},localhost,127.0.0.1,testserver")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "procrastinate.contrib.django",
    "lyceum.kernel.foundation",
    "lyceum.kernel.identity",
    "lyceum.kernel.media",
    "lyceum.kernel.ai",
    "lyceum.kernel.search",
    "lyceum.kernel.notifications",
    "lyceum.kernel.reporting",
    "lyceum.kernel.billing",
    "lyceum.kernel.messaging",
    "lyceum.kernel.video",
    "lyceum.kernel.calendar",
    "lyceum.kernel.privacy",
    "lyceum.kernel.operations",
    "lyceum.kernel.ui",
    "lyceum.domains.learning",
    "lyceum.domains.events",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    *SIGN_IN_APPS,
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    "lyceum.kernel.identity.interface.address.TrueAddress",
    "lyceum.kernel.foundation.interface.middleware.RequestId",
    "lyceum.kernel.operations.interface.middleware.Measured",
    "lyceum.kernel.foundation.interface.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lyceum.kernel.identity.interface.sessions.Sessions",
    "lyceum.kernel.identity.interface.middleware.OrganisationInAddress",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lyceum.kernel.identity.interface.signed_in.FindSignIn",
    "django_htmx.middleware.HtmxMiddleware",
    "lyceum.kernel.ui.interface.toasts.ToastMessages",
    "lyceum.kernel.identity.interface.middleware.FindCaller",
    "lyceum.kernel.foundation.interface.middleware.WhoInLogs",
    "lyceum.kernel.foundation.interface.problems.ProblemsOnly",
    "lyceum.kernel.foundation.interface.middleware.ApiLimit",
    "lyceum.kernel.foundation.interface.repeats.AnsweredOnce",
    "lyceum.kernel.foundation.interface.middleware.Refusals",
]

ROOT_URLCONF = "lyceum.project.urls"
WSGI_APPLICATION = "lyceum.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "lyceum.kernel.ui.interface.context.context",
            ],
        },
    }
]
COTTON_SNAKE_CASED_NAMES = True
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees its attributes, never the names of the page around it

# --- database -------------------------------------------------------------------------------------
DATABASE_APP_ROLE = urlsplit(os.environ.get("DATABASE_URL", "")).username or "lyceum_app"
AS_OWNER = TESTING or os.environ.get("LYCEUM_AS") == "owner"


def database_url() -> str:
    if url := os.environ.get("DATABASE_URL"):
        return os.environ.get("DATABASE_OWNER_URL", url) if AS_OWNER else url
    owner, app = embedded.urls(VAR_DIR)
    return owner if AS_OWNER else app


def database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "TEST": {"NAME": os.environ.get("TEST_DATABASE", "lyceum_test")},
    }


DATABASES = {"default": database(database_url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "interface.jobs"

REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "lyceum.kernel.identity.adapters.shared_cache.PostgresCache"}
}

# --- people ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "identity.Person"
SESSION_COOKIE_NAME = "__Host-lyceum" if SECURE else f"lyceum_{PORT}"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else f"lyceum_csrf_{PORT}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY", False) else None
CSRF_FAILURE_VIEW = "lyceum.kernel.ui.interface.errors.forgery"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
API_LIMIT = (int(os.environ.get("API_CALLS_PER_MINUTE", "600")), 60)  # per person, else per address
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        " ".join(["connect-src 'self'", "/".join(REALTIME_URL.split("/")[:3]), *VIDEO_ORIGINS]),
        "object-src 'none'",
        "base-uri 'none'",
        " ".join(["form-action 'self'", *IDENTITY_ORIGINS, *PAYMENT_ORIGINS]),
        "frame-ancestors 'none'",
    ]
)

# The first part of an address that is never an organisation.
RESERVED_SLUGS = frozenset(
    "account accounts admin agenda ai api app appearance appointments assets bank billing brand c calendar calls "
    "conversations demo design docs events figures files graphql health help hooks live login logout manifest media "
    "metrics new notices notifications o offline operations organisations outbox people privacy reports search sitemap "
    "static status support sw today video www _allauth favicon robots well-known".split()
)

# --- languages, time, files -----------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LANGUAGE_COOKIE_NAME = "lyceum_language"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "lyceum/kernel/ui/built"]
# Hashed, compressed and kept for a year once they have been collected; read from their places until then.
HASHED_STATIC = flag("LYCEUM_HASHED", not TESTING and (STATIC_ROOT / "staticfiles.json").exists())
_PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "lyceum.project.static.HashedStatic" if HASHED_STATIC else _PLAIN_STATIC},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not HASHED_STATIC
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", f"Lyceum <no-reply@{urlsplit(SITE_URL).hostname}>")
EMAIL_BACKEND = "lyceum.kernel.notifications.adapters.backend.MailBackend"

# The adapter of each port, by the name of its file in ``<room>/adapters/``.
PROVIDERS = {
    "entrance": "allauth",
    "media": os.environ.get("MEDIA_STORE", "embedded"),
    "pictures": "pillow",
    **FINDERS,
    **carriers(is_quiet=DEMO or TESTING),
    "ai": AI_CHAIN,
    "decks": "anki_decks",
    "workbooks": "spreadsheet",
    "video": VIDEO_PROVIDER,
    "bus": f"{os.environ.get('LIVE_BUS', 'postgres')}_bus",
    "payment": os.environ.get("PAYMENT_PROVIDER", "embedded" if DEMO or TESTING else ""),  # nothing: no cards
}
MEDIA_ROOT = VAR_DIR / (f"media_{os.environ.get('TEST_DATABASE', 'lyceum_test')}" if TESTING else "media")
MEDIA_QUOTA = int(os.environ.get("MEDIA_QUOTA_MEGABYTES", "10240")) * 1024 * 1024  # per organisation
DEFAULT_PLAN = os.environ.get("DEFAULT_PLAN", "free")  # of organisations that have taken out none: kernel/billing
MEDIA_ACCEL = os.environ.get("MEDIA_ACCEL", "")  # nginx's internal location of MEDIA_ROOT: it then sends the bytes
MEDIA_SIGNED_SECONDS = int(os.environ.get("MEDIA_SIGNED_SECONDS", "0"))  # > 0: browsers read private files from S3

LOGGING = logging.configure()
