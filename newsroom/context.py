"""What every page of the site may show: the newspaper itself, its sections, the breaking strip."""

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from articles import navigation


def newspaper(request):
    """`paper`, `strip` and `sections` as the request opened them; `navigation` where it shows."""
    return {
        "paper": request.paper,
        "sections": request.sections,
        "navigation": SimpleLazyObject(
            lambda: navigation.row_of(request.paper, request.sections, request.path)
        ),
        "strip": request.strip,
        "search_asks": _("Hi, what are you looking for?"),
    }
