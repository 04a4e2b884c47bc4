"""The only settings file; what differs between machines comes from the environment."""

from pathlib import Path

import django
from csp.constants import NONCE, NONE, SELF
from django.conf import global_settings
from whitenoise.compress import Compressor

from articles.providers import PROVIDERS
from newsroom import env

BASE_DIR = Path(__file__).resolve().parent.parent

# -- What differs between machines: every variable is described in .env.example

MODE = env.choice("NEWSROOM_MODE", "production", ("production", "development"))
DEVELOPMENT = MODE == "development"
DEBUG = env.flag("DEBUG", False)
if DEBUG and not DEVELOPMENT:
    raise env.EnvironmentRefused(
        "DEBUG is on, which shows the inside of the site to anybody; it is for development only."
    )
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
TIME_ZONE = env.time_zone("TIME_ZONE", "Europe/London")
LANGUAGES = global_settings.LANGUAGES  # all that Django speaks
LANGUAGE_CODE = env.choice("LANGUAGE_CODE", "en-gb", [code for code, _name in LANGUAGES])
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, at_least=1, at_most=65535)
WEB_PROCESSES = env.number("WEB_PROCESSES", 1, at_least=1, at_most=64)
WORKER_NICENESS = env.number("WORKER_NICENESS", 15, at_most=19)
# Bytes of finished pages that each web process keeps; none for nought.
PAGE_CACHE_BYTES = env.number("PAGE_CACHE_MEGABYTES", 48, at_most=65536) * 1024 * 1024
# Bytes of finished pages in files, which nginx gives by itself; none for nought.
PAGE_FILES_BYTES = env.number("PAGE_FILES_MEGABYTES", 0, at_most=1_048_576) * 1024 * 1024
PAGE_FILES = DATA_DIR / "pages"
# A shared cache in front that is told what to drop: see articles/page_cache/caches.py.
CDN = env.choice("CDN", "none", ("none", "varnish", "fastly", "cloudflare"))
CDN_ADDRESSES = env.words("CDN_ADDRESSES")
CDN_ZONE = env.text("CDN_ZONE", "")
CDN_SECRET = env.text("CDN_SECRET", "")
CDN_SECONDS = env.number("CDN_SECONDS", 300, at_least=1, at_most=86_400)
if CDN != "none":
    env.check_cdn(
        CDN,
        addresses=CDN_ADDRESSES,
        zone=CDN_ZONE,
        secret=CDN_SECRET,
        is_kept=PAGE_CACHE_BYTES,
        in_files=PAGE_FILES_BYTES,
    )
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0, at_most=8)
DEMO_PASSWORD = env.text("DEMO_PASSWORD", "")
PICTURE_MAX_BYTES = env.number("PICTURE_MAX_MEGABYTES", 40, at_least=1, at_most=500) * 1024 * 1024
PICTURE_MAX_PIXELS = env.number("PICTURE_MAX_MEGAPIXELS", 50, at_least=1, at_most=200) * 1_000_000
# Which providers' videos and posts a story may carry (all in articles/providers where it
# is empty), and the servers of those that many people run.
EMBED_PROVIDERS = env.some("EMBED_PROVIDERS", tuple(PROVIDERS))
EMBED_SERVERS = {
    "mastodon": env.hosts("MASTODON_SERVERS"),
    "peertube": env.hosts("PEERTUBE_SERVERS"),
}
EMBED_ASK = env.flag("EMBED_ASK", True)
EMBED_ENDPOINTS = {}  # a provider's slug: the address asked in its endpoint's stead, for tests
INDEX_NOW_ENDPOINT = "https://api.indexnow.org/indexnow"  # another one in tests

DEVELOPMENT_KEY = "development-only-key-that-production-settings-refuse-to-use"
if DEVELOPMENT:
    SECRET_KEY = env.secret("SECRET_KEY", DEVELOPMENT_KEY)
    SITE_URL = env.site_address("SITE_URL", f"http://localhost:{PORT}")
else:
    SECRET_KEY = env.secret("SECRET_KEY")
    SITE_URL = env.site_address("SITE_URL")
    if SECRET_KEY == DEVELOPMENT_KEY:
        raise env.EnvironmentRefused("SECRET_KEY is the one for development; make up your own.")

SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
SITE_HOST = env.host_of(SITE_URL)
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]  # whoever watches /healthz from this machine
ALLOWED_HOSTS = [SITE_HOST, *LOOPBACK, *env.words("ALLOWED_HOSTS")]

# -- The rooms

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "newsroom.apps.DeskConfig",  # the admin, with our own site as its front
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "newsroom.apps.StaticFilesConfig",
    "articles.apps.ArticlesConfig",
    "taggit",
    "django_prose_editor",
    "django_comments_xtd",
    "django_comments",
    "comments.apps.CommentsConfig",  # after django_comments_xtd, whose hook it unhooks
    "django_tasks_db",
    "csp",
]
if django.VERSION < (6,):
    INSTALLED_APPS.append("django_tasks")

