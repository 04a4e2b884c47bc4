"""What search engines are told to read: an index, a sitemap for each month, and the latest news.

The one rule: nothing here counts the archive. A month is read along the index of addresses, and
which months there are is written down as stories are published. Only what readers may see now is
named, at its present address. https://www.sitemaps.org/protocol.html
"""

from datetime import UTC, date, datetime, time, timedelta

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from lxml import etree

from articles import dependence, renditions
from articles.dependence import kept
from articles.models import (
    Person,
    PublishedMonth,
    PublishedStory,
    Reference,
    absolute,
)
from articles.syndication import add, answer, written

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
SPACES = {None: SITEMAP, "image": IMAGE, "news": NEWS}
MIME = "application/xml; charset=utf-8"

IN_ONE = 1000  # stories, so that no sitemap costs more than another; 50,000 addresses are allowed
WRITERS_AT_MOST = 40_000
IMAGES_OF_A_PAGE = 1000
NEWS_FOR = timedelta(hours=48)
NEWS_AT_MOST = 1000
# Where the code of a language is not its first two letters:
# https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
CHINESE = {"zh-hans": "zh-cn", "zh-hant": "zh-tw", "zh-cn": "zh-cn", "zh-tw": "zh-tw"}


@kept()
@require_safe
def index(request):
    """Every sitemap, with the moment at which anything in it changed last."""
    dependence.on("all", "months")
    root, changes = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP}), []
    _add_sitemap(root, reverse("articles:sitemap_pages"))
    for month in PublishedMonth.objects.newest_first():
        if (changed_at := _changed_at(month)) is None:
            continue
        changes.append(changed_at)
        for part in range(1, _parts_of(month) + 1):
            _add_sitemap(root, address_of(month.month, part), changed_at)
    return answer(request, written(root), MIME, changed_at=max(changes, default=None))


@kept()
@require_safe
def month(request, year, month, part="1"):
    """The stories first published in a month; `part` is the which of a month with many."""
    try:
        row = PublishedMonth.objects.filter(month=date(int(year), int(month), 1)).first()
    except ValueError:  # there is no such month
        row = None
    begin = (int(part) - 1) * IN_ONE
    if row:
        dependence.on_list("all", _moment_near(row.end, 2), _moment_near(row.month, -2))
    stories = list(_stories_of(row)[begin : begin + IN_ONE]) if row else []
    if not stories:
        raise Http404(_("There is no such sitemap."))
    root, seen = _urlset(), request.paper.as_seen()
    in_texts = _pictures_in_texts(stories)
    for story in stories:
        url = _add_url(root, story.get_absolute_url(), story.updated_at)
        _add_images(url, story.seen_as(seen), in_texts.get(story.pk, ()), seen)
    changed_at = max(story.updated_at for story in stories)
    return answer(request, written(root), MIME, changed_at=changed_at)


@kept()
@require_safe
def pages(request):
    """The pages that are no stories: lists of something readers see, its authors, and about.

    A list without a story asks search engines not to be listed, and stands in no sitemap.
    """
    dependence.on("all")
    root, sections = _urlset(), list(PublishedStory.objects.live().their_sections())
    lists = ("latest", "archive") if sections else ()
    for name in ("front", *lists, "about", "corrections"):
        _add_url(root, reverse(f"articles:{name}"))
    for page in (*sections, *Person.objects.writing()[:WRITERS_AT_MOST]):
        _add_url(root, page.get_absolute_url())
    return answer(request, written(root), MIME)


