"""Pages as files: laid while they are true, taken away by whoever hears that they are not."""

import gzip
import os
import resource
import shutil
import signal
import sqlite3
from datetime import timedelta
from urllib.parse import urlsplit

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler

from articles import workflow
from articles.models import PublishedStory
from articles.page_cache import Door, Files
from articles.page_cache.keeper import Keeper
from tests import factories

from .asking import PLENTY, ask, for_readers

pytestmark = for_readers


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "pages"


@pytest.fixture
def door(folder):
    return a_door(folder)


def a_door(folder, site=None, most_bytes=PLENTY):
    return Door(site or WSGIHandler(), PLENTY, Files(folder, most_bytes))


def look(door, address, settings, **headers):
    return ask(door, address, host=urlsplit(settings.SITE_URL).netloc, **headers)


def seen(folder, path=""):
    """The files that a web server would give, by their names below the folder of their headers."""
    found = (folder / "kept").glob(f"*{path or '/**/'}index.html*")
    return {"/" + "/".join(file.relative_to(folder / "kept").parts[1:]): file for file in found}


def test_a_page_is_laid_in_three_forms_that_are_the_page(door, folder, address, settings):
    page = look(door, address, settings)
    plain, small, zipped = (seen(folder)[f"{address}index.html{end}"] for end in ("", ".br", ".gz"))
    assert plain.read_bytes() == page.body
    assert brotli.decompress(small.read_bytes()) == page.body
    assert gzip.decompress(zipped.read_bytes()) == page.body
    assert len({file.stat().st_mtime for file in (plain, small, zipped)}) == 3
    assert not list((folder / "kept").glob(".new-*"))


def test_others_may_read_pages_and_nothing_else(door, folder, address, settings):
    before = os.umask(0o077)
    try:
        look(door, address, settings)
    finally:
        os.umask(before)
    plain = seen(folder)[f"{address}index.html"]
    assert plain.stat().st_mode & 0o777 == 0o644
    for above in (plain.parent, *plain.parent.parents):
        assert above.stat().st_mode & 0o777 == 0o755
        if above == folder:
            break
    assert (folder / "kept" / ".index").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "asked", ["/latest/?page=nonsense", "/search/?q=harbour", "/admin/login/", "/no/such/", "/feed"]
)
def test_nothing_but_kept_pages_of_plain_addresses_is_laid(door, folder, story, settings, asked):
    look(door, asked, settings)
    assert seen(folder) == {}


def test_no_page_of_whoever_signed_in_is_laid(door, folder, address, settings):
    look(door, address, settings, cookie="newsroom_session=x")
    assert seen(folder) == {}


def test_a_change_takes_away_what_shows_it_and_nothing_else(door, folder, story, address, settings):
    other = factories.published_story(age=timedelta(days=400))
    look(door, address, settings)
    look(door, other.readers_copy.get_absolute_url(), settings)
    PublishedStory.objects.filter(pk=story.pk).update(headline="The harbour closes")
    door.keeper.look()
    left = other.readers_copy.get_absolute_url()
    assert set(seen(folder)) == {f"{left}index.html{end}" for end in ("", ".br", ".gz")}


def test_another_process_takes_away_what_one_that_died_has_laid(
    door, folder, story, address, editor, settings
):
    other = Keeper(0, Files(folder, PLENTY))
    other.look()
    look(door, address, settings)
    workflow.withdraw(story, by=editor, note="It was wrong.")
    assert seen(folder)
    other.look()
    assert seen(folder) == {}


def test_a_process_that_begins_takes_everything_away(door, folder, address, settings):
    look(door, address, settings)
    beginner = Keeper(0, Files(folder, PLENTY))
    beginner.look()
    assert seen(folder) == {}
    beginner.tidy_files()
    assert list(folder.iterdir()) == []


def test_what_changes_while_a_page_is_made_is_not_laid(folder, address, settings):
    def changing(environ, start_response):
        answer = WSGIHandler()(environ, start_response)
        PublishedStory.objects.update(headline="The harbour closes")
        return answer

    look(a_door(folder, changing), address, settings)
    assert seen(folder) == {}


def test_what_another_process_hears_of_while_a_page_is_laid_is_not_laid(
    door, folder, address, settings, monkeypatch
):
    """Whoever lays it has looked before; what comes then is heard by the other alone."""
    other, looks = Files(folder, PLENTY), door.keeper.look

    def look_and_be_slow():
        number = looks()
        other.drop({f"story:{PublishedStory.objects.get().pk}"})
        return number

    monkeypatch.setattr(door.keeper, "look", look_and_be_slow)
    assert look(door, address, settings).status == 200
    assert seen(folder) == {}


