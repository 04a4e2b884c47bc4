"""What programs ask every site for at addresses of their own: robots.txt, a contact, a key, icons.

The one rule: robots.txt says what we ask for and keeps nobody out. What nobody may read is not
public; what must not be listed says so on its own page.
"""

from datetime import UTC, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.dependence import kept
from articles.models import Crawlers, absolute
from articles.syndication import answer
from newsroom.crawlers import CRAWLERS, Use

PLAIN = "text/plain; charset=utf-8"

# What leads nowhere for a program: the desk, the search, links for one person, what is sent. The
# replies themselves are to be read.
NOT_FOR_PROGRAMS = (
    "/admin/",
    "/search/",
    "/shared/",
    *(
        f"/replies/{act}/"
        for act in (
            "answer",
            "confirm",
            "digest",
            "follow",
            "following",
            "mine",
            "report",
            "to",
            "yours",
        )
    ),
)

# https://contentsignals.org/; nothing where nothing is asked for: judges of robots.txt that do not
# know the line yet count it as a mistake.
SIGNALS = {
    Crawlers.ANSWERS: "search=yes, ai-input=yes, ai-train=no",
    Crawlers.NONE: "search=yes, ai-input=no, ai-train=no",
}
KEPT_OUT = {
    Crawlers.ALL: set(),
    Crawlers.ANSWERS: {Use.TRAINING, Use.BOTH},
    Crawlers.NONE: set(Use),
}


@kept()
@require_safe
def robots(request):
    """RFC 9309, with the newspaper's choice about the programs of language models."""
    choice = Crawlers(request.paper.ai_crawlers)
    lines = [
        "User-agent: *",
        *([f"Content-Signal: {SIGNALS[choice]}"] if choice in SIGNALS else []),
        *(f"Disallow: {path}" for path in NOT_FOR_PROGRAMS),
        "",
    ]
    if refused := [one.name for one in CRAWLERS if one.use in KEPT_OUT[choice]]:
        lines += [*(f"User-agent: {name}" for name in refused), "Disallow: /", ""]
    for name in ("sitemaps", "sitemap_news"):
        lines.append(f"Sitemap: {absolute(reverse(f'articles:{name}'))}")
    return answer(request, "\n".join([*lines, ""]).encode(), PLAIN)


@require_safe
def security(request):
    """Whom to tell of a hole in the site, where the newspaper has an address: RFC 9116."""
    if not (contact := request.paper.contact_email):
        raise Http404(_("This newspaper has published no address for that."))
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {_in_half_a_year():%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {get_language().partition('-')[0]}",
        f"Canonical: {absolute(request.path)}",
    ]
    return answer(request, "\n".join([*lines, ""]).encode(), PLAIN)


def _in_half_a_year():
    """The first moment of a month, so that what was answered once stays true for a while."""
    now = timezone.now().astimezone(UTC)
    months = now.year * 12 + now.month - 1 + 6
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)


@require_safe
def index_now_key(request, key):
    """The file by which search engines know that it was this site that told them."""
    paper = request.paper
    if not paper.index_now or not constant_time_compare(key, paper.index_now_key):
        raise Http404(_("There is nothing here."))
    return HttpResponse(key, content_type=PLAIN)


@require_safe
def icon(request, name):
    """Where an icon is that browsers ask for without having been told of one."""
    own = request.paper.icon
    response = redirect(own["address"] if own else static(f"img/{name}"))
    response["Cache-Control"] = "public, max-age=86400"
    return response
