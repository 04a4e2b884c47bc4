"""The history of a picture: who did what when, and what became of what."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles import library

from .desk import is_number

PAGE = 40
LATEST = 3  # on the picture's own screen


def latest_of(picture):
    """The last few things done to a picture, as its screen shows them."""
    return library.retell(picture.events.select_related("made_by")[:LATEST])


class PictureHistory:
    """The page that takes the place of the stock history."""

    def history_view(self, request, object_id, extra_context=None):
        picture = self.get_object(request, object_id)
        if picture is None:
            raise Http404
        if not self.has_view_or_change_permission(request, picture):
            raise PermissionDenied
        before = request.GET.get("before", "")
        events = picture.events.select_related("made_by")
        if is_number(before):
            events = events.before(int(before))
        found = list(events[: PAGE + 1])
        context = admin.site.each_context(request) | {
            "title": _("History"),
            "picture": picture,
            "events": library.retell(found[:PAGE]),
            "older_url": f"?before={found[PAGE - 1].pk}" if len(found) > PAGE else "",
            "newest_url": "?" if is_number(before) else "",
        }
        return TemplateResponse(request, "admin/articles/picture/history.html", context)
