"""What every page of the site may show: the newspaper itself, its sections, the breaking strip."""

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from articles.models import Section


def newspaper(request):
    """`paper` and `strip` as the request opened them, `sections` where a page uses them."""
    return {
        "paper": request.paper,
        "sections": SimpleLazyObject(lambda: list(Section.objects.all())),
        "strip": request.strip,
        "search_asks": _("Hi, what are you looking for?"),
    }
