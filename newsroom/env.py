"""Reads what differs between machines, and refuses a bad value by the name of its variable.

Every variable that Newsroom reads is listed in ``.env.example``; a test holds the two together.
"""

import os
import re
from importlib import import_module
from pathlib import Path

# RFC 3986, 3.2.2, without user names: a registered name of letters, digits and hyphens, or an IP.
SITE_ADDRESS = re.compile(
    r"https?://(?P<host>[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(:(?P<port>[0-9]{1,5}))?",
    re.IGNORECASE | re.ASCII,
)

HOST_NAME = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])", re.ASCII)

BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", re.ASCII)


class EnvironmentRefused(Exception):
    """A variable is missing or wrong; the message is a sentence that names it."""


def text(name, default=None):
    """The value of `name`, stripped; `default` where it is unset or empty.

    Without a default the variable is required.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise EnvironmentRefused(f"{name} is not set. See .env.example for what it means.")
    return default


def words(name, default=()):
    """A comma-separated list."""
    return [word.strip() for word in text(name, ",".join(default)).split(",") if word.strip()]


def some(name, choices):
    """A comma-separated list of a few words."""
    found = [word.lower() for word in words(name)]
    for word in found:
        if word not in choices:
            raise EnvironmentRefused(
                f"{name} has {word!r}; it takes some of: {', '.join(choices)}."
            )
    return found


def hosts(name):
    """A comma-separated list of host names, as an address has them: no scheme, port or path."""
    found = [host.lower() for host in words(name)]
    for host in found:
        if not HOST_NAME.fullmatch(host):
            raise EnvironmentRefused(
                f"{name} has {host!r}; it takes hosts, such as example.social."
            )
    return found


def flag(name, default=False):
    """A switch, written on/off, yes/no, true/false or 1/0."""
    value = text(name, "on" if default else "off").lower()
    if value in {"on", "yes", "true", "1"}:
        return True
    if value in {"off", "no", "false", "0"}:
        return False
    raise EnvironmentRefused(f"{name} is {value!r}; it takes on or off.")


def number(name, default, *, at_least=0, at_most=None):
    """A whole number within bounds."""
    value = text(name, str(default))
    bounds = f"from {at_least}" + (f" to {at_most}" if at_most is not None else " upwards")
    if not value.isascii() or not value.isdigit():
        raise EnvironmentRefused(f"{name} is {value!r}; it takes a whole number {bounds}.")
    if int(value) < at_least or (at_most is not None and int(value) > at_most):
        raise EnvironmentRefused(f"{name} is {value}; it takes a whole number {bounds}.")
    return int(value)


def choice(name, default, choices):
    """One of a few words."""
    value = text(name, default).lower()
    if value not in choices:
        raise EnvironmentRefused(f"{name} is {value!r}; it takes one of: {', '.join(choices)}.")
    return value


def folder(name, default):
    """An absolute path to a folder, made where it is missing.

    A relative one counts from the working directory.
    """
    path = Path(text(name, str(default))).expanduser().absolute()
    try:
        return made(path)
    except OSError as error:
        raise EnvironmentRefused(
            f"{name} is {path}, which cannot be used as a folder: {error.strerror}."
        ) from None


def made(path):
    """The folder at `path`, made with those above it where it is missing."""
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret(name, default=None):
    """A long random text: at least 50 characters, not all alike."""
    value = text(name, default)
    if len(value) < 50 or len(set(value)) < 5:
        raise EnvironmentRefused(
            f"{name} is too short or too simple; it takes at least 50 random characters."
        )
    return value


def site_address(name, default=None):
    """Scheme and host of the site as readers type it, without a trailing slash."""
    value = text(name, default).rstrip("/")
    match = SITE_ADDRESS.fullmatch(value)
    if not match or int(match["port"] or 80) > 65535:
        raise EnvironmentRefused(
            f"{name} is {value!r}; it takes scheme and host, such as https://news.example.org."
        )
    return value


def host_of(site_address):
    """The host of such an address, without its port, as Django compares it."""
    return SITE_ADDRESS.fullmatch(site_address)["host"].lower()


def time_zone(name, default):
    """A name from the IANA time zone database, such as Europe/London."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise EnvironmentRefused(
            f"{name} is {value!r}; it takes a time zone's name, such as Europe/London."
        ) from None
    return value


