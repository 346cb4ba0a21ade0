"""The one settings file; environments differ by variables only (see docs/operate.md).

Embedded mode (the default) needs nothing beside Python: SQLite, a Celery worker beside the web
process, local files. Service mode begins when DATABASE_URL and REDIS_URL are both set.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from irp.env import (
    certificate,
    database,
    env,
    folder,
    log_level,
    number_within,
    secret_key,
    service_address,
    truth,
)

ROOT = Path(__file__).resolve().parent.parent
STATE = folder("IRP_STATE", default=ROOT / "var")  # database, packs, evidence, own secret
STATE.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds the password hashes

DATABASE_URL, REDIS_URL = service_address("DATABASE_URL"), service_address("REDIS_URL")
SERVICE = bool(DATABASE_URL and REDIS_URL)
if REDIS_URL and not DATABASE_URL.startswith("postgres"):
    raise ImproperlyConfigured(
        "REDIS_URL begins service mode, which needs PostgreSQL. "
        "Type DATABASE_URL=postgres://user:password@host/name, or leave REDIS_URL out."
    )

DEBUG = truth("DEBUG", default=False)
SECRET_KEY = secret_key(folder=STATE, service=SERVICE)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = truth("HTTPS", default=SERVICE)
if DEBUG and SERVICE:
    raise ImproperlyConfigured("DEBUG=true is refused in service mode. Type DEBUG=false.")

INSTALLED_APPS = [
    "dashboards",
    "exchange",
    "assurance",
    "packs",
    "programmes",
    "kpis",
    "irp",
    "simple_history",
    "django_htmx",
    "csp",
    "rules",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "irp.middleware.CompressedPages",
    "irp.middleware.KeptNowhere",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "irp.middleware.OnlyReadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "irp.outages.Outages",
    "irp.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "irp.sent.SentOnce",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "irp.middleware.RequestNumber",
    "irp.middleware.RefusalPages",
]

ROOT_URLCONF = "irp.urls"
WSGI_APPLICATION = "irp.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "irp.jinja.environment",
            "context_processors": [
                "irp.context.everywhere",
                "packs.presenters.classified_here.everywhere",
            ],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]
FORM_RENDERER = "irp.form_rendering.Renderer"

# How long a connection to the database may take, and how long a statement, or its wait for a lock.
DATABASE_CONNECT_SECONDS = number_within("DATABASE_CONNECT_SECONDS", default=3, least=2, most=60)
DATABASE_STATEMENT_SECONDS = number_within(
    "DATABASE_STATEMENT_SECONDS", default=10, least=1, most=600
)
DATABASES = {
    "default": database(
        DATABASE_URL,
        STATE,
        connect=DATABASE_CONNECT_SECONDS,
        statement=DATABASE_STATEMENT_SECONDS,
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "irp.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "irp.sign_in.SignIn",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
]
CSRF_FAILURE_VIEW = "irp.views.refused.form_too_old"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "dashboards:home"
LOGOUT_REDIRECT_URL = "sign_in"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "static/"
STATIC_ROOT = STATE / "static"
STATICFILES_DIRS = [ROOT / "static" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = not SERVICE
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("woff2", "ttf")  # the packs' own fonts go to no browser
if not SERVICE:
    STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    STATIC_ROOT.mkdir(exist_ok=True)  # empty here, but WhiteNoise warns where it is not there
PACK_STORE = folder("PACK_STORE", default=STATE / "packs")
PACK_CERTIFICATE, PACK_CERTIFICATE_PASSPHRASE = certificate("PACK_CERTIFICATE")
EVIDENCE_STORE = folder("EVIDENCE_STORE", default=STATE / "evidence")
# The largest file that is taken; whatever is longer is refused before it is read.
# A month's table sends 200 rows of up to 15 boxes at once; Django itself reads 1,000 boxes.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
LARGEST_UPLOAD = number_within("LARGEST_UPLOAD_MB", default=25, least=1, most=200) << 20  # bytes
# How long a worker may be silent before its pack is another's; it speaks four times as often.
PACK_LEASE_SECONDS = number_within("PACK_LEASE_SECONDS", default=20, least=5, most=3600)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SESSION_ENGINE = "irp.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SERVICE else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^health$"]
X_FRAME_OPTIONS = "DENY"

SIMPLE_HISTORY_DATE_INDEX = False  # irp.models.tracked sets the index that made as-of fast
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

CELERY_BROKER_URL = REDIS_URL or "memory://localhost"  # a host, for Celery warns without one
REDIS_TRANSPORT: dict[str, float] = {
    "visibility_timeout": 3600,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,  # seconds: a Redis that hangs holds nobody up
    "socket_timeout": 1,
}
CELERY_BROKER_TRANSPORT_OPTIONS = REDIS_TRANSPORT if REDIS_URL else {"polling_interval": 0.05}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE / "beat")
SWEEP_SECONDS = 5.0
FORGET_SECONDS = 3600.0
# A queue of its own, which the process of beat takes up: no pack that is drawn holds a sweep up.
# One that nobody took before the next is dropped. Embedded mode runs each at its start as well.
CELERY_BEAT_SCHEDULE = {
    "requeue-stale-packs": {
        "task": "packs.tasks.requeue_stale_packs",
        "schedule": SWEEP_SECONDS,
        "options": {"queue": "sweep", "expires": SWEEP_SECONDS},
    },
    "remove-sealed-files": {
        "task": "assurance.tasks.remove_sealed_files",
        "schedule": FORGET_SECONDS,
        "options": {"queue": "sweep", "expires": FORGET_SECONDS},
    },
    "forget-sent-forms": {
        "task": "irp.tasks.forget_sent_forms",
        "schedule": FORGET_SECONDS,
        "options": {"queue": "sweep", "expires": FORGET_SECONDS},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": log_level("LOG_LEVEL", default="WARNING")},
}

PRODUCT_VERSION = "0.4.0"
