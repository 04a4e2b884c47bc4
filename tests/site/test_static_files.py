"""The collected static files: what readers' browsers fetch."""

import re

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from articles.templatetags.letters import first_letters
from newsroom.static_files import without_remarks
from tests.once import once

SHEETS = settings.BASE_DIR / "static/css"


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """The folder of the static files as `make run` collects them; it is only looked at."""

    def collect(folder):
        backend = {"BACKEND": "newsroom.static_files.Collected"}
        storages = {**settings.STORAGES, "staticfiles": backend}
        with override_settings(STATIC_ROOT=folder, STORAGES=storages):
            call_command("collectstatic", interactive=False, verbosity=0)

    return once(tmp_path_factory, "collected", collect)


def test_readers_fetch_one_sheet_that_holds_all_the_others_in_order(collected):
    [sheet] = collected.glob("css/readers.????????????.css")
    joined, place = re.sub(r"\.[0-9a-f]{12}\.woff2", ".woff2", sheet.read_text()), 0
    imported = re.findall(r'@import url\("(.+)"\)', (SHEETS / "readers.css").read_text())
    assert len(imported) > 20
    for name in imported:
        itself = without_remarks((SHEETS / name).read_text())
        assert joined.index(itself) >= place, name
        place = joined.index(itself) + len(itself)
    assert "@import" not in joined
    assert "/*" not in joined
    assert sheet.with_name(f"{sheet.name}.br").exists()


def test_the_joined_sheet_asks_for_the_letters_by_their_hashed_names(collected):
    [sheet] = collected.glob("css/readers.????????????.css")
    letters = re.findall(r"url\([\"']?(\.\./fonts/[^\"')]+)", sheet.read_text())
    assert letters
    for address in letters:
        assert re.fullmatch(r"\.\./fonts/[-\w]+\.[0-9a-f]{12}\.woff2", address)
        assert (sheet.parent / address).exists()


@pytest.mark.parametrize(
    ("name", "at_most"),
    [("css/readers.*.css", 1), ("js/share.*.js", 1), ("admin/js/vendor/select2/*.min.*.js", 1.15)],
)
def test_readers_fetch_the_smallest_there_is_and_the_desk_what_was_made_quickly(
    collected, name, at_most
):
    [file] = collected.glob(name)
    smallest = len(brotli.compress(file.read_bytes()))
    assert file.with_name(f"{file.name}.br").stat().st_size <= smallest * at_most


LETTERS = (SHEETS / "letters.css").read_text()
FACE = re.compile(
    r'family: "(.+)";\n  font-style: (.+);[^}]*?/([-\w]+)\.woff2[^}]*?range: ([^;]+);'
)
FAMILIES = {"newsreader": "£€½é", "newsreader-italic": "", "newsroom-sans": "£€©é"}


@pytest.mark.parametrize("family", FAMILIES)
def test_each_letter_is_fetched_in_the_part_that_has_it(family):
    """Of two faces that name a letter, the later is asked for it (CSS Fonts, 4.5)."""

    def part_of(letter):
        faces = [
            face
            for face in FACE.findall(LETTERS)
            if re.fullmatch(rf"{family}(-\w+ed|-\w+ern)?", face[2])
        ]
        assert len(faces) == 3
        return [file for *_kind, file, ranges in faces if _holds(ranges, ord(letter))][-1]

    for letter in "azAZ09 .,-‘’“”–—…" + FAMILIES[family]:
        assert part_of(letter) == family, letter
    for letter in "<~èàçÅßñœŒŸ¿«»‹†‰™":
        assert part_of(letter) == f"{family}-western", letter
    for letter in "łŁőűșțžČğĀē":
        assert part_of(letter) == f"{family}-extended", letter


def _holds(ranges, letter):
    spans = [span.strip().removeprefix("U+").split("-") for span in ranges.split(",")]
    return any(int(span[0], 16) <= letter <= int(span[-1], 16) for span in spans)


def test_every_file_of_letters_is_one_that_the_sheet_asks_for():
    asked = {f"{face[2]}.woff2" for face in FACE.findall(LETTERS)}
    assert asked == {file.name for file in (settings.BASE_DIR / "static/fonts").glob("*.woff2")}


@pytest.mark.parametrize(
    ("language", "files"),
    [
        ("en-gb", ["newsreader", "newsroom-sans"]),
        ("de-at", ["newsreader", "newsroom-sans", "newsreader-western", "newsroom-sans-western"]),
        (
            "pl",
            [
                name + part
                for part in ("", "-western", "-extended")
                for name in ("newsreader", "newsroom-sans")
            ],
        ),
        ("ar", []),
        ("zh-hans", []),
    ],
)
def test_a_page_asks_at_once_for_the_letters_of_its_language(language, files):
    assert first_letters(language) == [f"fonts/{name}.woff2" for name in files]


def test_every_sheet_of_readers_pages_is_one_that_they_fetch():
    """A new sheet that nobody imports would be found missing on paper alone."""
    joined = {"readers.css", "front-page.css"}
    imported = [
        name
        for sheet in joined
        for name in re.findall(r'url\("(.+)"\)', (SHEETS / sheet).read_text())
    ]
    apart = {*joined, "embed.css", "comparison.css", "writer.css"}
    ours = {sheet.name for sheet in SHEETS.glob("*.css") if not sheet.name.startswith("desk")}
    assert sorted(ours - apart) == sorted(imported)
