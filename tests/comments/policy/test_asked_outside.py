"""When a reply may appear by rule, and what services outside have to say about it first."""

import pytest
from django_tasks_db.models import DBTaskResult

from articles.models import PublishedStory
from comments import checking, moderation, screening, teaching
from comments.models import HouseRules, Lesson, Mode, Reply, Standing, State, Writer
from tests import factories
from tests.answering import answering
from tests.comments import factories as replies

pytestmark = pytest.mark.django_db
PASS, HOLD = b'{"verdict": "pass"}', b'{"verdict": "hold", "reason": "sells watches"}'


@pytest.fixture
def server():
    with answering() as one:
        one.says(PASS)
        yield one


@pytest.fixture
def house(server):
    """Rules under which trusted writers appear at once, after one signed check."""
    return HouseRules.objects.create(
        pk=1,
        mode=Mode.TRUST,
        hook_url=f"{server.address}/check",
        hook_secret="hush",
        outside_seconds=1,
    )


def from_trusted(work_off, **words):
    Writer.objects.create(address="trusted@example.org", standing=Standing.TRUSTED)
    with work_off():
        reply = replies.pending(email="trusted@example.org", **words)
    return Reply.objects.get(pk=reply.pk)


def now(reply):
    return Reply.objects.get(pk=reply.pk)


def why(reply):
    return [screening.sentence_for(rule, reply.found.get(rule)) for rule in reply.held_for]


def test_what_every_service_lets_pass_appears_by_rule(house, server, work_off):
    reply = from_trusted(work_off)
    assert reply.state == State.PUBLISHED
    assert len(server.asked) == 1
    [decision] = reply.decisions.all()
    assert (decision.verb, decision.rule, decision.made_by) == ("pass", "trusted", None)


def test_nothing_is_asked_before_the_address_is_confirmed(house, server, work_off):
    with work_off():
        replies.unconfirmed()
    assert server.asked == []


def test_it_waits_while_the_services_have_not_answered(house, server):
    Writer.objects.create(address="trusted@example.org", standing=Standing.TRUSTED)
    reply = replies.pending(email="trusted@example.org")
    assert reply.state == State.PENDING
    assert reply.held_for == ["outside-checks"]
    assert "not answered yet" in why(reply)[0]


def test_what_a_service_holds_waits_with_its_reason(house, server, work_off):
    server.says(HOLD)
    reply = from_trusted(work_off)
    assert reply.state == State.PENDING
    assert why(reply) == ["The signed check holds it: sells watches."]


@pytest.mark.parametrize(
    "badly",
    [
        {"status": 500},
        {"status": 302, "Location": "https://elsewhere.example/"},
        {"hangs": 2},
        {"trickle": 0.3},
        {"closes": True},
        {"body": b"pass"},
        {"body": PASS + b" " * 100_000},
    ],
    ids=["error", "redirect", "silent", "drops", "ends", "nonsense", "huge"],
)
def test_nothing_is_published_where_a_service_fails(house, server, work_off, badly):
    server.says(**{"body": PASS} | badly)
    reply = from_trusted(work_off)
    assert reply.state == State.PENDING
    assert "did not answer" in why(reply)[0]
    assert reply.decisions.count() == 0


def test_nobody_at_the_other_end_publishes_nothing(house, work_off):
    HouseRules.objects.update(hook_url="http://127.0.0.1:9/check")
    assert from_trusted(work_off).state == State.PENDING


def test_both_services_have_to_agree(house, server, work_off):
    HouseRules.objects.update(akismet_url=server.address, akismet_key="key")
    server.says(PASS, by_path={"comment-check": b"true"})
    reply = from_trusted(work_off)
    assert reply.state == State.PENDING
    assert why(reply) == ["The Akismet check holds it: spam."]
    assert len(server.asked) == 2


def test_what_another_rule_holds_stays_held_though_the_services_let_it_pass(
    house, server, work_off
):
    with work_off():
        reply = replies.pending()
    reply = now(reply)
    assert reply.state == State.PENDING
    assert reply.held_for == ["newcomer"]
    assert len(server.asked) == 1


def test_a_moderator_need_not_wait_for_the_answer(house, server, moderator, work_off):
    with work_off():
        reply = replies.pending()
        moderation.mark_spam(reply, by=moderator)
    assert now(reply).state == State.SPAM
    assert server.asked == []


