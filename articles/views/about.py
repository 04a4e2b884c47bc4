"""What the newspaper says of itself: who writes it, who owns it, how it mends its mistakes."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.body import shorten
from articles.dependence import kept
from articles.models import Person

from .paging import canonical


@kept()
@require_safe
def about(request):
    paper = request.paper
    own = _("Who makes %(paper)s, how to write to it, and how it mends its mistakes.")
    context = {
        "summary": shorten(paper.about, 160) or own % {"paper": paper.name},
        "people": Person.objects.of_the_house(),
        "canonical": canonical(request),
    }
    return render(request, "articles/about.html", context)
