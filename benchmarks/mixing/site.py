"""The site that the mix asks: an archive of its own, production settings, one command."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE_CORE, LOAD_CORE = 0, 1
TICKS = os.sysconf("SC_CLK_TCK")
SECRET = "for-this-run-alone-and-as-long-as-a-secret-has-to-be-0123456789"
PASSWORD = "for-this-run-alone"
EDITOR, MODERATOR, PICTURES = "archive-editor", "archive-moderator", "archive-pictures"
ACCOUNTS = {EDITOR: "Chief editor", MODERATOR: "Moderator", PICTURES: "Picture editor"}
SECONDS_TO_START = 120
PATIENCE = 120  # seconds, with a site that has much to do
GIVE_PASSWORDS = f"""
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
for name, role in {ACCOUNTS!r}.items():
    account, _is_new = get_user_model().objects.get_or_create(
        username=name, defaults={{"email": name + "@archive.invalid", "is_staff": True}}
    )
    account.groups.add(Group.objects.get(name=role))
    account.set_password({PASSWORD!r})
    account.save()
"""


@dataclass(frozen=True)
class Archive:
    """What readers can come for: paths of stories, the newest first; of sections; words."""

    stories: list
    sections: list
    words: list


def prepare(folder, stories):
    """Make an archive, and give those who work there a password."""
    manage(folder, "migrate", "--verbosity=0")
    manage(folder, "demo", "archive", "--stories", str(stories))
    manage(folder, "shell", "--verbosity=0", "-c", GIVE_PASSWORDS)


def archive_in(folder):
    with database(folder) as rows:
        stories = rows.execute(
            "SELECT day, slug, headline FROM articles_publishedstory"
            " ORDER BY published_at DESC, story_id DESC"
        ).fetchall()
        slugs = rows.execute("SELECT slug FROM articles_section ORDER BY position").fetchall()
    return Archive(
        stories=[path_of(day, slug) for day, slug, _headline in stories],
        sections=[f"/section/{slug}/" for (slug,) in slugs],
        words=[word for *_, headline in stories for word in re.findall(r"\w{4,}", headline)],
    )


def path_of(day, slug):
    return f"/{day.replace('-', '/')}/{slug}/"


@contextmanager
def database(folder):
    """The site's own database, to look at."""
    rows = sqlite3.connect(f"file:{folder / 'newsroom.sqlite3'}?mode=ro", uri=True, timeout=20)
    try:
        yield rows
    finally:
        rows.close()


def manage(folder, *command):
    environment = {**os.environ, "NEWSROOM_MODE": "development", "DATA_DIR": str(folder)}
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


class Site:
    """The running site: where it is, what it wrote down, what it used."""

    def __init__(self, folder, mail_port):
        self.folder, self.port, self.log = folder, free_port(), folder / "site.log"
        self.host = f"localhost:{self.port}"
        environment = {
            "NEWSROOM_MODE": "production",
            "SECRET_KEY": SECRET,
            "SITE_URL": f"http://{self.host}",
            "DATA_DIR": str(folder),
            "PORT": str(self.port),
            "TRUSTED_PROXIES": "1",
            "EMAIL_PORT": str(mail_port),
            "EMBED_ASK": "off",
        }
        command = ["taskset", "--cpu-list", str(SITE_CORE), sys.executable, "manage.py", "start"]
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **environment},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def health(self):
        with urllib.request.urlopen(f"http://{self.host}/healthz", timeout=PATIENCE) as answer:
            return json.load(answer)

    def wait_until_it_runs(self):
        end = time.monotonic() + SECONDS_TO_START
        while "Ctrl-C stops everything" not in self.log.read_text():
            if self.process.poll() is not None or time.monotonic() > end:
                sys.exit(f"The site did not start:\n{self.log.read_text()}")
            time.sleep(0.1)

    def wait_until_nothing_waits(self, at_most=180):
        """Until the worker has done what there is to do: mail, sizes of pictures."""
        end = time.monotonic() + at_most
        while self.health()["tasks"]["waiting"] and time.monotonic() < end:
            time.sleep(1)

    def processor_seconds(self):
        """What each part of the site has used: the web server's, and the worker's."""
        used = {"web": 0.0, "worker": 0.0}
        for pid, part in self._parts():
            with suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                used[part] += (int(fields[11]) + int(fields[12])) / TICKS
        return used

    def memory(self):
        """Megabytes of each part; what its processes share counts once."""
        found = {"web": 0.0, "worker": 0.0}
        for pid, part in self._parts():
            with suppress(OSError):
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
                kilobytes = int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])
                found[part] += kilobytes / 1024
        return found

    def _parts(self):
        """Each process, and whether it belongs to the web server or to the worker."""
        for pid in family(self.process.pid):
            with suppress(OSError):  # it ended meanwhile
                name = Path(f"/proc/{pid}/comm").read_text().strip()
                yield pid, "worker" if name == "worker" else "web"

    def complaints(self):
        """The lines of the site's log that tell of something wrong."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [line for line in lines if re.search(r"ERROR|CRITICAL|Traceback", line)]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


@contextmanager
def started(folder, mail_port):
    site = Site(folder, mail_port)
    try:
        site.wait_until_it_runs()
        yield site
    finally:
        site.stop()


def family(pid):
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in below for one in family(int(child)))]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
