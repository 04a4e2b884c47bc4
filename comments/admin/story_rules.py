"""The rules of one story, by hand: a screen for each, and the list of those that have some."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Story
from comments import policy, rules
from comments.admin import policy_words
from comments.admin.lists import DeskAdmin
from comments.admin.rules_forms import StoryRulesForm
from comments.models import StoryRules


@admin.register(StoryRules)
class StoryRulesAdmin(DeskAdmin):
    list_display = ("about", "openness", "mode", "made_by", "made_at")
    list_display_links = None
    newest_by = "made_at"

    def get_queryset(self, request):
        return StoryRules.objects.that_say_something().with_heads()

    def has_view_permission(self, request, obj=None):
        return rules.may_rule(request.user)

    def get_urls(self):
        screen = self.admin_site.admin_view(self.story_view)
        return [
            path("story/<int:story_id>/", screen, name="comments_storyrules_story"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        title = {"title": _("Stories with rules of their own")}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        row = self.get_object(request, object_id)
        if row is None or not self.has_view_permission(request):
            return super().change_view(request, object_id, form_url, extra_context)
        return HttpResponseRedirect(_screen_of(row.story_id))

    def story_view(self, request, story_id):
        """What holds for replies to one story, and the form to say otherwise."""
        if not rules.may_rule(request.user):
            raise PermissionDenied
        known = Story.objects.not_killed().with_heads()
        story = get_object_or_404(known, pk=min(story_id, 2**31 - 1))
        now = StoryRules.objects.filter(story=story).select_related("made_by").first()
        given = (
            {"openness": now.openness, "mode": now.mode} if now else {"openness": "", "mode": ""}
        )
        form = StoryRulesForm(request.POST if request.method == "POST" else None, initial=given)
        if form.is_bound and form.is_valid():
            self._keep(request, story, **form.cleaned_data)
            return HttpResponseRedirect(_screen_of(story.pk))
        copy = story.readers_copy
        context = {
            **self.admin_site.each_context(request),
            "title": _("Replies to one story"),
            "story": story,
            "copy": copy,
            "in_force": policy.in_force(copy or story),
            "by_hand": policy_words.of_story(now) if now else "",
            "form": form,
        }
        return render(request, "admin/comments/storyrules/story.html", context)

    def _keep(self, request, story, *, openness, mode):
        try:
            kept = rules.set_for_story(story, openness=openness, mode=mode, by=request.user)
        except rules.RulesRefused as refusal:
            messages.error(request, str(refusal))
            return
        said = policy_words.of_story(kept)
        LogEntry.objects.log_actions(request.user.pk, [kept], CHANGE, said, single_object=True)
        messages.success(request, _("Kept: %(rules)s") % {"rules": said})

    @admin.display(description=gettext_lazy("Story"))
    def about(self, row):
        return format_html('<a href="{}">{}</a>', _screen_of(row.story_id), row.story.headline)


def _screen_of(story_id):
    return reverse("admin:comments_storyrules_story", args=[story_id])
