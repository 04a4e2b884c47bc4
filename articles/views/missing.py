"""What a reader gets where there is no page, or no longer one: the way on."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import locality, old_addresses
from articles.models import PublishedStory

from .paging import is_cursor

SUGGESTED = 5


def not_found(request, exception=None):
    """The way to the page that the address was meant to be; where nobody can say, 404.

    Then with what its words may have meant, the newest stories and the search box.
    """
    if request.method in {"GET", "HEAD"} and (way := old_addresses.way_from(request.path)):
        return redirect(with_what_it_asks(way, request), permanent=True)
    words = old_addresses.words_in(request.path)
    meant = old_addresses.suggested(words, most=SUGGESTED)
    return _with_the_latest(
        request, "404.html", 404, meant=meant, words=" ".join(words), ways=_to_the_list(request)
    )


def with_what_it_asks(way, request):
    """A way with what of the query string its page understands; the rest is not carried on."""
    kept = {"q": request.GET.get("q", "")} if way == reverse("articles:search") else {}
    if is_cursor(page := request.GET.get("page", "")):
        kept["page"] = page
    return f"{way}?{urlencode(kept)}" if any(kept.values()) else way


def _to_the_list(request):
    """The way from a page that no list has, such as the second by number, to the list itself."""
    if request.resolver_match is None or "page" not in request.GET:
        return []
    return [{"url": request.path, "words": _("The beginning of this list")}]


def nothing_here(request, *, sentence, ways):
    """404 for an address that is well made but has nothing to show.

    Args:
        sentence: what is not there.
        ways: where to go from here, each with `url` and `words`.
    """
    return _with_the_latest(request, "404.html", 404, sentence=sentence, ways=ways)


def gone(request, *, notice=""):
    """410: there was a story at this address, and the newsroom has withdrawn or killed it.

    `notice` is what the newsroom says of it, in place of our own sentence.
    """
    return _with_the_latest(request, "410.html", 410, notice=notice)


def _with_the_latest(request, template, status, **context):
    paper = locality.opened(request)
    newest = PublishedStory.objects.live().newest_first().with_card_parts()
    context["stories"] = [story.seen_as(paper.as_seen()) for story in newest[:SUGGESTED]]
    context["paper"] = paper
    return render(request, template, context, status=status)
