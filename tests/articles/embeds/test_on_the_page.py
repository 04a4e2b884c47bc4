"""What a page with something of another site may open; every other page may open nothing."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import sharing
from articles.models import Embed, PublishedStory
from newsroom.security import PERMISSIONS_POLICY
from tests import factories

pytestmark = pytest.mark.django_db

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
BODY = f'<p>Seen.</p><figure data-embed="{VIDEO}"></figure>'
OTHERS = BODY + (
    '<figure data-embed="https://vimeo.com/76979871"></figure>'
    f'<figure data-embed="{VIDEO}"></figure>'
    '<figure data-embed="https://example.org/map"></figure>'
)


def policy_of(response):
    """The policy of an answer: its directives by name; what changes with each answer left out."""
    header = re.sub(r"'nonce-[^']+'", "'nonce'", response.headers["Content-Security-Policy"])
    return {line.split()[0]: line.split()[1:] for line in header.split(";") if line.strip()}


def page_of(client, body):
    """A story's page, its body as an older release or another setting let it out."""
    story = factories.published_story()
    PublishedStory.objects.filter(story=story).update(body=body)
    return client.get(story.readers_copy.get_absolute_url())


def test_a_page_may_open_the_frames_of_its_own_embeds_and_no_others(client):
    policy = policy_of(page_of(client, OTHERS))
    assert policy["frame-src"] == ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]


def test_a_page_without_one_may_open_no_frame_at_all(client):
    for body in ("<p>a</p>", '<p>a</p><figure data-embed="https://example.org/map"></figure>'):
        response = page_of(client, body)
        policy = policy_of(response)
        assert "frame-src" not in policy
        assert policy["default-src"] == ["'none'"]
        assert "embed.js" not in response.content.decode()
        assert "embed.css" not in response.content.decode()


def test_nothing_else_of_the_policy_is_looser_for_an_embed(client):
    with_one, without = policy_of(page_of(client, BODY)), policy_of(page_of(client, "<p>a</p>"))
    del with_one["frame-src"]
    assert with_one == without


def test_a_narrowed_list_closes_the_frames_of_stories_that_are_out(client, settings):
    settings.EMBED_PROVIDERS = ["vimeo"]
    assert policy_of(page_of(client, OTHERS))["frame-src"] == ["https://player.vimeo.com"]


def test_the_features_we_switch_off_are_none_that_a_player_is_given(client):
    response = page_of(client, BODY)
    assert response.headers["Permissions-Policy"] == PERMISSIONS_POLICY
    for feature in ("fullscreen", "picture-in-picture", "encrypted-media"):
        assert feature not in PERMISSIONS_POLICY


def test_the_page_names_no_other_site_but_in_a_link_and_in_what_the_script_waits_with(client):
    page = page_of(client, BODY).content.decode()
    assert "js/embed.js" in page
    left = page.replace('data-frame="https://www.youtube-nocookie.com', "").replace(
        f'href="{VIDEO}"', ""
    )
    assert "youtube-nocookie" not in left
    assert not re.search(r"""(src|srcset|action|poster|data)=["'][^"']*youtube""", left)
    for hint in ("preconnect", "dns-prefetch", "prefetch", "<iframe"):
        assert hint not in page


def test_a_shared_page_and_the_desks_preview_may_open_the_same_frames(client):
    editor = factories.user("Editor")
    story = factories.story(body=BODY, by=editor)
    until = timezone.now() + timedelta(days=1)
    link = sharing.share(story, whom="A lawyer", until=until, by=editor)
    shared = client.get(sharing.address_of(link))
    client.force_login(editor)
    preview = client.get(reverse("admin:articles_story_preview_page", args=[story.pk]))
    earlier = client.get(reverse("admin:articles_story_earlier", args=[story.pk, 1]))
    for response in (shared, preview, earlier):
        assert response.status_code == 200
        assert policy_of(response)["frame-src"] == ["https://www.youtube-nocookie.com"]


@pytest.mark.parametrize("how_many", [1, 6])
def test_embeds_take_one_query_however_many(client, how_many):
    ids = [f"dQw4w9WgX{number:02}" for number in range(how_many)]
    for one in ids:
        Embed.objects.create(
            address=f"https://www.youtube.com/watch?v={one}",
            provider="youtube",
            title=f"Film {one}",
        )
    figures = "".join(f'<figure data-embed="https://youtu.be/{one}"></figure>' for one in ids)
    plain = factories.published_story(body="<p>a</p>").readers_copy.get_absolute_url()
    story = factories.published_story(body=f"<p>a</p>{figures}").readers_copy.get_absolute_url()
    client.get(plain)
    with CaptureQueriesContext(connection) as without:
        client.get(plain)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(story).content.decode()
    assert all(f"Film {one}" in page for one in ids)
    assert len(asked) <= len(without) + 1


def test_a_feed_carries_no_frame(client):
    factories.published_story(body=BODY)
    feed = client.get(reverse("articles:feed")).content.decode()
    assert "iframe" not in feed
    assert "youtube-nocookie" not in feed
