"""What a reader gets where there is no page, or no longer one: the way on."""

from django.shortcuts import render

from articles.models import PublishedStory

SUGGESTED = 5


def not_found(request, exception=None):
    """404 with the newest stories and the search box."""
    return _with_the_latest(request, "404.html", 404)


def gone(request):
    """410: there was a story at this address, and the newsroom has withdrawn it."""
    return _with_the_latest(request, "410.html", 410)


def _with_the_latest(request, template, status):
    newest = PublishedStory.objects.live().newest_first().with_card_parts()
    return render(request, template, {"stories": newest[:SUGGESTED]}, status=status)
