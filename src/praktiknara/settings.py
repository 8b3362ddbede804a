"""All settings of an instance, read from the environment with typed helpers."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from praktiknara import __version__
from praktiknara.chain.order import APPS

KNOWN = frozenset(
    "PRAKTIKNARA_" + name
    for name in (
        [
            "PORT",
            "DATA",
            "DEMO",
            "DEBUG",
            "HOSTS",
            "HTTPS",
            "SECRET_KEY",
            "MUNICIPALITY",
            "ADMIN_EMAIL",
            "ADMIN_PASSWORD",
            "EMAIL_URL",
            "MAIL_FROM",
            "LOG_LEVEL",
        ]
    )
)
if unknown := sorted(name for name in os.environ if name.startswith("PRAKTIKNARA_") and name not in KNOWN):
    raise ImproperlyConfigured(
        f"Okänd inställning / unknown setting: {', '.join(unknown)}. Kända / known: {', '.join(sorted(KNOWN))}"
    )


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name}: skriv 0 eller 1 / write 0 or 1.")
    return value == "1"


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name}: skriv ett heltal / write a whole number.")
    return int(value)


def database(url: str, data: Path) -> dict[str, Any]:
    """The connection: embedded SQLite in the data folder, or PostgreSQL by address."""
    if not url:
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA busy_timeout=10000;"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "praktiknara.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": pragmas, "timeout": 10},
            "CONN_MAX_AGE": 60,
            "TEST": {"NAME": data / "test.sqlite3"},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL: skriv postgresql://användare:lösenord@värd/databas.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # Many short questions at once, on a disk that finds any page as soon as the next: no helpers, no compiling.
        "OPTIONS": {"options": "-c random_page_cost=1.1 -c max_parallel_workers_per_gather=0 -c jit=off"},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def mail_server(url: str) -> dict[str, Any]:
    """The mail server: smtp:// begins in the clear and turns to TLS when someone logs in, smtps:// is TLS from the start."""
    parts = urlsplit(url or "smtp://localhost")
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("PRAKTIKNARA_EMAIL_URL: skriv smtp://användare:lösenord@värd:port.")
    secure = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if secure else 587 if parts.username else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": bool(parts.username) and not secure,
        "EMAIL_TIMEOUT": 20,
    }


def kept_secret(data: Path) -> str:
    """The signing key: given, or made once and kept in the data folder."""
    if given := text("PRAKTIKNARA_SECRET_KEY"):
        return given
    kept = data / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text().strip()


ROOT = Path(__file__).resolve().parents[2]
DATA = Path(text("PRAKTIKNARA_DATA", str(ROOT / "data"))).resolve()
DATA.mkdir(parents=True, exist_ok=True)
VERSION = __version__
DEMO = flag("PRAKTIKNARA_DEMO", False)
DEBUG = flag("PRAKTIKNARA_DEBUG", False)
PORT = number("PRAKTIKNARA_PORT", 8000)
MUNICIPALITY = text("PRAKTIKNARA_MUNICIPALITY", "Stockholms stad")
SECRET_KEY = kept_secret(DATA)
HTTPS = flag("PRAKTIKNARA_HTTPS", False)
ALLOWED_HOSTS = text("PRAKTIKNARA_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

DATABASES = {"default": database(text("DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation." + name}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "login", "my_day", "home"

INSTALLED_APPS = [
    *(
        f"django.contrib.{name}"
        for name in ("auth", "contenttypes", "sessions", "messages", "staticfiles", "admin", "humanize")
    ),
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *(f"praktiknara.{app}" for app in APPS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "praktiknara.chain.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "praktiknara.chain.middleware.ContentSecurityPolicy",
    "praktiknara.chain.middleware.Refusals",
]
ROOT_URLCONF = "praktiknara.urls"
WSGI_APPLICATION = "praktiknara.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "praktiknara.components.templatetags.components",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "praktiknara.chain.context.page_frame",
            ],
        },
    }
]
FORM_RENDERER = "praktiknara.components.rendering.Renderer"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "sprak"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = USE_I18N = USE_THOUSAND_SEPARATOR = True

STATIC_URL, STATIC_ROOT = "/static/", DATA / "static"
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO or not text("PRAKTIKNARA_EMAIL_URL")
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = DATA / "mail"
globals().update(mail_server(text("PRAKTIKNARA_EMAIL_URL")))
DEFAULT_FROM_EMAIL = text("PRAKTIKNARA_MAIL_FROM", "praktiknara@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": text("PRAKTIKNARA_LOG_LEVEL", "WARNING")},
}
