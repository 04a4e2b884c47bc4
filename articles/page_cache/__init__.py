"""Finished pages, given before Django begins, and dropped the moment they are not true any more.

What a page shows is told by whatever reads it (`articles.dependence`); what changes is told by the
database (`laying`); a `Keeper` compares the two. See docs/decisions/0026-a-page-is-never-stale.md.
"""

from .answers import COMPRESSED
from .door import Door, account
from .laying import TELLING, Told, lay_after_migrations, silently, tell

__all__ = [
    "COMPRESSED",
    "TELLING",
    "Door",
    "Told",
    "account",
    "lay_after_migrations",
    "silently",
    "tell",
]
