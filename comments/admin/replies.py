"""The moderator's one screen: what waits, why it was held, and a verdict at a press.

Every button calls `comments.moderation`, which also decides which buttons there are.
"""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.core.exceptions import PermissionDenied
from django.forms import ChoiceField
from django.http import Http404, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from comments import moderation, screening, text
from comments.admin.filters import OrderFilter, QueueFilter, SectionFilter, StoryFilter
from comments.admin.lists import DeskAdmin, is_number
from comments.admin.one_reply import NOT_GIVEN, OneReply
from comments.models import Reason, Reply

RESTORE = "restore"


class VerdictForm(ActionForm):
    """The bar above the list: a verdict for all that are ticked, and the reason it may need."""

    reason = ChoiceField(
        label=gettext_lazy("Reason:"),
        required=False,
        choices=[("", gettext_lazy("no reason")), *Reason.choices],
    )


@admin.register(Reply)
class ReplyAdmin(OneReply, DeskAdmin):
    list_display = ("card", "origin", "posted", "held_because", "verdicts")
    list_display_links = None  # a word in each row leads to the reply
    list_filter = (QueueFilter, OrderFilter, StoryFilter, SectionFilter)
    list_per_page = 50
    search_fields = (
        "comment",
        "user_name",
        "user_email",
        "story__headline",
        "story__published__headline",
    )
    search_help_text = gettext_lazy("Words of the reply, its story's headline, name or address.")
    newest_by = "posted_at"
    view_on_site = False  # it would lead to the host of django.contrib.sites, published or not
    action_form = VerdictForm
    actions = ("approve", "reject", "spam", "remove")

    def has_moderate_permission(self, request):
        """What the actions ask for."""
        return self.has_view_permission(request)

    # -- Deciding

    def get_urls(self):
        decide = self.admin_site.admin_view(require_POST(self.decide_view))
        return [
            *self.page_urls(),
            path("<int:reply_id>/decide/", decide, name="comments_reply_decide"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        """The list; a button in a row posts `verdict` as verb:id."""
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(is_number(reply_id) for reply_id in ticked):
            self.message_user(request, _("There is no such reply."), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        if request.method == "POST" and "verdict" in request.POST:
            verb, _colon, reply_id = request.POST["verdict"].partition(":")
            self._decide(request, verb, reply_id, reason=request.POST.get(f"reason-{reply_id}", ""))
            return HttpResponseRedirect(request.get_full_path())
        context = {"title": _("Replies"), **(extra_context or {})}
        return super().changelist_view(request, context)

    def decide_view(self, request, reply_id):
        """A verdict given on the page of one reply; where it is not, what was typed stays there."""
        if self.get_object(request, str(reply_id)) is None:
            raise Http404
        typed = {name: text.scrub(request.POST.get(name, "")) for name in ("reason", "note")}
        if not self._decide(request, request.POST.get("verb", ""), str(reply_id), **typed):
            request.session[NOT_GIVEN] = {"reply": reply_id, **typed}
        return HttpResponseRedirect(reverse("admin:comments_reply_change", args=[reply_id]))

    @admin.action(description=gettext_lazy("Approve"), permissions=["moderate"])
    def approve(self, request, queryset):
        self._decide_ticked(request, "approve")

    @admin.action(description=gettext_lazy("Reject, with the reason"), permissions=["moderate"])
    def reject(self, request, queryset):
        self._decide_ticked(request, "reject")

    @admin.action(description=gettext_lazy("Mark as spam"), permissions=["moderate"])
    def spam(self, request, queryset):
        self._decide_ticked(request, "spam")

    @admin.action(description=gettext_lazy("Remove, with the reason"), permissions=["moderate"])
    def remove(self, request, queryset):
        self._decide_ticked(request, "remove")

    def _decide_ticked(self, request, verb):
        """On all that was ticked, as the page showed it.

        What has left the queue since then is not passed over: somebody else decided on it.
        """
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        seen = {int(pk): request.POST.get(f"seen-{pk}", "") for pk in ticked}
        self._give(request, verb, seen, reason=request.POST.get("reason", ""))

    def _decide(self, request, verb, reply_id, *, reason, note=""):
        """On one reply, as the page showed it. Returns whether it was done."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not is_number(reply_id):
            self.message_user(request, _("There is no such reply."), messages.ERROR)
            return False
        seen = {int(reply_id): request.POST.get(f"seen-{reply_id}", "")}
        return self._give(request, verb, seen, reason=reason, note=note)

    def _give(self, request, verb, seen, *, reason, note=""):
        try:
            if verb == RESTORE:
                return self._restore(request, seen, note)
            outcome = moderation.decide(verb, seen, by=request.user, reason=reason, note=note)
        except moderation.VerdictRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return False
        if outcome.decided:
            done = moderation.VERDICTS[verb].done % {"count": len(outcome.decided)}
            self.message_user(request, done, messages.SUCCESS)
            self._say_what_is_unseen(request, outcome.decided)
        for refusal in outcome.refusals[:10]:
            self.message_user(request, str(refusal), messages.WARNING)
        return bool(outcome.decided)

    def _restore(self, request, seen, note):
        found = Reply.objects.filter(pk__in=seen)
        if not found:
            self.message_user(request, _("There is no such reply."), messages.ERROR)
        for reply in found:
            moderation.restore(reply, by=request.user, note=note, seen=seen[reply.pk])
            self.message_user(request, _("The last decision was taken back."), messages.SUCCESS)
        self._say_what_is_unseen(request, seen)
        return bool(found)

    def _say_what_is_unseen(self, request, reply_ids):
        if count := moderation.unseen_by_readers(reply_ids):
            sentence = ngettext(
                "Readers do not see %(count)d published reply now: its story is not public.",
                "Readers do not see %(count)d published replies now: their stories are not public.",
                count,
            )
            self.message_user(request, sentence % {"count": count}, messages.WARNING)

    # -- What the list and the page show

    def get_queryset(self, request):
        return Reply.objects.with_desk_parts()

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        restorable = moderation.restorable(request.user, changelist.result_list)
        for reply in changelist.result_list:
            reply.open_verdicts = moderation.verdicts_open_to(request.user, reply)
            reply.is_restorable = reply.pk in restorable
        return changelist

    @admin.display(description=gettext_lazy("Reply"))
    def card(self, reply):
        return render_to_string("admin/comments/card.html", {"reply": reply})

    @admin.display(description=gettext_lazy("From, and under"))
    def origin(self, reply):
        return render_to_string("admin/comments/origin.html", {"reply": reply})

    @admin.display(description=gettext_lazy("Posted"), ordering="posted_at")
    def posted(self, reply):
        return render_to_string("admin/comments/posted.html", {"reply": reply})

    @admin.display(description=gettext_lazy("Held because"))
    def held_because(self, reply):
        found = reply.found
        why = [screening.sentence_for(rule, found.get(rule)) for rule in reply.held_for]
        return " ".join(why) or "–"

    @admin.display(description=gettext_lazy("Verdict"))
    def verdicts(self, reply):
        context = {"reply": reply, "verdicts": reply.open_verdicts, "reasons": Reason.choices}
        return render_to_string("admin/comments/verdicts.html", context)
