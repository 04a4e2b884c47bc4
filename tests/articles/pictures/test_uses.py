"""Where a picture stands, and who is told of it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles import library, workflow
from articles.admin.desk import short_moment
from articles.admin.picture_uses import uses_with_front_page
from articles.library import uses
from articles.models import Newspaper, Picture, Story
from tests import factories
from tests.articles.front.editions import live_edition, secondary

pytestmark = pytest.mark.django_db


def figure(picture):
    return f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>'


def only(picture):
    (use,) = library.uses_of(picture).stories
    return use


def test_nothing_shows_a_picture_that_was_just_added():
    picture = factories.picture()
    assert not library.uses_of(picture)
    assert not library.tallies([picture])[picture.pk]
    assert library.tallies([]) == {}


def test_a_draft_has_it_in_one_copy_alone_and_is_not_live():
    picture = factories.picture()
    story = factories.story(lead_picture=picture, body=figure(picture))
    use = only(picture)
    assert (use.story, use.is_live) == (story, False)
    assert use.places == ["lead picture", "in the text"]


def test_a_live_story_has_it_in_both_copies_and_each_place_is_named_once():
    picture = factories.picture()
    factories.published_story(body=2 * figure(picture))
    use = only(picture)
    assert use.is_live
    assert use.places == ["in the text"]


def test_a_copy_is_named_where_the_two_differ(editor):
    picture, other = factories.picture(), factories.picture()
    story = factories.published_story(lead_picture=picture)
    story.lead_picture, story.body = other, figure(picture)
    story.save()
    workflow.save(story, by=editor)
    assert only(picture).places == [
        "in the text, in the desk's copy alone",
        "lead picture, in the readers' copy alone",
    ]
    assert only(picture).is_live
    assert not only(other).is_live


def test_a_withdrawn_story_is_not_live(editor):
    picture = factories.picture()
    story = factories.published_story(lead_picture=picture)
    workflow.withdraw(story, by=editor, note="A mistake")
    assert not only(picture).is_live


def test_portraits_and_stand_ins_are_uses():
    picture, other = factories.picture(), factories.picture(caption="Ended.")
    person = factories.person(name="Ada Marsh", portrait=picture)
    Picture.objects.filter(pk=other.pk).update(fallback=picture)
    Newspaper.objects.update_or_create(pk=1, defaults={"fallback_picture": picture})
    found = library.uses_of(picture)
    assert (found.people, found.stands_in_for, found.is_newspapers) == ([person], [other], True)
    assert found.names == [
        "Ada Marsh",
        "in the stead of “Ended.”",
        "the newspaper's picture in another's stead",
    ]
    tally = library.tallies([picture, other])[picture.pk]
    assert (tally.stories, tally.portraits, tally.stands_in) == (0, 1, 2)


def test_a_picture_in_very_many_stories_names_the_latest(monkeypatch):
    monkeypatch.setattr(uses, "MOST_STORIES", 2)
    picture, section, person = factories.picture(), factories.section(), factories.person()
    stories = [
        factories.story(lead_picture=picture, section=section, bylines=[person])
        for _number in range(3)
    ]
    for age, story in enumerate(stories):
        moment = timezone.now() - timedelta(minutes=age)
        Story.objects.filter(pk=story.pk).update(changed_at=moment)
    found = library.uses_of(picture)
    assert [use.story for use in found.stories] == stories[:2]
    assert found.has_more
    assert found.names[-1] == "more stories"


@pytest.mark.parametrize("count", [1, 10])
def test_the_cost_of_asking_does_not_grow_with_the_uses(count, django_assert_num_queries):
    picture, section, person = factories.picture(), factories.section(), factories.person()
    for _number in range(count):
        factories.story(lead_picture=picture, section=section, bylines=[person])
    with django_assert_num_queries(5):
        library.uses_of(picture)
    with django_assert_num_queries(2):
        library.tallies([picture])


def test_it_is_said_where_a_story_with_it_stands_on_the_front_page(editor):
    picture, other = factories.picture(), factories.picture()
    story = factories.published_story(lead_picture=picture, age=timedelta(days=9))
    factories.published_story(lead_picture=other)
    live_edition(editor, {secondary(2): story})
    (use,) = uses_with_front_page(picture, Newspaper.current()).stories
    assert use.front[0] == "Secondary 1"  # pinned as the second, with nothing to fill the first
    (use,) = uses_with_front_page(other, Newspaper.current()).stories
    assert use.front[0] == "Lead"


def test_a_place_in_an_edition_to_come_is_told_of_with_its_moment(editor):
    picture = factories.picture()
    story = factories.story(lead_picture=picture)
    edition = live_edition(editor, {secondary(2): story})
    later = timezone.now() + timedelta(days=1)
    type(edition).objects.filter(pk=edition.pk).update(goes_live_at=later)
    (use,) = uses_with_front_page(picture, Newspaper.current()).stories
    assert use.front == (f"Secondary 2, from {short_moment(later)}",)


def test_a_story_that_fills_a_place_by_itself_is_told_of_too():
    picture = factories.picture()
    factories.published_story(lead_picture=picture)
    (use,) = uses_with_front_page(picture, Newspaper.current()).stories
    assert use.front[0] == "Lead"


def test_a_draft_stands_nowhere_on_the_front_page():
    picture = factories.picture()
    factories.story(lead_picture=picture)
    (use,) = uses_with_front_page(picture, Newspaper.current()).stories
    assert use.front == ()


def test_the_screen_of_a_picture_says_all_of_it(client, picture_editor):
    client.force_login(picture_editor)
    picture = factories.picture()
    story = factories.published_story(headline="On top", lead_picture=picture)
    factories.person(name="Ada Marsh", portrait=picture)
    page = client.get(f"/admin/articles/picture/{picture.pk}/change/").content.decode()
    assert f'<a href="/admin/articles/story/{story.pk}/change/">On top</a>' in page
    assert "Front page: Lead" in page
    assert "Portrait of Ada Marsh" in page


def test_somebody_who_may_not_see_stories_gets_no_links_to_them(client):
    somebody = factories.user(is_staff=True)
    somebody.user_permissions.set(Permission.objects.filter(codename="view_picture"))
    client.force_login(somebody)
    picture = factories.picture()
    factories.story(headline="A use", lead_picture=picture)
    page = client.get(f"/admin/articles/picture/{picture.pk}/change/").content.decode()
    assert "A use" in page
    assert "/admin/articles/story/" not in page
