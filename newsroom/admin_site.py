"""The desk: Django's admin under the newspaper's own name.

Composition: the screens are the apps' own; what needs a reader's page and the desk's permissions
at once is put together here.
"""

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import Story
from articles.views.stories import preview_page


class Desk(AdminSite):
    site_title = _("Newsroom desk")
    site_header = _("Newsroom desk")
    index_title = _("The desk")
    enable_nav_sidebar = False

    def get_urls(self):
        return [
            path(
                "articles/story/<int:pk>/preview/",
                self.admin_view(preview),
                name="articles_story_preview",
            ),
            *super().get_urls(),
        ]


@require_safe
def preview(request, pk):
    """The page that readers would get of a story's desk copy as it was last saved."""
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied
    return preview_page(request, get_object_or_404(Story, pk=pk))
