"""Turns a stored body into the page's HTML, with every reference resolved to what is true now.

The rule: what is not public leaves no trace but its words, and nothing is marked safe that was
not written by the grammar or by a template.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol, assert_never

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from articles import providers

from .addresses import host_of
from .directions import against_the_page
from .grammar import (
    Block,
    BulletList,
    Embed,
    Gallery,
    Paragraph,
    PictureFigure,
    PullQuote,
    Quotation,
    ReadAlso,
    Rule,
    runs_in,
)
from .outline import Subhead, subheads
from .paste import parsed
from .runs import Link, Runs, attribute, words_of, write_runs

VIDEO_HOSTS = frozenset(
    {"youtube.com", "m.youtube.com", "youtu.be", "vimeo.com", "dailymotion.com", "tiktok.com"}
)
KNOWN_AS = {"youtu.be": "youtube.com", "m.youtube.com": "youtube.com"}


class Usable(Protocol):
    """What a body asks of a picture."""

    def as_used(self, *, caption: str, alt: str) -> object | None:
        """What is shown of it with these words of its use, or None for nothing."""


@dataclass(frozen=True, slots=True)
class StoryTarget:
    """A story readers may see: its present headline and address."""

    headline: str
    url: str


class Said(Protocol):
    """What a provider said of a video or a post."""

    title: str
    author: str
    words: str


@dataclass(frozen=True, slots=True)
class Targets:
    """What references may resolve to. A story or picture that is missing here is not public.

    A picture knows by itself, with `as_used`, what of it may be shown, and whether anything.
    `has_lead` says that a picture stands above the body, so that none in it is the page's first.
    `blocks` is the folder of the templates that write what is not plain text.
    """

    stories: Mapping[int, StoryTarget] = field(default_factory=dict)
    pictures: Mapping[int, Usable] = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)  # by the address as a provider has it
    has_lead: bool = False
    blocks: str = "blocks"


@dataclass(frozen=True, slots=True)
class Fixed:
    """Blocks that are written already, since nothing outside the text can change them."""

    html: str
    subheads: int = 0  # how many stand in it


Part = Block | Fixed


def render(source: str, targets: Targets) -> SafeString:
    """The body as readers get it.

    A link to a missing story becomes its words, a READ ALSO line to one and the figure of a
    missing picture vanish, as does one that shows nothing. What it shows is what picture.html
    takes: an articles ShownPicture. Nothing of another site is in the page but its address, in a
    link and for the script that a reader's own click starts.
    """
    blocks = parsed(source)
    return write_for_readers(blocks, subheads(blocks), targets)


def write_for_readers(
    parts: Iterable[Part], heads: Iterable[Subhead], targets: Targets
) -> SafeString:
    """As `render`, of a text that is read already; `heads` are all its subheads."""
    return mark_safe(_Renderer(heads, targets).write(parts))


def fix(blocks: Sequence[Block], heads: Iterable[Subhead]) -> list[Part]:
    """The blocks, and in the stead of neighbours that nothing outside can change their HTML.

    It is for a page in the direction of the present language.
    """
    renderer = _Renderer(heads, Targets())
    parts: list[Part] = []
    for is_fixed, neighbours in groupby(blocks, _is_fixed):
        some = list(neighbours)
        count = sum(map(_is_subhead, some))
        if is_fixed:
            parts.append(Fixed(renderer.write(some), count))
        else:
            renderer.pass_over(count)
            parts.extend(some)
    return parts


def _is_fixed(block: Block) -> bool:
    """Whether a block says the same to every reader: no template, and no story of ours."""
    match block:
        case Paragraph() | BulletList() | Quotation():
            return not any(run.link and run.link.story for runs in runs_in(block) for run in runs)
        case _:
            return isinstance(block, Rule)


def _is_subhead(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind != "p"


class _Renderer:
    def __init__(self, heads: Iterable[Subhead], targets: Targets) -> None:
        self._subheads: Iterator[Subhead] = iter(heads)
        self._targets = targets
        self._has_first = targets.has_lead
        self._galleries_shown = 0

    def write(self, parts: Iterable[Part]) -> str:
        return "\n".join(html for part in parts if (html := self._part(part)))

    def pass_over(self, count: int) -> None:
        """Subheads that are written elsewhere."""
        for _ in range(count):
            next(self._subheads)

    def _part(self, block: Part) -> str:
        match block:
            case Fixed(html, count):
                self.pass_over(count)
                return html
            case Paragraph(runs, "p"):
                return f"<p{_turned(block)}>{self._inline(runs)}</p>"
            case Paragraph():
                return self._subhead(block)
            case BulletList():
                return self._list(block, _turned(block))
            case Quotation(paragraphs):
                inside = "".join(f"<p>{self._inline(runs)}</p>" for runs in paragraphs)
                return f"<blockquote{_turned(block)}>{inside}</blockquote>"
            case PullQuote():
                return self._pull_quote(block)
            case ReadAlso():
                return self._read_also(block)
            case PictureFigure():
                return self._picture(block)
            case Gallery():
                return self._gallery(block)
            case Embed():
                return self._embed(block)
            case Rule():
                return "<hr>"
            case _:
                assert_never(block)

    def _inline(self, runs: Runs) -> str:
        return write_runs(runs, self._opening)

    def _opening(self, link: Link) -> str:
        if link.story:
            target = self._targets.stories.get(link.story)
            return f"<a{attribute('href', target.url)}>" if target else ""
        outside = "" if link.href.startswith("mailto:") else attribute("rel", "noopener")
        return f"<a{attribute('href', link.href)}{outside}>"

    def _subhead(self, block: Paragraph) -> str:
        subhead = next(self._subheads)
        tag = f"h{subhead.level}"
        anchor = attribute("id", subhead.anchor)
        return f"<{tag}{anchor}{_turned(block)}>{self._inline(block.runs)}</{tag}>"

    def _list(self, block: BulletList, turned: str = "") -> str:
        tag = "ol" if block.is_numbered else "ul"
        items = (
            f"<li><p>{self._inline(item.runs)}</p>{''.join(map(self._list, item.lists))}</li>"
            for item in block.items
        )
        return f"<{tag}{turned}>{''.join(items)}</{tag}>"

    def _pull_quote(self, quote: PullQuote) -> str:
        paragraphs = [mark_safe(self._inline(runs)) for runs in quote.paragraphs]
        direction = against_the_page(_words_in(quote))
        return self._from_template(
            "pull_quote", {"paragraphs": paragraphs, "by": quote.by, "direction": direction}
        )

    def _read_also(self, line: ReadAlso) -> str:
        target = (
            self._targets.stories.get(line.story)
            if line.story
            else StoryTarget(line.title, line.href)
        )
        if target is None:
            return ""
        return self._from_template(
            "read_also",
            {
                "label": _label(line),
                "headline": target.headline,
                "url": target.url,
                "is_outside": not line.story,
            },
        )

    def _shown(self, figure: PictureFigure) -> object | None:
        """What of a picture readers get here, or None."""
        picture = self._targets.pictures.get(figure.picture)
        return picture and picture.as_used(caption=figure.caption, alt=figure.alt)

    def _picture(self, figure: PictureFigure) -> str:
        shown = self._shown(figure)
        if shown is None:
            return ""
        return self._from_template("picture", {"shown": shown, "eager": self._is_first()})

    def _is_first(self) -> bool:
        """Whether the picture that is written now is the page's first, which is fetched at once."""
        is_first, self._has_first = not self._has_first, True
        return is_first

    def _gallery(self, gallery: Gallery) -> str:
        """The pictures that may be shown, each once: one may stand in the stead of several."""
        found: dict[int, object] = {}
        for figure in gallery.pictures:
            if shown := self._shown(figure):
                found.setdefault(shown.picture.pk, shown)
        pictures = list(found.values())
        if not pictures:
            return ""
        eager = self._is_first()
        if len(pictures) == 1:
            return self._from_template("picture", {"shown": pictures[0], "eager": eager})
        self._galleries_shown += 1
        return self._from_template(
            "gallery",
            {
                "pictures": pictures,
                "title": gallery.title,
                "number": self._galleries_shown,
                "eager": eager,
            },
        )

    def _embed(self, embed: Embed) -> str:
        """The still of something elsewhere; a link alone where no provider knows its address."""
        found = providers.find(embed.address)
        if found is None:
            return self._link(embed)
        said = self._targets.said.get(found.address)
        picture = self._targets.pictures.get(embed.still)
        still = picture and picture.as_used(caption="", alt="")
        return self._from_template(
            "embed",
            {
                "embed": found,
                "title": embed.title or (said.title if said else ""),
                "author": said.author if said else "",
                "words": embed.words or (said.words if said else ""),
                "still": still,
                "eager": bool(still) and self._is_first(),
            },
        )

    def _link(self, embed: Embed) -> str:
        host = host_of(embed.address)
        return self._from_template(
            "embed_link",
            {
                "address": embed.address,
                "host": KNOWN_AS.get(host, host),
                "title": embed.title,
                "is_video": host in VIDEO_HOSTS,
            },
        )

    def _from_template(self, name: str, context: dict[str, object]) -> str:
        return render_to_string(f"articles/{self._targets.blocks}/{name}.html", context).strip()


def _turned(block: Block) -> str:
    """The attribute of a block whose words run against the page; "" for any other."""
    direction = against_the_page(_words_in(block))
    return attribute("dir", direction) if direction else ""


def _words_in(block: Block) -> str:
    return " ".join(map(words_of, runs_in(block)))


def _label(line: ReadAlso) -> str:
    if line.label == "own":
        return line.words
    return gettext("Related Article") if line.label == "related" else gettext("READ ALSO")
