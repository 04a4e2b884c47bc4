"""The thread under a story: what stands on each of its pages, and on which page a reply stands.

A page has whole threads, oldest first, as many as fit. Of a long one it shows the first answers and
leads on to pages of that one thread. Nothing of this is stored: pages are cut when they are asked
for, so a reply's address opens the right one however many came before it meanwhile.
"""

from comments.threads.counts import counts_for, most_discussed, rank_discussed
from comments.threads.pages import Spot, Thread, answers_page, page_of, spot_of
from comments.threads.tree import Entry, build

__all__ = [
    "Entry",
    "Spot",
    "Thread",
    "answers_page",
    "build",
    "counts_for",
    "most_discussed",
    "page_of",
    "rank_discussed",
    "spot_of",
]
