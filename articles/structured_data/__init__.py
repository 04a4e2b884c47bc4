"""What search engines read of a page: schema.org's objects as plain values.

The rule: values in, values out, and nothing is said that the page itself does not say. Follows
https://schema.org and the search engines' guidelines for articles, breadcrumbs, profiles,
organisations and images with a licence (https://developers.google.com/search/docs): absolute
addresses, moments with their zone, one object for each name, no property without a value.
"""

from .pages import breadcrumbs, collection_page, page, profile_page
from .paper import newspaper, website
from .pictures import image_object
from .stories import news_article
from .values import moment

__all__ = [
    "breadcrumbs",
    "collection_page",
    "image_object",
    "moment",
    "news_article",
    "newspaper",
    "page",
    "profile_page",
    "website",
]
