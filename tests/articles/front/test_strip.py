"""The breaking strip: on every page while its end has not come, and never about what is hidden."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import FrontEdition, PublishedStory
from tests import factories

from .editions import live_edition, strip

pytestmark = pytest.mark.django_db
WORDS = "Ferry stopped at sea"


def pages(story):
    return ["/", "/latest/", "/about/", story.published.get_absolute_url(), "/nowhere/"]


def test_every_page_shows_the_strip_and_leads_to_its_story(client, editor):
    story = factories.published_story(by=editor)
    live_edition(editor, strip=strip(WORDS, story=story))
    for address in pages(story):
        page = client.get(address).content.decode()
        link = f'<a class="strip__words" href="{story.published.get_absolute_url()}">{WORDS}</a>'
        assert link in page, address
        assert page.index("strip__words") < page.index('class="masthead')


def test_a_strip_without_a_story_is_words_alone(client, editor):
    live_edition(editor, strip=strip("<b>Storm</b> & flood"))
    page = client.get("/").content.decode()
    assert '<span class="strip__words">&lt;b&gt;Storm&lt;/b&gt; &amp; flood</span>' in page


def test_without_a_strip_nothing_of_it_is_drawn(client, editor):
    live_edition(editor)
    assert b'class="strip' not in client.get("/").content


def test_a_strip_ends_by_the_clock(client, editor):
    edition = live_edition(editor, strip=strip(WORDS))
    assert WORDS in client.get("/latest/").content.decode()
    past = timezone.now() - timedelta(seconds=1)
    FrontEdition.objects.filter(pk=edition.pk).update(strip_until=past)
    assert WORDS not in client.get("/latest/").content.decode()


def test_the_next_edition_takes_the_strip_with_it(client, editor):
    live_edition(editor, strip=strip(WORDS), age=timedelta(hours=2))
    live_edition(editor, age=timedelta(hours=1))
    assert WORDS not in client.get("/").content.decode()


def test_the_strip_of_a_scheduled_edition_waits_for_its_moment(client, editor):
    edition = live_edition(editor, strip=strip(WORDS))
    ahead = timezone.now() + timedelta(hours=1)
    FrontEdition.objects.filter(pk=edition.pk).update(goes_live_at=ahead)
    assert WORDS not in client.get("/").content.decode()


def test_a_strip_about_a_story_goes_with_it(client, editor):
    story = factories.published_story(by=editor)
    live_edition(editor, strip=strip(WORDS, story=story))
    ahead = timezone.now() + timedelta(hours=1)
    PublishedStory.objects.filter(pk=story.pk).update(embargo_until=ahead)
    assert WORDS not in client.get("/").content.decode()
    PublishedStory.objects.filter(pk=story.pk).update(embargo_until=None)
    assert WORDS in client.get("/").content.decode()
    workflow.withdraw(story, by=editor, note="wrong")
    assert WORDS not in client.get("/").content.decode()


def test_the_strip_is_a_landmark_that_interrupts_nobody(client, editor):
    live_edition(editor, strip=strip(WORDS))
    page = client.get("/").content.decode()
    assert '<section class="strip" aria-label="Breaking news">' in page
    assert "aria-live" not in page


@pytest.mark.parametrize("change", [{}, {"embargo_until": 1}, {"withdraw_at": -1}, {"until": -1}])
def test_a_story_s_page_shows_the_strip_that_every_other_page_shows(client, editor, change):
    about, other = (factories.published_story(by=editor) for _number in range(2))
    edition = live_edition(editor, strip=strip(WORDS, story=about))
    moments = {name: timezone.now() + timedelta(hours=hours) for name, hours in change.items()}
    if until := moments.pop("until", None):
        FrontEdition.objects.filter(pk=edition.pk).update(strip_until=until)
    PublishedStory.objects.filter(pk=about.pk).update(**moments)
    strips = [client.get(address).context["strip"] for address in ("/latest/", pages(other)[3])]
    assert strips[0] == strips[1]
    assert bool(strips[0]) == (not change)
