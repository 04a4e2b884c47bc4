"""The pages around a reply: sending it, answering one, what became of it, confirming it.

None of them sets a cookie. Sending needs no CSRF token, because the page with the form is the same
for everybody and may be cached; `policy.comes_from_this_site` stands in its place.
"""

from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import policy, posting, text, tokens
from comments.forms import LeaveAReplyForm
from comments.models import Reply


def unlisted(view):
    """Keep a page out of search engines and out of every cache."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answered


def behind_a_secret(view):
    """As `unlisted`, for a page whose address is a secret: no other site learns it either."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = unlisted(view)(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answered


def for_its_writer(view):
    """Hand a view the reply that its signed address names, to whoever was given the address."""

    @wraps(view)
    def answered(request, signed):
        try:
            reply = Reply.objects.filter(pk=tokens.read_page(signed)).first()
        except signing.SignatureExpired:
            sentence = _("This page was kept for 30 days and has expired.")
            return _no_such_page(request, sentence, 410)
        except signing.BadSignature:
            raise Http404 from None
        if reply is None:
            sentence = _("This reply was not confirmed within 48 hours and has been forgotten.")
            return _no_such_page(request, sentence, 410)
        return view(request, signed, reply)

    return answered


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def post(request, story_id):
    """Take a reply; on a refusal show the form again with everything that was typed."""
    story = posting.live_story(story_id)
    if request.method != "POST":
        if story is None:
            raise Http404
        return HttpResponseRedirect(f"{story.get_absolute_url()}#leave-a-reply")
    if story is None:
        return _nowhere_to_put(request)
    form = LeaveAReplyForm(story, request.POST)
    is_ours = policy.comes_from_this_site(request.headers, _origins(request))
    if is_ours is False:
        return _not_sent(request, form, 403, _sent_from_elsewhere())
    if not form.is_valid():
        return _not_sent(request, form, form.refusal_status)
    try:
        reply = posting.post(
            story,
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            comment=form.cleaned_data["comment"],
            answering=form.answered,
            following=form.cleaned_data["followup"],
            by=_somebody_of_the_newsroom(request) if is_ours else None,
            network_address=request.META.get("REMOTE_ADDR", ""),
        )
    except posting.ReplyRefused as refusal:
        return _not_sent(request, form, refusal.status, refusal.sentence, refusal.field)
    return _to_own_page(reply)


@require_safe
@unlisted
def answer(request, reply_id):
    """The form to answer one published reply, with that reply quoted above it."""
    answered = get_object_or_404(Reply.objects.published().on_live_stories(), pk=reply_id)
    story = posting.live_story(answered.story_id)
    context = {
        "story": story,
        "answered": answered,
        "form": LeaveAReplyForm(story, answered=answered),
        "is_open": policy.are_replies_open(story),
    }
    return render(request, "comments/answer.html", context)


@require_safe
@behind_a_secret
@for_its_writer
def mine(request, signed, reply):
    """What became of one reply, for whoever wrote it: the only page that shows it undecided."""
    context = {
        "reply": reply,
        "story": posting.live_story(reply.story_id),
        "next": policy.what_happens_next(reply),
        "can_be_followed": policy.can_be_followed(reply),
        "follow": reverse("comments:follow", args=[signed]),
    }
    return render(request, "comments/mine.html", context)


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
    return _to_own_page(reply)


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


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_secret
def confirm(request, token):
    """A page with a button, since mail scanners open links; only the button confirms."""
    try:
        if request.method == "POST":
            return _to_own_page(posting.confirm(token))
        reply = posting.find_link(token).reply
    except posting.LinkUsed as done:
        context = {"sentence": str(done), "mine": _own_page(done.reply)}
        return render(request, "comments/confirmed_before.html", context)
    except posting.LinkRefused as refusal:
        return _no_such_page(request, str(refusal), 410)
    context = {"story": posting.live_story(reply.story_id), "reply": reply}
    return render(request, "comments/confirm.html", context)


@require_safe
def reply(request, reply_id):
    """The permanent address of a published reply leads to its place under the story."""
    published = Reply.objects.published().on_live_stories().select_related("story__published")
    found = get_object_or_404(published, pk=reply_id)
    return HttpResponseRedirect(f"{found.story.get_absolute_url()}#{found.anchor}")


def _origins(request):
    return {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}


def _somebody_of_the_newsroom(request):
    """The account that is signed in, where it may speak for the newspaper."""
    user = request.user
    return user if user.is_authenticated and policy.may_answer_as_staff(user) else None


def _own_page(reply):
    return reverse("comments:mine", args=[tokens.sign_page(reply.pk)])


def _to_own_page(reply):
    response = redirect(_own_page(reply))
    response.status_code = 303  # so that going back and forth never sends the form again
    return response


def _not_sent(request, form, status, sentence=None, field=None):
    if sentence:
        form.is_valid()  # whatever else is wrong is said at the same time
        form.add_error(field, sentence)
    context = {"story": form.story, "form": form, "answered": form.answered, "is_open": True}
    return render(request, "comments/not_sent.html", context, status=status)


def _nowhere_to_put(request):
    """No such story, or none that readers see: its name is not given away, the text is."""
    typed = text.scrub(request.POST.get("comment", ""))
    return render(request, "comments/no_story.html", {"typed": typed}, status=404)


def _no_such_page(request, sentence, status):
    return render(request, "comments/nothing_here.html", {"sentence": sentence}, status=status)


def _sent_from_elsewhere():
    return _(
        "This reply was sent from another site, so we have not taken it. If it is yours, send it "
        "from here."
    )
