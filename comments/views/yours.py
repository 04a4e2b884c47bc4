"""A writer's own page: what they wrote and what became of it, for whoever has the link in a mail.

The one rule: only mails to a confirmed address carry the link, and it shows that address's replies
and nobody else's.
"""

from functools import wraps

from django.core import signing
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comments import tokens
from comments.models import Reply, Writer
from comments.views.guarding import behind_a_secret, no_such_page


def for_the_writer(view):
    """Hand a view the writer whose page a signed address names."""

    @wraps(view)
    def answered(request, signed, **named):
        try:
            writer = Writer.objects.with_page(*tokens.read_writer(signed)).first()
        except signing.SignatureExpired:
            sentence = _("This link was good for 30 days and has expired.")
            return no_such_page(request, sentence, 410)
        except signing.BadSignature:
            sentence = _("This link was not copied whole.")
            return no_such_page(request, sentence, 404)
        if writer is None:
            sentence = _("This link was ended.")
            return no_such_page(request, sentence, 410)
        return view(request, signed, writer, **named)

    return answered


@require_safe
@behind_a_secret
@for_the_writer
def writer(request, signed, writer):
    """All replies of an address, newest first, each with its state."""
    context = {"writer": writer, "replies": Reply.objects.filter(writer=writer).newest_first()}
    return render(request, "comments/writer.html", context)
