"""Collects the static files, hashed, compressed and joined, when something about them changed."""

import hashlib
import json
import os
import re
import time
from contextlib import suppress
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

import brotli
import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE_BETWEEN_LINES = re.compile(r"\s*\n\s*")
IMPORT = re.compile(r'^@import url\("([-\w]+\.css)"\);$', re.MULTILINE)
HASHED = re.compile(r"\.[0-9a-f]{12}(\.|$)")
COMPRESSED = (".br", ".gz")
KEPT_FOR = timedelta(days=30)
# What readers never fetch.
DESK = re.compile(r"(admin|django_prose_editor|js/desk|js/editor)/|css/desk")


class Quick(Compressor):
    """As small as can be had in a thirtieth of the time: a tenth larger than the smallest."""

    @staticmethod
    def compress_brotli(data):
        return brotli.compress(data, quality=8)


class Collected(CompressedManifestStaticFilesStorage):
    """Hashed and compressed; a sheet that imports its neighbours holds them instead.

    A browser waits for each `@import` before it asks for the next, and needs no comment.
    """

    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self._addresses = {}  # of files by their names: a page asks for a dozen of them

    def url(self, name, force=False):
        if name not in self._addresses:
            self._addresses[name] = super().url(name, force)
        return self._addresses[name]

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in [name for name in paths if name.endswith(".css")]:
                self._join(name, paths)
        yield from super().post_process(paths, dry_run, **options)
        self._addresses.clear()

    def compress_files(self, paths):
        """What has a hash in its name, which pages ask for; what was made before is still true."""
        missing = [name for name in paths if HASHED.search(name) and not self.exists(f"{name}.gz")]
        for_readers = [name for name in missing if not DESK.match(name)]
        for_the_desk = [name for name in missing if DESK.match(name)]
        for self._compressor, names in ((Compressor, for_readers), (Quick, for_the_desk)):
            yield from super().compress_files(names)

    def create_compressor(self, **options):
        return self._compressor(**options)

    def _join(self, name, paths):
        """Put what the sheet `name` imports from its own folder in the imports' places."""
        folder = Path(name).parent
        sheet = _source(paths[name])

        def imported(line):
            return _source(paths[(folder / line[1]).as_posix()])

        joined = IMPORT.sub(imported, sheet)
        if joined != sheet:
            self.delete(name)
            self._save(name, ContentFile(without_remarks(joined).encode()))
            paths[name] = (self, name)


def without_remarks(sheet):
    """A sheet as browsers need it: a sixth of its bytes on the wire are told to people."""
    return SPACE_BETWEEN_LINES.sub("\n", COMMENT.sub("", sheet)).strip()


def _source(found):
    storage, path = found
    with storage.open(path) as file:
        return file.read().decode()


def bring_up_to_date():
    """Collect the static files unless STATIC_ROOT already holds the present ones.

    Returns whether anything was done.
    """
    root = Path(settings.STATIC_ROOT)
    stamp, manifest = root / ".collected", root / Collected.manifest_name
    present = fingerprint()
    if stamp.is_file() and manifest.is_file() and stamp.read_text() == present:
        return False
    is_whole = stamp.is_file()
    stamp.unlink(missing_ok=True)  # from here on it is not, until it is done
    if is_whole:
        note_last_use(root, manifest)
    sweep(root, is_whole=is_whole)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(present)
    return True


def note_last_use(root, manifest):
    """Put down at the hashed files of the moment that they were in use until now."""
    if not manifest.is_file():
        return
    for name in json.loads(manifest.read_text())["paths"].values():
        for file in [root / name, *(root / f"{name}{ending}" for ending in COMPRESSED)]:
            with suppress(FileNotFoundError):
                os.utime(file)


def sweep(root, *, is_whole):
    """Take away all but the hashed files that were in use a month ago or later.

    Pages that a proxy, a browser or an archive keeps ask for the sheets of their own day. Where the
    last collecting was broken off nothing is kept: a file may be half itself.
    """
    before = time.time() - KEPT_FOR.total_seconds()
    for file in [path for path in root.rglob("*") if path.is_file()]:
        is_kept = is_whole and HASHED.search(file.name) and file.stat().st_mtime > before
        if not is_kept:
            file.unlink()


def fingerprint():
    """A text that changes when any static file or its place does, or what is made of them."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    digest.update(f"{django.VERSION} {version('whitenoise')} {settings.STATIC_URL}\n".encode())
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    for finder in get_finders():
        for path, storage in finder.list(ignored):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path}:{state.st_size}:{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
