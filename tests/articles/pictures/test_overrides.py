"""A story's own words for a picture: kept as its own, and marked when the library's change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import library, overrides, workflow
from articles.models import Override, Picture, Story
from tests import factories

pytestmark = pytest.mark.django_db

BODY = '<p>Text.</p><figure data-picture="{}" data-caption="Ours" data-alt="Our alt"></figure>'


@pytest.fixture
def picture(db):
    return factories.picture(caption="Ms Jones at sea", alt="A woman in a boat")


def noted(story):
    return sorted(story.overrides.values_list("picture", "field", "words", "against"))


def saved(story, by, **fields):
    Story.objects.filter(pk=story.pk).update(**fields)
    workflow.save(story, by=by)
    return Story.objects.get(pk=story.pk)


def describe(picture, by, **fields):
    picture = Picture.objects.get(pk=picture.pk)
    for name, value in fields.items():
        setattr(picture, name, value)
    return library.describe(picture, by=by)


def waiting():
    return sorted(Override.objects.to_review().values_list("field", flat=True))


def test_own_words_of_the_lead_and_of_the_text_are_noted_against_the_librarys(picture):
    story = factories.story(lead_picture=picture, lead_caption="Here", body=BODY.format(picture.pk))
    assert noted(story) == [
        (picture.pk, "alt", "Our alt", "A woman in a boat"),
        (picture.pk, "caption", "Here", "Ms Jones at sea"),
        (picture.pk, "caption", "Ours", "Ms Jones at sea"),
    ]


def test_own_words_of_a_gallery_are_noted_each_once(picture):
    other = factories.picture(caption="Other")
    figure = f'<figure data-picture="{picture.pk}" data-caption="Ours"></figure>'
    gallery = (
        f'<figure data-gallery="">{figure}<figure data-picture="{other.pk}"></figure></figure>'
    )
    story = factories.story(body=f"<p>a</p>{figure}{gallery}")
    assert noted(story) == [(picture.pk, "caption", "Ours", "Ms Jones at sea")]


def test_what_shows_nothing_is_no_caption_of_ones_own(picture):
    story = factories.story(lead_picture=picture, lead_caption=" \u200b", lead_alt="")
    assert noted(story) == []


def test_words_that_are_taken_out_are_no_longer_noted(picture, editor):
    story = factories.story(lead_picture=picture, lead_caption="Here", body=BODY.format(picture.pk))
    story = saved(story, editor, lead_caption="", body="<p>Text.</p>")
    assert noted(story) == []


def test_a_changed_caption_in_the_library_is_offered_to_those_with_a_caption_of_their_own(
    picture, editor
):
    own = factories.published_story(body=BODY.format(picture.pk))
    factories.published_story(body=f'<p>a</p><figure data-picture="{picture.pk}"></figure>')
    describe(picture, editor, caption="Ms Johns at sea")
    row = own.overrides.get(field="caption")
    assert waiting() == ["caption"]
    assert (row.words, row.against, row.library_words) == (
        "Ours",
        "Ms Jones at sea",
        "Ms Johns at sea",
    )


def test_other_facts_of_the_picture_offer_nothing(picture, editor):
    factories.story(body=BODY.format(picture.pk))
    describe(picture, editor, credit="Photo: Somebody else", place="Marram")
    assert waiting() == []


def test_a_replaced_file_with_other_words_offers_them_too(picture, editor):
    factories.story(body=BODY.format(picture.pk))
    picture = Picture.objects.get(pk=picture.pk)
    picture.alt = "A man in a boat"
    library.replace(picture, factories.image_file(colour=(1, 2, 3)), by=editor)
    assert waiting() == ["alt"]


def test_a_correction_that_is_taken_back_offers_nothing_any_more(picture, editor):
    factories.story(body=BODY.format(picture.pk))
    describe(picture, editor, caption="Wrong")
    assert waiting() == ["caption"]
    describe(picture, editor, caption="Ms Jones at sea")
    assert waiting() == []


def test_a_library_that_says_the_same_as_the_story_offers_nothing(picture, editor):
    factories.story(body=BODY.format(picture.pk))
    describe(picture, editor, caption="Ours")
    assert waiting() == []


def test_what_waits_goes_on_waiting_through_other_saves(picture, editor):
    story = factories.story(body=BODY.format(picture.pk))
    describe(picture, editor, caption="Ms Johns at sea")
    story = saved(story, editor, standfirst="Another standfirst.")
    assert waiting() == ["caption"]
    assert story.overrides.get(field="caption").against == "Ms Jones at sea"


def test_new_words_of_the_story_are_looked_at_against_the_library_as_it_is_now(picture, editor):
    story = factories.story(body=BODY.format(picture.pk))
    describe(picture, editor, caption="Ms Johns at sea")
    saved(story, editor, body=BODY.format(picture.pk).replace("Ours", "Ms Johns again"))
    assert waiting() == []


def test_restoring_brings_the_words_of_that_version_back(picture, editor):
    story = factories.story(lead_picture=picture, lead_alt="Our own", by=editor)
    first = story.revisions.get(number=1)
    story = saved(story, editor, lead_alt="")
    assert noted(story) == []
    restored = workflow.restore(story, first, by=editor)
    assert restored.left_out == []
    story = Story.objects.get(pk=story.pk)
    assert story.lead_alt == "Our own"
    assert noted(story) == [(picture.pk, "alt", "Our own", "A woman in a boat")]


def test_nothing_of_a_killed_storys_words_is_left(picture, editor):
    story = factories.published_story(lead_picture=picture, lead_alt="Secret alt")
    describe(picture, editor, alt="Another")
    workflow.kill(story, by=factories.user("Chief editor"), note="Court order.")
    story = Story.objects.get(pk=story.pk)
    assert story.lead_alt == ""
    assert not Override.objects.exists()
    assert story.sealed.content["desk"]["lead_alt"] == "Secret alt"


def test_a_withdrawn_storys_words_wait_until_it_is_taken_up_again(picture, editor):
    story = factories.published_story(lead_picture=picture, lead_caption="Here")
    describe(picture, editor, caption="Ms Johns at sea")
    workflow.withdraw(story, by=editor, note="Wrong.")
    assert not overrides.waiting().exists()
    workflow.reopen(story, by=editor)
    assert overrides.waiting().count() == 1


@pytest.mark.parametrize("field", ["lead_caption", "lead_alt"])
def test_a_story_saved_before_there_was_alt_text_is_as_good_as_unchanged(picture, editor, field):
    story = factories.story(lead_picture=picture, by=editor)
    revision = story.revisions.get()
    del revision.content["lead_alt"]
    revision.save()
    assert workflow.save(story, by=editor) is None
    story = saved(story, editor, **{field: "Ours"})
    assert story.revisions.first().changed == [field]


def test_the_age_of_a_change_orders_what_waits(picture, editor):
    first = factories.story(lead_picture=picture, lead_caption="Here")
    other = factories.picture()
    second = factories.story(lead_picture=other, lead_caption="There")
    describe(picture, editor, caption="New")
    describe(other, editor, caption="Newer")
    Override.objects.filter(story=first).update(changed_at=timezone.now() - timedelta(days=1))
    rows = list(Override.objects.to_review().newest_first())
    assert [row.story_id for row in rows] == [second.pk, first.pk]
    assert list(Override.objects.to_review().newest_first().older_than(rows[0])) == [rows[1]]


def test_own_words_of_any_length_are_noted(picture):
    long = "".join(chr(0x4E00 + number * 7 % 20_000) for number in range(2_000))
    story = factories.story(
        lead_picture=picture, lead_caption=long, body=BODY.format(picture.pk).replace("Ours", long)
    )
    assert [words for _pk, field, words, _against in noted(story) if field == "caption"] == [long]


def test_what_shows_nothing_leaves_the_librarys_words_on_the_page(picture, client):
    story = factories.published_story(lead_picture=picture, lead_caption="\u200b\u2060")
    assert "Ms Jones at sea" in client.get(story.get_absolute_url()).text
