"""The newspaper of a request: opened once, with the breaking strip, in one query.

The rule: `request.paper` and `request.strip` are what views and templates take; nobody else asks
for the newspaper while somebody waits for a page. From when it is opened until the answer is given
its language is spoken and its time zone holds.
"""

from contextlib import ExitStack

from django.http import FileResponse
from django.utils.functional import SimpleLazyObject

from articles import front_page, locality
from articles.models import Section
from articles.prepared import Prepared

SECTIONS = Prepared(Section.objects.all)


class OpenNewspaper:
    """Opens the newspaper before the view, or later where a view is marked as without it.

    A page that needs no database, such as that of a failure, does not open it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with ExitStack() as until_answered:

            def opened():
                paper, strip = front_page.paper_and_strip()
                until_answered.enter_context(locality.speaking(paper))
                return paper, strip

            both = SimpleLazyObject(opened)
            request.paper = SimpleLazyObject(lambda: both[0])
            request.strip = SimpleLazyObject(lambda: both[1])
            request.sections = SimpleLazyObject(lambda: SECTIONS.rows())
            response = self.get_response(request)
        if response.streaming and not isinstance(response, FileResponse):
            response.streaming_content = spoken(response.streaming_content, request.paper)
        return response

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "is_without_newspaper", False):
            locality.opened(request)


def spoken(parts, paper):
    """The parts of an answer that is made while it is sent, in the newspaper's voice as well."""
    with locality.speaking(paper):
        yield from parts
