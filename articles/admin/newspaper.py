"""The newspaper itself: one row, so its list is that row's form."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from articles.forms import NewspaperForm
from articles.models import Newspaper

from .desk import DeskAdmin


@admin.register(Newspaper)
class NewspaperAdmin(DeskAdmin):
    form = NewspaperForm

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        paper, _is_new = Newspaper.objects.get_or_create(pk=1)
        return redirect("admin:articles_newspaper_change", paper.pk)
