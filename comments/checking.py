"""Lets appear what no rule holds, after outside services were asked where the rules name any.

The one rule: a reply appears by rule only while every rule agrees at that moment, and only if every
service that was asked found nothing in these very words. Whatever else happens, it waits for a
moderator, and its card says why.
"""

from django.db import transaction

from articles.background import background, defer
from articles.models import PublishedStory
from comments import ledger, outside, screening, teaching
from comments.models import HouseRules, Lesson, Reply, Standing, State, Verb

RULE = screening.OUTSIDE


def let_through(reply):
    """What no rule holds appears; of what waits for outside services, they are asked."""
    if not reply.held_for:
        rule = "trusted" if reply.writer.standing_at() == Standing.TRUSTED else "record"
        ledger.enter(Verb.PASS, [reply], State.PUBLISHED, rule=rule, tells_writers=True)
        reply.refresh_from_db()
    elif RULE in reply.held_for:
        defer(ask_outside, reply.pk, reply.version)


@background()
def ask_outside(reply_id, version):
    """Ask the services about one version of a reply that waits, and keep what they answer."""
    rules = HouseRules.current()
    reply = _waiting(reply_id, version).select_related("story__published").first()
    if reply is None or RULE not in reply.held_for:
        return
    # No row is locked while a service takes its time.
    answers = outside.ask(outside.Question.about(reply), rules)
    _keep(reply_id, version, answers)


@transaction.atomic
def _keep(reply_id, version, answers):
    """Note the answers; publish where nothing holds any more."""
    # Locked: a moderator may decide, or the writer change the words, while the services answer.
    reply = _waiting(reply_id, version).select_related("writer").locked().first()
    if reply is None or RULE not in reply.held_for:
        return
    reply.found[RULE] = [answer.as_json() for answer in answers]
    for answer in answers:
        if answer.by == outside.akismet.BY and answer.outcome != outside.FAILED:
            held = answer.outcome == outside.HELD
            reply.found[teaching.BELIEVED] = Lesson.SPAM if held else Lesson.HAM
    if all(answer.outcome == outside.PASSED for answer in answers):
        reply.held_for = [rule for rule in reply.held_for if rule != RULE]
        reply.held_for += [rule for rule in _holds_now(reply) if rule not in reply.held_for]
    reply.save(update_fields=["found", "held_for"])
    if not reply.held_for:
        let_through(reply)


def _holds_now(reply):
    """The rules that hold a reply at this moment, or would refuse it: much may have changed."""
    story = (
        PublishedStory.objects.live().select_related("section").filter(pk=reply.story_id).first()
    )
    if story is None:
        return ["closed"]
    attempt = screening.Attempt(
        story=story,
        text=reply.comment,
        name=reply.user_name,
        writer=reply.writer,
        network=reply.network,
        confirming=reply,
    )
    verdict = screening.screen(attempt)
    if isinstance(verdict, screening.Refusal):
        return ["closed"]
    return [hold.rule for hold in verdict if hold.rule != RULE]


def _waiting(reply_id, version):
    return Reply.objects.filter(
        pk=reply_id, version=version, state=State.PENDING, writer__isnull=False
    )
