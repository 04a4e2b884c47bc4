"""Reporting a reply: a form without an account, and what happens next."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from comments import policy, reporting, text
from comments.models import Reply, ReportReason
from comments.views.guarding import no_such_page, origins_of, unlisted

TYPED = ("reason", "words")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def report(request, reply_id):
    """Take a report; on a refusal show the form again with everything that was typed."""
    reply = reporting.reportable(reply_id)
    typed = {name: text.scrub(request.POST.get(name, "")) for name in TYPED}
    if reply is None:
        return _nothing_to_report(request, reply_id, typed)
    if request.method != "POST":
        return _form(request, reply, typed)
    try:
        _refuse_strangers(request)
        reporting.report(reply, **typed, network_address=request.META.get("REMOTE_ADDR", ""))
    except reporting.ReportRefused as refusal:
        return _form(request, reply, typed, refusal)
    response = redirect("comments:reported", reply_id)
    response.status_code = 303  # so that going back and forth never sends the form again
    return response


@require_safe
@unlisted
def reported(request, reply_id):
    """What happens after a report; the same whether it was the first or not."""
    reply = reporting.reportable(reply_id)
    return render(request, "comments/reported.html", {"reply": reply})


def _refuse_strangers(request):
    if policy.comes_from_this_site(request.headers, origins_of(request)) is False:
        sentence = _(
            "This report was sent from another site, so we have not taken it. If it is yours, "
            "send it from here."
        )
        raise reporting.ReportRefused(sentence, status=403)
    if request.POST.get("honeypot"):
        sentence = _(
            "A field that must stay empty was filled in, perhaps by your browser. It is empty "
            "again: please send your report once more."
        )
        raise reporting.ReportRefused(sentence, status=400)


def _form(request, reply, typed, refusal=None):
    context = {
        "reply": reply,
        "story": reply.story.published,
        "reasons": ReportReason.choices,
        "typed": typed,
        "refusal": refusal,
        "longest": reporting.WORDS_LENGTH,
    }
    status = refusal.status if refusal else 200
    return render(request, "comments/report.html", context, status=status)


def _nothing_to_report(request, reply_id, typed):
    """404 for what readers never saw, 410 for what they did; what was typed is given back."""
    if not Reply.objects.that_appeared().filter(pk=reply_id).exists():
        if not typed["words"]:
            raise Http404
        status = 404
    else:
        status = 410
    sentence = _("This reply is not there any more, so there is nothing left to report.")
    if not typed["words"]:
        return no_such_page(request, sentence, status)
    context = {"sentence": sentence, "typed": typed["words"]}
    return render(request, "comments/not_reported.html", context, status=status)
