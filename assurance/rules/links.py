"""Which addresses are taken as links to evidence: public ones, by http or https. Pure."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

WHAT_TO_TYPE = "Enter an address that begins with https://, such as https://www.council.gov.uk/plan"
NO_SIGN_IN = "Enter the address without a user name or password in it"
NOT_PUBLIC = (
    "Enter an address on a public website, with a full name such as www.council.gov.uk. Nobody "
    "outside can open this one"
)
# Names that lead to no public website, by RFC 2606, 6761, 6762 and 8375.
PRIVATE_ENDINGS = (
    *(".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".private"),
    *(".home.arpa", ".test", ".example", ".invalid", ".onion"),
)
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
NUMERIC = re.compile(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+))*\.?", re.IGNORECASE)


def link_fault(address: str) -> str:
    """Return what is wrong with an address, "" where nothing is; it is never opened (Rule 22).

    Refused are other schemes than http and https, user names and passwords, addresses of one's own
    machine or network, however their numbers are written, and hosts of one word.
    """
    parts = _split(address)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return WHAT_TO_TYPE
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        return NO_SIGN_IN
    return _host_fault(parts.hostname)


def _split(address: str) -> SplitResult | None:
    if any(char.isspace() or not char.isprintable() or char == "\\" for char in address):
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises for one that is none
    except ValueError:
        return None
    return parts


def _host_fault(host: str) -> str:
    if ":" in host or "%" in host:  # IPv6, in brackets
        return "" if _is_public(host) else NOT_PUBLIC
    if NUMERIC.fullmatch(host):
        return "" if _is_public(host) else NOT_PUBLIC
    try:
        plain = host.rstrip(".").encode("idna").decode().lower()
    except UnicodeError:
        return WHAT_TO_TYPE
    if not all(LABEL.fullmatch(label) for label in plain.split(".")):
        return WHAT_TO_TYPE
    # IDNA turns digits and dots of other scripts into plain ones: full-width "1" is "1".
    if NUMERIC.fullmatch(plain):
        return "" if _is_public(plain) else NOT_PUBLIC
    is_single = "." not in plain
    return NOT_PUBLIC if is_single or f".{plain}".endswith(PRIVATE_ENDINGS) else ""


def _is_public(host: str) -> bool:
    """Tell whether an address in numbers is public; one written oddly ("0x7f.1") is not."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return False
    inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    return number.is_global and not number.is_multicast and (inner is None or inner.is_global)
