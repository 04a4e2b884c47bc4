"""Looking at a story's own words after the library's have changed: who may, what is refused."""

import pytest
from django.contrib.messages import get_messages

from articles import library, workflow
from articles.models import Override, Picture, Story
from tests import factories
from tests.articles.desk.typing import change

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/story/captions/"
FIGURE = '<figure data-picture="{}" data-caption="Ours &lt;here&gt;"{}></figure>'


@pytest.fixture
def picture(db):
    return factories.picture(caption="Ms Jones at sea", alt="A woman in a boat")


@pytest.fixture
def story(picture):
    body = "<p>Text.</p>" + FIGURE.format(picture.pk, "")
    return factories.published_story(headline="The <ferry>", body=body)


@pytest.fixture
def row(story, picture, editor):
    describe(picture, editor, caption="Ms Johns at sea")
    return Override.objects.get()


def describe(picture, by, **fields):
    picture = Picture.objects.get(pk=picture.pk)
    for name, value in fields.items():
        setattr(picture, name, value)
    return library.describe(picture, by=by)


def page(story):
    return f"/admin/articles/story/{story.pk}/captions/"


def press(row, act, **data):
    story = Story.objects.get(pk=row.story_id)
    sent = {"row": row.pk, "act": act, "seen": "Ms Johns at sea", "based_on": story.revision_number}
    return sent | data


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_the_list_and_the_panel_show_what_was_said_what_is_said_and_what_the_story_says(
    client, row, story, editor
):
    client.force_login(editor)
    for address in (LIST, page(story), change(story)):
        shown = client.get(address).content.decode()
        assert "Ms Jones at sea" in shown, address
        assert "Johns" in shown, address
        assert "Ours &lt;here&gt;" in shown, address
        assert "Caption of the picture" in shown, address
    assert "The &lt;ferry&gt;" in client.get(LIST).content.decode()
    assert "Captions to look at" in client.get("/admin/").content.decode()


def test_a_story_with_nothing_to_look_at_has_no_panel(client, story, editor):
    client.force_login(editor)
    assert "Captions to look at" not in client.get(change(story)).content.decode()
    assert "No caption has to be looked at" in client.get(LIST).content.decode()


def test_keeping_ours_changes_no_version_and_asks_no_more(client, row, story, editor):
    client.force_login(editor)
    response = client.post(page(story), press(row, "keep"))
    assert response.url == change(story)
    row.refresh_from_db()
    assert (row.against, row.changed_at) == ("Ms Johns at sea", None)
    assert story.revisions.count() == Story.objects.get(pk=story.pk).revision_number


def test_words_that_were_kept_are_offered_again_when_the_library_changes_again(
    row, picture, editor
):
    workflow.keep_own_words(row, by=editor, seen="Ms Johns at sea")
    describe(picture, editor, caption="Dr Johns at sea")
    row.refresh_from_db()
    assert row.changed_at is not None
    assert row.against == "Ms Johns at sea"


def test_the_librarys_words_come_back_as_a_new_version_that_readers_get_by_publication(
    client, row, story, picture, editor
):
    client.force_login(editor)
    response = client.post(page(story), press(row, "take"))
    assert "Readers get it when you publish" in said(response)
    story = Story.objects.get(pk=story.pk)
    assert story.body == f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>'
    assert story.has_unpublished_changes
    assert story.revisions.first().made_by == editor
    assert not Override.objects.exists()
    address = story.readers_copy.get_absolute_url()
    assert "Ours &lt;here&gt;" in client.get(address).content.decode()
    workflow.publish_update(story, by=editor)
    shown = client.get(address).content.decode()
    assert "Ms Johns at sea" in shown
    assert "Ours" not in shown


def test_every_place_with_these_words_gets_the_librarys_and_no_other(picture, editor):
    other = factories.picture()
    same, else_ = FIGURE.format(picture.pk, ""), FIGURE.format(other.pk, "")
    gallery = f'<figure data-gallery="">{same}{else_}</figure>'
    different = f'<figure data-picture="{picture.pk}" data-caption="Not the same"></figure>'
    story = factories.story(
        lead_picture=picture,
        lead_caption="Ours <here>",
        lead_alt="Its alt",
        body=f"<p>a</p>{same}{gallery}{different}",
    )
    describe(picture, editor, caption="Ms Johns at sea")
    row = story.overrides.get(field="caption", picture=picture, words="Ours <here>")
    workflow.take_library_words(row, by=editor, seen="Ms Johns at sea")
    story = Story.objects.get(pk=story.pk)
    plain = f'<figure data-picture="{picture.pk}"></figure>'
    assert story.body == (
        f'<p>a</p>{plain}<figure data-gallery="">{plain}{else_}</figure>{different}'
    )
    assert (story.lead_caption, story.lead_alt) == ("", "Its alt")


