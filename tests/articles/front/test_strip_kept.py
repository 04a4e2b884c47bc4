"""The breaking strip across editions: one that leaves it as it is keeps what stands there then."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import front_page
from articles.models import FrontEdition
from tests import factories

from .editions import ADD, LIST, change, clock, live_edition, preview, strip, typed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def scheduled(editor, *, strip=None):
    edition = front_page.prepare(by=editor, pins={}, strip=strip)
    return front_page.put_live(edition, by=editor, at=timezone.now() + HOUR)


def moment_comes(edition):
    now = timezone.now()
    FrontEdition.objects.filter(pk=edition.pk).update(goes_live_at=now, decided_at=now)


def text(response):
    return " ".join(response.content.decode().split())


def shown(client):
    """The words that readers see above the masthead."""
    strip = client.get("/latest/").context["strip"]
    return strip.words if strip else ""


def test_an_edition_scheduled_before_a_strip_was_set_keeps_it_until_its_own_end(client, editor):
    edition = scheduled(editor)
    other = live_edition(editor, strip=strip("Storm"))
    moment_comes(edition)
    assert FrontEdition.objects.gone_live().first() == edition
    assert shown(client) == "Storm"
    past = timezone.now() - timedelta(seconds=1)
    FrontEdition.objects.filter(pk=other.pk).update(strip_until=past)
    assert shown(client) == ""


def test_an_edition_scheduled_with_a_strip_as_it_was_does_not_bring_it_back(client, editor):
    old = strip("Storm")
    live_edition(editor, strip=old, age=HOUR)
    edition = scheduled(editor, strip=old)
    live_edition(editor)
    moment_comes(edition)
    assert shown(client) == ""


def test_a_strip_emptied_on_purpose_goes_at_the_editions_moment(client, editor):
    live_edition(editor, strip=strip("Storm"))
    edition = scheduled(editor)
    assert shown(client) == "Storm"
    moment_comes(edition)
    assert shown(client) == ""


def test_a_strip_of_its_own_takes_the_place_of_another(client, editor):
    live_edition(editor, strip=strip("Storm"))
    edition = scheduled(editor, strip=strip("Flood"))
    moment_comes(edition)
    assert shown(client) == "Flood"


def test_a_strip_is_kept_through_many_editions_at_the_cost_of_one_query(
    editor, django_assert_num_queries
):
    live_edition(editor, strip=strip("Storm"), age=HOUR)
    for minutes in range(9, 1, -1):
        edition = scheduled(editor)
        FrontEdition.objects.filter(pk=edition.pk).update(keeps_strip=True)
        moment = timezone.now() - timedelta(minutes=minutes)
        FrontEdition.objects.filter(pk=edition.pk).update(goes_live_at=moment, decided_at=moment)
    with django_assert_num_queries(1):
        assert front_page.paper_and_strip()[1].words == "Storm"


def test_the_form_sent_as_it_was_keeps_the_strip_even_beyond_its_end(desk, editor):
    present = live_edition(editor, strip=strip("Storm"))
    form = desk.get(ADD).context["form"]
    later = timezone.now() + 5 * HOUR
    sent = typed(
        strip_words=form["strip_words"].value(),
        strip_until=clock(form["strip_until"].value()),
        planned_for=clock(later),
        _schedule="1",
    )
    assert desk.post(ADD, sent).url == LIST
    edition = FrontEdition.objects.exclude(pk=present.pk).get()
    assert (edition.keeps_strip, edition.strip_words) == (True, "")


def test_the_form_of_a_draft_that_keeps_the_strip_shows_what_stands_there_now(desk, editor):
    draft = front_page.prepare(by=editor, pins={})
    live_edition(editor, strip=strip("Storm"))
    assert desk.get(change(draft)).context["form"]["strip_words"].value() == "Storm"
    assert desk.get(ADD).context["form"]["strip_words"].value() == "Storm"


def test_the_form_begun_from_an_edition_that_kept_the_strip_shows_it(desk, editor):
    before = scheduled(editor)
    live_edition(editor, strip=strip("Storm"))
    moment_comes(before)
    assert desk.get(ADD).context["form"]["strip_words"].value() == "Storm"
    assert "<strong>Breaking strip:</strong> Storm" in text(desk.get(LIST))


def test_the_preview_of_a_scheduled_edition_shows_the_strip_it_will_have(desk, editor):
    edition = scheduled(editor)
    live_edition(editor, strip=strip("Storm"))
    assert desk.get(preview(edition)).context["strip"].words == "Storm"


def test_what_will_happen_to_the_strip_is_said_on_the_list_and_on_the_editions_page(desk, editor):
    factories.published_story(by=editor)
    keeping = scheduled(editor)
    live_edition(editor, strip=strip("Storm"))
    emptied = scheduled(editor)
    own = scheduled(editor, strip=strip("Flood", ends_in=3 * HOUR))
    again = scheduled(editor, strip=strip("Fog", ends_in=4 * HOUR))
    page = text(desk.get(LIST))
    at = "At [^<]*"
    for edition, words in (
        (keeping, "the strip “Storm” stays until its own end,"),
        (emptied, f"the strip “Storm” goes, because edition {emptied.pk} has none."),
        (own, "the strip “Flood” begins, until"),
        (again, "the strip “Fog” takes the place of “Flood”, until"),
    ):
        sentence = at + words
        assert re.search(sentence, page), words
        assert re.search(sentence, text(desk.get(change(edition)))), words


def test_where_there_is_no_strip_to_come_that_is_said(desk, editor):
    edition = scheduled(editor)
    assert "as it stands there is no strip then." in text(desk.get(change(edition)))