def database(name, default):
    """Django's description of the database that an address names (sqlite:/// or postgres://)."""
    import dj_database_url

    value = text(name, default)
    scheme = value.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise EnvironmentRefused(f"{name} begins with {scheme!r}; it takes sqlite or postgres.")
    try:
        return dj_database_url.parse(value)
    except ValueError:
        raise EnvironmentRefused(f"{name} is not an address of a database.") from None


def standby(name, default, *, of):
    """Django's description of a standby of the database `of`; None where there is none."""
    if not text(name, default):
        return None
    described = database(name, "")
    if not described["ENGINE"] == of["ENGINE"] == "django.db.backends.postgresql":
        raise EnvironmentRefused(f"{name} is set; it and DATABASE_URL have to be postgres.")
    in_time = {  # where it is gone, that is noticed soon
        "connect_timeout": 2,  # seconds
        "tcp_user_timeout": 3000,  # milliseconds
        "options": "-c statement_timeout=10000",
    }
    return {
        **described,
        "OPTIONS": {**in_time, **described.get("OPTIONS", {})},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"MIRROR": "default"},
    }


def redis(name, default):
    """The address of a Redis or Valkey server, as its Python client takes it; "" for none."""
    value = text(name, default)
    if not value:
        return value
    parse_url = needed(name, "redis.connection").parse_url
    scheme = value.partition(":")[0]
    if scheme not in {"redis", "rediss", "unix"}:
        raise EnvironmentRefused(f"{name} begins with {scheme!r}; it takes redis, rediss or unix.")
    try:
        parse_url(value)
    except ValueError:
        raise EnvironmentRefused(f"{name} is not an address of a Redis server.") from None
    return value


def bucket(name, default):
    """The name of a bucket in an S3-compatible store; "" for none."""
    value = text(name, default)
    if value and not BUCKET.fullmatch(value):
        raise EnvironmentRefused(
            f"{name} is {value!r}; it takes the name of a bucket: 3 to 63 small letters, digits, "
            "hyphens and dots."
        )
    if value:
        needed(name, "storages.backends.s3")
    return value


def object_store(*, address, region, access_key, secret_key, addressing):
    """Options of django-storages for what the S3_ variables say.

    Without keys it looks where programs for S3 do: in the machine's own role, say.
    """
    if bool(access_key) != bool(secret_key):
        raise EnvironmentRefused("S3_ACCESS_KEY and S3_SECRET_KEY go together; one is not set.")
    config = import_module("botocore.config").Config(
        signature_version="s3v4",
        connect_timeout=5,  # seconds
        read_timeout=20,
        retries={"mode": "standard", "total_max_attempts": 3},
        s3={"addressing_style": addressing},
        # Not every store of the kind knows the newer ways of proving that a file is whole.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return {
        "endpoint_url": address,
        "region_name": region,
        "access_key": access_key or None,
        "secret_key": secret_key or None,
        "client_config": config,
        "file_overwrite": True,  # a file is named by what is in it
        "max_memory_size": 1024 * 1024,  # bytes; larger ones go through the disk
    }


def needed(name, module):
    """A module that `name` asks for, of a package that sites of one machine go without."""
    try:
        return import_module(module)
    except ImportError:
        raise EnvironmentRefused(
            f"{name} is set, but the package it needs is not installed: "
            "make .venv/.installed-many installs it."
        ) from None


def check_cdn(name, *, addresses, zone, secret, is_kept, in_files):
    """Refuse a shared cache in front that could not be told what to drop."""
    wants = (
        ("CDN_SECRET", secret and secret.isascii() and secret.isprintable()),
        ("CDN_ADDRESSES", addresses) if name == "varnish" else ("CDN_ZONE", zone.isalnum()),
    )
    for variable, is_good in wants:
        if not is_good:
            raise EnvironmentRefused(f"{variable} is missing or wrong, and CDN={name} needs it.")
    if not is_kept:
        raise EnvironmentRefused("PAGE_CACHE_MEGABYTES is 0, and CDN needs pages that are kept.")
    if in_files:
        raise EnvironmentRefused(
            "PAGE_FILES_MEGABYTES and CDN exclude each other: what nginx gives from a file does "
            "not say what it shows."
        )
