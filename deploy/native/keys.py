"""Keys of an installation: token signing, sealing for the notifier, and a local authority for TLS."""

import datetime
import ipaddress
import json
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from joserfc.jwk import ECKey

from deploy.native.state import write_private

AUTHORITY_DAYS, CERTIFICATE_DAYS = 3650, 397  # browsers refuse server certificates over 398 days
RENEWAL_DAYS = 30


def ensure_service_keys(folder: Path) -> None:
    """Ed25519 keys that sign tokens, histories and exports; the P-256 pair that seals deliveries to the notifier."""
    for name in ("signing.pem", "history-signing.pem", "export-signing.pem"):
        if not (folder / name).exists():
            _write_key(folder / name, ed25519.Ed25519PrivateKey.generate())
    if not (folder / "notifier-private.json").exists():
        pair = ECKey.generate_key("P-256", {"use": "enc", "alg": "ECDH-ES+A256KW"}, auto_kid=True)
        write_private(folder / "notifier-public.json", json.dumps(pair.as_dict(private=False)))
        write_private(folder / "notifier-private.json", json.dumps(pair.as_dict(private=True)))


def ensure_certificate(folder: Path) -> None:
    """A certificate for localhost, signed by an authority made here, renewed before it ends."""
    if not (folder / "ca.pem").exists():
        _make_authority(folder)
    if _days_left(folder / "gateway.pem") < RENEWAL_DAYS:
        _make_certificate(folder)


def _make_authority(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Mon espace santé (autorité locale)")])
    certificate = (
        _builder(name, name, key, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_key(folder / "ca-key.pem", key)
    write_private(folder / "ca.pem", certificate.public_bytes(Encoding.PEM).decode())


def _make_certificate(folder: Path) -> None:
    authority = x509.load_pem_x509_certificate((folder / "ca.pem").read_bytes())
    signer = load_pem_private_key((folder / "ca-key.pem").read_bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    addresses = [ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("::1")]
    alternatives = [x509.DNSName("localhost"), *map(x509.IPAddress, addresses)]
    certificate = (
        _builder(name, authority.subject, key, CERTIFICATE_DAYS)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    _write_key(folder / "gateway-key.pem", key)
    write_private(folder / "gateway.pem", certificate.public_bytes(Encoding.PEM).decode())


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, days: int
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _days_left(path: Path) -> int:
    if not path.exists():
        return 0
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return (certificate.not_valid_after_utc - datetime.datetime.now(datetime.UTC)).days


def _write_key(path: Path, key: CertificateIssuerPrivateKeyTypes) -> None:
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_private(path, pem.decode())
