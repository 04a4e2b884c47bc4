"""What became of one reply, mails about answers to it, and its permanent address."""

from functools import wraps

from django.core import signing
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import policy, posting, tokens
from comments.models import Reply
from comments.views import devices
from comments.views.guarding import behind_a_secret, no_such_page, to_own_page


def for_its_writer(view):
    """Hand a view the reply that its signed address names, to whoever was given the address."""

    @wraps(view)
    def answered(request, signed):
        try:
            reply = Reply.objects.filter(pk=tokens.read_page(signed)).first()
        except signing.SignatureExpired:
            sentence = _("This page was kept for 30 days and has expired.")
            return no_such_page(request, sentence, 410)
        except signing.BadSignature:
            raise Http404 from None
        if reply is None:
            sentence = _("This reply was not confirmed within 48 hours and has been forgotten.")
            return no_such_page(request, sentence, 410)
        return view(request, signed, reply)

    return answered


@require_safe
@behind_a_secret
@for_its_writer
def mine(request, signed, reply):
    """What became of one reply, for whoever wrote it: the only page that shows it undecided."""
    context = {
        "reply": reply,
        "story": posting.live_story(reply.story_id),
        "next": policy.what_happens_next(reply),
        "forgotten_at": reply.posted_at + posting.GOOD_FOR,
        "can_be_followed": policy.can_be_followed(reply),
        "follow": reverse("comments:follow", args=[signed]),
        "device_is_known": devices.speaks_for_writer(request, reply),
        "forget_device": reverse("comments:forget_device", args=[signed]),
    }
    return render(request, "comments/mine.html", context)


@csrf_exempt
@require_POST
@behind_a_secret
@for_its_writer
def forget_device(request, signed, reply):
    """Have this device confirm by mail again, from the writer's own page."""
    return devices.forget(to_own_page(reply))


@csrf_exempt
@require_POST
@behind_a_secret
@for_its_writer
def follow(request, signed, reply):
    """Start or stop mails about answers, from the writer's own page."""
    if request.POST.get("follow") == "yes":
        posting.follow(reply)
    else:
        posting.stop_following(reply.pk)
    return to_own_page(reply)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_secret
def stop_following(request, signed):
    """A page with a button that stops mails about answers; mail programs press it by themselves.

    Their POST brings no cookie and may not be sent on to another address (RFC 8058, section 3.1).
    """
    try:
        reply_id = tokens.read_stop(signed)
    except signing.BadSignature:
        raise Http404 from None
    stopped_now = request.method == "POST" and posting.stop_following(reply_id)
    reply = Reply.objects.filter(pk=reply_id).select_related("story__published").first()
    context = {"reply": reply, "stopped_now": stopped_now}
    return render(request, "comments/stop_following.html", context)


@require_safe
def reply(request, reply_id):
    """The permanent address of a published reply leads to its place under the story."""
    published = Reply.objects.published().on_live_stories().select_related("story__published")
    found = get_object_or_404(published, pk=reply_id)
    return HttpResponseRedirect(f"{found.story.get_absolute_url()}#{found.anchor}")
