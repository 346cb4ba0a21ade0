"""The seal of a pack, as readers of PDF see it; whose it is, and what is not sealed (DESIGN 4)."""

import asyncio
import re
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.exceptions import ImproperlyConfigured

from irp.env import certificate
from packs import gate, pdf, seal
from tests.packs.test_gate import GOOD
from tests.world import NOW

pytestmark = pytest.mark.slow

WORD = "a passphrase of tests"
OWN = "A Council, seal of tests"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("drawn") / "drawn.pdf"
    pdf.draw(GOOD, path)
    return path.read_bytes()


@pytest.fixture
def place(settings, tmp_path, drawn) -> Path:
    """A drawn file, of a council that gives no certificate."""
    settings.STATE, settings.PACK_CERTIFICATE = tmp_path, None
    path = tmp_path / "pack.pdf"
    path.write_bytes(drawn)
    return path


@pytest.fixture
def given(settings, place) -> Path:
    """A drawn file, of a council that gives a certificate."""
    settings.PACK_CERTIFICATE = place.with_name("seal.p12")
    settings.PACK_CERTIFICATE_PASSPHRASE = WORD
    settings.PACK_CERTIFICATE.write_bytes(seal.self_signed(OWN, WORD, begins=NOW, days=30))
    return place


def read(path: Path) -> str:
    """Return what a reader of PDF (poppler) says of the signatures in a file, in one line."""
    output = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False)
    return " ".join(output.stdout.split())


def test_a_reader_says_that_nothing_was_changed_and_whose_seal_it_is(given, drawn):
    put = seal.seal(given, demonstration=False, at=NOW)
    words = read(given)
    assert "Signature is Valid." in words and "Total document signed" in words
    assert "ETSI.CAdES.detached" in words and f"Signer Certificate Common Name: {OWN}" in words
    assert "Certificate issuer is unknown" in words
    assert (
        put.by == OWN and put.self_signed and re.fullmatch("[0-9a-f]{64}", put.certificate_sha256)
    )


def test_it_is_sealed_where_an_event_loop_runs_already(given):
    """What signs runs a loop of its own, which a thread that has one refuses."""

    async def sealed():
        return seal.seal(given, demonstration=False, at=NOW)

    with ThreadPoolExecutor(max_workers=1) as apart:  # a browser's tests leave a loop behind
        put = apart.submit(lambda: asyncio.run(sealed())).result()
    assert put.by == OWN and "Signature is Valid." in read(given)


def test_what_was_drawn_stands_unchanged_before_the_seal(given, drawn):
    put = seal.seal(given, demonstration=False, at=NOW)
    sealed = given.read_bytes()
    assert sealed[: put.drawn_size] == drawn and len(sealed) > len(drawn)
    assert (put.drawn_size, put.drawn_sha256) == (len(drawn), sha256(drawn).hexdigest())


def test_rule_32_a_sealed_file_passes_the_gate(given):
    seal.seal(given, demonstration=False, at=NOW)
    assert gate.failed_rules(given) == []


@pytest.mark.parametrize("place_of", [0.5, 0.97], ids=["what was drawn", "what follows it"])
def test_a_reader_says_when_one_byte_was_changed(given, place_of):
    seal.seal(given, demonstration=False, at=NOW)
    content = bytearray(given.read_bytes())
    at = int(len(content) * place_of)
    content[at] ^= 1
    given.write_bytes(content)
    assert "Signature is Valid." not in read(given)


def test_a_reader_says_when_something_was_put_behind_the_seal(given):
    seal.seal(given, demonstration=False, at=NOW)
    with given.open("ab") as file:
        file.write(b"\n% one line more\n")
    assert "Total document signed" not in read(given)


def test_a_council_that_gives_no_certificate_has_packs_without_a_seal(place, drawn):
    assert seal.seal(place, demonstration=False, at=NOW) is None
    assert place.read_bytes() == drawn


def test_a_demonstration_is_never_sealed_by_a_councils_certificate(given):
    put = seal.seal(given, demonstration=True, at=NOW)
    assert put.by == seal.DEMONSTRATION != OWN and put.self_signed
    assert OWN not in read(given)


def test_workers_that_ask_at_once_have_one_certificate_of_the_demonstration(place, tmp_path):
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: seal._of_demonstration(tmp_path, at=NOW), range(4)))
    assert len(made) == 1 and list(tmp_path.glob("*.p12")) == list(made)
    assert stat.S_IMODE(made.pop().stat().st_mode) == 0o600


@pytest.mark.parametrize("days", [-3, 31], ids=["not yet", "expired"])
def test_a_certificate_that_does_not_hold_seals_nothing_and_says_so(given, drawn, days):
    """The site goes on; the pack fails with what to do, and is not issued unsealed in silence."""
    with pytest.raises(seal.CannotSeal, match="is valid from .* not today. Put a valid one into"):
        seal.seal(given, demonstration=False, at=NOW + timedelta(days=days))
    assert given.read_bytes() == drawn


