"""Whether the moderator who looks is mailed the digest: one box, for oneself alone."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comments import digest, moderation
from comments.hours import hours_of
from comments.models import Digest, HouseRules


@admin.register(Digest)
class DigestAdmin(admin.ModelAdmin):
    def has_module_permission(self, request):
        return request.user.has_perm(moderation.PERMISSION)

    def has_view_permission(self, request, obj=None):
        return obj is None and request.user.has_perm(moderation.PERMISSION)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """In place of a list of everybody's: one's own choice."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            is_wanted = request.POST.get("is_wanted") == "yes"
            if digest.set_wanted(request.user, is_wanted):
                done = _("You are mailed the digest.") if is_wanted else _("The digest is off.")
                messages.success(request, done)
            return redirect("admin:comments_digest_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("My digest"),
            "is_wanted": digest.is_wanted_by(request.user),
            "hours": _in_words(HouseRules.current().digest_hours),
            "has_address": bool(request.user.email),
        }
        return render(request, "admin/comments/digest.html", context)


def _in_words(typed):
    """The hours of the digest as a clock shows them; "" where none is chosen."""
    try:
        return ", ".join(f"{hour}:00" for hour in hours_of(typed))
    except ValueError:
        return ""
