"""The page of corrections: what the paper got wrong, and what is right."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Correction

from .lists import canonical
from .paging import page_of


@require_safe
def corrections(request):
    """The corrections that stand, of every story readers see, newest first."""
    page = page_of(Correction.objects.standing(), request, load=Correction.objects.as_they_stand)
    context = {
        "corrections": page.rows,
        "older_url": page.older_url,
        "newer_url": page.newer_url,
        "canonical": canonical(request),
        "feed_url": reverse("articles:corrections_feed"),
    }
    return render(request, "articles/corrections.html", context)
