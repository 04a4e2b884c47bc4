"""The page of corrections: what the paper got wrong, and what is right."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import dependence
from articles.dependence import kept
from articles.models import Correction

from .lists import head_of
from .paging import page_of, to_the_top


@kept("page")
@require_safe
def corrections(request):
    """The corrections that stand, of every story readers see, newest first."""
    rows, load = Correction.objects.standing(), Correction.objects.as_they_stand
    dependence.on("corrections", "all")
    page = page_of(rows, request, load=load, keeps=())
    if page.is_superseded:
        return to_the_top(request)
    summary = _("What %(paper)s got wrong, and what is right.") % {"paper": request.paper.name}
    context = {
        **head_of(request, page, heading=_("Corrections"), summary=summary),
        "corrections": page.rows,
        "feed_url": reverse("articles:corrections_feed"),
    }
    return render(request, "articles/corrections.html", context)