MIDDLEWARE = [
    "newsroom.security.RefuseUnusualRequests",
    "newsroom.security.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.compression.CompressWords",
    "newsroom.security.PolicyHeaders",
    "csp.middleware.CSPMiddleware",
    "newsroom.opening.OpenNewspaper",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.standby.ReadFromStandby",  # the last, since it calls the view
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
SITE_ID = 1

TEMPLATES = [
    {
        "BACKEND": "newsroom.templating.Templates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context.newspaper",
            ],
        },
    },
    {  # the small ones, of which a page has many: docs/decisions/0030
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "plates",
        "DIRS": [BASE_DIR / "templates" / "plates"],
        "OPTIONS": {"environment": "newsroom.plates.environment"},
    },
]
FORM_RENDERER = "newsroom.templating.Widgets"

# -- What is kept, and where

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'newsroom.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue for the lock at the start of a transaction instead of failing in its middle.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL, not NORMAL: a save that was acknowledged survives a power cut.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Kept between requests: SQLite reads its whole schema anew for each connection, and tidies its log
# away when the last one is closed.
DATABASES["default"]["CONN_MAX_AGE"] = 600
# A standby that follows it, for what may be read less than a second late. See newsroom/standby.
if _standby := env.standby("DATABASE_REPLICA_URL", "", of=DATABASES["default"]):
    DATABASES["standby"] = _standby
    DATABASE_ROUTERS = ["newsroom.standby.Router"]
# Redis or Valkey: what wakes other machines at once, and counts for all of them. See articles/bell.
REDIS_URL = env.redis("REDIS_URL", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where files lie, unless it is a bucket: what readers get has an address of ours, asked each time.
# "originals" and "proofs" are private; proofs and renditions are made again where one is missing.
S3_BUCKET = env.bucket("S3_BUCKET", "")
_folders = {
    "default": "files",
    "originals": "originals",
    "proofs": "proofs",
    "renditions": "renditions",
}
if S3_BUCKET:
    _object_store = env.object_store(
        address=env.site_address("S3_ENDPOINT", "https://s3.amazonaws.com"),
        region=env.text("S3_REGION", "us-east-1"),
        access_key=env.text("S3_ACCESS_KEY", ""),
        secret_key=env.text("S3_SECRET_KEY", ""),
        addressing=env.choice("S3_ADDRESSING", "auto", ("auto", "path", "virtual")),
    )
    STORAGES = {
        alias: {
            "BACKEND": "newsroom.objects.Objects",
            "OPTIONS": {**_object_store, "bucket_name": S3_BUCKET, "location": folder},
        }
        for alias, folder in _folders.items()
    }
else:
    STORAGES = {
        alias: {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": DATA_DIR / folder,
                "allow_overwrite": alias in {"proofs", "renditions"},
            },
        }
        for alias, folder in _folders.items()
    }
STORAGES["staticfiles"] = {"BACKEND": "newsroom.static_files.Collected"}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
WHITENOISE_MAX_AGE = 3600  # only for names without a hash; hashed ones are cached for ever
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # a story of 20,000 words is a tenth of this
DATA_UPLOAD_MAX_NUMBER_FILES = 200  # the upload screen takes fifty of them and names the others
FILE_UPLOAD_TEMP_DIR = env.made(DATA_DIR / "uploads")

# -- Work in the background

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "pictures"],
    }
}

# -- Mail

DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"newsroom@{SITE_HOST}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_DIR = DATA_DIR / "mail"
if DEVELOPMENT:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_DIR
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25, at_least=1, at_most=65535)
EMAIL_HOST_USER = env.text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD", "")
_mail_security = env.choice("EMAIL_SECURITY", "none", ("none", "starttls", "tls"))
EMAIL_USE_TLS = _mail_security == "starttls"
EMAIL_USE_SSL = _mail_security == "tls"
EMAIL_TIMEOUT = 20

# -- Language and time

LOCALE_PATHS = [BASE_DIR / "locale"]  # catalogues that `manage.py makemessages` writes
FORMAT_MODULE_PATH = ["newsroom.formats"]
USE_I18N = True
USE_TZ = True

# -- Who may do what, and what a browser is told

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
SESSION_COOKIE_NAME = "newsroom_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if SITE_URL.startswith("https://"):
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 31_536_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],  # the nonce is used by the desk's import map alone
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# -- Topics

TAGGIT_CASE_INSENSITIVE = True

# -- Replies: django-comments-xtd stores them; everything a person sees of them is ours

COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "comments.models.Reply"
COMMENTS_XTD_FORM_CLASS = "comments.forms.LeaveAReplyForm"
COMMENTS_XTD_MAX_THREAD_LEVEL = 2  # three levels, counted from nought
COMMENTS_XTD_CONFIRM_EMAIL = False  # we confirm ourselves: its links never expire
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_SALT = b"newsroom"
COMMENTS_TIMEOUT = 7 * 24 * 3600  # seconds a reply form may stay open
COMMENT_MAX_LENGTH = 3000

# -- What is written down

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"secrets": {"()": "newsroom.logs.WithoutSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["secrets"],
        }
    },
    "loggers": {"django_tasks_db": {"level": "ERROR"}},  # it warns of every orderly stop
    "root": {
        "handlers": ["console"],
        "level": env.choice("LOG_LEVEL", "warning", ("debug", "info", "warning", "error")).upper(),
    },
}
