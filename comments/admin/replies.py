"""The moderator's screens of replies: the list, one reply, and what a press on either does.

Every button calls `comments.moderation`, which also decides which buttons there are.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comments import moderation, text
from comments.admin.cards import held_for
from comments.admin.lists import DeskAdmin, is_number
from comments.admin.one_reply import NOT_GIVEN, OneReply
from comments.admin.reply_list import ReplyList
from comments.admin.verdicts import RESTORE, Verdicts, unseen_by_readers
from comments.models import Reply


@admin.register(Reply)
class ReplyAdmin(ReplyList, Verdicts, OneReply, DeskAdmin):
    view_on_site = False  # it would lead to the host of django.contrib.sites, published or not

    def get_urls(self):
        decide = self.admin_site.admin_view(require_POST(self.decide_view))
        return [
            *self.list_urls(),
            *self.verdict_urls(),
            *self.page_urls(),
            path("<int:reply_id>/decide/", decide, name="comments_reply_decide"),
            *super().get_urls(),
        ]

    def decide_view(self, request, reply_id):
        """A verdict given on the page of one reply; where it is not, what was typed stays there."""
        if self.get_object(request, str(reply_id)) is None:
            raise Http404
        typed = {name: text.scrub(request.POST.get(name, "")) for name in ("reason", "note")}
        if not self._decide(request, request.POST.get("verb", ""), str(reply_id), **typed):
            request.session[NOT_GIVEN] = {"reply": reply_id, **typed}
        return HttpResponseRedirect(reverse("admin:comments_reply_change", args=[reply_id]))

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
        for sentence in unseen_by_readers(reply_ids):
            self.message_user(request, sentence, messages.WARNING)

    def get_queryset(self, request):
        return Reply.objects.with_desk_parts()

    def held_because(self, reply):
        """Why a reply is held, in a sentence or several."""
        return " ".join(held_for(reply)) or "–"
