"""Collects the static files, hashed and compressed, only when something about them changed."""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


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
    digest = hashlib.sha256()
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    for finder in get_finders():
        for path, storage in finder.list(ignored):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path}:{state.st_size}:{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
