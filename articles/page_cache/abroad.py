"""What the worker does for pages that are kept outside of any process of ours.

The rule: they are true while a worker runs, whether or not a web process does.
"""

from .caches import cache_in_front
from .files import files_of_this_machine
from .keeper import Keeper, KeptUpToDate
from .purging import Purging


def keep_true():
    """Take away files, and have shared caches drop, what is not true any more; in threads."""
    if files := files_of_this_machine():
        KeptUpToDate(Keeper(0, files)).start()
    if cache_in_front():
        Purging().start()
