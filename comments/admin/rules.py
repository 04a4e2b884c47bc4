"""The rules of the house on one screen, with those of sections and topics as tables on it."""

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseModelFormSet, modelformset_factory
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.admin import policy_page
from comments.admin.rules_forms import (
    SECRETS,
    WORDS,
    HouseRulesForm,
    SectionRulesForm,
    TopicRulesForm,
)
from comments.models import HouseRules, SectionRules, TopicRules

MAY_READ, MAY_CHANGE = "comments.view_houserules", "comments.change_houserules"


class TableFormSet(BaseModelFormSet):
    """Rows that belong to the house and need no column to say so."""

    def __init__(self, *args, instance=None, save_as_new=False, **kwargs):
        super().__init__(*args, **kwargs)

    @classmethod
    def get_default_prefix(cls):
        return cls.model._meta.model_name

    def clean(self):
        """Two new rows for one topic would be refused by the database alone."""
        super().clean()
        named = [form.cleaned_data.get("name") for form in self.forms if form.is_valid()]
        if len(named := [name for name in named if name]) > len(set(named)):
            raise ValidationError(_("A topic can have one rule."))


class Table(admin.TabularInline):
    """A table of nearer rules; one empty row waits, so that none needs a script."""

    extra = 1
    template = "admin/edit_inline/tabular.html"

    @classmethod
    def check(cls, **kwargs):
        return []  # the stock checks want a column that leads to the house

    def get_formset(self, request, obj=None, **kwargs):
        may = self.has_change_permission(request)
        return modelformset_factory(
            self.model,
            form=self.form,
            formset=TableFormSet,
            fields=self.form._meta.fields,
            extra=self.extra if may else 0,
            can_delete=may,
        )

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": self.form._meta.fields})]

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(MAY_READ)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(MAY_CHANGE)

    has_add_permission = has_delete_permission = has_change_permission


class SectionTable(Table):
    model = SectionRules
    form = SectionRulesForm
    verbose_name = gettext_lazy("section")
    verbose_name_plural = gettext_lazy("What single sections say otherwise")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("section").order_by("section__position", "section__name")


class TopicTable(Table):
    model = TopicRules
    form = TopicRulesForm
    verbose_name = gettext_lazy("topic")
    verbose_name_plural = gettext_lazy("What topics do to all their stories")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("topic").order_by("topic__name")


@admin.register(HouseRules)
class HouseRulesAdmin(admin.ModelAdmin):
    form = HouseRulesForm
    inlines = (SectionTable, TopicTable)
    change_form_template = "admin/comments/houserules/change_form.html"
    view_on_site = False
    fieldsets = (
        (
            gettext_lazy("What appears at once"),
            {"fields": ("mode", "trusts_by_record", "trust_after", "trust_days")},
        ),
        (
            gettext_lazy("Words and web addresses"),
            {"fields": ("banned_words", "suspect_words", "links_hold")},
        ),
        (gettext_lazy("Spam"), {"fields": ("scores_spam", "spam_holds")}),
        (
            gettext_lazy("What was refused before"),
            {"fields": ("refused_share", "refused_days", "refused_least")},
        ),
        (
            gettext_lazy("Pace"),
            {
                "fields": (
                    "pause_seconds",
                    "hourly_by_address",
                    "hourly_by_network",
                    "hourly_confirmations",
                )
            },
        ),
        (gettext_lazy("Length"), {"fields": ("shortest", "longest")}),
        (gettext_lazy("Closing and changing"), {"fields": ("closes_after", "edit_minutes")}),
        (
            gettext_lazy("Checks by other services"),
            {
                "fields": (
                    "akismet_url",
                    "akismet_key",
                    "hook_url",
                    "hook_secret",
                    "outside_seconds",
                )
            },
        ),
        (
            gettext_lazy("Keeping and telling"),
            {"fields": ("networks_kept_days", "refused_kept_days", "digest_hours")},
        ),
    )

    def get_urls(self):
        page = self.admin_site.admin_view(policy_page.show)
        return [path("policy/", page, name="comments_policy"), *super().get_urls()]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_exclude(self, request, obj=None):
        """Who may only read the rules does not read the secrets."""
        return None if self.has_change_permission(request) else tuple(SECRETS)

    def get_fieldsets(self, request, obj=None):
        hidden = self.get_exclude(request, obj) or ()
        return [
            (name, {**part, "fields": [one for one in part["fields"] if one not in hidden]})
            for name, part in self.fieldsets
        ]

    def changelist_view(self, request, extra_context=None):
        """One row needs no list: the rules in words come first, for everybody who may read them."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:comments_policy"))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if object_id == "1":
            HouseRules.objects.get_or_create(pk=1)
        context = {
            "title": _("Rules for replies"),
            "subtitle": None,
            "last_change": self.last_change(),
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def last_change(self):
        """The last entry of the admin's log about the rules, or None."""
        kind = ContentType.objects.get_for_model(HouseRules)
        log = LogEntry.objects.filter(content_type=kind, object_id="1").select_related("user")
        return log.order_by("-action_time", "-pk").first()

    def response_change(self, request, obj):
        self.message_user(request, _("The rules were changed."), messages.SUCCESS)
        goes_on = "_continue" in request.POST
        return HttpResponseRedirect(request.path if goes_on else reverse("admin:comments_policy"))

    def construct_change_message(self, request, form, formsets, add=False):
        """What changed, from what to what: the log is all that remembers the rules of before."""
        changes = [_change(form, name) for name in form.changed_data]
        for formset in formsets:
            kind = formset.model._meta.verbose_name
            changes += [f"{kind} “{row}”: {_('added')}" for row in formset.new_objects]
            for row, names in formset.changed_objects:
                changes.append(f"{kind} “{row}”: {', '.join(names)}")
            changes += [f"{kind} “{row}”: {_('deleted')}" for row in formset.deleted_objects]
        return "; ".join(changes) or _("Nothing was changed.")


def _change(form, name):
    """One change of a rule in words; of a secret only that there is another."""
    label = form.fields[name].label
    if name in SECRETS:
        return f"{label}: {_('replaced')}"
    before, after = form.initial.get(name), form.cleaned_data[name]
    if name in WORDS:
        were, are = set((before or "").splitlines()), set(after.splitlines())
        signs = [f"+{word}" for word in sorted(are - were)]
        signs += [f"−{word}" for word in sorted(were - are)]
        return f"{label}: {', '.join(signs)}"
    return f"{label}: {before} → {after}"
