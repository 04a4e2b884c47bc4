"""Stopping mails about answers from a mail."""

from django.core import signing
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import posting, tokens
from comments.models import Reply
from comments.views.guarding import behind_a_secret, mangled


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
        return mangled(request)
    stopped_now = request.method == "POST" and posting.stop_following(reply_id)
    reply = Reply.objects.filter(pk=reply_id).select_related("story__published").first()
    context = {"reply": reply, "stopped_now": stopped_now}
    return render(request, "comments/stop_following.html", context)