def test_nothing_is_done_where_the_story_was_saved_meanwhile(client, row, story, editor):
    client.force_login(editor)
    sent = press(row, "take")
    Story.objects.filter(pk=story.pk).update(standfirst="Newer.")
    workflow.save(story, by=editor)
    assert "saved meanwhile" in said(client.post(page(story), sent))
    assert "Ours" in Story.objects.get(pk=story.pk).body


@pytest.mark.parametrize("act", ["keep", "take"])
def test_nothing_is_done_where_the_library_says_yet_something_else(
    client, row, story, picture, editor, act
):
    client.force_login(editor)
    describe(picture, editor, caption="Dr Johns at sea")
    assert "something else by now" in said(client.post(page(story), press(row, act)))
    assert Override.objects.get().changed_at is not None


def test_words_the_library_does_not_have_cannot_be_taken(client, story, picture, editor):
    describe(picture, editor, caption="")
    client.force_login(editor)
    assert 'value="take"' not in client.get(page(story)).content.decode()
    row = Override.objects.get()
    assert "keep the story's own" in said(client.post(page(story), press(row, "take", seen="")))
    assert "Ours" in Story.objects.get(pk=story.pk).body


def test_a_caption_of_several_lines_can_be_decided(client, row, story, picture, editor):
    describe(picture, editor, caption="One line.\nAnother.")
    client.force_login(editor)
    client.post(page(story), press(row, "keep", seen="One line.\r\nAnother."))
    assert Override.objects.get().changed_at is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"row": "9" * 30, "act": "keep", "based_on": "1"},
        {"row": "x\x00", "act": "keep", "based_on": "1"},
        {"row": "1", "act": "burn", "based_on": "1"},
        {"row": "-1", "act": "take", "based_on": "\ud800"},
    ],
    ids=str,
)
def test_a_forged_press_changes_nothing_and_says_so(client, row, story, editor, data):
    client.force_login(editor)
    sent = {name: value.encode("utf-8", "surrogatepass") for name, value in data.items()}
    assert "nothing was changed" in said(client.post(page(story), sent))
    assert Override.objects.get().changed_at is not None


def test_somebody_who_may_only_look_sees_no_buttons_and_cannot_press(client, row, story):
    client.force_login(factories.user("Picture editor"))
    shown = client.get(page(story)).content.decode()
    assert "Ours" in shown
    assert "Keep ours" not in shown
    assert client.post(page(story), press(row, "keep")).status_code == 403
    with pytest.raises(workflow.MoveRefused):
        workflow.keep_own_words(row, by=factories.user("Moderator"), seen="Ms Johns at sea")


def test_a_moderator_sees_none_of_it(client, row, story, moderator):
    client.force_login(moderator)
    assert client.get(LIST).status_code == 403
    assert client.get(page(story)).status_code == 403


def test_a_killed_story_has_no_such_page(client, row, story, editor):
    workflow.kill(story, by=factories.user("Chief editor"), note="Wrong.")
    client.force_login(editor)
    assert client.get(page(story)).status_code == 404


@pytest.mark.parametrize("address", ["?before=x", "?before=99999999999999999999", "?before=0"])
def test_an_address_typed_by_hand_shows_the_first_page(client, row, editor, address):
    client.force_login(editor)
    assert "Ours" in client.get(LIST + address).content.decode()


def test_the_list_is_paged_by_its_last_row(client, picture, editor):
    section = factories.section()
    for number in range(42):
        factories.story(
            section=section, headline=f"Story no. {number:02}", lead_picture=picture, lead_alt="X"
        )
    describe(picture, editor, alt="New")
    client.force_login(editor)
    first = client.get(LIST)
    second = client.get(f"{LIST}?before={first.context['older']}")
    shown = [row["headline"] for page in (first, second) for row in page.context["rows"]]
    assert len(first.context["rows"]) == 40
    assert sorted(shown) == [f"Story no. {number:02}" for number in range(42)]
    assert second.context["older"] is None


@pytest.mark.parametrize("many", [1, 12])
def test_query_count_of_the_list_does_not_grow(
    client, picture, editor, django_assert_num_queries, many
):
    section = factories.section()
    for _number in range(many):
        factories.story(section=section, lead_picture=picture, lead_alt="X")
    describe(picture, editor, alt="New")
    client.force_login(editor)
    client.get(LIST)
    with django_assert_num_queries(7):
        client.get(LIST)
