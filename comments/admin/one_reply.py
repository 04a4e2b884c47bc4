"""One reply at the desk, with all that is known of it; and the page that puts its words right.

The rule: what was typed is never lost to a refusal, and says at its place why nothing was done.
"""

from itertools import pairwise

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import moderation, records, text
from comments.models import Reason, Reply

NOT_GIVEN = "verdict-not-given"  # in the session: what was typed with it


class EditForm(forms.Form):
    """The words of a reply, as a moderator would have them."""

    comment = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Note, for moderators only"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": moderation.NOTE_LENGTH}),
    )

    def __init__(self, data=None, **more):
        data = {name: text.scrub(data.get(name, "")) for name in self.base_fields} if data else None
        super().__init__(data, **more)


class OneReply:
    """What ReplyAdmin has for one reply."""

    def page_urls(self):
        edit = self.admin_site.admin_view(self.edit_view)
        return [path("<int:reply_id>/edit/", edit, name="comments_reply_edit")]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One reply: its words and those before, who asked what of the desk, what was decided."""
        reply = self.get_object(request, object_id)
        may = self.has_view_permission(request)
        if reply is None or not may or request.method not in {"GET", "HEAD"}:
            return super().change_view(request, object_id, form_url, extra_context)
        typed = request.session.pop(NOT_GIVEN, {})
        context = {
            "title": _("A reply"),
            "reply": reply,
            "typed": typed if typed.get("reply") == reply.pk else {},
            "longest_note": moderation.NOTE_LENGTH,
            "open_verdicts": moderation.verdicts_open_to(request.user, reply),
            "can_restore": bool(moderation.restorable(request.user, [reply])),
            "can_edit": moderation.can_be_edited(reply),
            "reasons": Reason.choices,
            "held_because": self.held_because(reply) if reply.held_for else "",
            "record": reply.writer and records.record_of(reply.writer),
            "decisions": reply.decisions.with_log_parts().newest_first(),
            "reports": reply.reports.with_desk_parts().newest_first(),
            "appeal": appeal_on(reply, request.user),
            "versions": versions_of(reply),
        }
        return self._shown(request, "page", context)

    def edit_view(self, request, reply_id):
        """The words of a reply in a field; where they are refused, they stay in it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        reply = self.get_object(request, str(reply_id))
        if reply is None:
            raise Http404
        if not moderation.can_be_edited(reply):
            self.message_user(
                request,
                _("This reply cannot be edited: %(state)s.") % {"state": reply.get_state_display()},
                messages.ERROR,
            )
            return redirect("admin:comments_reply_change", reply.pk)
        form = EditForm(request.POST or None, initial={"comment": reply.comment})
        if form.is_bound and form.is_valid() and self._edit(request, reply, form):
            self.message_user(request, _("The words were changed."), messages.SUCCESS)
            return redirect("admin:comments_reply_change", reply.pk)
        # As it is now: whoever presses again has seen what a colleague did meanwhile.
        context = {
            "title": _("Edit a reply"),
            "form": form,
            "reply": Reply.objects.get(pk=reply.pk),
        }
        return self._shown(request, "edit", context, status=422 if form.is_bound else 200)

    def _edit(self, request, reply, form):
        """Whether the words were changed; where not, the form says why."""
        seen = text.scrub(request.POST.get("seen", ""))
        try:
            moderation.edit(reply, by=request.user, seen=seen, **form.cleaned_data)
        except moderation.WordsRefused as refusal:
            form.add_error("comment", str(refusal))
        except moderation.VerdictRefused as refusal:
            form.add_error(None, str(refusal))
        return form.is_valid()

    def _shown(self, request, name, context, status=200):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(
            request, f"admin/comments/reply/{name}.html", context, status=status
        )


def versions_of(reply):
    """The earlier words of a reply, the last first: each with what replaced it and what changed."""
    versions = list(reply.versions.select_related("replaced_by").oldest_first())
    words = [*(version.comment for version in versions), reply.comment]
    shown = [
        {"version": version, "next": version.number + 1, "changes": text.changes(before, after)}
        for version, (before, after) in zip(versions, pairwise(words), strict=True)
    ]
    return shown[::-1]


def appeal_on(reply, user):
    """What the page says of the appeal on a reply, or None where there is none."""
    appeal = getattr(reply, "appeal", None)
    if appeal is None:
        return None
    is_own = moderation.is_against_own_decision(reply, user)
    why_not = [moderation.is_for_another(reply), *moderation.nobody_else(user)] if is_own else []
    return {"appeal": appeal, "is_open": appeal.settled_at is None, "why_not": why_not}
