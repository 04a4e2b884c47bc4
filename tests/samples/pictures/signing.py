"""Signs the samples that have Content Credentials, with certificates made on the spot.

Needs the extra `c2pa`, which brings `cryptography`. The keys are forgotten when it ends.
"""

import datetime
import io
import json

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from told import encoded

SINCE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
UNTIL = SINCE + datetime.timedelta(days=36_500)
GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
CREATED = {
    "action": "c2pa.created",
    "when": "2026-05-01T10:00:00Z",
    "softwareAgent": {"name": "Test model"},
    "digitalSourceType": GENERATED,
}
MANIFEST = {
    "claim_generator_info": [{"name": "Test camera", "version": "1.0"}],
    "title": "Harbour",
    "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [CREATED]}}],
}
OFFLINE = {
    "verify": {"verify_after_sign": False, "remote_manifest_fetch": False},
    "builder": {"thumbnail": {"enabled": False}},
}


def signed():
    """The signed files by name, one of them with its pixels changed after it was signed."""
    signer = c2pa.Signer.from_info(_signer_info())
    for extension, kind, mime in (
        ("jpg", "JPEG", "image/jpeg"),
        ("png", "PNG", "image/png"),
        ("webp", "WEBP", "image/webp"),
        ("avif", "AVIF", "image/avif"),
        ("gif", "GIF", "image/gif"),
    ):
        target = io.BytesIO()
        builder = c2pa.Builder(json.dumps(MANIFEST), c2pa.Context.from_dict(OFFLINE))
        builder.sign(signer, mime, io.BytesIO(encoded(kind)), target)
        yield f"signed.{extension}", target.getvalue()
        if extension == "jpg":
            whole = target.getvalue()
            yield "signed-and-changed.jpg", whole[:-12] + b"\x55" + whole[-11:]
            at = whole.rfind(b"c2pa.claim")
            yield "signed-and-torn.jpg", whole[: at - 40] + bytes(60) + whole[at + 20 :]


def _signer_info():
    root, leaf = (ec.generate_private_key(ec.SECP256R1()) for _key in range(2))
    chain = (_certificate("Test signer", leaf, root), _certificate("Test root", root, root))
    pem = b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain)
    key = leaf.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return c2pa.C2paSignerInfo(b"es256", pem, key, None)


def _certificate(name, key, issuer):
    is_root = key is issuer
    usage = x509.KeyUsage(not is_root, *[False] * 4, is_root, is_root, False, False)
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    theirs = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key())
    builder = (
        x509.CertificateBuilder(_named("Test root"), _named(name), key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(is_root, None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(own, critical=False)
        .add_extension(theirs, critical=False)
    )
    if not is_root:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(purpose, critical=False)
    return builder.sign(issuer, hashes.SHA256())


def _named(name):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Newsroom tests"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
