"""Preview of the front page: the very page readers will get, before an edition goes live.

Composition: it needs the desk's permission and the readers' page at once.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import front_page
from articles.models import FrontEdition
from articles.views.front import preview_front as page

__all__ = ["page", "urls"]


@require_safe
def edition(request, pk):
    """The page as an edition makes it: at its own moment where that is still to come."""
    if not request.user.has_perm("articles.view_frontedition"):
        raise PermissionDenied
    edition = get_object_or_404(FrontEdition.objects.with_everything(), pk=pk)
    now = timezone.now()
    moment = max(edition.goes_live_at or edition.planned_for or now, now)
    pins = front_page.pins_of(edition.places.all())
    return page(request, pins, front_page.strip_of(edition, moment), moment)


def urls(desk):
    """Its address, behind the door of the desk."""
    address = "articles/frontedition/<int:pk>/preview/"
    return [path(address, desk.admin_view(edition), name="articles_frontedition_preview")]
