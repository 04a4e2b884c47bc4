"""Days as addresses write them."""

from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _


def day_or_404(year, month, day):
    """The date that three numbers name; 404 where the calendar has none, such as 30 February."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Http404(_("There is no such day.")) from None
