"""The code that other sites give out for their videos and posts, read as what it is about.

The rule: only what `articles.providers` knows becomes an embed; of a post's code the words that are
in it are kept, so that nobody has to be asked for them.
"""

from collections.abc import Sequence

from articles import providers

from .composing import Attributes
from .grammar import CAPTION, Embed
from .runs import Runs, is_visible, words_of

# What the blockquote of a post is called by its site: the attribute that holds its address ("" for
# the last link in it), and whether its first paragraph is what the post says.
_POSTS = {
    "twitter-tweet": ("", True),
    "twitter-video": ("", True),
    "bluesky-embed": ("data-bluesky-uri", True),
    "instagram-media": ("data-instgrm-permalink", False),
    "text-post-media": ("data-text-post-permalink", False),
    "tiktok-embed": ("cite", False),
    "mastodon-embed": ("data-embed-url", False),
}
ADDRESSES_OF_POSTS = frozenset(name for name, _says in _POSTS.values() if name)


def frame_of(attributes: Attributes) -> Embed | None:
    """What a provider's own frame shows; None for any other frame."""
    source = attributes.get("src", "").strip()
    found = providers.find(f"https:{source}" if source.startswith("//") else source)
    return Embed(found.address) if found else None


def post_of(attributes: Attributes, paragraphs: Sequence[Runs]) -> Embed | None:
    """The post that a quotation is the code of; None for any other quotation."""
    for name in attributes.get("class", "").split():
        if name in _POSTS:
            where, says = _POSTS[name]
            found = providers.find(_address(attributes.get(where, ""), paragraphs))
            if found:
                return Embed(found.address, words=_first_of(paragraphs) if says else "")
    return None


def _address(said: str, paragraphs: Sequence[Runs]) -> str:
    """The page of a post: what the code says, or where its last link leads."""
    if said.startswith("at://"):  # at://<who>/app.bsky.feed.post/<which>
        who, _, which = said.removeprefix("at://").partition("/app.bsky.feed.post/")
        return f"https://bsky.app/profile/{who}/post/{which}"
    links = [run.link.href for runs in paragraphs for run in runs if run.link]
    return said or (links[-1] if links else "")


def _first_of(paragraphs: Sequence[Runs]) -> str:
    """The first paragraph, where there is one beside the line that names the author."""
    line = " ".join(words_of(paragraphs[0]).split()) if len(paragraphs) > 1 else ""
    return line[:CAPTION].rstrip() if is_visible(line) else ""
