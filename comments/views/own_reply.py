"""One reply, for whoever wrote it: what became of it, and what they can still do about it.

Two ways lead here. Whoever posted a reply was given the address of its page, though perhaps not the
address they typed is theirs: to them that one reply is open, and nothing else of its writer's. The
owner of the confirmed address comes from the page of all their replies, and may appeal as well.
"""

from dataclasses import dataclass
from functools import wraps

from django.core import signing
from django.db.models import BigIntegerField
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.prepared import Given, Prepared
from comments import policy, posting, text, tokens, writing
from comments.models import Reply
from comments.models.confirmations import GOOD_FOR
from comments.views import devices
from comments.views.guarding import behind_a_secret, mangled, no_such_page, see_other
from comments.views.yours import for_the_writer

FOR_ITS_PAGE = Prepared(
    lambda: (
        Reply.objects.with_page_parts()
        .select_related("writer")
        .filter(pk=Given("reply", BigIntegerField()))
    )
)


@dataclass(frozen=True)
class Way:
    """The reply somebody came to, the address of its page on their way, and that of all."""

    reply: Reply
    page: str
    all_of_them: str = ""  # the owner's alone

    @property
    def is_the_owners(self):
        return bool(self.all_of_them)


def to_one_reply(view):
    """Hand a view the Way to the reply that its address names."""

    @for_the_writer
    def for_its_owner(request, signed, writer, reply_id):
        reply = get_object_or_404(Reply.objects.by_writer(writer).with_page_parts(), pk=reply_id)
        page = reverse("comments:writer_reply", args=[signed, reply_id])
        return view(request, Way(reply, page, reverse("comments:writer", args=[signed])))

    def for_its_poster(request, signed):
        try:
            reply_id, lock = tokens.read_page(signed)
            reply = FOR_ITS_PAGE.first(reply=reply_id)
        except signing.SignatureExpired:
            sentence = _("This page was kept for 30 days and has expired.")
            return no_such_page(request, sentence, 410, ask=reverse("comments:ask_for_link"))
        except signing.BadSignature:
            return mangled(request, ask=reverse("comments:ask_for_link"))
        if reply is None:
            sentence = _("This reply was not confirmed within 48 hours and has been forgotten.")
            return no_such_page(request, sentence, 410)
        if reply.is_nobodys:
            sentence = _("This page has ended: what tells whose this reply was has been erased.")
            return no_such_page(request, sentence, 410)
        if tokens.lock_of(reply) != lock:
            sentence = _("This link leads nowhere any more: every link to this page was ended.")
            return no_such_page(request, sentence, 410, ask=reverse("comments:ask_for_link"))
        return view(request, Way(reply, reverse("comments:mine", args=[signed])))

    @wraps(view)
    def answered(request, signed, reply_id=None):
        if reply_id is None:
            return for_its_poster(request, signed)
        return for_its_owner(request, signed, reply_id=reply_id)

    return answered


@require_safe
@behind_a_secret
@to_one_reply
def page(request, way):
    """What became of one reply: with the list of all, the only page that shows it undecided."""
    reply = way.reply
    context = {
        "reply": reply,
        "way": way,
        "story": posting.live_story(reply.story_id),
        "next": policy.what_happens_next(reply),
        "forgotten_at": reply.posted_at + GOOD_FOR,
        "can_be_followed": policy.can_be_followed(reply),
        "editable_until": writing.editable_until(reply),
        "can_withdraw": writing.can_withdraw(reply),
        "can_appeal": writing.can_appeal(reply),
        "device_is_known": devices.speaks_for_writer(request, reply),
        "forget_device": f"{way.page}device/",
        "appeal": getattr(reply, "appeal", None) if way.is_the_owners else None,
    }
    return render(request, "comments/mine.html", context)


@csrf_exempt
@require_POST
@behind_a_secret
@to_one_reply
def forget_device(request, way):
    """Have this device confirm by mail again, from the writer's own page."""
    return devices.forget(see_other(way.page))


@csrf_exempt
@require_POST
@behind_a_secret
@to_one_reply
def follow(request, way):
    """Start or stop mails about answers, from the writer's own page."""
    if request.POST.get("follow") == "yes":
        posting.follow(way.reply)
    else:
        posting.stop_following(way.reply.pk)
    return see_other(way.page)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_secret
@to_one_reply
def change(request, way):
    """The words of a reply, to be changed while that is still possible; a refusal keeps them."""
    typed, refusal = way.reply.comment, None
    if request.method == "POST":
        typed = text.scrub(request.POST.get("comment", ""))
        try:
            writing.edit(way.reply, comment=typed)
            return see_other(way.page)
        except posting.ReplyRefused as refused:
            refusal = refused
    until = writing.editable_until(way.reply)
    if until is None and refusal is None:
        return see_other(way.page)
    context = {"way": way, "typed": typed, "until": until, "refusal": refusal}
    status = refusal.status if refusal else 200
    return render(request, "comments/change.html", context, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_secret
@to_one_reply
def withdraw(request, way):
    """A page that asks once more, with the button that withdraws."""
    if request.method == "POST":
        try:
            writing.withdraw(way.reply)
        except posting.ReplyRefused as refusal:
            return no_such_page(request, refusal.sentence, refusal.status)
        return see_other(way.page)
    if not writing.can_withdraw(way.reply):
        return see_other(way.page)
    return render(request, "comments/withdraw.html", {"way": way})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_secret
@to_one_reply
def appeal(request, way):
    """Where the owner says why a different moderator should look; a refusal keeps the words."""
    typed, refusal = "", None
    if request.method == "POST":
        typed = text.scrub(request.POST.get("words", ""))
        try:
            writing.appeal(way.reply, words=typed)
            return see_other(way.page)
        except posting.ReplyRefused as refused:
            refusal = refused
    elif not writing.can_appeal(way.reply):
        return see_other(way.page)
    context = {"way": way, "typed": typed, "refusal": refusal}
    status = refusal.status if refusal else 200
    return render(request, "comments/appeal.html", context, status=status)
