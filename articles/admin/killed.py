"""What is left of a killed story at the desk: that it was killed, and what has to be looked after.

What it said is shown to nobody here but those with the permission to read sealed copies.
"""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles import workflow
from articles.models import SealedCopy, State, Story, name_of

from .desk import is_number

# What each kind of place is called, and whether somebody has to look after it.
KINDS = {
    "page": gettext_lazy("Its page, which answers now that it is gone"),
    "section": gettext_lazy("Section"),
    "topic": gettext_lazy("Topic"),
    "author": gettext_lazy("Author"),
    "front": gettext_lazy("Front page"),
    "share": gettext_lazy("Share link, revoked"),
    "read-also": gettext_lazy("READ ALSO line in"),
    "link": gettext_lazy("Link in the text of"),
    "related": gettext_lazy("Related link of"),
}


def is_killed(number):
    """Whether `number`, as an address has it, is that of a killed story."""
    return (
        is_number(str(number)) and Story.objects.in_state(State.KILLED).filter(pk=number).exists()
    )


@require_safe
def killed_story(request, pk):
    """Who killed a story, when and why, and every place that showed or led to it."""
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied
    if not is_number(str(pk)):
        raise Http404
    sealed = SealedCopy.objects.select_related("story", "killed_by").filter(story=pk).first()
    if sealed is None:
        raise Http404
    may_read = request.user.has_perm("articles.view_sealedcopy")
    may_share = request.user.has_perm("articles.share_story")
    context = {
        "sealed": sealed,
        "story": sealed.story,
        "killed_by": name_of(sealed.killed_by),
        "places": [_in_words(place, may_share) for place in sealed.places],
        "may_read": may_read,
        "moves": [
            {"move": move, "label": workflow.label_of(move.verb), "by": name_of(move.made_by)}
            for move in sealed.story.moves.select_related("made_by")
        ],
        "title": str(sealed.story),
    }
    context |= admin.site.each_context(request)
    return TemplateResponse(request, "admin/articles/story/killed.html", context)


def _in_words(place, may_share):
    """A place as the page names it; for whom a link was is told to those who may share."""
    if place["kind"] == "share" and not may_share:
        place = {"kind": "share"}
    return {**place, "label": KINDS.get(place["kind"], place["kind"])}
