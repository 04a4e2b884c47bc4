"""The page that a share link opens: the very page, for whoever holds it, and for nobody's cache."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import sharing, workflow
from articles.models import PublishedStory, ShareLink, Story
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return factories.story(headline="Nobody knows this yet")


def shared(story, by, whom="Ms Counsel"):
    link = sharing.share(story, whom=whom, until=timezone.now() + timedelta(days=1), by=by)
    return link, reverse("articles:shared", args=[sharing.token_of(link)])


def test_whoever_holds_a_link_sees_the_desks_copy_as_the_very_page(client, story, editor):
    _link, address = shared(story, editor)
    response = client.get(address)
    assert response.status_code == 200
    assert response.templates[0].name == "articles/story.html"
    assert "Nobody knows this yet" in response.text
    assert "Not published." in response.text
    assert "Shared with Ms Counsel by" in response.text


def test_the_page_says_whether_readers_see_the_story_as_it_stands_here(client, editor):
    story = factories.published_story(by=editor)
    _link, address = shared(story, editor)
    assert "Published: readers see it too." in client.get(address).text
    Story.objects.filter(pk=story.pk).update(headline="Another headline")
    workflow.save(story, by=editor)
    assert "Not published in this form." in client.get(address).text


def test_the_address_that_is_copied_is_whole_and_leads_to_the_page(client, story, editor, settings):
    link, address = shared(story, editor)
    assert sharing.address_of(link) == f"{settings.SITE_URL}{address}"


def test_a_shared_page_is_neither_kept_nor_found_and_tells_nobody_where_it_is(
    client, story, editor
):
    _link, address = shared(story, editor)
    response = client.get(address)
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert '<meta name="robots" content="noindex' in response.text
    assert not response.cookies


def test_a_shared_page_names_no_address_by_which_it_could_be_passed_on(client, story, editor):
    _link, address = shared(story, editor)
    shown = client.get(address).text
    assert address not in shown
    for word in ('rel="canonical"', "og:", "application/ld+json", "data-share"):
        assert word not in shown


def test_nothing_can_be_sent_from_a_shared_page(client, story, editor):
    _link, address = shared(story, editor)
    assert '<div class="story-replies wrap narrow" inert>' in client.get(address).text
    assert client.post(address).status_code == 405


def test_each_opening_is_counted_and_a_look_at_the_head_is_none(client, story, editor):
    link, address = shared(story, editor)
    client.head(address)
    link.refresh_from_db()
    assert (link.openings, link.last_opened_at) == (0, None)
    for _opening in range(3):
        client.get(address)
    link.refresh_from_db()
    assert link.openings == 3
    assert link.last_opened_at is not None


def test_a_link_opens_an_embargoed_story_and_no_other_door(client, editor):
    story = factories.published_story(by=editor, headline="Under embargo")
    workflow.embargo(story, until=timezone.now() + timedelta(hours=3), by=editor)
    _link, address = shared(story, editor)
    assert "Under embargo" in client.get(address).text
    assert client.get(PublishedStory.objects.get().get_absolute_url()).status_code == 404


def test_the_pictures_of_a_shared_page_open_for_whoever_holds_the_link(client, editor):
    lead, inside = factories.picture(), factories.picture()
    story = factories.story(
        lead_picture=lead, body=f'<p>Text.</p><figure data-picture="{inside.pk}"></figure>'
    )
    link, address = shared(story, editor)
    shown = client.get(address).text
    for picture in (lead, inside):
        with_token = f"/pictures/{picture.key}/full-640.jpg?shared={sharing.token_of(link)}"
        assert with_token in shown
        response = client.get(with_token)
        assert response.status_code == 200
        b"".join(response.streaming_content)
        assert not response.cookies
        assert client.get(with_token.partition("?")[0]).status_code == 404


@pytest.mark.parametrize("end", ["revoked", "over", "killed", "deleted"])
def test_a_closed_link_is_gone_and_names_no_story(client, story, editor, end):
    link, address = shared(story, editor)
    past = timezone.now() - timedelta(days=2)
    if end == "revoked":
        sharing.revoke(link, by=editor)
    elif end == "over":
        ShareLink.objects.update(made_at=past, expires_at=past + timedelta(days=1))
    elif end == "killed":
        workflow.kill(story, by=factories.user("Chief editor"), note="Libel.")
        assert not ShareLink.objects.open().exists()
    else:
        story.delete()
    response = client.get(address)
    assert response.status_code == 410
    assert "This link is closed" in response.text
    assert "Nobody knows this yet" not in response.text
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert not ShareLink.objects.filter(openings__gt=0).exists()


@pytest.mark.parametrize(
    "token",
    ["1", "1.", "1.AAAA", "-1.AAAA", "x.y", "%00", "%ED%A0%80", "9" * 90, "9" * 9000, "é.é", "…"],
)
def test_a_forged_link_is_404(client, story, editor, token):
    shared(story, editor)
    response = client.get(f"/shared/{token}/")
    assert response.status_code == 404
    assert "Nobody knows this yet" not in response.text


def test_a_token_for_one_story_opens_no_other(client, story, editor):
    _link, address = shared(story, editor)
    other, _address = shared(factories.story(headline="Another secret"), editor)
    token = sharing.token_of(other)
    swapped = address.replace(address.split("/")[2].split(".")[0] + ".", token.split(".")[0] + ".")
    assert client.get(swapped).status_code == 404


def test_a_shared_page_is_the_same_for_the_desk(client, story, editor):
    _link, address = shared(story, editor)
    client.force_login(editor)
    response = client.get(address)
    assert "sessionid" not in response.cookies
    assert "Not published." in response.text
