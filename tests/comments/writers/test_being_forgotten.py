"""A writer takes their name away, or has everything erased: whole, for good, and nowhere left."""

import json
from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.models import Story
from comments import moderation, spam, tokens, writing
from comments.models import (
    Appeal,
    Bar,
    Confirmation,
    Decision,
    Following,
    Reason,
    Reply,
    Report,
    SpamLesson,
    SpamWord,
    Standing,
    State,
    Verb,
    Writer,
)
from comments.queue import counts
from tests import factories
from tests.comments import factories as replies

ADDRESS, NAME = "ada.byron@example.org", "Ada Byron"
TELLING = ("ada.byron", "Ada Byron", tokens.network_key("203.0.113.9")[:20])
LEAVING = pytest.mark.parametrize("leave", [writing.anonymise, writing.erase])


def by_ada(state, story, **words):
    before = timezone.now() - timedelta(hours=2)
    Reply.objects.update(posted_at=before)
    Confirmation.objects.update(asked_at=before)
    spoken = {"name": NAME, "email": "Ada.Byron@Example.org", "network_address": "203.0.113.9"}
    return replies.in_state(state, story, **spoken, **words)


@pytest.fixture
def ada(client, story, work_off):
    """A writer with a reply in every state, an answer, notes, reports, an appeal, a following."""
    moderator = factories.user("Moderator")
    with work_off():
        made = {state: by_ada(state, story, comment=f"Words, {state}.") for state in State}
    writer = made[State.PUBLISHED].writer
    replies.published(story, name="Grace", comment="I agree.", answering=made[State.PUBLISHED])
    Reply.objects.filter(state=State.PENDING).update(posted_at=timezone.now())
    writing.edit(made[State.PENDING], comment="Other words, pending.")
    writing.appeal(made[State.REJECTED], words=f"I am {NAME}.")
    Decision.objects.filter(reply__writer=writer).update(note=f"{NAME} again, of {ADDRESS}")
    writer.notes.create(words=f"{NAME} writes in capitals.", made_by=moderator)
    writer.standing_changes.create(to_standing=Standing.HELD, reason=f"{NAME}!", made_by=moderator)
    Report.objects.create(
        reply=made[State.REMOVED],
        reason="other",
        words=f"{NAME} lies.",
        settled_by=made[State.REMOVED].decisions.newest_first().first(),
    )
    Following.objects.create(story=story, writer=writer, confirmed_at=timezone.now())
    for about in (writer, made[State.PUBLISHED]):
        LogEntry.objects.create(
            user=moderator,
            content_type=ContentType.objects.get_for_model(type(about)),
            object_id=str(about.pk),
            object_repr=f"{NAME} {ADDRESS}",
            action_flag=CHANGE,
        )
    with work_off():
        writing.ask_for_link(ADDRESS)
    return writer


