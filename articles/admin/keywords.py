"""The keywords of pictures: whoever may change pictures puts their names right.

They come into being with a picture, so none is added here.
"""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import library
from articles.forms.keywords import KeywordForm
from articles.models import Keyword

from .desk import DeskAdmin


@admin.register(Keyword)
class KeywordAdmin(DeskAdmin):
    form = KeywordForm
    list_display = ["name", "leads_on"]
    ordering = ["name", "pk"]
    search_fields = ["name"]

    @admin.display(description=gettext_lazy("pictures"))
    def leads_on(self, keyword):
        address = reverse("admin:articles_picture_changelist", query={"keyword": keyword.name})
        return format_html('<a href="{}">{}</a>', address, _("Show them"))

    def has_module_permission(self, request):
        return self.has_change_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.has_change_permission(request)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_picture")

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request)

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        other = form.cleaned_data.get("merge_into")
        if other is not None:
            library.merge_keywords(obj, into=other, by=request.user)
        else:
            library.rename_keyword(obj, by=request.user)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        try:
            return super().change_view(request, object_id, form_url, extra_context)
        except library.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:articles_keyword_changelist")

    def delete_model(self, request, obj):
        library.delete_keyword(obj, by=request.user)

    def get_deleted_objects(self, objs, request):
        """Pictures lose a keyword, and stay: there is no need to name all of them."""
        return [str(one) for one in objs], {}, set(), []

    def response_change(self, request, obj):
        if obj.pk is None:
            messages.success(request, _("The keywords are merged."))
            return redirect("admin:articles_keyword_changelist")
        return super().response_change(request, obj)
