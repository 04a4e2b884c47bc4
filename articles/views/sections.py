"""A section's page: what an editor put at its head, or the newest, then all the others."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import cards, dependence
from articles.dependence import kept
from articles.models import Section

from .lists import head_of
from .paging import page_of, to_the_top

IN_SECOND_ROW = 3


@kept("page")
@require_safe
def section(request, slug):
    """The first page opens with a lead and a second row; those after it are a list alone."""
    section = get_object_or_404(Section, slug=slug)
    pinned = set() if "page" in request.GET else {section.lead_id} - {None}
    loaded = {}

    def load(ids):
        loaded.update(cards.by_id(pinned.union(ids)))
        return loaded

    listed = f"section:{section.pk}"
    dependence.on_each("story", pinned)
    page = page_of(section.stories.all(), request, listed=listed, load=load, keeps=())
    if page.is_superseded:
        return to_the_top(request)
    seen = request.paper.as_seen()
    for story in loaded.values():
        story.seen_as(seen)
    named = {"section": section.name, "paper": request.paper.name}
    context = {
        **head_of(
            request,
            page,
            heading=section.name,
            summary=section.description or _("%(section)s: the stories of %(paper)s.") % named,
        ),
        "kicker": _("Section"),
        "description": section.description,
        "section": section,
        "stories": page.rows,
        "feed_url": reverse("articles:section_feed", args=[section.slug]),
    }
    if not page.place:
        context |= opening(page.rows, lead_of(section, loaded))
    return render(request, "articles/list.html", context)


def lead_of(section, loaded):
    """The story that an editor put at the head of a section's page, if readers may see it there."""
    lead = loaded.get(section.lead_id)
    return lead if lead and lead.is_live and lead.section_id == section.pk else None


def opening(stories, pinned=None):
    """What opens a section's page and what follows; each story stands once.

    Without a story that is pinned the newest with a picture leads, or else the newest of all.
    """
    lead = pinned or next((story for story in stories if story.shown), (stories or [None])[0])
    others = [story for story in stories if story != lead]
    return {
        "lead": lead,
        "second_row": others[:IN_SECOND_ROW],
        "river": others[IN_SECOND_ROW:],
    }