def everything_kept():
    """Every row of every table, as text; sessions also as what is in them."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(str(value) for value in row)
    for session in Session.objects.all():
        yield "a session", json.dumps(session.get_decoded())


def left_of(*words):
    return [
        (table, word)
        for table, row in everything_kept()
        for word in words
        if word.casefold() in row.casefold()
    ]


def address(writer, act):
    return reverse(f"comments:{act}", args=[tokens.sign_writer(writer)])


def text_of(response):
    return response.content.decode()


# -- Nothing is left


@LEAVING
def test_no_table_of_the_database_knows_the_name_the_address_or_the_network(ada, leave):
    assert {word for _table, word in left_of(*TELLING)} == set(TELLING)
    leave(ada)
    assert left_of(*TELLING) == []


def test_no_table_holds_a_word_of_what_was_erased(ada):
    assert left_of("Words, ")
    writing.erase(ada)
    assert left_of("Words, ") == []
    assert left_of("I agree.")


def test_what_the_spam_score_wrote_down_beside_a_reply_goes_with_it(ada):
    ids = list(Reply.objects.by_writer(ada).values_list("pk", flat=True))
    spam.learn(ids)
    assert SpamLesson.objects.filter(reply__in=ids).exists()
    counted = list(SpamWord.objects.order_by("pk").values())
    writing.erase(ada)
    assert not SpamLesson.objects.filter(reply__in=ids).exists()
    assert list(SpamWord.objects.order_by("pk").values()) == counted


def test_what_others_wrote_is_left_alone(ada, story):
    other = replies.published(story, name="Mary", email="mary@example.org", comment="Mary's own.")
    writing.erase(ada)
    kept = Reply.objects.get(pk=other.pk)
    assert (kept.user_name, kept.comment, kept.state) == ("Mary", "Mary's own.", State.PUBLISHED)
    assert kept.writer.address == "mary@example.org"


# -- What readers see


def test_a_name_that_was_taken_away_is_a_reader_also_where_others_answered(client, ada, story):
    third = replies.published(
        story, answering=Reply.objects.get(comment="I agree."), comment="Third level."
    )
    beside = Reply.objects.get(pk=third.pk)
    Reply.objects.filter(pk=beside.pk).update(writer=ada, user_name=NAME)
    replies.published(story, answering=Reply.objects.get(pk=beside.pk), comment="Fourth.")
    assert NAME in text_of(client.get(story.get_absolute_url()))
    writing.anonymise(ada)
    page = text_of(client.get(story.get_absolute_url()))
    assert NAME not in page
    assert "Words, published." in page
    assert "A reader" in page
    assert "Fourth." in page


def test_what_was_erased_leaves_a_tombstone_above_answers_and_nothing_else(client, ada, story):
    alone = by_ada(State.PUBLISHED, story, comment="Words, alone.")
    writing.erase(ada)
    page = text_of(client.get(story.get_absolute_url()))
    assert "I agree." in page
    assert "Words, " not in page
    assert page.count("withdrawn by its writer") == 1
    assert f"reply-{alone.pk}" not in page


# -- What stays


def test_the_log_says_what_became_of_each_without_the_words(ada):
    decided = Decision.objects.count()
    standing = Reply.objects.by_writer(ada).filter(state__in=[State.PENDING, State.PUBLISHED])
    ids = set(standing.values_list("pk", flat=True))
    writing.erase(ada)
    added = Decision.objects.filter(rule="erased")
    assert {entry.reply_id for entry in added} == ids
    assert {entry.verb for entry in added} == {Verb.WITHDRAW}
    assert Decision.objects.count() == decided + len(ids)
    assert set(Decision.objects.values_list("note", flat=True)) == {""}
    assert Decision.objects.filter(reason=Reason.OFF_TOPIC).exists()


def test_an_appeal_whose_words_were_erased_waits_for_nobody(ada):
    assert counts()["appeals"] == 1
    writing.erase(ada)
    assert counts()["appeals"] == 0
    assert Appeal.objects.get().settled_at is not None


def test_the_words_stay_with_their_states_where_only_the_name_goes(ada):
    states = dict(Reply.objects.exclude(state=State.UNCONFIRMED).values_list("pk", "state"))
    writing.anonymise(ada)
    assert dict(Reply.objects.values_list("pk", "state")) == states
    assert Reply.objects.get(comment="Words, rejected.").name == "A reader"


@LEAVING
def test_what_nobody_confirmed_is_deleted(ada, leave):
    leave(ada)
    assert not Reply.objects.unconfirmed().exists()


def test_no_moderator_can_bring_back_what_was_erased(ada, moderator):
    ids = list(Reply.objects.by_writer(ada).values_list("pk", flat=True))
    writing.erase(ada)
    emptied = Reply.objects.filter(pk__in=ids)
    assert moderation.restorable(moderator, emptied) == set()
    for reply in emptied:
        assert moderation.verdicts_open_to(moderator, reply) == []
        with pytest.raises(moderation.VerdictRefused):
            moderation.restore(reply, by=moderator)


@LEAVING
def test_what_waits_when_a_name_goes_is_still_decided_and_nobody_is_mailed(
    ada, leave, moderator, work_off, mailoutbox
):
    leave(ada)
    mailoutbox.clear()
    with work_off():
        for reply in Reply.objects.filter(state=State.PENDING):
            moderation.approve(reply, by=moderator)
    assert mailoutbox == []


# -- Bans


@LEAVING
@pytest.mark.parametrize(
    ("standing", "days"), [(Standing.BANNED, None), (Standing.SUSPENDED, 3)], ids=str
)
def test_a_ban_outlives_the_data_as_a_keyed_hash_and_nothing_more(ada, leave, standing, days):
    until = days and timezone.now() + timedelta(days=days)
    Writer.objects.filter(pk=ada.pk).update(standing=standing, standing_until=until)
    leave(ada)
    assert left_of(*TELLING) == []
    bar = Bar.objects.get()
    assert bar.digest == tokens.address_key(ADDRESS)
    back = Writer.objects.at("ADA.Byron@example.org")
    assert (back.pk != ada.pk, back.standing_at()) == (True, standing)
    assert back.standing_changes.get().reason
    Writer.objects.all().delete()  # as the address nobody confirmed is forgotten
    assert Writer.objects.at(ADDRESS).standing_at() == standing


@LEAVING
@pytest.mark.parametrize("standing", [Standing.NONE, Standing.TRUSTED, Standing.HELD])
def test_no_hash_is_kept_of_whoever_may_reply(ada, leave, standing):
    Writer.objects.filter(pk=ada.pk).update(standing=standing)
    leave(ada)
    assert not Bar.objects.exists()


def test_a_suspension_that_is_over_or_a_ban_that_was_lifted_comes_back_with_nobody(ada):
    Writer.objects.update(standing=Standing.SUSPENDED, standing_until=timezone.now())
    writing.erase(Writer.objects.get(pk=ada.pk))
    assert not Bar.objects.exists()
    Bar.objects.create(digest=tokens.address_key(ADDRESS), standing=Standing.BANNED)
    Bar.objects.lift(ADDRESS)
    assert Writer.objects.at(ADDRESS).standing == Standing.NONE


# -- Asked twice, done whole


@pytest.mark.parametrize("act", ["anonymise", "erase"])
def test_the_page_says_what_will_happen_and_does_it_once_the_box_is_ticked(client, ada, act):
    link = address(ada, act)
    page = text_of(client.get(link))
    assert "Your address is erased" in page or "your address are erased" in page
    client.head(link)
    unticked = client.post(link)
    assert unticked.status_code == 422
    assert "Tick the box" in text_of(unticked)
    assert Writer.objects.filter(pk=ada.pk).exists()
    assert client.post(link, {"sure": "yes"}).status_code == 200
    assert not Writer.objects.filter(pk=ada.pk).exists()
    for again in (client.post(link, {"sure": "yes"}), client.get(address(ada, "writer"))):
        assert again.status_code == 410


def test_who_is_barred_reads_what_is_kept_of_them_before_they_leave(client, ada):
    assert "keyed hash" not in text_of(client.get(address(ada, "erase")))
    Writer.objects.filter(pk=ada.pk).update(standing=Standing.BANNED)
    for act in ("erase", "anonymise"):
        assert "keyed hash" in text_of(client.get(address(ada, act)))


def test_a_failure_half_way_leaves_everything_as_it_was(ada, monkeypatch):
    def broken(*_arguments):
        raise OSError("the disk is full")

    before = sorted(everything_kept())
    monkeypatch.setattr(writing.leaving.Bar.objects, "keep", broken)
    for leave in (writing.erase, writing.anonymise):
        with pytest.raises(OSError, match="full"):
            leave(ada)
    assert sorted(everything_kept()) == before


def test_the_page_given_to_whoever_posted_can_do_neither(client, ada):
    mine = reverse("comments:mine", args=[tokens.sign_page(ada.replies.first())])
    page = text_of(client.get(mine))
    assert "Erase" not in page
    for act in ("erase", "anonymise", "end-links"):
        assert client.post(f"{mine}{act}/", {"sure": "yes"}).status_code == 404
    assert Writer.objects.filter(pk=ada.pk).exists()


@LEAVING
def test_the_pages_given_to_whoever_posted_end_as_well(client, ada, leave):
    links = [reverse("comments:mine", args=[tokens.sign_page(one)]) for one in ada.replies.all()]
    assert {client.get(link).status_code for link in links} == {200}
    leave(ada)
    assert {client.get(link).status_code for link in links} == {410}
    assert {client.post(f"{link}withdraw/").status_code for link in links} == {410}


@pytest.mark.parametrize("number", [2, 30])
def test_erasing_costs_the_same_for_few_and_for_many(story, number, django_assert_max_num_queries):
    first = by_ada(State.PUBLISHED, story)
    for _number in range(number):
        by_ada(State.PUBLISHED, story)
    with django_assert_max_num_queries(60):
        writing.erase(first.writer)


def test_the_story_is_none_the_worse(ada, client, story):
    writing.erase(ada)
    assert Story.objects.get(pk=story.pk)
    assert client.get(story.get_absolute_url()).status_code == 200
    assert Reply.objects.filter(comment="I agree.").exists()
