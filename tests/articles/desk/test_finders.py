"""What the editor's dialogs are told while somebody types."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
STORIES, PICTURES = "/admin/articles/story/find/", "/admin/articles/picture/find/"
TOPICS = "/admin/taggit/tag/find/"


def found(client, address, **query):
    return client.get(address, query).json()["results"]


def test_stories_are_found_by_parts_of_their_headlines_with_their_state(client, reporter):
    client.force_login(reporter)
    draft = factories.story(headline="Ferry saved by one vote")
    public = factories.published_story(headline="Ferry breaks down")
    factories.story(headline="Something else")
    results = {one["id"]: one for one in found(client, STORIES, q="ferr")}
    assert set(results) == {draft.pk, public.pk}
    assert not results[draft.pk]["is_public"]
    assert results[draft.pk]["state_label"] == "Draft"
    assert results[public.pk]["is_public"]


def test_stories_and_pictures_are_looked_up_by_number(client, reporter):
    client.force_login(reporter)
    story, picture = factories.story(), factories.picture()
    factories.story()
    assert [one["id"] for one in found(client, STORIES, id=[story.pk, 4711])] == [story.pk]
    assert [one["id"] for one in found(client, PICTURES, id=[picture.pk])] == [picture.pk]


def test_a_picture_that_cannot_be_used_says_what_it_lacks(client, reporter):
    client.force_login(reporter)
    factories.picture(caption="Ferry", credit="", alt="")
    (picture,) = found(client, PICTURES, q="ferry")
    assert picture["refusal"] == "Cannot be used yet: it has no credit and no alt text."
    assert client.get(picture["thumbnail"]).status_code == 200


@pytest.mark.parametrize("address", [STORIES, PICTURES])
@pytest.mark.parametrize(
    "query",
    ["q=%00", "id=%00", "id=x", "id=99999999999999999999999", "id=-1", "q=%ff", f"q={5000 * 'x'}"],
)
def test_nonsense_finds_nothing_and_breaks_nothing(client, reporter, address, query):
    client.force_login(reporter)
    assert client.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("count", [1, 10])
def test_the_cost_of_finding_does_not_grow_with_what_is_found(
    client, reporter, count, django_assert_num_queries
):
    client.force_login(reporter)
    section = factories.section()
    for _ in range(count):
        factories.story(section=section)
        factories.picture()
    for address, queries in ((STORIES, 6), (PICTURES, 7)):
        with django_assert_num_queries(queries):
            found(client, address)


def test_a_moderator_is_told_nothing(client, moderator):
    client.force_login(moderator)
    for address in (STORIES, PICTURES):
        assert client.get(address).status_code == 403


def test_finding_changes_nothing_and_takes_no_post(client, reporter):
    client.force_login(reporter)
    assert client.post(STORIES).status_code == 405


def test_topics_are_offered_by_what_is_typed_the_beginnings_first(client, reporter):
    client.force_login(reporter)
    factories.story(tags=["harbour", "old harbour", "council", "100% wool"])
    assert found(client, TOPICS, q=" Harb ") == ["harbour", "old harbour"]
    assert found(client, TOPICS, q="%") == ["100% wool"]
    assert found(client, TOPICS, q=" \0") == found(client, TOPICS) == []
    assert found(client, TOPICS, q="w" * 60_000) == []


def test_topics_are_not_offered_to_somebody_who_may_not_see_them(client, moderator):
    client.force_login(moderator)
    assert client.get(TOPICS, {"q": "harbour"}).status_code == 403
