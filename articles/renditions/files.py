"""Writes files into a storage so that nobody ever sees half of one."""

import os

from django.core.files.storage import FileSystemStorage
from django.utils.crypto import get_random_string


def write_whole(storage, name, content, *, durable=False):
    """Write a file that appears under its name only when all of it is there.

    Args:
        durable: wait until the disk has it, as for what could not be made again.

    Raises OSError; nothing is left behind then.
    """
    if not isinstance(storage, FileSystemStorage):  # elsewhere an object appears whole or not
        kept = storage.save(name, content)
        if kept != name:  # somebody was quicker
            storage.delete(kept)
        return
    unfinished = f"{name}.{get_random_string(12)}.part"
    try:
        storage.save(unfinished, content)
        path = storage.path(unfinished)
        if durable:
            with open(path, "rb+") as written:
                os.fsync(written.fileno())
        os.replace(path, storage.path(name))
    finally:
        storage.delete(unfinished)  # does nothing where all went well
