"""What the newspaper's feeds have in common: whose they are, and names that never change."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language

from articles.models import absolute
from articles.syndication import Feed, Writer, paths


def feed_of(paper, title, description, page, route, *args, entries):
    """A Feed of the newspaper; `route` and `args` name its address, `page` is a path."""
    return Feed(
        title=title,
        description=description,
        page=absolute(page),
        addresses={name: absolute(path) for name, path in paths(route, *args).items()},
        language=get_language(),
        publisher=Writer(paper.name, absolute("/")),
        hub=paper.websub_hub,
        entries=tuple(entries),
    )


def lasting_name(kind, day, number):
    """A name for a thing that stays while its headline and its address change: a tag URI.

    https://www.rfc-editor.org/rfc/rfc4151: the site's own name, and a day on which it was ours.
    """
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{day:%Y-%m-%d}:{kind}/{number}"
