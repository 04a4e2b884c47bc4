"""The picture library: what is said of each picture, where it is used, and its file."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from articles import library
from articles.forms.pictures import use_of
from articles.models import Picture

from .describing import describe_addresses
from .desk import DeskAdmin
from .finders import find_pictures
from .picture_list import PictureList, ask_whether_to_delete, delete_and_say
from .picture_screen import PictureScreen
from .picture_uses import uses_with_front_page
from .proofs import show_proof
from .uploading import upload_addresses


@admin.register(Picture)
class PictureAdmin(PictureList, PictureScreen, DeskAdmin):
    """The library's list and each picture's screen."""

    def get_urls(self):
        find = self.admin_site.admin_view(find_pictures)
        proof = self.admin_site.admin_view(show_proof, cacheable=True)
        return [
            path("find/", find, name="articles_picture_find"),
            path("<int:pk>/proof-<int:width>.webp", proof, name="articles_picture_proof"),
            *upload_addresses(),
            *describe_addresses(),
            *super().get_urls(),
        ]

    def has_change_permission(self, request, obj=None):
        """Whoever uploads a picture may put it right for as long as nothing shows it."""
        if super().has_change_permission(request, obj):
            return True
        is_own = obj is not None and obj.uploaded_by_id == request.user.pk
        return is_own and self.has_add_permission(request) and use_of(obj) is None

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        warn_of_what_lacks(request, obj)
        return response

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        warn_of_what_lacks(request, obj)
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context |= {"uses": uses_with_front_page(obj, request.paper)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    # -- Files

    def delete_view(self, request, object_id, extra_context=None):
        """One picture goes as several do, and one that is used stays: its screen says so."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        picture = self.get_object(request, object_id)
        if picture is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if uses := library.uses_of(picture):
            messages.error(
                request,
                _("This picture is used and cannot be deleted. Take it out first of: %(uses)s")
                % {"uses": ", ".join(uses.names)},
            )
            return redirect("admin:articles_picture_change", picture.pk)
        if request.method == "POST":
            return delete_and_say(request, [picture.pk])
        return ask_whether_to_delete(request, [picture.pk])


def warn_of_what_lacks(request, picture):
    """Say of a picture that was saved what it lacks: only with that can it stand in a story."""
    if not picture.missing:
        return
    lacking = _(" and no ").join(str(words) for words in picture.missing)
    messages.warning(
        request,
        _("This picture has no %(missing)s: it cannot stand in a story yet.")
        % {"missing": lacking},
    )
