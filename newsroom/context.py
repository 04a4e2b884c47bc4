"""What every page of the site may show: the newspaper itself and its sections."""

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from articles.models import Newspaper, Section


def newspaper(request):
    """`paper`, `sections` and `search_asks`; each costs a query only where a template uses it."""
    return {
        "paper": SimpleLazyObject(Newspaper.current),
        "sections": SimpleLazyObject(lambda: list(Section.objects.all())),
        "search_asks": _("Hi, what are you looking for?"),
    }
