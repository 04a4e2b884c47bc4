"""What django-comments-xtd would do to rows, and ours do not: lost, doubled, shown, miscounted.

Numbers are those of the list in docs/decisions/0004-replies-on-xtd.md.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_comments_xtd.models import XtdComment

from articles.models import PublishedStory
from comments import moderation, threads
from comments.models import Reply, State
from tests import factories
from tests.comments import factories as replies


@pytest.mark.parametrize("parent", ["999999", "-1", str(2**63), "9" * 400])
def test_12_an_answer_to_nothing_leaves_no_row_behind(client, story, parent):
    data = replies.form_data(story, reply_to=parent)
    assert client.post(reverse("comments:post", args=[story.pk]), data).status_code == 422
    assert not XtdComment.objects.exists()


def test_12_a_reply_that_cannot_be_written_whole_is_not_written_at_all(story):
    with pytest.raises(ValueError, match="nonsense"), transaction.atomic():
        Reply.objects.create(story=story, comment="x", in_answer_to_id="nonsense")
    assert not XtdComment.objects.exists()


def test_13_sending_twice_keeps_one_row(client, story):
    data = replies.form_data(story)
    for _time in range(2):
        client.post(reverse("comments:post", args=[story.pk]), data)
    assert XtdComment.objects.count() == 1


def test_14_saving_a_published_reply_publishes_nothing_below_it(story):
    above = replies.published(story)
    below = {
        state: replies.in_state(state, story, answering=above)
        for state in State
        if state != State.PUBLISHED
    }
    above.comment = "A typo corrected."
    above.save()
    moderation.approve(
        moderation.remove(above, by=factories.user("Moderator"), reason="other"),
        by=factories.user("Moderator"),
    )
    for state, reply in below.items():
        present = Reply.objects.get(pk=reply.pk)
        assert (present.state, present.is_public) == (state, False)


def test_14_removing_a_reply_hides_none_of_its_answers(story, moderator):
    above = replies.published(story)
    answer = replies.published(story, answering=above)
    moderation.remove(above, by=moderator, reason="other")
    assert Reply.objects.get(pk=answer.pk).is_public


def test_15_saving_changes_no_count(story):
    above = replies.published(story)
    replies.published(story, answering=above)
    for _time in range(3):
        above.save()
    assert set(Reply.objects.values_list("nested_count", flat=True)) == {0}
    assert threads.counts_for([story.pk]) == {story.pk: 2}


def test_16_a_hidden_reply_does_not_take_its_neighbours_along(story, moderator):
    first, second = replies.published(story), replies.published(story)
    below_first = replies.published(story, answering=first)
    below_second = replies.published(story, answering=second)
    moderation.mark_spam(first, by=moderator)
    shown = [entry.pk for entry in threads.page_of(story).entries if entry.is_shown]
    assert shown == [below_first.pk, second.pk, below_second.pk]


def test_17_order_comes_from_the_moment_and_the_number_of_a_reply(story):
    replies_made = [replies.published(story) for _number in range(3)]
    Reply.objects.update(order=2, posted_at=timezone.now())
    assert [entry.pk for entry in threads.page_of(story).entries] == [
        reply.pk for reply in replies_made
    ]


def test_18_nothing_is_left_of_the_replies_to_a_deleted_story(client, story):
    reply = replies.published(story)
    story.delete()
    assert not XtdComment.objects.exists()
    assert client.get(f"/replies/answer/{reply.pk}/").status_code == 404
    assert client.get(f"/replies/{reply.pk}/").status_code == 404


def test_19_a_writer_hears_of_an_approval(story, moderator, work_off):
    reply = replies.pending(story)
    mail.outbox.clear()
    with work_off():
        moderation.approve(reply, by=moderator)
    assert len(mail.outbox) == 1


def test_20_a_story_dated_in_the_future_answers_in_words(client, story):

    data = replies.form_data(story)
    later = timezone.now() + timedelta(days=3)
    PublishedStory.objects.filter(pk=story.pk).update(published_at=later, updated_at=later)
    response = client.post(reverse("comments:post", args=[story.pk]), data)
    assert response.status_code == 404


def test_21_only_what_readers_see_is_counted(story):
    for state in State:
        replies.in_state(state, story)
    assert threads.counts_for([story.pk]) == {story.pk: 1}


def test_31_a_reply_always_has_its_moment(story):
    reply = Reply.objects.create(story=story, comment="x", submit_date=None)
    assert reply.submit_date == reply.posted_at
