"""Settings from the environment: refused when unsafe or unreadable, with what to type."""

import secrets
import stat
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

SHORTEST_SECRET = 40  # characters
LARGEST_CERTIFICATE = 64 * 1024  # bytes
READ_IN_PLACE = 1 << 28  # bytes of SQLite's file that no connection copies before it reads them
KNOWN_SCHEMES = {
    "DATABASE_URL": ("postgres", "postgresql", "sqlite"),
    "REDIS_URL": ("redis", "rediss", "unix"),
}


LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def truth(name: str, *, default: bool) -> bool:
    """Return a yes-or-no variable; anything but true or false is refused."""
    raw = env.str(name, default="true" if default else "false").strip().lower()
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is '{raw}'. Type {name}=true or {name}=false.")


def number_within(name: str, *, default: int, least: int, most: int) -> int:
    """Return a whole number within its bounds; anything else is refused."""
    raw = env.str(name, default=str(default)).strip()
    if raw.isascii() and raw.isdigit() and least <= int(raw) <= most:
        return int(raw)
    raise ImproperlyConfigured(f"{name} is '{raw}'. Type a whole number from {least} to {most}.")


def log_level(name: str, *, default: str) -> str:
    """Return how much is logged; what is no level of Python's logging is refused."""
    raw = env.str(name, default=default).strip().upper()
    if raw in LOG_LEVELS:
        return raw
    raise ImproperlyConfigured(f"{name} is '{raw}'. Type one of {', '.join(LOG_LEVELS)}.")


def service_address(name: str) -> str:
    """Return the address of a service, or "" where none is set; a strange scheme is refused."""
    raw = env.str(name, default="").strip()
    if raw and urlsplit(raw).scheme not in KNOWN_SCHEMES[name]:
        schemes = ", ".join(f"{scheme}://" for scheme in KNOWN_SCHEMES[name])
        raise ImproperlyConfigured(f"{name} must begin with one of {schemes}")
    return raw


def database(url: str, state: Path, *, connect: int, statement: int) -> dict[str, Any]:
    """Return the database's settings: SQLite in the folder where no address is given.

    In seconds: how long a connection may take, and a statement, or its wait for a lock.
    """
    if not url:
        config: dict[str, Any] = {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(state / "plan.sqlite3"),
            "TEST": {"NAME": str(state / "test.sqlite3")},
        }
    else:
        config = environ.Env.db_url_config(url)
    # On SQLite a connection first reads the whole schema, for 16 ms; on PostgreSQL it keeps plans.
    config["CONN_MAX_AGE"] = number_within(
        "DATABASE_CONNECTION_SECONDS", default=600, least=0, most=3600
    )
    if config["ENGINE"].endswith("sqlite3"):
        # Default SQLite settings lost 396 of 400 concurrent writes; these lost none (DESIGN 4a.2).
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": statement,
            "cached_statements": 300,
            "detect_types": 0,  # the ORM makes days and moments of the texts, once
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA recursive_triggers=ON; "  # OR REPLACE sets off the triggers on DELETE
            f"PRAGMA mmap_size={READ_IN_PLACE};",
        }
        return config
    given = config.get("OPTIONS", {})
    # A plan lies in memory, where no page is dearer for not being the next: else PostgreSQL reads
    # all programmes' reports of some months to find those of one.
    asked = f"-c statement_timeout={statement * 1000} -c random_page_cost=1.1"
    options = f"{asked} {given.get('options', '')}".strip()  # what the address says comes last
    config["OPTIONS"] = {"connect_timeout": connect, **given, "options": options}
    config["ENGINE"] = "irp.postgresql"  # Django's own, which keeps plans too
    config["CONN_HEALTH_CHECKS"] = True
    return config


def folder(name: str, *, default: Path) -> Path:
    """Return an absolute folder."""
    path = Path(env.str(name, default=str(default))).expanduser()
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} must be a full path beginning with /. It is '{path}'.")
    return path


def certificate(name: str) -> tuple[Path | None, str]:
    """Return a PKCS#12 file and its passphrase, the variable of this name and `…_PASSPHRASE`.

    (None, "") where neither is set. Refused is a file that cannot be opened with its passphrase,
    that others on the machine may read, or that holds no key and certificate to sign with. Whether
    it has expired is not asked: a site must not stop for that.
    """
    given, passphrase = env.str(name, default=""), env.str(f"{name}_PASSPHRASE", default="")
    if not given and not passphrase:
        return None, ""
    if not given or not passphrase:
        raise ImproperlyConfigured(
            f"Type both {name}=/full/path/to/seal.p12 and {name}_PASSPHRASE, or neither."
        )
    path = folder(name, default=Path(given))
    try:
        about = path.stat()
        content = path.read_bytes() if about.st_size <= LARGEST_CERTIFICATE else b""
    except OSError as fault:
        raise ImproperlyConfigured(
            f"{name}: {path} cannot be read ({fault.strerror}). Type the path of a PKCS#12 file "
            "that the product's own user may read."
        ) from fault
    if about.st_mode & stat.S_IRWXO:
        raise ImproperlyConfigured(
            f"{name}: everybody on this machine may read or write {path}. Type chmod o= {path}"
        )
    if wrong := certificate_fault(content, passphrase):
        raise ImproperlyConfigured(f"{name}: {path} {wrong}")
    return path, passphrase


def certificate_fault(content: bytes, passphrase: str) -> str:
    """Return why nothing can be sealed with the content of a PKCS#12 file; "" where it can."""
    # Imported where a certificate is given: it takes 23 MB.
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        key, own, _ = pkcs12.load_key_and_certificates(content, passphrase.encode())
    except ValueError:
        return "is no PKCS#12 file that this passphrase opens. Type the passphrase it was made with"
    if key is None or own is None:
        return "holds no private key with its certificate. Export both into it"
    if not isinstance(key, (ec.EllipticCurvePrivateKey, rsa.RSAPrivateKey)):
        return "holds a key that PDF readers do not know. Have one made on the curve P-256"
    try:
        use = own.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return ""
    if use.digital_signature or use.content_commitment:
        return ""
    return "holds a certificate that is not for signing. Have one made for sealing documents"


def secret_key(*, folder: Path, service: bool) -> str:
    """Return SECRET_KEY; embedded mode makes its own once and keeps it beside its data."""
    given = env.str("SECRET_KEY", default="").strip()
    if given:
        if len(given) < SHORTEST_SECRET:
            raise ImproperlyConfigured(f"SECRET_KEY needs at least {SHORTEST_SECRET} characters.")
        return given
    if service:
        raise ImproperlyConfigured(
            "Service mode needs SECRET_KEY. Type SECRET_KEY=$(python3 -c "
            "'import secrets; print(secrets.token_urlsafe(50))')"
        )
    return _kept_secret(folder / "secret_key")


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()
