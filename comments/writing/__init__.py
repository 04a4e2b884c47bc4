"""What writers may do with their own: change it, withdraw it, appeal, take it along, be forgotten.

The one rule: everything here is done to the replies of one writer, by that writer, and what cannot
be undone happens in one transaction.
"""

from comments.writing.changing import (
    APPEAL_LENGTH,
    APPEAL_WITHIN,
    appeal,
    can_appeal,
    can_withdraw,
    edit,
    editable_until,
    withdraw,
)
from comments.writing.exporting import export, rows_of
from comments.writing.leaving import anonymise, end_links, erase
from comments.writing.links import ask_for_link

__all__ = [
    "APPEAL_LENGTH",
    "APPEAL_WITHIN",
    "anonymise",
    "appeal",
    "ask_for_link",
    "can_appeal",
    "can_withdraw",
    "edit",
    "editable_until",
    "end_links",
    "erase",
    "export",
    "rows_of",
    "withdraw",
]
