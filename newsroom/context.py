"""What every page of the site may show: the newspaper itself, its sections, the breaking strip."""

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from articles import front_page
from articles.models import Newspaper, Section


def newspaper(request):
    """`paper`, `sections`, `strip`, `search_asks`; each costs a query only where a page uses it."""
    return {
        "paper": SimpleLazyObject(Newspaper.current),
        "sections": SimpleLazyObject(lambda: list(Section.objects.all())),
        "strip": SimpleLazyObject(front_page.strip_of_the_moment),
        "search_asks": _("Hi, what are you looking for?"),
    }
