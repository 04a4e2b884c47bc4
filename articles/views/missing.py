"""What a reader gets where there is no page, or no longer one: the way on."""

from django.shortcuts import render

from articles import locality
from articles.models import PublishedStory

SUGGESTED = 5


def not_found(request, exception=None):
    """404 with the newest stories and the search box."""
    return _with_the_latest(request, "404.html", 404)


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
