"""What an address that has no page was meant to be: typed with a slip, or made by another system.

The rule: a way is given only to a page of this site that answers, in one step; what cannot be known
is a page that is missing. Each question is one seek along an index, however large the archive.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from django.urls import Resolver404, resolve, reverse
from taggit.models import Tag

from articles import search
from articles.models import (
    PastSlug,
    Person,
    PublishedStory,
    PublishedTopic,
    Section,
    State,
    StoryAddress,
)
from articles.syndication import FORMATS, PLAIN

LONGEST, MOST_PARTS, LONGEST_PART = 1000, 8, 200  # of an address that anything is looked up for
FEW = 6  # stories at one slug that are told apart

HISTORY = "history"  # of a story: a page of ours, which says itself where there is none
FEEDS = {"feed", "rss", "rss2", "atom", "rdf"}
TAILS = FEEDS | {"amp", "embed", "trackback", "print"}
SECTIONS = {"section", "sections", "category", "categories"}
TOPICS = {"tag", "tags", "topic", "topics"}
AUTHORS = {"author", "authors"}
PAGES = {"about-us": "about", "contact": "about", "archives": "archive", "home": "front"}
PROGRAM = re.compile(r"wp-|cgi-bin|xmlrpc|\.")  # how an address that no reader types begins
ENDING = re.compile(r"\.(?:html?|php|aspx?)\Z")


@dataclass(frozen=True)
class Asked:
    """An address as somebody may have meant it: its parts, without what systems hang on to it."""

    parts: tuple
    is_feed: bool = False
    form: str = ""  # of a feed, where it is not the plain one
    is_page: bool = False  # of a list, by number

    @property
    def last(self):
        return self.parts[-1] if self.parts else ""

    @property
    def begins(self):
        return self.parts[0].lower() if self.parts else ""


def way_from(path):
    """The path that an address without a page leads to for ever, or ""."""
    asked = read(path)
    if asked is None:
        return ""
    ways = (rule(asked) for rule in RULES)
    found = next((way for way in ways if way), "")
    return "" if unquote(found) == path else found


def way_from_query(query):
    """The path that a front page's query string of WordPress leads to, or "": a search, a feed."""
    if "s" in query:
        return reverse("articles:search")
    asked = query.get("feed", "").lower()
    return _feed("feed", form=_form(asked)) if asked in FEEDS else ""


def read(path):
    """`path` as an `Asked`, or None for one that nothing is looked up for."""
    seen = "".join(letter for letter in path if unicodedata.category(letter)[0] != "C")
    parts = [part.strip(" .,;:!?()[]<>\"'“”»«") or part for part in seen.split("/")]
    parts = [part for part in parts if part not in {"", "."}]
    if len(path) > LONGEST or len(parts) > MOST_PARTS or ".." in parts:
        return None
    if any(len(part) > LONGEST_PART for part in parts):
        return None
    if parts and PROGRAM.match(seen.lstrip("/").lower()):
        return None
    return _without_tails(parts)


def _without_tails(parts):
    is_feed, is_page, form = False, False, ""
    if parts:
        parts[-1] = ENDING.sub("", parts[-1].lower()) if "." in parts[-1] else parts[-1]
        if parts[-1].lower() == "index":
            parts.pop()
    while parts and not _is_a_list(parts):
        last = parts[-1].lower()
        if last in TAILS or (last in FORMATS and "feed" in map(str.lower, parts[-2:-1])):
            form = form or _form(last)
            is_feed = is_feed or last in FEEDS or last in FORMATS
            parts.pop()
        elif len(parts) > 1 and parts[-2].lower() == "page" and _is_number(last):
            is_page = True
            del parts[-2:]
        elif last.startswith("comment-page-"):
            parts.pop()
        else:
            break
    return Asked(tuple(parts), is_feed, form if is_feed else "", is_page)


def _is_a_list(parts):
    """Whether an address names a section, topic or author and nothing more: one may be “Print”."""
    return len(parts) == 2 and parts[0].lower() in SECTIONS | TOPICS | AUTHORS


def _form(name):
    """The end of a feed's address in a format; "" for the plain one, and for what is none."""
    return name if name in FORMATS and name != PLAIN else ""


def _feed(route, *args, form):
    return reverse(f"articles:{route}", args=[*args, *filter(None, [form])])


def _front(asked):
    if asked.parts:
        return ""
    if asked.is_feed:
        return _feed("feed", form=asked.form)
    return reverse("articles:latest" if asked.is_page else "articles:front")


def _page_of_ours(asked):
    """A page that stands at one address alone, in another case or by another system's name."""
    path = "/".join(asked.parts).lower()
    if path in PAGES:
        return reverse(f"articles:{PAGES[path]}")
    for candidate in (f"/{path}/feed/", f"/{path}/") if asked.is_feed else (f"/{path}/",):
        try:
            match = resolve(candidate)
        except Resolver404:
            continue
        if match.namespace == "articles" and not match.kwargs:
            is_feed = candidate.endswith("/feed/") and asked.form
            return f"{candidate}{asked.form}/" if is_feed else candidate
    return ""


def _section(asked):
    if asked.begins not in SECTIONS or len(asked.parts) < 2:
        return ""
    return _list_or_feed("section", _row_of(Section, asked), asked) or _topic_page(asked)


def _topic(asked):
    if asked.begins not in TOPICS or len(asked.parts) != 2:
        return ""
    return _topic_page(asked)


