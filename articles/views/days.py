"""Days as addresses write them, and as pages say them."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def day_or_404(year, month=1, day=1):
    """The date that three numbers name; 404 where the calendar has none, such as 30 February."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Http404(_("There is no such day.")) from None


def month_in_words(day):
    return date_format(day, "YEAR_MONTH_FORMAT")


def year_address(day):
    return reverse("articles:year", args=[f"{day.year:04}"])


def month_address(day):
    return reverse("articles:month", args=[f"{day.year:04}", f"{day:%m}"])


def day_address(day):
    return reverse("articles:day", args=[f"{day.year:04}", f"{day:%m}", f"{day:%d}"])
