"""How the newspaper speaks: in which language, by the clocks of which zone, and of which days.

The rule: whatever is said in its name, on a page, in a mail or by work in the background, is said
where the newspaper is `speaking`; nothing else asks the machine's settings for a language or zone.
"""

from contextlib import contextmanager

from django.utils import timezone, translation

from articles import written
from articles.models import Newspaper


@contextmanager
def speaking(paper=None):
    """Within it, words and moments are the newspaper's; one query where it is not at hand."""
    paper = paper or Newspaper.current()
    with (
        translation.override(paper.spoken_language),
        timezone.override(paper.zone),
        written.in_style(paper.date_style),
    ):
        yield paper


def opened(request):
    """The newspaper of a request, in force from here on: for answers that no view has begun."""
    bool(request.paper)
    return request.paper


def without_newspaper(view):
    """Mark a view that answers without the newspaper, and spares the query that opens it."""
    view.is_without_newspaper = True
    return view
