"""The seal of a pack: a signature (PAdES) behind its drawn bytes, by which any reader of PDF sees
that nothing was changed since.

It is put by the worker, before the pack is ready; the process that draws knows neither key nor
passphrase. A sealed file is the drawn bytes with an addition behind them, so that what was drawn
stays to be compared, byte for byte. The council's certificate is what PACK_CERTIFICATE names
(docs/operate.md). Demonstration packs are sealed by a certificate that is made for them, never by
a council's own; a council that gives none has packs that are not sealed.
"""

import io
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from irp.env import certificate_fault

FIELD = "Seal"
SAYS = "The council’s seal: nothing was changed since this pack was issued"
DEMONSTRATION = "Demonstration seal, of no council"  # the name that readers show
DEMONSTRATION_PASSPHRASE = "demonstration-only"
DEMONSTRATION_DAYS = 3650


class CannotSeal(Exception):
    """The pack cannot be sealed; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Seal:
    """How a file was sealed: whose seal it is, and what was drawn before it."""

    by: str
    certificate_sha256: str
    self_signed: bool  # its issuer is known to nobody, and readers say so
    drawn_sha256: str
    drawn_size: int  # bytes


def seal(path: Path, *, demonstration: bool, at: datetime) -> Seal | None:
    """Put the seal behind a drawn file and say how; None where no certificate is given.

    Raises `CannotSeal`: a council that seals its packs issues none without.
    """
    source, passphrase = settings.PACK_CERTIFICATE, settings.PACK_CERTIFICATE_PASSPHRASE
    if demonstration:
        source, passphrase = _of_demonstration(settings.STATE, at=at), DEMONSTRATION_PASSPHRASE
    if source is None:
        return None
    # Imported when the first pack is sealed: it takes 50 MB, and most processes seal none.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    signer = signers.SimpleSigner.load_pkcs12_data(
        _content(source, passphrase), other_certs=[], passphrase=passphrase.encode()
    )
    own = signer.signing_cert
    if not own.not_valid_before <= at <= own.not_valid_after:
        raise CannotSeal(
            f"The certificate that seals packs is valid from {own.not_valid_before:%-d %B %Y} to "
            f"{own.not_valid_after:%-d %B %Y}, not today. Put a valid one into {source}, then "
            "create the pack again."
        )
    drawn = path.read_bytes()
    writer = IncrementalPdfFileWriter(io.BytesIO(drawn))
    sealed = io.BytesIO()
    sign = signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
            subfilter=fields.SigSeedSubFilter.PADES,
        ),
        signer,
        # Hidden, and with a name that can be read aloud: else PDF/UA-1 is broken (Rule 32).
        new_field_spec=fields.SigFieldSpec(
            FIELD,
            readable_field_name=SAYS,
            invis_sig_settings=fields.InvisSigSettings(set_print_flag=False, set_hidden_flag=True),
        ),
    ).sign_pdf
    # It runs an event loop of its own, which a thread that has one already refuses.
    with ThreadPoolExecutor(max_workers=1) as apart:
        apart.submit(sign, writer, output=sealed).result()
    path.write_bytes(sealed.getbuffer())
    return Seal(
        by=own.subject.native.get("common_name", own.subject.human_friendly)[:200],
        certificate_sha256=sha256(own.dump()).hexdigest(),
        self_signed=own.self_signed in {"yes", "maybe"},
        drawn_sha256=sha256(drawn).hexdigest(),
        drawn_size=len(drawn),
    )


def _content(source: Path, passphrase: str) -> bytes:
    """Return the content of the PKCS#12 file: read each time, so that a new one needs no start."""
    try:
        content = source.read_bytes()
    except OSError as fault:
        raise CannotSeal(
            f"The certificate that seals packs, {source}, cannot be read ({fault.strerror}). Put "
            "it back, then create the pack again."
        ) from fault
    if wrong := certificate_fault(content, passphrase):
        raise CannotSeal(f"The certificate that seals packs cannot be used: {source} {wrong}.")
    return content


def _of_demonstration(folder: Path, *, at: datetime) -> Path:
    """Return the demonstration's own certificate; it is made, signed by itself, when first asked.

    Of several workers that ask at once one makes it, and all have that one.
    """
    seal = folder / "demonstration-seal.p12"
    if seal.exists():
        return seal
    draft = folder / f"{uuid4().hex}.p12"
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(self_signed(DEMONSTRATION, DEMONSTRATION_PASSPHRASE, begins=at))
    with suppress(FileExistsError):
        os.link(draft, seal)
    draft.unlink()
    return seal


def self_signed(
    name: str, passphrase: str, *, begins: datetime, days: int = DEMONSTRATION_DAYS
) -> bytes:
    """Return a PKCS#12 file with a new key and a certificate that nobody but itself vouches for."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    for_signing = dict.fromkeys(
        (
            *("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign"),
            *("crl_sign", "encipher_only", "decipher_only"),
        ),
        False,
    )
    own = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before((begins - timedelta(days=1)).astimezone(UTC))
        .not_valid_after((begins + timedelta(days=days)).astimezone(UTC))
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, **for_signing),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        name.encode(), key, own, None, serialization.BestAvailableEncryption(passphrase.encode())
    )
