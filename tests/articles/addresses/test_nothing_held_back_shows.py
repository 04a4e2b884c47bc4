"""What is not for readers, for whatever reason, is named by no page, list, feed, map or card."""

from urllib.parse import urlencode

import pytest

from articles import workflow
from articles.models import Section, Story
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = "Ombudsman"  # stands in all that is said of the stories, and nowhere else
HERE = "http://localhost:8000"


def written(name, editor, section, writer):
    return factories.story(
        by=editor,
        headline=f"{SECRET} resigns",
        standfirst=f"The {SECRET} goes.",
        body=f"<p>The {SECRET} said so.</p>",
        section=section,
        bylines=[writer, f"{SECRET} staff"],
        tags=[f"{SECRET} office"],
        slug=f"ombudsman-{name}",
    )


def out(story, editor):
    return workflow.publish(workflow.submit(story, by=editor), by=editor)


def in_review(story, editor, clock):
    workflow.submit(story, by=editor)


def scheduled(story, editor, clock):
    story = workflow.submit(story, by=editor)
    workflow.plan(story, publish_at=clock.at(hours=9), withdraw_at=None, by=editor)
    workflow.schedule(story, by=editor)


def under_embargo_and_scheduled(story, editor, clock):
    workflow.embargo(story, until=clock.at(hours=9), by=editor)
    scheduled(Story.objects.get(pk=story.pk), editor, clock)


def under_embargo_after_it_was_out(story, editor, clock):
    workflow.embargo(out(story, editor), until=clock.at(hours=9), by=editor)


def withdrawn(story, editor, clock):
    workflow.withdraw(out(story, editor), by=editor, note="A mistake.")


def withdrawn_by_the_clock(story, editor, clock):
    """And nothing has run since to take note of it."""
    story = out(story, editor)
    workflow.plan(story, publish_at=None, withdraw_at=clock.at(minutes=1), by=editor)


def killed(story, editor, clock):
    workflow.kill(out(story, editor), by=factories.user("Chief editor"), note="Libel.")


REASONS = [
    in_review,
    scheduled,
    under_embargo_and_scheduled,
    under_embargo_after_it_was_out,
    withdrawn,
    withdrawn_by_the_clock,
    killed,
]


def paper_of(names, editor):
    """A paper whose only other story leads to those of these names in every way there is."""
    town, writer = factories.section(slug="town", name="Town"), factories.person(slug="ada")
    stories = [written(name, editor, town, writer) for name in names]
    body = "".join(
        f'<p>Words <a data-story="{one.pk}">with a link</a>.</p>'
        f'<aside data-read-also="{one.pk}" data-label="read-also"></aside>'
        for one in stories
    )
    known = factories.story(
        by=editor, slug="known", body=body, section=town, bylines=[writer], tags=["ferry"]
    )
    for place, one in enumerate(stories, start=1):
        known.related.create(target=one, position=place)
    known, chief = workflow.submit(known, by=editor), factories.user("Chief editor")
    known = workflow.publish(known, by=chief, override=True, note="All will be out by then.")
    Section.objects.update(lead=stories[0])
    return stories, known


def naming(day):
    """The addresses where a story of that day stands that readers may see."""
    return [
        *("/", "/latest/", "/section/town/", "/author/ada/", f"/{day:%Y/%m}/", f"/{day:%Y/%m/%d}/"),
        *("/search/?q=resigns", "/search/?q=author:ada", "/resigns/"),
        *("/feed/", "/feed/atom/", "/feed/json/", "/section/town/feed/", "/author/ada/feed/"),
        *("/tag/ombudsman-office/", "/TAG/ombudsman-office/feed/"),
    ]


def others(day):
    return [
        *("/archive/", f"/{day:%Y}/", "/about/", "/corrections/", "/corrections/feed/"),
        *("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-news.xml", f"/sitemap-{day:%Y-%m}.xml"),
        *("/tag/ferry/", "/tag/ferry/feed/", "/search/?q=ferry", "/ombudsman/"),
    ]


def its_own(story, day):
    page = f"/{day:%Y/%m/%d}/{story.slug or 'gone'}/"
    card = f"/oembed?{urlencode({'url': f'{HERE}{page}'})}"
    return [page, card, f"{page}history/", f"/replies/under/{story.pk}/feed/"]


def test_what_is_not_for_readers_is_named_nowhere(client, editor, clock):
    stories, known = paper_of([reason.__name__ for reason in REASONS], editor)
    day = known.published.day
    theirs = [address for one in stories for address in its_own(one, day)]
    for reason, story in zip(REASONS, stories, strict=True):
        reason(story, editor, clock)
    clock.goes_on(minutes=2)
    for address in [*naming(day), *others(day), *its_own(known, day), *theirs]:
        answer = client.get(address, follow=True)
        assert answer.status_code < 500, address
        said = answer.content.decode()
        assert SECRET not in said, address
        assert "ombudsman-" not in said.replace(answer.wsgi_request.path, ""), address


def test_and_those_lists_would_name_what_readers_may_see(client, editor, clock):
    """Otherwise the test before this one would prove nothing."""
    (story,), known = paper_of(["is-out"], editor)
    out(story, editor)
    clock.goes_on(minutes=2)
    day = known.published.day
    page, card, *_others = its_own(story, day)
    for address in [*naming(day), page, card, known.published.get_absolute_url()]:
        assert SECRET in client.get(address, follow=True).content.decode(), address
