"""Share links as the desk makes and closes them: dated, bounded, and by whoever may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import sharing
from articles.models import ShareLink, Story
from tests import factories

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.now() + timedelta(days=days)


@pytest.fixture
def story():
    return factories.story()


def made(story, by, **said):
    return sharing.share(story, **{"whom": "Counsel", "until": in_days(2), "by": by, **said})


def test_a_link_is_for_somebody_until_a_moment_by_somebody(story, editor):
    until = in_days(2)
    link = made(story, editor, whom="  Ms  Counsel ", until=until)
    assert (link.whom, link.expires_at, link.made_by) == ("Ms Counsel", until, editor)
    assert list(story.shares.open()) == [link]


@pytest.mark.parametrize("role", ["Reporter", "Picture editor", "Legal", "Moderator"])
def test_only_who_may_share_makes_or_closes_a_link(story, editor, role):
    stranger = factories.user(role)
    with pytest.raises(sharing.ShareRefused):
        made(story, stranger)
    link = made(story, editor)
    with pytest.raises(sharing.ShareRefused):
        sharing.revoke(link, by=stranger)
    assert story.shares.open().count() == 1


@pytest.mark.parametrize("days", [-1, 0, 31, 4000])
def test_a_link_ends_later_than_now_and_within_thirty_days(story, editor, days):
    with pytest.raises(sharing.ShareRefused):
        made(story, editor, until=in_days(days))
    assert not ShareLink.objects.exists()


def test_a_link_is_for_somebody(story, editor):
    with pytest.raises(sharing.ShareRefused, match="for whom"):
        made(story, editor, whom="  ")


def test_a_killed_story_is_shown_to_nobody(story, editor):
    Story.objects.filter(pk=story.pk).update(state="killed")
    with pytest.raises(sharing.ShareRefused, match="killed"):
        made(story, editor)


def test_a_story_has_so_many_open_links_and_no_more(story, editor, monkeypatch):
    monkeypatch.setattr(sharing, "MOST_OPEN", 2)
    first, _second = made(story, editor), made(story, editor)
    with pytest.raises(sharing.ShareRefused, match="2 open links"):
        made(story, editor)
    sharing.revoke(first, by=editor)
    assert made(story, editor).is_open


def test_a_closed_link_remembers_who_closed_it_first_and_when(story, editor):
    link = sharing.revoke(made(story, editor), by=editor)
    assert link.revoked_by == editor
    assert not link.is_open
    again = sharing.revoke(link, by=factories.user("Editor"))
    assert (again.revoked_by, again.revoked_at) == (editor, link.revoked_at)


def test_all_links_of_a_story_are_closed_at_once_and_no_other(story, editor):
    for _link in range(3):
        made(story, editor)
    other = made(factories.story(), editor)
    assert sharing.revoke_all(story, by=editor) == 3
    assert not story.shares.open().exists()
    assert ShareLink.objects.open().get() == other


def test_no_two_links_have_one_token_and_none_tells_the_story(story, editor):
    tokens = {sharing.token_of(made(story, editor)) for _link in range(5)}
    assert len(tokens) == 5
    assert not any(story.slug in token for token in tokens if story.slug)


def test_a_token_is_ours_alone(story, editor, settings):
    token = sharing.token_of(made(story, editor))
    assert sharing.opened(token).story == story
    settings.SECRET_KEY = "somebody else's key"
    with pytest.raises(sharing.NoSuchLink):
        sharing.opened(token)


def test_a_token_outlives_a_change_of_the_key_that_is_still_known(story, editor, settings):
    token = sharing.token_of(made(story, editor))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key"
    assert sharing.opened(token).story == story
