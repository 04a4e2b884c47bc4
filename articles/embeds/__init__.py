"""Videos and posts of other sites in our stories: what they say of themselves, and their frames.

The one rule: a reader's page asks nobody. What a provider says is asked for once, in the
background, when the first story with it was saved, and a page is whole without it.
"""

from .asking import NotAnswered
from .keeping import ask_about, ask_provider
from .showing import found_among, found_in, frame_sources, said_of

__all__ = [
    "NotAnswered",
    "ask_about",
    "ask_provider",
    "found_among",
    "found_in",
    "frame_sources",
    "said_of",
]