@kept()
@require_safe
def news(request):
    """The stories of the last 48 hours, as news search engines want them.

    Hours by the clock and not by the days of a zone. Empty when nothing was published: that is
    allowed. https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
    """
    root, paper = _urlset(), request.paper
    since = timezone.now().astimezone(UTC) - NEWS_FOR
    newest = PublishedStory.objects.live().newer_than(since, 0).newest_first().on_sitemaps()
    stories, language = list(newest[:NEWS_AT_MOST]), get_language()
    for story in stories:
        url = _add_url(root, story.get_absolute_url(), story.updated_at)
        about = add(url, "news", space=NEWS)
        publication = add(about, "publication", space=NEWS)
        add(publication, "name", paper.name, NEWS)
        add(publication, "language", CHINESE.get(language, language.partition("-")[0]), NEWS)
        add(about, "publication_date", _moment(story.published_at), NEWS)
        add(about, "title", story.headline, NEWS)
        _add_images(url, story.seen_as(paper.as_seen()), (), paper.as_seen())
    dependence.on("all")
    dependence.until(min((story.published_at + NEWS_FOR for story in stories), default=None))
    changed_at = max((story.updated_at for story in stories), default=None)
    return answer(request, written(root), MIME, changed_at=changed_at)


def address_of(month, part=1):
    """The path of a month's sitemap, or of a further part of it."""
    args = [f"{month:%Y}", f"{month:%m}", *([str(part)] if part > 1 else [])]
    return reverse("articles:sitemap_month", args=args)


def _stories_of(month):
    dated = PublishedStory.objects.live().dated_between(month.month, month.end)
    return dated.by_address().on_sitemaps()


def _changed_at(month):
    """When a month's sitemap changed last, or None where there is none.

    Where something appears in it by the clock, what readers see now is looked at: in very few.
    """
    if month.changed_at <= timezone.now():
        return month.changed_at
    return _stories_of(month).last_change()


def _parts_of(month):
    """How many sitemaps a month has; stories that are held back may leave the last one empty."""
    parts = -(-month.stories // IN_ONE)
    if month.changed_at <= timezone.now():
        return parts
    while parts > 1 and not _stories_of(month)[(parts - 1) * IN_ONE :].exists():
        parts -= 1
    return parts


def _pictures_in_texts(stories):
    """The pictures in the texts of a sitemap's stories, by the story's id; one query."""
    found, end = {}, stories[-1].day + timedelta(days=1)
    for reference in Reference.objects.pictures_read_between(stories[0].day, end):
        found.setdefault(reference.story_id, []).append(reference.target_picture)
    return found


def _moment_near(day, days):
    """A moment some days beside one, for whichever zone its stories were dated in."""
    return datetime.combine(day + timedelta(days), time.min, UTC)


def _urlset():
    return etree.Element(f"{{{SITEMAP}}}urlset", nsmap=SPACES)


def _add_sitemap(root, path, changed_at=None):
    sitemap = add(root, "sitemap", space=SITEMAP)
    add(sitemap, "loc", absolute(path), SITEMAP)
    if changed_at:
        add(sitemap, "lastmod", _moment(changed_at), SITEMAP)


def _add_url(root, path, changed_at=None):
    url = add(root, "url", space=SITEMAP)
    add(url, "loc", absolute(path), SITEMAP)
    if changed_at:
        add(url, "lastmod", _moment(changed_at), SITEMAP)
    return url


def _add_images(url, story, in_text, seen):
    """The pictures that a story's page shows and others may, each once, with credit and licence.

    Google reads the address alone since 2022 and takes the licence from the page; the schema has
    both, and others read them.
    """
    shown = [(story.shown, "lead")]
    shown += [(picture.seen_as(seen).as_used(), "inline") for picture in in_text]
    shown = [(one, place) for one, place in reversed(shown) if one and one.picture.for_social]
    once = {one.picture.pk: (one, place) for one, place in shown}
    for one, place in list(once.values())[::-1][:IMAGES_OF_A_PAGE]:
        image = add(url, "image", space=IMAGE)
        add(image, "loc", absolute(renditions.sources(one.picture, place).src), IMAGE)
        words = " ".join(filter(None, [one.caption.strip(), f"({one.picture.credit_line})"]))
        add(image, "caption", words, IMAGE)
        if one.picture.licence_address:
            add(image, "license", one.picture.licence_address, IMAGE)


def _moment(value):
    """A moment in the newsroom's time zone, with its offset: https://www.w3.org/TR/NOTE-datetime"""
    return timezone.localtime(value).isoformat(timespec="seconds")
