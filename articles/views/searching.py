"""Search: what was asked for, the stories found, their words marked, and what else may help.

The rule: whatever narrows or orders a search is a link, and its address is all there is to it.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import BigIntegerField
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import cards, search
from articles.models import PublishedStory, ReadersIndex
from articles.prepared import GivenSome, Prepared
from articles.standby import may_be_from_standby
from articles.ways import way_to

from .paging import PAGE_SIZE

LONGEST = 300  # characters that the box takes
MOST_AUTHORS = 5
NEWEST_SHOWN = 5
LONGEST_PLACE = 2**63 - 1
CURSOR = re.compile(r"(older|newer|best)-(?:(\d{1,2})-)?(-?\d{1,19})", re.ASCII)
CAPTIONS = Prepared(
    lambda: ReadersIndex.objects.filter(pk__in=GivenSome("places", BigIntegerField())).values_list(
        "pk", "captions"
    )
)
PERIODS = (
    (1, lambda: _("Last day")),
    (7, lambda: _("Last week")),
    (31, lambda: _("Last month")),
    (365, lambda: _("Last year")),
)


@dataclass(frozen=True)
class Result:
    """A story as a search shows it: headline and excerpt in pieces, some of them marked."""

    story: PublishedStory
    headline: list
    excerpt: list
    is_of_caption: bool


@dataclass(frozen=True)
class Page:
    """A page of hits: the numbers of its stories, how many there are, where to go on."""

    rows: list
    count: int | None = None
    has_more_than_count: bool = False
    older: str = ""
    newer: str = ""
    is_cut: bool = False  # the last of the best, though there are more
    is_unfinished: bool = False  # older ones were not looked through


@may_be_from_standby
@require_safe
def search_page(request):
    """What was asked for and the stories found; an empty question shows the box alone."""
    typed = request.GET.get("q", "").replace("\0", " ")[:LONGEST]
    question = search.parse(typed)
    is_newest = request.GET.get("order") == "newest" or not question.terms
    page = Page(rows=[]) if question.is_empty else page_of(question, request, is_newest=is_newest)
    paper = request.paper
    results = results_of(page.rows, question, paper)
    context = {
        "paper": paper,
        "query": typed.strip(),
        "question": question,
        "results": results,
        "stories": [result.story for result in results],
        "page": page,
        "is_newest": is_newest,
        "older_url": page.older and address(typed, is_newest, page.older),
        "newer_url": page.newer and address(typed, is_newest, page.newer),
    }
    if question.terms:
        context["orders"] = [
            (_("Best match"), address(typed), not is_newest),
            (_("Newest"), address(typed, is_newest=True), is_newest),
        ]
    if not question.is_empty:
        context |= ways_on(question, results, page, request.sections, is_newest)
    return render(request, "articles/search.html", context)


def page_of(question, request, *, is_newest):
    """The page of hits that `?page=` names; the first without it.

    Raises Http404 where the address names no page, or one with nothing on it.
    """
    cursor = request.GET.get("page", "")
    if not cursor:
        return newest_page(question) if is_newest else best_page(question, 1, None)
    match = CURSOR.fullmatch(cursor)
    place = int(match[3]) if match else 0
    if not match or abs(place) > LONGEST_PLACE or (match[1] == "best") == is_newest:
        raise Http404(_("There is no such page."))
    if is_newest:
        page = newest_page(question, match[1], place)
    else:
        page = best_page(question, int(match[2] or 1), place)
    if not page.rows:
        raise Http404(_("There is nothing on this page."))
    return page


def newest_page(question, direction="", place=None):
    bound = {"older": {"below": place}, "newer": {"above": place}}.get(direction, {})
    found = search.newest(question, most=PAGE_SIZE, **bound)
    if not found.rows:
        return Page(rows=[], count=found.count, is_unfinished=found.is_unfinished)
    goes_on = direction == "newer" or found.has_more
    goes_back = direction == "older" or (direction == "newer" and found.has_more)
    return Page(
        rows=found.rows,
        count=found.count,
        has_more_than_count=found.is_more_than_count,
        older=f"older-{found.rows[-1][0]}" if goes_on else "",
        newer=f"newer-{found.rows[0][0]}" if goes_back else "",
        is_unfinished=found.is_unfinished and direction != "newer",
    )


def best_page(question, number, up_to):
    first = (number - 1) * PAGE_SIZE
    found = search.best(question, most=max(first, 0) + PAGE_SIZE, up_to=up_to)
    rows = found.rows[first:] if number > 0 else []
    up_to = found.newest if up_to is None else up_to
    return Page(
        rows=rows,
        count=found.count if number == 1 else None,
        has_more_than_count=found.is_more_than_count,
        older=f"best-{number + 1}-{up_to}" if found.has_more else "",
        newer=f"best-{number - 1}-{up_to}" if number > 1 else "",
        is_cut=not found.has_more and found.count > len(found.rows),
        is_unfinished=found.is_unfinished,
    )


def results_of(rows, question, paper):
    """What is shown of each story found, in the order of the hits."""
    stories = cards.by_id([story for _place, story in rows])
    captions = dict(CAPTIONS.rows(places=[place for place, _story in rows])) if rows else {}
    found, seen = [], paper.as_seen()
    for place, number in rows:
        if (story := stories.get(number)) is None:  # withdrawn at this moment
            continue
        texts = (
            ("standfirst", story.standfirst),
            ("text", story.text),
            ("caption", captions.get(place, "")),
        )
        where, excerpt = search.best_excerpt(texts, question.terms)
        found.append(
            Result(
                story=story.seen_as(seen),
                headline=search.marked(story.headline, question.terms),
                excerpt=excerpt,
                is_of_caption=where == "caption",
            )
        )
    return found


def ways_on(question, results, page, sections, is_newest):
    """Links that narrow the search or widen it again, and what may help where little was found."""
    context = {
        "chosen": [
            (one.typed, address(question.without_piece(one.typed), is_newest))
            for one in question.filters
        ],
        "section_links": links_to(sections, question, is_newest),
        "periods": periods_of(question, is_newest),
        "authors": authors_of(question, results, is_newest),
    }
    is_first = page.count is not None or not page.rows
    if is_first and len(results) < search.FEW and (meant := search.meant(question)):
        context["meant"], context["meant_url"] = meant, address(meant)
    if not results:
        context["instead"] = [(one, address(one)) for one in search.instead(question)]
        latest = PublishedStory.objects.live().newest_first().with_card_parts()
        context["newest"] = latest[:NEWEST_SHOWN]
    return context


def links_to(sections, question, is_newest):
    """Each section as a link; the one that is chosen is marked."""
    links = []
    for section in sections:
        piece = f"section:{section.slug}"
        words = question.narrowed_by(piece, instead_of=("section",))
        links.append((section.name, address(words, is_newest), piece in question.pieces))
    return links


def periods_of(question, is_newest):
    """The last day, week, month and year, each as a link; the one that is chosen is marked."""
    today, links = timezone.localdate(), []
    for days, words in PERIODS:
        piece = f"after:{today - timedelta(days=days)}"
        words_then = question.narrowed_by(piece, instead_of=("after", "before", "year"))
        is_chosen = piece in question.pieces
        links.append((words(), address(words_then, is_newest), is_chosen))
    return links


def authors_of(question, results, is_newest):
    """Those who wrote what is shown, each as a link; none where the search is of one already."""
    if question.named("author"):
        return []
    names = dict.fromkeys(
        byline.name.replace('"', " ") for result in results for byline in result.story.names
    )
    if len(names) < 2:
        return []
    return [
        (name, address(question.narrowed_by(f'author:"{name}"'), is_newest))
        for name in list(names)[:MOST_AUTHORS]
    ]


def address(words, is_newest=False, page=""):
    """The address of a search for some words."""
    query = (
        {"q": words} | ({"order": "newest"} if is_newest else {}) | ({"page": page} if page else {})
    )
    return f"{way_to('articles:search')}?{urlencode(query)}"