def _topic_page(asked):
    slugs = _cases(asked.last)
    tag = _that_is_read(Tag.objects.filter(slug__in=slugs).first())
    tag = tag or _that_is_read(PastSlug.objects.lead_to("tag", slugs))
    return _list_or_feed("topic", tag, asked)


def _that_is_read(tag):
    """A topic, if it has a story that readers see; otherwise it has no page."""
    return tag if tag and PublishedTopic.objects.of(tag).live().newest_first()[:1] else None


def _author(asked):
    if asked.begins not in AUTHORS or len(asked.parts) != 2:
        return ""
    return _list_or_feed("author", _row_of(Person, asked), asked)


def _row_of(model, asked):
    """The section or person whose slug an address ends with, or did before it was changed."""
    slugs = _cases(asked.last)
    row = model.objects.filter(slug__in=slugs).first()
    return row or PastSlug.objects.lead_to(model._meta.model_name, slugs)


def _list_or_feed(route, row, asked):
    """Where a section, person or topic is listed, or its feed if that was asked for; "" of none."""
    if row is None:
        return ""
    if asked.is_feed:
        return _feed(f"{route}_feed", row.slug, form=asked.form)
    return reverse(f"articles:{route}", args=[row.slug])


def _span(asked):
    """A year, a month or a day of the archive, whose numbers were written without noughts."""
    span = _days_in(asked.parts)
    if span is None or len(asked.parts) > 3:
        return ""
    if not PublishedStory.objects.live().on_days(*span).first_day():
        return ""
    name = ("year", "month", "day")[len(asked.parts) - 1]
    numbers = [f"{span[0]:%Y}", f"{span[0]:%m}", f"{span[0]:%d}"]
    return reverse(f"articles:{name}", args=numbers[: len(asked.parts)])


def _story_of_a_day_or_month(asked):
    """A story at its day or month, or else the only one that ever had its slug."""
    numbers = 0
    while numbers < min(3, len(asked.parts)) and _is_number(asked.parts[numbers]):
        numbers += 1
    if not numbers or len(asked.parts) == numbers:
        return ""
    if asked.last.lower() == HISTORY:
        return ""
    addresses = StoryAddress.objects.at(_cases(asked.parts[numbers]))
    span = _days_in(asked.parts[:numbers])
    if span and (way := _only_way(addresses.on_days(*span))):
        return way
    return _only_way(addresses)


def _story_by_slug(asked):
    """The only story that ever had a slug, wherever another system put it."""
    if not asked.parts or not (len(asked.parts) == 1 or "-" in asked.last):
        return ""
    return _only_way(StoryAddress.objects.at(_cases(asked.last)))


def _section_by_name(asked):
    """A section, or an archive of one, without the word that says so."""
    if len(asked.parts) != 1:
        return ""
    return _list_or_feed("section", _row_of(Section, asked), asked)


RULES = [
    _front,
    _page_of_ours,
    _section,
    _topic,
    _author,
    _span,
    _story_of_a_day_or_month,
    _section_by_name,
    _story_by_slug,
]


def words_in(path):
    """The words that the last part of an address is made of."""
    asked = read(path)
    words = re.split(r"[\W_]+", asked.last.lower()) if asked else []
    return [word for word in words if len(word) > 2 and not _is_number(word)]


def suggested(words, *, most=5):
    """Live stories that an address made of some words may have meant, newest first."""
    if not words:
        return []
    found = _that_begin("-".join(words[:2]), most)
    if len(found) < most:
        found += _with_words(words, most)
    found = found or _that_begin(f"{words[0]}-", most)
    live = PublishedStory.objects.live().filter(pk__in=found)
    return list(live.newest_first().select_related("section").without_texts()[:most])


def _that_begin(slug, most):
    addresses = StoryAddress.objects.that_begin(slug)
    return list(addresses.values_list("story", flat=True)[: 2 * most])


def _with_words(words, most):
    """The newest stories that have the longest two of some words, or what they were meant to be."""
    longest = sorted(words, key=len, reverse=True)[:2]
    question = search.parse(" ".join(longest))
    rows = search.newest(question, most=most).rows
    if not rows and (meant := search.meant(question)):
        rows = search.newest(search.parse(meant), most=most).rows
    return [story for _place, story in rows]


def _only_way(addresses):
    """Where some addresses lead, if it is one place; "" for none, several or one not public yet."""
    few = addresses.select_related("story__published").defer("story__body")[:FEW]
    ways = {_way_to(address) for address in few} - {""}
    return ways.pop() if len(ways) == 1 else ""


def _way_to(address):
    story, copy = address.story, address.story.readers_copy
    if story.state_now in {State.WITHDRAWN, State.KILLED} or copy is None:
        return str(address)  # which says that it is gone
    return copy.get_absolute_url() if copy.is_live else ""


def _days_in(parts):
    """The first and last day of a year, a month or a day, or None where there is none."""
    numbers = [int(part) for part in parts[:3] if _is_number(part)]
    if len(numbers) != len(parts[:3]) or not numbers or len(parts[0]) != 4:
        return None
    try:
        first = date(*numbers, *[1] * (3 - len(numbers)))
    except ValueError:
        return None
    last_month = first.month if len(numbers) > 1 else 12
    last_day = first.day if len(numbers) > 2 else monthrange(first.year, last_month)[1]
    return first, date(first.year, last_month, last_day)


def _is_number(part):
    return part.isascii() and part.isdigit() and len(part) <= 4


def _cases(part):
    """A slug as it was typed and in small letters: a few are kept with capitals."""
    return {part, part.lower()}
