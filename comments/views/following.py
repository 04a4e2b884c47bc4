"""Following the thread under a story: asking for it, confirming it, ending it."""

from django.core import signing
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import following, policy, posting, tokens
from comments.forms import FollowThreadForm
from comments.views.guarding import behind_a_secret, mangled, no_such_page, origins_of, unlisted


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def follow_thread(request, story_id):
    """The form that takes an address, and the answer, which is the same for every address."""
    story = posting.live_story(story_id)
    if story is None:
        raise Http404
    if request.method != "POST":
        return _form(request, story, FollowThreadForm())
    form = FollowThreadForm(request.POST)
    if policy.comes_from_this_site(request.headers, origins_of(request)) is False:
        return _form(request, story, form, 403, _sent_from_elsewhere())
    if not form.is_valid():
        return _form(request, story, form, 422)
    try:
        following.ask(
            story,
            email=form.cleaned_data["email"],
            network_address=request.META.get("REMOTE_ADDR", ""),
        )
    except following.FollowingRefused as refusal:
        return _form(request, story, form, refusal.status, str(refusal))
    return render(request, "comments/follow_thread_asked.html", {"story": story})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_secret
def confirm(request, token):
    """A page with a button, since mail scanners open links; only the button confirms."""
    try:
        asked, is_new = following.find_link(token), False
        if request.method == "POST":
            asked, is_new = following.confirm(token)
    except following.LinkRefused as refusal:
        return no_such_page(request, str(refusal), 410)
    context = {"asked": asked, "story": posting.live_story(asked.story_id), "is_new": is_new}
    return render(request, "comments/confirm_following.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_secret
def stop_thread(request, signed):
    """A page with a button that ends mails about a thread; mail programs press it by themselves.

    Their POST brings no cookie and may not be sent on to another address (RFC 8058, section 3.1).
    """
    try:
        story_id, writer_id = tokens.read_follower(signed)
    except signing.BadSignature:
        return mangled(request)
    stopped_now = request.method == "POST" and following.stop(story_id, writer_id)
    context = {
        "is_followed": following.follows(story_id, writer_id),
        "stopped_now": stopped_now,
        "story": posting.live_story(story_id),
    }
    return render(request, "comments/stop_thread.html", context)


def _form(request, story, form, status=200, sentence=None):
    if sentence:
        form.is_valid()  # whatever else is wrong is said at the same time
        form.add_error(None, sentence)
    context = {"story": story, "form": form}
    return render(request, "comments/follow_thread.html", context, status=status)


def _sent_from_elsewhere():
    return _(
        "This form was sent from another site, so nothing has been done. If it was you, send it "
        "from here."
    )
