"""What befalls a running site: its clock is set, its folder of pages goes, a moderator decides."""

import shutil
import time
from pathlib import Path

import pytest

from tests.site.running import wait_for

from .standing import MANY, Desk, standing

AN_HOUR = 3600
A_SECOND = 1.0
REPLIES = "/admin/comments/reply/"
WORDS = "I saw it with my own eyes."


class Clock:
    """What every process of a site takes for the time."""

    def __init__(self, file):
        self.file = file
        self.variables = {"PYTHONPATH": Path(__file__).parent / "moved", "CLOCK_FILE": file}
        self.set(0)

    def set(self, seconds):
        """Have it so many seconds before or after the true time."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(seconds))
        fresh.rename(self.file)


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    return Clock(tmp_path_factory.mktemp("clock") / "clock")


@pytest.fixture(scope="module")
def running(tables, tmp_path_factory, clock):
    """A site of two web processes that keeps pages as files, too."""
    folder = tmp_path_factory.mktemp("site")
    with standing(folder, tables, PAGE_FILES_MEGABYTES=50, **clock.variables) as site:
        yield site


def laid(site, address):
    """The text of an address's page where nginx would find it, or None."""
    for file in site.folder.glob(f"pages/kept/*{address}index.html"):
        return file.read_text()
    return None


def until_it_is_laid(site, address):
    wait_for(lambda: site.statuses(address) == {200} and laid(site, address), site.running)


def test_what_a_moderator_decides_is_seen_at_once_by_readers_of_both_processes(running):
    page, pick = running.told.write_a_reply(WORDS)
    running.told.hire("mo", "Moderator")
    desk = Desk(running, "mo", "correct horse")
    assert running.seen(page, WORDS) == 0
    desk.send(REPLIES, to=f"{REPLIES}verdicts/", verb="approve", pick=pick)
    assert running.seen(page, WORDS) == MANY


def test_readers_get_true_pages_whatever_becomes_of_the_folder(running):
    folder = running.folder / "pages"
    until_it_is_laid(running, "/latest/")
    shutil.rmtree(folder)
    folder.write_text("Whoever can write here can make no folder.")
    running.told.publish("Ferries are free")
    assert running.seen("/latest/", "Ferries are free") == MANY
    folder.unlink()
    until_it_is_laid(running, "/latest/")
    running.told.publish("Ferries are late")
    assert running.seen("/latest/", "Ferries are late") == MANY
    page = laid(running, "/latest/")
    assert page is None or "Ferries are late" in page


def test_a_clock_that_is_set_shows_and_hides_within_a_second_what_it_should(running, clock):
    address = running.told.schedule("Bridges are free", AN_HOUR)
    assert running.seen("/latest/", "Bridges are free") == 0
    assert running.statuses(address) == {404}

    clock.set(AN_HOUR + 1)
    time.sleep(A_SECOND)
    assert running.statuses(address) == {200}
    assert running.seen("/latest/", "Bridges are free") == MANY
    until_it_is_laid(running, address)

    clock.set(0)
    time.sleep(A_SECOND)
    assert laid(running, address) is None
    assert running.statuses(address) == {404}
    assert running.seen("/latest/", "Bridges are free") == 0
