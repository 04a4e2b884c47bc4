"""Loaded before Django's settings: the suite's own data folder, and nothing of the machine's mail.

DATABASE_URL alone passes through, so that the same suite runs on either database.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

folder = tempfile.mkdtemp(prefix="newsroom-tests-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)

(Path(folder) / "static").mkdir()

os.environ["NEWSROOM_MODE"] = "development"
os.environ["DATA_DIR"] = folder
os.environ["TIME_ZONE"] = "Europe/London"
os.environ["EMBED_ASK"] = "off"  # no test asks another site; those that ask have a stand-in
for name in (
    "SECRET_KEY",
    "SITE_URL",
    "DEBUG",
    "ALLOWED_HOSTS",
    "TRUSTED_PROXIES",
    "DEMO_PASSWORD",
    "EMBED_PROVIDERS",
    "MASTODON_SERVERS",
    "PEERTUBE_SERVERS",
    "DATABASE_REPLICA_URL",
    "REDIS_URL",
    "S3_BUCKET",
    "PAGE_FILES_MEGABYTES",
    "CDN",
):
    os.environ.pop(name, None)