def test_what_another_thread_heard_of_before_a_page_is_written_down_is_not_laid(
    door, folder, address, settings, monkeypatch
):
    lacks = door._files.lacks

    def hear(key, page):
        PublishedStory.objects.update(headline="The harbour closes")
        door.keeper.look()
        return lacks(key, page)

    monkeypatch.setattr(door._files, "lacks", hear)
    look(door, address, settings)
    assert seen(folder) == {}


def test_a_page_goes_at_its_moment_whoever_laid_it(door, folder, settings, address):
    look(door, address, settings)
    (page,) = door.shelf._pages.values()
    other = Files(folder, PLENTY)
    other.tidy(page.until - 1)
    assert seen(folder)
    other.tidy(page.until)
    assert seen(folder) == {}


def test_the_oldest_go_where_there_are_too_many(folder, settings):
    stories = [factories.published_story(age=timedelta(hours=hour)) for hour in range(1, 6)]
    addresses = [story.readers_copy.get_absolute_url() for story in stories]
    look(a_door(folder), addresses[0], settings)
    size = sum(file.stat().st_size for file in seen(folder).values())
    door = a_door(folder, most_bytes=int(size * 2.9))
    for address in addresses:
        look(door, address, settings)
        assert sum(file.stat().st_size for file in seen(folder).values()) <= size * 2.9
    assert f"{addresses[-1]}index.html" in seen(folder)


def test_a_folder_that_is_deleted_is_there_again_with_the_next_page(
    door, folder, story, address, editor, settings
):
    look(door, address, settings)
    shutil.rmtree(folder)
    assert look(door, address, settings).status == 200
    assert seen(folder)
    workflow.withdraw(story, by=editor, note="It was wrong.")
    door.keeper.look()
    assert seen(folder) == {}


def test_where_nothing_can_be_written_readers_get_their_page_and_it_heals(
    door, folder, address, settings, monkeypatch
):
    folder.write_text("Not a folder.")
    assert look(door, address, settings).status == 200
    door.keeper.tidy_files()
    folder.unlink()
    monkeypatch.setattr(door._files, "_rests_until", 0)
    look(door, address, settings)
    assert seen(folder)


def test_where_the_disk_is_full_readers_get_their_page_and_it_heals(
    door, folder, story, address, editor, settings, monkeypatch
):
    look(door, "/corrections/", settings)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))  # no file grows any more
    try:
        page = look(door, address, settings)
        assert page.status == 200
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert f"{address}index.html" not in seen(folder)
    assert not list((folder / "kept").glob(".new-*"))
    monkeypatch.setattr(door._files, "_rests_until", 0)
    assert look(door, address, settings) == page
    assert seen(folder)[f"{address}index.html"].read_bytes() == page.body


def test_an_index_that_cannot_be_read_takes_everything_with_it(
    door, folder, story, address, editor, settings
):
    look(door, address, settings)
    (folder / "kept" / ".index").write_bytes(b"nonsense" * 1000)
    workflow.withdraw(story, by=editor, note="It was wrong.")
    door.keeper.look()
    assert seen(folder) == {}


def test_an_index_that_another_process_is_making_is_nothing_to_give_up_pages_for(folder, caplog):
    (folder / "kept").mkdir(parents=True)
    (folder / "kept" / ".index").touch()  # SQLite makes the file first, and then the tables
    Files(folder, PLENTY).drop({"all"})
    assert (folder / "kept").exists()
    assert not caplog.messages


def test_what_cannot_be_taken_away_is_taken_away_as_soon_as_it_can(
    door, folder, story, address, editor, settings, monkeypatch
):
    look(door, address, settings)
    monkeypatch.setattr("articles.page_cache.files.PATIENCE", 0.01)
    stopped = sqlite3.connect(folder / "kept" / ".index", isolation_level=None)
    stopped.execute("BEGIN EXCLUSIVE")  # a process that has the index and stands still
    with monkeypatch.context() as trouble:
        trouble.setattr(os, "rename", refuse)
        workflow.withdraw(story, by=editor, note="It was wrong.")
        door.keeper.look()
        assert seen(folder)
    door.keeper.tidy_files()
    assert seen(folder) == {}
    stopped.close()


def refuse(*_paths, **_rest):
    raise PermissionError("The folder belongs to somebody else.")
