"""Ending one's digest of what waits for moderators, by the link in it."""

from django.contrib.auth import get_user_model
from django.core import signing
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import digest, tokens
from comments.views.guarding import behind_a_secret, mangled


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_secret
def stop(request, signed):
    """A page with a button that ends the digest; mail programs press it by themselves."""
    try:
        account_id = tokens.read_moderator(signed)
    except signing.BadSignature:
        return mangled(request)
    account = get_object_or_404(get_user_model(), pk=account_id)
    stopped_now = request.method == "POST" and digest.set_wanted(account, False)
    context = {"is_wanted": digest.is_wanted_by(account), "stopped_now": stopped_now}
    return render(request, "comments/stop_digest.html", context)
