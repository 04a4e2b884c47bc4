"""Blocking a picture at once, and letting it go again: each with words that stay in its history."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import library
from articles.body import writable
from articles.models import Picture, name_of

LONGEST_REASON = 2000  # characters


def act_addresses():
    """What PictureAdmin adds to its addresses."""
    return [
        path(f"<int:pk>/{view.__name__}/", admin.site.admin_view(view), name=name)
        for view, name in (
            (block, "articles_picture_block"),
            (unblock, "articles_picture_unblock"),
        )
    ]


@require_POST
def block(request, pk):
    """Take a picture from every page at once."""
    return _act(request, pk, "reason", library.block, _("Blocked: readers do not see it any more."))


@require_POST
def unblock(request, pk):
    """Let readers see a blocked picture again, as far as its rights allow."""
    return _act(request, pk, "note", library.unblock, _("It is no longer blocked."))


def _act(request, pk, name, verb, done):
    if not request.user.has_perm("articles.block_picture"):
        raise PermissionDenied
    picture = get_object_or_404(Picture, pk=pk)
    words = writable(request.POST.get(name, ""))[:LONGEST_REASON].strip()
    try:
        verb(picture, by=request.user, **{name: words})
    except library.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("admin:articles_picture_change", picture.pk)


def standing_of(request, picture):
    """How a picture stands: blocked, ended or not begun; and what else is to be seen of it."""
    today = timezone.localdate()
    return {
        "blocked_by": name_of(picture.blocked_by) if picture.blocked_at else "",
        "has_ended": picture.rights_until is not None and picture.rights_until < today,
        "has_not_begun": picture.rights_from is not None and picture.rights_from > today,
        "badges": [badge for badge in library.badges_of(picture) if badge.kind != "stop"],
        "may_block": request.user.has_perm("articles.block_picture"),
    }