def test_a_certificate_that_went_or_was_changed_since_the_start_says_so(given, settings):
    settings.PACK_CERTIFICATE_PASSPHRASE = "another"
    with pytest.raises(seal.CannotSeal, match="no PKCS#12 file that this passphrase opens"):
        seal.seal(given, demonstration=False, at=NOW)
    settings.PACK_CERTIFICATE.unlink()
    with pytest.raises(seal.CannotSeal, match="cannot be read .* Put it back"):
        seal.seal(given, demonstration=False, at=NOW)


def test_a_renewed_certificate_is_taken_up_without_a_start(given, settings):
    settings.PACK_CERTIFICATE.write_bytes(seal.self_signed("The next", WORD, begins=NOW))
    assert seal.seal(given, demonstration=False, at=NOW).by == "The next"


def held(key, *, usage: x509.KeyUsage | None = None, with_own: bool = True) -> bytes:
    """Return a PKCS#12 file of a key and, where it is asked, its certificate."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "x")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(1)
    made = made.public_key(key.public_key()).not_valid_before(NOW)
    made = made.not_valid_after(NOW + timedelta(days=9))
    if usage:
        made = made.add_extension(usage, critical=True)
    signed = made.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(
        b"x", key, signed if with_own else None, None,
        serialization.BestAvailableEncryption(WORD.encode()),
    )  # fmt: skip


USES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
FOR_TLS = x509.KeyUsage(**dict.fromkeys(USES, False) | {"key_encipherment": True})
P_256 = ec.SECP256R1()
REFUSED = {  # made when it is asked for
    "another passphrase": (
        lambda: seal.self_signed("x", "other", begins=NOW),
        "Type the passphrase",
    ),
    "no PKCS#12": (lambda: b"-----BEGIN CERTIFICATE-----", "no PKCS#12 file"),
    "too large": (lambda: b"x" * 70_000, "no PKCS#12 file"),
    "no certificate": (lambda: held(ec.generate_private_key(P_256), with_own=False), "Export both"),
    "a key readers do not know": (
        lambda: held(ed25519.Ed25519PrivateKey.generate()),
        "on the curve P-256",
    ),
    "not for signing": (
        lambda: held(ec.generate_private_key(P_256), usage=FOR_TLS),
        "is not for signing",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_certificate_that_cannot_seal_stops_the_start_and_says_what_to_type(
    tmp_path, monkeypatch, what
):
    content, says = REFUSED[what]
    path = tmp_path / "seal.p12"
    path.touch(0o600)
    path.write_bytes(content())
    monkeypatch.setenv("PACK_CERTIFICATE", str(path))
    monkeypatch.setenv("PACK_CERTIFICATE_PASSPHRASE", WORD)
    with pytest.raises(ImproperlyConfigured, match=says):
        certificate("PACK_CERTIFICATE")


@pytest.mark.parametrize(
    ("path", "passphrase", "says"),
    [
        ("", WORD, "or neither"),
        ("/tmp/seal.p12", "", "or neither"),
        ("seal.p12", WORD, "must be a full path"),
        ("/tmp/there/is/none.p12", WORD, "cannot be read .*No such file"),
    ],
)
def test_a_path_or_passphrase_that_is_missing_stops_the_start(monkeypatch, path, passphrase, says):
    monkeypatch.setenv("PACK_CERTIFICATE", path)
    monkeypatch.setenv("PACK_CERTIFICATE_PASSPHRASE", passphrase)
    with pytest.raises(ImproperlyConfigured, match=says):
        certificate("PACK_CERTIFICATE")


def test_a_certificate_that_others_may_read_stops_the_start(tmp_path, monkeypatch):
    """An expired one does not: a site must not stop for that."""
    path = tmp_path / "seal.p12"
    path.write_bytes(seal.self_signed("x", WORD, begins=NOW - timedelta(days=99), days=1))
    monkeypatch.setenv("PACK_CERTIFICATE", str(path))
    monkeypatch.setenv("PACK_CERTIFICATE_PASSPHRASE", WORD)
    path.chmod(0o604)
    with pytest.raises(ImproperlyConfigured, match=f"Type chmod o= {path}"):
        certificate("PACK_CERTIFICATE")
    path.chmod(0o640)
    assert certificate("PACK_CERTIFICATE") == (path, WORD)
    monkeypatch.delenv("PACK_CERTIFICATE")
    monkeypatch.delenv("PACK_CERTIFICATE_PASSPHRASE")
    assert certificate("PACK_CERTIFICATE") == (None, "")
