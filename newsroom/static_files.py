"""Collects the static files, hashed, compressed and joined, when something about them changed."""

import hashlib
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE_BETWEEN_LINES = re.compile(r"\s*\n\s*")
IMPORT = re.compile(r'^@import url\("([-\w]+\.css)"\);$', re.MULTILINE)


class Collected(CompressedManifestStaticFilesStorage):
    """Hashed and compressed; a sheet that imports its neighbours holds them instead.

    A browser waits for each `@import` before it asks for the next, and needs no comment.
    """

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in [name for name in paths if name.endswith(".css")]:
                self._join(name, paths)
        yield from super().post_process(paths, dry_run, **options)

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
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    present = fingerprint()
    if stamp.is_file() and stamp.read_text() == present:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(present)
    return True


def fingerprint():
    """A text that changes when any static file or its place does."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    for finder in get_finders():
        for path, storage in finder.list(ignored):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path}:{state.st_size}:{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
