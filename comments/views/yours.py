"""A writer's own page: what they wrote and what became of it, for whoever has the link in a mail.

The one rule: only mails to a confirmed address carry the link, and it shows that address's replies
and nobody else's.
"""

import csv
import json
from functools import wraps
from io import StringIO

from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import following, policy, tokens, writing
from comments.forms import AskForLinkForm
from comments.models import Reply, Writer
from comments.views.guarding import (
    behind_a_secret,
    mangled,
    no_such_page,
    origins_of,
    see_other,
    unlisted,
)

PER_PAGE = 20


def for_the_writer(view):
    """Hand a view the writer whose page a signed address names."""

    @wraps(view)
    def answered(request, signed, **named):
        ask = reverse("comments:ask_for_link")
        try:
            writer = Writer.objects.with_page(*tokens.read_writer(signed)).first()
        except signing.SignatureExpired:
            sentence = _("This link has expired: it was good for 30 days.")
            return no_such_page(request, sentence, 410, ask=ask)
        except signing.BadSignature:
            return mangled(request, ask=ask)
        if writer is None:
            sentence = _(
                "This link leads nowhere any more: somebody who had it ended every link to the "
                "page, or had the page's data erased."
            )
            return no_such_page(request, sentence, 410, ask=ask)
        return view(request, signed, writer, **named)

    return answered


@require_safe
@behind_a_secret
@for_the_writer
def writer(request, signed, writer):
    """All replies of an address, newest first, each with what became of it."""
    replies = Reply.objects.by_writer(writer).newest_first().with_page_parts()
    page = Paginator(replies, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "signed": signed,
        "followings": writer.followings.confirmed().with_stories().order_by("confirmed_at", "pk"),
        "rows": [
            (
                reply,
                policy.what_happens_next(reply),
                reverse("comments:writer_reply", args=[signed, reply.pk]),
            )
            for reply in page
        ],
        "newer_url": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "older_url": f"?page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "comments/writer.html", context)


@require_safe
@behind_a_secret
@for_the_writer
def export(request, signed, writer, kind):
    """Everything that is held about a writer, to take along: as JSON, or as a table."""
    exported = writing.export(writer)
    if kind == "json":
        whole = json.dumps(exported, ensure_ascii=False, indent=2)
        response = HttpResponse(whole, content_type="application/json")
    elif kind == "csv":
        table = StringIO()
        csv.writer(table).writerows(writing.rows_of(exported))
        # Marked as UTF-8, without which Excel takes it for another alphabet.
        response = HttpResponse(
            table.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8"
        )
    else:
        raise Http404
    response.headers["Content-Disposition"] = f'attachment; filename="my-replies.{kind}"'
    return response


@csrf_exempt
@require_POST
@behind_a_secret
@for_the_writer
def stop_thread(request, signed, writer, story_id):
    """Stop the mails about new replies to one story."""
    following.stop(story_id, writer.pk)
    return see_other(reverse("comments:writer", args=[signed]))


@csrf_exempt
@require_POST
@behind_a_secret
@for_the_writer
def end_links(request, signed, writer):
    """End every link to this page, the present one among them."""
    writing.end_links(writer)
    sentence = _("Every link to your page has been ended, this one as well.")
    return no_such_page(request, sentence, 200, ask=reverse("comments:ask_for_link"))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_secret
@for_the_writer
def anonymise(request, signed, writer):
    """Say what will happen to name and address, and do it once that is ticked."""
    sentence = _("Your name and your address are gone. What you wrote stays, by “A reader”.")
    return _leave(request, signed, writer, "anonymise", writing.anonymise, sentence)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_secret
@for_the_writer
def erase(request, signed, writer):
    """Say what will happen to everything, and do it once that is ticked."""
    sentence = _("Everything you wrote is gone, and so are your name and your address.")
    return _leave(request, signed, writer, "erase", writing.erase, sentence)


def _leave(request, signed, writer, act, leave, sentence):
    is_posted = request.method == "POST"
    if is_posted and request.POST.get("sure") == "yes":
        leave(writer)
        return no_such_page(request, sentence, 200)
    context = {
        "act": act,
        "back": reverse("comments:writer", args=[signed]),
        "is_barred": writer.is_barred,
        "is_missing": is_posted,
    }
    return render(request, "comments/leave.html", context, status=422 if is_posted else 200)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def ask_for_link(request):
    """Ask for a link by mail; the answer is the same whether or not an address is known."""
    if request.method != "POST":
        return render(request, "comments/ask_for_link.html", {"form": AskForLinkForm()})
    form = AskForLinkForm(request.POST)
    is_elsewhere = policy.comes_from_this_site(request.headers, origins_of(request)) is False
    if is_elsewhere:
        form.add_error(None, _("This was sent from another site. Please send it from here."))
    if not form.is_valid():
        status = 403 if is_elsewhere else 422
        return render(request, "comments/ask_for_link.html", {"form": form}, status=status)
    writing.ask_for_link(form.cleaned_data["email"])
    return render(request, "comments/link_asked_for.html")
