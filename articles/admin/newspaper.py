"""The newspaper itself: one row, so its list is that row's form, with all that can be set of it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles import accent, identity, logos
from articles.forms import NewspaperForm
from articles.forms.newspaper_fields import colour_in
from articles.forms.newspaper_meanwhile import SENT, in_words
from articles.models import Newspaper, name_of

from .desk import DeskAdmin

LONGEST_WAS = 60  # characters of what stood there, in a line of history


@admin.register(Newspaper)
class NewspaperAdmin(DeskAdmin):
    form = NewspaperForm
    change_form_template = "admin/articles/newspaper/change_form.html"
    fieldsets = (
        (
            gettext_lazy("Who you are"),
            {"fields": ("seen_as", "name", "tagline", "about", "contact_email", "legal")},
        ),
        (
            gettext_lazy("How it looks"),
            {
                "fields": (
                    "accent",
                    "logo_light",
                    "logo_dark",
                    "icon",
                    "without_logo",
                    ("logo_light_sent", "logo_dark_sent", "icon_sent"),
                )
            },
        ),
        (
            gettext_lazy("Language and time"),
            {"fields": ("language", "time_zone", "date_style")},
        ),
        (gettext_lazy("Where pages lead"), {"fields": ("navigation", "follow")}),
        (
            gettext_lazy("Rules of the house"),
            {"fields": ("four_eyes", "public_history", "kill_notice", "fallback_picture")},
        ),
        (
            gettext_lazy("Feeds, search engines and crawlers"),
            {"fields": ("feed_text", "ai_crawlers", "websub_hub", "index_now", "licensing_url")},
        ),
        (gettext_lazy("Counting"), {"fields": ("counts_reading",)}),
    )

    def get_fieldsets(self, request, obj=None):
        """A logo is taken away where there is one."""
        hidden = () if obj and obj.logos else ("without_logo",)
        return [
            (name, {**part, "fields": [one for one in part["fields"] if one not in hidden]})
            for name, part in self.fieldsets
        ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("colours/", view(self.colours), name="articles_newspaper_colours"),
            path("colours/<str:digits>.css", view(self.samples), name="articles_newspaper_samples"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def colours(self, request):
        """A colour tried on both papers before anybody sees it; nothing is saved."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        asked = request.GET.get("accent", "").strip() or request.paper.accent
        typed = asked[:20]
        colour, refused = colour_or_why_not(typed)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Try a colour"),
            "opts": self.opts,
            "typed": typed,
            "colour": colour,
            "refused": refused,
            "contrasts": colour and contrasts_of(colour),
        }
        return TemplateResponse(request, "admin/articles/newspaper/colours.html", context)

    @method_decorator(require_safe)
    def samples(self, request, digits):
        """The sheet of that page."""
        colour, refused = colour_or_why_not(digits)
        if refused or not self.has_view_or_change_permission(request):
            raise Http404
        return HttpResponse(accent.samples(colour), content_type="text/css; charset=utf-8")

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        paper, _is_new = Newspaper.objects.get_or_create(pk=1)
        return redirect("admin:articles_newspaper_change", paper.pk)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        last = identity.last_change()
        context = {
            "title": _("The newspaper"),
            "subtitle": None,
            "last_change": last,
            "changed_by": name_of(last.user) if last else "",
            "present": timezone.now(),
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def save_model(self, request, obj, form, change):
        """Through the one door; the history's line is written there."""
        data = form.cleaned_data
        if data.get("without_logo"):
            obj.logos = {}
        light, dark, icon = (data.get(name) for name in ("logo_light", "logo_dark", "icon"))
        files = {"light": light, "dark": dark, "icon": icon}
        if light:  # the icon of the logo before is none of this
            files["logo_icon"] = logos.icon_of(light)
            obj.logos = {use: kept for use, kept in obj.logos.items() if use != "logo_icon"}
        for use, logo in files.items():
            if logo:
                logos.keep(logo)
                obj.logos = {**obj.logos, use: logo.as_json()}
        told = self.construct_change_message(request, form, [])
        identity.change_newspaper(obj, by=request.user, told=told)

    def log_change(self, request, obj, message):
        """`identity.change_newspaper` has written it down."""

    def construct_change_message(self, request, form, formsets, add=False):
        """What changed, from what to what."""
        changed = [name.removesuffix("_sent") for name in form.changed_data if name != "seen_as"]
        changes = [_change(form, name) for name in dict.fromkeys(changed)]
        return "; ".join(filter(None, changes)) or _("Nothing was changed.")


def _change(form, name):
    """One change in words: short values both ways, of long ones that they changed."""
    label = form.fields[name].label
    if name in SENT:
        return f"{label}: {_('done') if name == 'without_logo' else _('replaced')}"
    was, now = form.initial.get(name), form.cleaned_data.get(name)
    if was == now:
        return ""
    was, now = (in_words(form, name, value) for value in (was, now))
    if max(len(was), len(now)) > LONGEST_WAS:
        return f"{label}: {_('changed')}"
    return f"{label}: {was} → {now}"


def colour_or_why_not(words):
    """The colour somebody typed and "", or None and the sentence that says why it is none."""
    try:
        return colour_in(words), ""
    except ValidationError as error:
        return None, error.messages[0]


def contrasts_of(colour):
    """A colour in both schemes, with the contrast it has at worst."""
    shades = {"light": colour, "dark": accent.in_the_dark(colour)}
    return {
        scheme: {"colour": shade, "contrast": f"{accent.least_contrast(shade, scheme):.1f}"}
        for scheme, shade in shades.items()
    }
