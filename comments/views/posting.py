"""Sending a reply, answering one, confirming it: a refusal gives everything back that was typed."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from comments import policy, posting, text
from comments.forms import LeaveAReplyForm
from comments.models import Mode, Reply
from comments.views import devices
from comments.views.guarding import (
    behind_a_secret,
    no_such_page,
    origins_of,
    own_page,
    to_own_page,
    unlisted,
)


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
    is_ours = policy.comes_from_this_site(request.headers, origins_of(request))
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
            device=devices.kept_by(request) if is_ours else None,
            rules=form.rules,
        )
    except posting.ReplyRefused as refusal:
        response = _not_sent(request, form, refusal.status, refusal.sentence, refusal.field)
        if refusal.again_in:
            response.headers["Retry-After"] = str(refusal.again_in)
        return response
    return devices.renewed(to_own_page(reply), request, reply) if is_ours else to_own_page(reply)


@require_safe
@unlisted
def answer(request, reply_id):
    """The form to answer one published reply, with that reply quoted above it."""
    answered = get_object_or_404(Reply.objects.published().on_live_stories(), pk=reply_id)
    story = posting.live_story(answered.story_id)
    rules = policy.in_force(story)
    context = {
        "story": story,
        "answered": answered,
        "form": LeaveAReplyForm(story, answered=answered),
        "is_open": rules.is_open,
        "told": policy.told_to_readers(rules),
    }
    return render(request, "comments/answer.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_secret
def confirm(request, token):
    """A page with a button, since mail scanners open links; only the button confirms."""
    try:
        if request.method == "POST":
            return _confirmed(request, posting.confirm(token))
        asked, story, rules = posting.find_link(token)
    except posting.LinkUsed as done:
        context = {"sentence": str(done), "mine": own_page(done.reply)}
        return render(request, "comments/confirmed_before.html", context)
    except posting.ReplyRefusedSince as refusal:
        context = {"sentence": str(refusal), "mine": own_page(refusal.reply)}
        return render(request, "comments/refused_since.html", context, status=refusal.status)
    except posting.LinkRefused as refusal:
        return no_such_page(request, str(refusal), 410)
    is_read_first = rules.mode == Mode.HOLD
    context = {"story": story, "reply": asked.reply, "is_read_first": is_read_first}
    return render(request, "comments/confirm.html", context)


def _confirmed(request, reply):
    """To the writer's own page; the device is known from now on, if the button was one of ours."""
    is_ours = policy.comes_from_this_site(request.headers, origins_of(request))
    response = to_own_page(reply)
    return devices.know(response, reply.writer) if is_ours else response


def _somebody_of_the_newsroom(request):
    """The account that is signed in, where it may speak for the newspaper."""
    user = request.user
    return user if user.is_authenticated and policy.may_answer_as_staff(user) else None


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


def _sent_from_elsewhere():
    return _(
        "This reply was sent from another site, so we have not taken it. If it is yours, send it "
        "from here."
    )
