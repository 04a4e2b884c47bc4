"""Finished pages, given before Django begins, and dropped the moment they are not true any more.

What a page shows is told by whatever reads it (`articles.dependence`); what changes is told by the
database (`laying`); a `Keeper` compares the two. See docs/decisions/0026-a-page-is-never-stale.md.
"""

from .abroad import keep_true
from .answers import COMPRESSED, page_of
from .door import Door, account
from .files import Files, files_of_this_machine, folder_of, headers_of
from .laying import TELLING, Told, lay_after_migrations, silently, tell

__all__ = [
    "COMPRESSED",
    "TELLING",
    "Door",
    "Files",
    "Told",
    "account",
    "files_of_this_machine",
    "folder_of",
    "headers_of",
    "keep_true",
    "lay_after_migrations",
    "page_of",
    "silently",
    "tell",
]
