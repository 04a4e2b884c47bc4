"""Stops the site from starting in a way that would wake what we switched off in xtd."""

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.urls import NoReverseMatch, reverse


def register():
    """Add these checks to those that Django runs before it starts."""
    checks.register(stored_by_us)
    checks.register(without_addresses_of_xtd)


def stored_by_us(app_configs, **kwargs):
    """xtd writes into our model, asks nobody to confirm and has no hook on saving."""
    problems = []
    if settings.COMMENTS_XTD_MODEL != "comments.models.Reply":
        problems.append("COMMENTS_XTD_MODEL must be comments.models.Reply.")
    if settings.COMMENTS_XTD_CONFIRM_EMAIL:
        problems.append("COMMENTS_XTD_CONFIRM_EMAIL must be off: its links never expire.")
    rooms = [room.name for room in apps.get_app_configs()]
    if rooms.index("comments") < rooms.index("django_comments_xtd"):
        problems.append("comments must stand after django_comments_xtd in INSTALLED_APPS.")
    return [checks.Error(problem, id="comments.E001") for problem in problems]


def without_addresses_of_xtd(app_configs, **kwargs):
    """None of the addresses of xtd and django_comments leads anywhere."""
    for name, arguments in (("comments-post-comment", ()), ("comments-xtd-reply", (1,))):
        try:
            reverse(name, args=arguments)
        except NoReverseMatch:
            continue
        return [checks.Error(f"{name} of django-comments-xtd is mounted.", id="comments.E002")]
    return []