def test_a_moderator_who_decides_while_the_service_thinks_is_not_overruled(
    house, server, moderator, monkeypatch
):
    Writer.objects.create(address="trusted@example.org", standing=Standing.TRUSTED)
    reply = replies.pending(email="trusted@example.org")
    really = checking.outside.ask

    def ask(question, rules):
        moderation.mark_spam(now(reply), by=moderator)
        return really(question, rules)

    monkeypatch.setattr(checking.outside, "ask", ask)
    checking.ask_outside.func(reply.pk, reply.version)
    assert now(reply).state == State.SPAM


def test_the_answer_about_earlier_words_says_nothing_of_new_ones(house, server):
    Writer.objects.create(address="trusted@example.org", standing=Standing.TRUSTED)
    reply = replies.pending(email="trusted@example.org")
    Reply.objects.filter(pk=reply.pk).update(version=2, comment="Other words")
    checking.ask_outside.func(reply.pk, 1)
    assert now(reply).state == State.PENDING
    assert server.asked == []


@pytest.mark.parametrize("change", ["banned", "held", "closed", "hold everything"])
def test_what_changed_while_the_service_was_asked_counts(house, server, change):
    writer = Writer.objects.create(address="trusted@example.org", standing=Standing.TRUSTED)
    story = factories.published_story()
    reply = replies.pending(story, email="trusted@example.org")
    if change == "closed":
        PublishedStory.objects.filter(pk=story.pk).update(replies_open=False)
    elif change == "hold everything":
        HouseRules.objects.update(mode=Mode.HOLD)
    else:
        Writer.objects.filter(pk=writer.pk).update(standing=Standing(change))
    checking.ask_outside.func(reply.pk, reply.version)
    assert now(reply).state == State.PENDING
    assert now(reply).held_for


def test_asking_twice_publishes_once(house, server, work_off):
    reply = from_trusted(work_off)
    checking.ask_outside.func(reply.pk, reply.version)
    assert now(reply).decisions.count() == 1
    assert len(server.asked) == 1


def test_where_no_service_is_named_nothing_waits_for_one(work_off):
    HouseRules.objects.create(pk=1, mode=Mode.TRUST)
    assert from_trusted(work_off).state == State.PUBLISHED
    assert not DBTaskResult.objects.filter(task_path="comments.checking.ask_outside").exists()


@pytest.fixture
def akismet(house, server):
    HouseRules.objects.update(
        hook_url="", hook_secret="", akismet_url=server.address, akismet_key="key"
    )
    server.says(b"false")
    return server


def paths(server):
    return [asked.path.rpartition("/")[2] for asked in server.asked]


def test_akismet_is_told_of_spam_it_missed(akismet, moderator, work_off):
    with work_off():
        reply = replies.pending()
    with work_off():
        moderation.mark_spam(now(reply), by=moderator)
    assert paths(akismet) == ["comment-check", "submit-spam"]
    teaching.teach.func([reply.pk])
    assert paths(akismet) == ["comment-check", "submit-spam"]


def test_akismet_is_told_of_what_it_took_for_spam(akismet, moderator, work_off):
    akismet.says(b"true")
    with work_off():
        reply = replies.pending()
    with work_off():
        moderation.approve(now(reply), by=moderator)
    assert paths(akismet) == ["comment-check", "submit-ham"]


def test_akismet_is_not_told_what_it_knew(akismet, moderator, work_off):
    with work_off():
        reply = replies.pending()
    with work_off():
        moderation.approve(now(reply), by=moderator)
    assert paths(akismet) == ["comment-check"]


def test_akismet_is_told_of_a_changed_mind(akismet, moderator, work_off):
    with work_off():
        reply = replies.pending()
    with work_off():
        spammed = moderation.mark_spam(now(reply), by=moderator)
    with work_off():
        moderation.approve(spammed, by=moderator)
    assert paths(akismet) == ["comment-check", "submit-spam", "submit-ham"]
    assert now(reply).found["akismet"] == Lesson.HAM


def test_akismet_that_does_not_listen_is_told_later(akismet, moderator, work_off):
    with work_off():
        reply = replies.pending()
    akismet.says(b"", status=503)
    with work_off():
        moderation.mark_spam(now(reply), by=moderator)
    assert now(reply).taught == Lesson.SPAM
    waiting = DBTaskResult.objects.filter(
        task_path="comments.teaching.tell_akismet", status="READY"
    )
    assert waiting.count() == 1
    assert now(reply).found["akismet"] == Lesson.HAM


def test_akismet_is_told_nothing_of_what_it_was_never_asked(server, moderator, work_off):
    with work_off():
        reply = replies.pending()
    HouseRules.objects.create(pk=1, akismet_url=server.address, akismet_key="key")
    with work_off():
        moderation.mark_spam(now(reply), by=moderator)
    assert server.asked == []
