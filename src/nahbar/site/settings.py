# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's settings, from the table in `options`."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from nahbar.site.options import Options, SettingOdd

OPTIONS = Options()
PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = OPTIONS.path("NAHBAR_DATA_DIR")
# Drafts, names and sealed credentials lie here: for the operator alone.
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret_key() -> str:
    given = OPTIONS.text("NAHBAR_SECRET_KEY")
    if given:
        return given
    path = DATA_DIR / "keys" / "secret.key"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def _database() -> dict[str, Any]:
    url = OPTIONS.text("NAHBAR_DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA_DIR / "nahbar.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL, not NORMAL: an intent must survive a power cut, or a post could be sent twice.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SettingOdd("NAHBAR_DATABASE_URL muss mit postgresql:// beginnen oder leer sein (dann SQLite).")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
    }


def _mail() -> dict[str, Any]:
    url = OPTIONS.text("NAHBAR_SMTP_URL")
    if not url:
        return {"backend": "nahbar.authority.outbox.Outbox"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+starttls"}:
        raise SettingOdd("NAHBAR_SMTP_URL muss mit smtp://, smtps:// oder smtp+starttls:// beginnen.")
    return {
        "backend": "django.core.mail.backends.smtp.EmailBackend",
        "host": parts.hostname or "localhost",
        "port": parts.port or {"smtp": 25, "smtps": 465, "smtp+starttls": 587}[parts.scheme],
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "ssl": parts.scheme == "smtps",
        "tls": parts.scheme == "smtp+starttls",
    }


DEBUG = OPTIONS.switch("NAHBAR_DEBUG")
SECRET_KEY = _secret_key()
BASE_URL = OPTIONS.text("NAHBAR_BASE_URL").rstrip("/")
_BASE = urlsplit(BASE_URL)
ALLOWED_HOSTS = [
    _BASE.hostname or "localhost",
    "127.0.0.1",
    "localhost",
    "[::1]",
    *OPTIONS.list("NAHBAR_ALLOWED_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if _BASE.scheme == "https" else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "nahbar.record",
    "nahbar.authority",
    "nahbar.library",
    "nahbar.campaigns",
    "nahbar.topics",
    "nahbar.contributions",
    "nahbar.stories",
    "nahbar.variants",
    "nahbar.approval",
    "nahbar.objections",
    "nahbar.publishing",
    "nahbar.planning",
    "nahbar.dialogue",
    "nahbar.impact",
    "nahbar.web",
]
if OPTIONS.text("NAHBAR_DATABASE_URL"):
    # Carries deliveries from worker to worker; its tables and functions exist on PostgreSQL only.
    INSTALLED_APPS.append("procrastinate.contrib.django")
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
AUTH_USER_MODEL = "authority.Person"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nahbar.web.door.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nahbar.web.door.Door",
]
ROOT_URLCONF = "nahbar.site.urls"
WSGI_APPLICATION = "nahbar.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Each web room keeps its own pages; web/design comes first so that it can dress the login pages.
        "DIRS": [PACKAGE / "web" / "design" / "templates", *sorted((PACKAGE / "web").glob("*/templates"))],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nahbar.web.door.frame",
            ],
            "builtins": ["nahbar.web.design.tags", "django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]
FORM_RENDERER = "nahbar.web.design.forms.KernRenderer"
DATABASES = {"default": _database()}
CACHES = {
    # Counts attempts to log in, for all processes together; nothing else uses it, so pages do not ask it.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "nahbar_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = sorted(PACKAGE.glob("*/locale")) + sorted(PACKAGE.glob("web/*/locale"))
LANGUAGE_COOKIE_NAME = "nahbar_language"
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = sorted((PACKAGE / "web").glob("*/static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "nahbar.site.static.Hashed"},
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = DATA_DIR / "media"
# What is still arriving, and small pictures that can be made anew: neither is part of a backup.
UPLOAD_DIR = DATA_DIR / "uploads"
PREVIEW_DIR = DATA_DIR / "previews"
FILM_DIR = DATA_DIR / "films"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "nahbar.web.uploads.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

_MAIL = _mail()
MAIL_IS_REAL = bool(OPTIONS.text("NAHBAR_SMTP_URL"))
EMAIL_BACKEND = _MAIL["backend"]
EMAIL_FILE_PATH = DATA_DIR / "outbox"
EMAIL_HOST = _MAIL.get("host", "localhost")
EMAIL_PORT = _MAIL.get("port", 25)
EMAIL_HOST_USER = _MAIL.get("user", "")
EMAIL_HOST_PASSWORD = _MAIL.get("password", "")
EMAIL_USE_SSL = _MAIL.get("ssl", False)
EMAIL_USE_TLS = _MAIL.get("tls", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = OPTIONS.text("NAHBAR_MAIL_FROM")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "nahbar.web.account.adapter.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "nahbar.web.design.views.form_too_old"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

SESSION_COOKIE_NAME = "nahbar_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _BASE.scheme == "https"
CSRF_COOKIE_SECURE = _BASE.scheme == "https"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _BASE.scheme == "https" else None
X_FRAME_OPTIONS = "DENY"

VAULT_KEY_FILE = (
    OPTIONS.path("NAHBAR_KEY_FILE") if OPTIONS.text("NAHBAR_KEY_FILE") else DATA_DIR / "keys" / "vault.key"
)
ALLOW_PRIVATE = OPTIONS.list("NAHBAR_ALLOW_PRIVATE")
WORKER_THREADS = OPTIONS.number("NAHBAR_WORKER_THREADS")
FILM_WORKERS = OPTIONS.number("NAHBAR_FILM_WORKERS")
SPEECH_COMMAND = OPTIONS.text("NAHBAR_SPEECH_COMMAND")
SPEECH_MODEL = OPTIONS.text("NAHBAR_SPEECH_MODEL")
METRICS_TOKEN = OPTIONS.text("NAHBAR_METRICS_TOKEN")
REHEARSAL_DIR = DATA_DIR / "rehearsal"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "nahbar.site.logs.Lines"},
        "json": {"()": "nahbar.site.logs.Json"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if OPTIONS.switch("NAHBAR_LOG_JSON") else "line",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # httpx logs whole addresses at INFO, and an address may carry a token.
    "loggers": {
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        # Two lines for every job; what became of the post stands in our own.
        "procrastinate": {"level": "WARNING"},
    },
}
