"""What the newspaper says to readers of feeds: of its stories, and of what it got wrong.

The one rule: every feed comes in every format of `articles.syndication`, at one address with the
format at its end. Every address in it is made from SITE_URL: a reader of feeds has no page that
one could belong to. See docs/decisions/0021-what-goes-out-by-itself.md.
"""

from .corrections import corrections
from .stories import IN_A_FEED, author, latest, section, topic

__all__ = ["IN_A_FEED", "author", "corrections", "latest", "section", "topic"]
