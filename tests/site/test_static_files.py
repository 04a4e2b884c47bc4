"""The collected static files: what readers' browsers fetch."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command

SHEETS = settings.BASE_DIR / "static/css"


@pytest.fixture
def collected(tmp_path, settings):
    """The folder of the static files as `make run` collects them."""
    settings.STATIC_ROOT = tmp_path
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "newsroom.static_files.Collected"}}
    settings.STORAGES = storages
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_readers_fetch_one_sheet_that_holds_all_the_others_in_order(collected):
    [sheet] = collected.glob("css/readers.????????????.css")
    joined, place = sheet.read_text(), 0
    imported = re.findall(r'@import url\("(.+)"\)', (SHEETS / "readers.css").read_text())
    assert len(imported) > 20
    for name in imported:
        first_line = (SHEETS / name).read_text().splitlines()[0]
        assert joined.index(first_line) > place, name
        place = joined.index(first_line)
    assert "@import" not in joined
    assert sheet.with_name(f"{sheet.name}.br").exists()


def test_the_joined_sheet_asks_for_the_letters_by_their_hashed_names(collected):
    [sheet] = collected.glob("css/readers.????????????.css")
    letters = re.findall(r"url\([\"']?(\.\./fonts/[^\"')]+)", sheet.read_text())
    assert letters
    for address in letters:
        assert re.fullmatch(r"\.\./fonts/[-\w]+\.[0-9a-f]{12}\.woff2", address)
        assert (sheet.parent / address).exists()


def test_every_sheet_of_readers_pages_is_one_that_they_fetch():
    """A new sheet that nobody imports would be found missing on paper alone."""
    imported = set(re.findall(r'url\("(.+)"\)', (SHEETS / "readers.css").read_text()))
    apart = {"readers.css", "embed.css", "comparison.css", "writer.css"}
    ours = {sheet.name for sheet in SHEETS.glob("*.css") if not sheet.name.startswith("desk")}
    assert ours - apart == imported
