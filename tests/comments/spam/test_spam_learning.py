"""What moderators' verdicts teach the spam score, and how it is unlearned."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from comments import ledger, moderation, spam, teaching
from comments.models import Lesson, Reason, Reply, SpamLesson, SpamWord, State, Verb
from comments.spam.features import fold
from tests import factories
from tests.comments import factories as replies

pytestmark = pytest.mark.django_db

NONSENSE = "Blorfum wexnatch trundlope"


def counts(word=""):
    row = SpamWord.objects.filter(word=word and fold(word)).first()
    return (row.spam, row.ham) if row else (0, 0)


def everything():
    return sorted(SpamWord.objects.values_list("word", "spam", "ham"))


def now(reply):
    return Reply.objects.get(pk=reply.pk)


@pytest.fixture
def reply():
    return replies.pending(comment=NONSENSE)


def test_marking_spam_teaches_its_words(reply, moderator, work_off):
    with work_off():
        moderation.mark_spam(reply, by=moderator)
    assert counts() == (1, 0)
    assert counts("wexnatch") == (1, 0)
    assert now(reply).taught == Lesson.SPAM


def test_approving_teaches_what_is_wanted(reply, moderator, work_off):
    with work_off():
        moderation.approve(reply, by=moderator)
    assert counts("wexnatch") == (0, 1)
    assert now(reply).taught == Lesson.HAM


def test_rejecting_for_another_reason_teaches_nothing(reply, moderator, work_off):
    with work_off():
        moderation.reject(reply, by=moderator, reason=Reason.OFFENSIVE)
    assert counts("wexnatch") == (0, 0)
    assert now(reply).taught == Lesson.NONE


def test_rejecting_as_spam_teaches_that_it_is(reply, moderator, work_off):
    with work_off():
        moderation.reject(reply, by=moderator, reason=Reason.SPAM)
    assert counts("wexnatch") == (1, 0)


def test_the_newsrooms_own_replies_teach_nothing(reporter, work_off):
    with work_off():
        replies.unconfirmed(comment=NONSENSE, by=reporter)
    assert everything() == []


def test_what_rules_decide_teaches_nothing(reply, work_off):
    with work_off():
        ledger.enter(Verb.PASS, [reply], State.PUBLISHED, rule="trusted")
    assert everything() == []
    teaching.teach.func([reply.pk])
    assert now(reply).taught == Lesson.NONE
    assert counts() == (0, 0)


def test_no_verdict_waits_for_it(reply, moderator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        moderation.mark_spam(reply, by=moderator)
    assert everything() == []
    assert DBTaskResult.objects.filter(task_path="comments.teaching.teach").count() == 1


def test_a_hundred_verdicts_are_one_lesson(moderator, django_capture_on_commit_callbacks):
    story = factories.published_story()
    ids = [replies.pending(story, comment=f"{NONSENSE} {number}q").pk for number in range(30)]
    with django_capture_on_commit_callbacks(execute=True):
        moderation.decide("spam", replies.seen(ids), by=moderator)
    assert DBTaskResult.objects.filter(task_path="comments.teaching.teach").count() == 1


def test_the_same_lesson_taught_again_changes_nothing(reply, moderator, work_off):
    with work_off():
        moderation.mark_spam(reply, by=moderator)
    once = everything()
    teaching.teach.func([reply.pk])
    teaching.teach.func([reply.pk, reply.pk])
    assert everything() == once


def test_undo_unlearns(reply, moderator, work_off):
    with work_off():
        spammed = moderation.mark_spam(reply, by=moderator)
    with work_off():
        moderation.restore(spammed, by=moderator)
    assert everything() == [("", 0, 0)]
    assert now(reply).taught == Lesson.NONE
    assert not SpamLesson.objects.exists()


def test_a_changed_mind_moves_the_words_from_one_side_to_the_other(reply, moderator, work_off):
    with work_off():
        approved = moderation.approve(reply, by=moderator)
    with work_off():
        moderation.mark_spam(approved, by=moderator)
    assert counts() == (1, 0)
    assert counts("wexnatch") == (1, 0)


def test_taking_down_what_was_approved_unlearns_it(reply, moderator, work_off):
    with work_off():
        approved = moderation.approve(reply, by=moderator)
        moderation.remove(approved, by=moderator, reason=Reason.OFF_TOPIC)
    assert counts("wexnatch") == (0, 0)


def test_unlearning_needs_no_text(reply, moderator, work_off):
    with work_off():
        spammed = moderation.mark_spam(reply, by=moderator)
    Reply.objects.filter(pk=reply.pk).update(comment="Something else altogether")
    with work_off():
        moderation.restore(spammed, by=moderator)
    assert everything() == [("", 0, 0)]


def test_words_that_a_moderator_put_right_replace_those_learned(reply, moderator, work_off):
    with work_off():
        moderation.approve(reply, by=moderator)
    Reply.objects.filter(pk=reply.pk).update(comment="Gromflax", version=2)
    with work_off():
        ledger.enter(Verb.EDIT, [now(reply)], State.PUBLISHED, by=moderator)
    assert counts() == (0, 1)
    assert counts("wexnatch") == (0, 0)
    assert counts("gromflax") == (0, 1)


def test_who_withdraws_a_wanted_reply_takes_its_lesson_along(reply, moderator, work_off):
    with work_off():
        moderation.approve(reply, by=moderator)
    with work_off():
        ledger.enter(Verb.WITHDRAW, [now(reply)], State.WITHDRAWN)
    assert everything() == [("", 0, 0)]


def test_who_withdraws_spam_leaves_its_lesson_behind(reply, moderator, work_off):
    with work_off():
        moderation.mark_spam(reply, by=moderator)
    with work_off():
        ledger.enter(Verb.WITHDRAW, [now(reply)], State.WITHDRAWN)
    assert counts("wexnatch") == (1, 0)


def test_a_lesson_outlives_a_reply_that_is_deleted_but_its_words_do_not_stand_beside_it(
    reply, moderator, work_off
):
    with work_off():
        moderation.mark_spam(reply, by=moderator)
    Reply.objects.filter(pk=reply.pk).delete()
    assert counts("wexnatch") == (1, 0)
    assert not SpamLesson.objects.exists()


def test_the_words_of_an_erased_reply_are_forgotten_beside_it(reply, moderator, work_off):
    with work_off():
        moderation.mark_spam(reply, by=moderator)
    assert spam.forget_words_of([reply.pk]) == 1
    teaching.teach.func([reply.pk])
    assert counts("wexnatch") == (1, 0)


def test_lessons_show_in_the_score(moderator, work_off):
    text = "Our brimvolt gurnels are the finest gurnels, order a brimvolt"
    before = spam.score(text).value
    story = factories.published_story()
    ids = [
        replies.pending(story, comment=f"Fine brimvolt gurnels, sold by number {number}q").pk
        for number in range(5)
    ]
    with work_off():
        moderation.decide("spam", replies.seen(ids), by=moderator)
    scored = spam.score(text)
    assert scored.value > before + 0.2
    assert "brimvolt" in dict(scored.words)


def test_all_that_was_learned_can_be_forgotten_and_the_log_says_by_whom(
    reply, moderator, editor, work_off
):
    with work_off():
        moderation.mark_spam(reply, by=moderator)
    assert spam.forget_everything(by=editor) == 1
    assert everything() == []
    assert not SpamLesson.objects.exists()
    assert now(reply).taught == Lesson.NONE
    entry = LogEntry.objects.latest("action_time")
    assert entry.user == editor
    assert "1 replies" in entry.change_message


def test_who_may_not_change_the_rules_cannot_make_it_forget(reply, moderator, work_off):
    with work_off():
        moderation.mark_spam(reply, by=moderator)
    with pytest.raises(PermissionDenied):
        spam.forget_everything(by=moderator)
    assert counts("wexnatch") == (1, 0)


@pytest.mark.parametrize("number", [2, 20])
def test_the_queries_of_a_lesson_do_not_grow_with_its_replies(number, moderator):
    story = factories.published_story()
    ids = [replies.pending(story, comment=f"{NONSENSE} {one}q").pk for one in range(number)]
    moderation.decide("spam", replies.seen(ids), by=moderator)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        spam.learn(ids)
    assert len(asked) <= 20


def test_the_command_forgets_only_when_it_is_meant(reply, moderator, editor, work_off, capsys):
    with work_off():
        moderation.mark_spam(reply, by=moderator)
    call_command("forget_spam_lessons", by=editor.username)
    assert counts("wexnatch") == (1, 0)
    with pytest.raises(CommandError):
        call_command("forget_spam_lessons", by=moderator.username, sure=True)
    assert counts("wexnatch") == (1, 0)
    call_command("forget_spam_lessons", by=editor.username, sure=True)
    assert everything() == []
