"""When static files are collected, and how long those of before are there."""

import json
import os
import time

import pytest

from newsroom.static_files import KEPT_FOR, bring_up_to_date

SHEET = "a { color: %s }\n" * 40


@pytest.fixture
def source(tmp_path, settings):
    """A folder with one sheet and one picture, which is all that is collected."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "page.css").write_text(SHEET % (("red",) * 40))
    (folder / "mark.svg").write_text("<svg></svg>")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "newsroom.static_files.Collected"},
    }
    return folder


@pytest.fixture
def root(source, settings):
    """Where they are collected."""
    return settings.STATIC_ROOT


def present(root):
    """The name of the sheet that pages ask for now."""
    return json.loads((root / "staticfiles.json").read_text())["paths"]["page.css"]


def repaint(source, colour):
    (source / "page.css").write_text(SHEET % ((colour,) * 40))


def test_a_start_with_nothing_changed_does_not_collect_again(source, root):
    assert bring_up_to_date()
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    assert not bring_up_to_date()
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_a_start_whose_files_changed_does(source, root):
    bring_up_to_date()
    repaint(source, "blue")
    assert bring_up_to_date()
    assert "blue" in (root / present(root)).read_text()
    assert "blue" in (root / "page.css").read_text()


def test_a_file_that_is_older_than_the_one_it_replaces_is_collected_too(source, root):
    bring_up_to_date()
    repaint(source, "teal")
    os.utime(source / "page.css", (0, 0))  # as an archive unpacks it
    assert bring_up_to_date()
    assert "teal" in (root / "page.css").read_text()
    assert "teal" in (root / present(root)).read_text()


@pytest.mark.parametrize("missing", ["staticfiles.json", ".collected"])
def test_a_start_that_finds_no_list_or_no_stamp_does(source, root, missing):
    bring_up_to_date()
    (root / missing).unlink()
    assert bring_up_to_date()
    assert (root / present(root)).is_file()


def test_a_page_of_before_still_gets_its_sheet_compressed_as_it_was(source, root):
    bring_up_to_date()
    before = present(root)
    repaint(source, "blue")
    bring_up_to_date()
    assert present(root) != before
    assert "red" in (root / before).read_text()
    assert (root / f"{before}.br").is_file()
    assert (root / f"{before}.gz").is_file()


def test_a_month_after_its_last_use_it_is_gone(source, root):
    bring_up_to_date()
    before, long_ago = present(root), time.time() - KEPT_FOR.total_seconds() - 60
    for file in root.rglob("*"):
        os.utime(file, (long_ago, long_ago))
    repaint(source, "blue")
    bring_up_to_date()
    assert (root / before).is_file()  # a month is counted from now, when it went out of use
    for ending in ("", ".br", ".gz"):
        os.utime(root / f"{before}{ending}", (long_ago, long_ago))
    repaint(source, "green")
    bring_up_to_date()
    assert [path.name for path in root.iterdir() if path.name.startswith(before)] == []


def test_after_a_collecting_that_was_broken_off_nothing_of_it_is_trusted(source, root):
    bring_up_to_date()
    sheet = root / present(root)
    sheet.write_text("half a sh")
    (root / f"{sheet.name}.br").write_text("half")
    (root / ".collected").unlink()
    bring_up_to_date()
    assert "red" in sheet.read_text()
    assert (root / f"{sheet.name}.br").read_bytes() != b"half"
