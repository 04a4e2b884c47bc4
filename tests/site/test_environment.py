"""What comes from the environment: all of it listed, all of it refused by name when wrong."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom import env

ROOT = Path(__file__).resolve().parents[2]
KEY = "long-random-looking-text-0123456789-abcdefghijklmnopqrstuvwxyz"


def in_production(tmp_path, *command, **variables):
    """Run a command of manage.py with production settings and nothing but `variables`."""
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *command],
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_variable_that_is_read_is_described_and_none_besides():
    read = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "newsroom/settings.py").read_text())
    described = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert set(read) == set(described)
    assert len(described) == len(set(described))


def test_production_starts_with_what_it_needs(tmp_path):
    run = in_production(tmp_path, "check", SECRET_KEY=KEY, SITE_URL="https://news.example.org")
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"SITE_URL": "https://news.example.org"}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": KEY}, "SITE_URL is not set"),
        (
            {"SECRET_KEY": "short", "SITE_URL": "https://news.example.org"},
            "SECRET_KEY is too short",
        ),
        ({"SECRET_KEY": KEY, "SITE_URL": "news.example.org"}, "SITE_URL is 'news.example.org'"),
        ({"PORT": "eighty"}, "PORT is 'eighty'"),
        ({"PORT": "70000"}, "PORT is 70000"),
        ({"TIME_ZONE": "Mars/Olympus"}, "TIME_ZONE is 'Mars/Olympus'"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL begins with 'mysql'"),
        ({"EMAIL_SECURITY": "perhaps"}, "EMAIL_SECURITY is 'perhaps'"),
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe'"),
        ({"DEBUG": "on"}, "DEBUG is on"),
        ({"LANGUAGE_CODE": "xx-yy"}, "LANGUAGE_CODE is 'xx-yy'"),
        ({"NEWSROOM_MODE": "play"}, "NEWSROOM_MODE is 'play'"),
        ({"EMBED_PROVIDERS": "youtube, myspace"}, "EMBED_PROVIDERS has 'myspace'"),
        ({"MASTODON_SERVERS": "https://x.social"}, "MASTODON_SERVERS has 'https://x.social'"),
        ({"PEERTUBE_SERVERS": "127.0.0.1"}, "PEERTUBE_SERVERS has '127.0.0.1'"),
        ({"EMBED_ASK": "once"}, "EMBED_ASK is 'once'"),
        ({"REDIS_URL": "http://x"}, "REDIS_URL begins with 'http'"),
        ({"REDIS_URL": "redis://x:port"}, "REDIS_URL is not an address"),
        (
            {"DATABASE_REPLICA_URL": "sqlite:///x"},
            "DATABASE_REPLICA_URL is set; it and DATABASE_URL",
        ),
        ({"DATABASE_REPLICA_URL": "mysql://x"}, "DATABASE_REPLICA_URL begins with 'mysql'"),
        ({"S3_BUCKET": "My_Bucket"}, "S3_BUCKET is 'My_Bucket'"),
        ({"S3_BUCKET": "paper", "S3_ENDPOINT": "s3.local"}, "S3_ENDPOINT is 's3.local'"),
        ({"S3_BUCKET": "paper", "S3_ACCESS_KEY": "k"}, "S3_ACCESS_KEY and S3_SECRET_KEY go"),
        ({"S3_BUCKET": "paper", "S3_ADDRESSING": "x"}, "S3_ADDRESSING is 'x'"),
        ({"CDN": "akamai"}, "CDN is 'akamai'"),
        ({"CDN": "varnish", "CDN_SECRET": "x"}, "CDN_ADDRESSES is missing"),
        ({"CDN": "fastly", "CDN_ZONE": "a1"}, "CDN_SECRET is missing"),
        (
            {"CDN": "fastly", "CDN_ZONE": "a", "CDN_SECRET": "x", "PAGE_FILES_MEGABYTES": "9"},
            "PAGE_FILES_MEGABYTES and CDN exclude each other",
        ),
        ({"DATA_DIR": "/dev/null"}, "DATA_DIR is /dev/null"),
    ],
)
def test_a_missing_or_wrong_value_is_refused_with_a_sentence(
    tmp_path, monkeypatch, variables, sentence
):
    whole = {"SECRET_KEY": KEY, "SITE_URL": "https://news.example.org"}
    given = variables if variables.keys() & whole.keys() else {**whole, **variables}
    for name in os.environ:
        monkeypatch.delenv(name)
    for name, value in {"DATA_DIR": str(tmp_path), **given}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(env.EnvironmentRefused, match=f"^{re.escape(sentence)}"):
        runpy.run_path(str(ROOT / "newsroom/settings.py"))


def test_what_is_refused_stops_the_start_with_its_sentence_alone(tmp_path):
    run = in_production(tmp_path, "check", SITE_URL="https://news.example.org")
    assert run.returncode != 0
    assert "Newsroom cannot start: SECRET_KEY is not set" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_development_key_opens_no_production_site(tmp_path):
    from newsroom import settings

    run = in_production(
        tmp_path, "check", SECRET_KEY=settings.DEVELOPMENT_KEY, SITE_URL="https://news.example.org"
    )
    assert "SECRET_KEY" in run.stderr
    assert run.returncode != 0


def test_a_switch_reads_words(monkeypatch):
    for word, meaning in {"on": True, "Yes": True, "0": False, "off": False}.items():
        monkeypatch.setenv("SOME_SWITCH", word)
        assert env.flag("SOME_SWITCH") is meaning


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example.org",
        "http://localhost:8000",
        "https://[2001:db8::1]:8443",
        "https://NEWS.example.org/",
    ],
)
def test_an_address_of_a_site_is_taken(monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    assert env.site_address("SITE_URL") == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:99999",
        "http://localhost:abc",
        "http://user:word@example.org",
        "https://example.org?x=1",
        "https://ho st",
        "https://ex*mple.org",
        "http://[::1",
        "https://example.org/news",
        "ftp://example.org",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    with pytest.raises(env.EnvironmentRefused, match="SITE_URL is"):
        env.site_address("SITE_URL")
