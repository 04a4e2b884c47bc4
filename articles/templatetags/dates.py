"""Days and hours as `articles.written` writes them for readers."""

from django import template
from django.utils import timezone

from articles import dependence, written

register = template.Library()

register.filter("day_in_words", written.day)
register.filter("hour_in_words", written.hour)
register.filter("hour_with_zone", written.hour_with_zone)
register.filter("moment_in_words", written.moment)
register.filter("moment_for_machines", written.for_machines)
register.filter("hour_or_day", written.hour_or_day)


@register.simple_tag
def today():
    """The present day with its weekday."""
    dependence.until(written.end_of_today())
    return written.day_with_weekday(timezone.localdate())


@register.simple_tag
def today_for_machines():
    return timezone.localdate().isoformat()
