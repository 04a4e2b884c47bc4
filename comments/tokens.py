"""Secrets in links: random one-time tokens kept as hashes, signed pages, keyed network hashes.

The one rule: what the database holds cannot be turned back into a link or a network address.
"""

import hashlib
import ipaddress
import secrets

from django.core import signing
from django.utils.crypto import salted_hmac

PAGE_DAYS = 30  # how long a link to a writer's page opens, of one reply or of all
DEVICE_DAYS = 180  # how long a device is known after the last reply from it


def make() -> tuple[str, str]:
    """A new token for a link, and the digest to keep in its place."""
    token = secrets.token_urlsafe(32)
    return token, digest(token)


def digest(token: str) -> str:
    """The SHA-256 of a token, in hex; of any text, however it was mangled on its way."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def sign_page(reply) -> str:
    """The signed, dated part of the address at which whoever posted a reply sees it."""
    return signing.dumps([reply.pk, lock_of(reply)], salt="comments.mine")


def read_page(signed: str) -> tuple[int, str]:
    """The id that `sign_page` signed, and its lock; a reply with another ended the link.

    Raises signing.SignatureExpired after PAGE_DAYS, signing.BadSignature for anything not ours.
    """
    words = signing.loads(signed, salt="comments.mine", max_age=PAGE_DAYS * 24 * 3600)
    # Links made before they had a lock are ended, too.
    return (words, "") if isinstance(words, int) else tuple(words)


def lock_of(reply) -> str:
    """What changes with the page key of a reply's writer, without telling it to whoever posted."""
    key = reply.writer.page_key if reply.writer else ""
    return salted_hmac("comments.mine", key, algorithm="sha256").hexdigest()[:16]


def sign_writer(writer) -> str:
    """The signed, dated part of the address of a writer's page of all their replies."""
    return signing.dumps([writer.pk, writer.page_key], salt="comments.writer")


def read_writer(signed: str) -> tuple[int, str]:
    """The id and the page key that `sign_writer` signed; a writer with another key ended the link.

    Raises signing.SignatureExpired after PAGE_DAYS, signing.BadSignature for anything not ours.
    """
    writer_id, page_key = signing.loads(
        signed, salt="comments.writer", max_age=PAGE_DAYS * 24 * 3600
    )
    return writer_id, page_key


def sign_device(writer) -> str:
    """The signed, dated words that a device keeps once the owner of an address confirmed there."""
    return signing.dumps([writer.pk, writer.page_key], salt="comments.device")


def read_device(signed: str) -> tuple[int, str]:
    """The writer's id and page key that `sign_device` signed.

    Raises signing.SignatureExpired after DEVICE_DAYS, signing.BadSignature for anything not ours.
    """
    writer_id, page_key = signing.loads(
        signed, salt="comments.device", max_age=DEVICE_DAYS * 24 * 3600
    )
    return writer_id, page_key


def sign_stop(reply_id: int) -> str:
    """The signed part of the address that stops mails about answers to one reply, for ever good."""
    return signing.Signer(salt="comments.stop").sign(str(reply_id))


def read_stop(signed: str) -> int:
    """The id that `sign_stop` signed. Raises signing.BadSignature for anything not ours."""
    return int(signing.Signer(salt="comments.stop").unsign(signed))


def sign_follower(story_id: int, writer_id: int) -> str:
    """The signed part of the address that stops mails about one thread, for ever good."""
    return signing.Signer(salt="comments.thread").sign(f"{story_id}.{writer_id}")


def read_follower(signed: str) -> tuple[int, int]:
    """The ids that `sign_follower` signed. Raises signing.BadSignature for anything not ours."""
    story_id, _dot, writer_id = signing.Signer(salt="comments.thread").unsign(signed).partition(".")
    return int(story_id), int(writer_id)


def sign_moderator(account_id: int) -> str:
    """The signed part of the address that stops one account's digest, for ever good."""
    return signing.Signer(salt="comments.digest").sign(str(account_id))


def read_moderator(signed: str) -> int:
    """The id that `sign_moderator` signed. Raises signing.BadSignature for anything not ours."""
    return int(signing.Signer(salt="comments.digest").unsign(signed))


def address_key(folded: str) -> str:
    """A keyed hash of a folded e-mail address, to know it again without keeping it."""
    return salted_hmac("comments.address", folded, algorithm="sha256").hexdigest()


def network_key(address: str) -> str:
    """A keyed hash of the network an address belongs to; "" where there is no address.

    An IPv4 address counts as itself, an IPv6 address by its first 64 bits, which is what one
    household or one rented server gets (RFC 6177).
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if parsed.version == 6:
        parsed = parsed.ipv4_mapped or ipaddress.ip_network((parsed.packed, 64), strict=False)
    return salted_hmac("comments.network", str(parsed), algorithm="sha256").hexdigest()
