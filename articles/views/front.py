"""The front page, and its preview: the same composition, for readers and for the desk."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import front_page, old_addresses
from articles.dependence import kept

from .desk_copies import never_kept


@kept("s", "feed")
@require_safe
def front(request):
    """What editors pinned in its places, the newest everywhere else."""
    if way := old_addresses.way_from_query(request.GET):
        asked = {"q": request.GET.get("s", "")[:200]}
        return redirect(f"{way}?{urlencode(asked)}" if asked["q"] else way, permanent=True)
    sections, paper = request.sections, request.paper
    page = front_page.page_of_the_moment(sections, paper)
    return render(request, "articles/front.html", front_context(page, sections, paper))


def preview_front(request, pins, strip, moment):
    """The page readers would get at `moment` with these pins and this strip; never kept."""
    sections, paper = request.sections, request.paper
    page = front_page.page_of(pins, sections, moment, paper)
    context = {
        **front_context(page, sections, paper),
        "strip": strip,
        "is_preview": True,
        "previewed_at": moment if moment > timezone.now() else None,
    }
    return never_kept(render(request, "articles/front.html", context))


def front_context(page, sections, paper):
    """What templates/articles/front.html takes."""
    own = _("The news of %(paper)s: what leads, what is new, and each section.")
    return {
        "paper": paper,
        "title": f"{paper.name}: {paper.tagline}" if paper.tagline else paper.name,
        "summary": paper.tagline or own % {"paper": paper.name},
        "lead": page.lead,
        "secondaries": page.secondaries,
        "latest": page.latest,
        "bands": page.bands,
        "with_pictures": page.with_pictures,
        "sections": sections,
    }
