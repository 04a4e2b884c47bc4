"""Puts the demo's replies under its stories as they would stand after some days of moderation.

No reader wrote these, so they pass by `comments.posting`, which would screen, date and mail them.
"""

from comments import screening
from comments.models import (
    Appeal,
    Decision,
    Reply,
    Report,
    Standing,
    StandingChange,
    State,
    Verb,
    Version,
    Writer,
    WriterNote,
)
from comments.text import fold_address
from newsroom.demo.content import age_of

UNDECIDED = (State.UNCONFIRMED, State.PENDING, State.WITHDRAWN)
VERBS = {
    State.PUBLISHED: "approve",
    State.REJECTED: "reject",
    State.SPAM: "spam",
    State.REMOVED: "remove",
}
HELD_FOR = ["guest"]  # what comments.screening finds about every reply from outside the newsroom


def put_reply(row, *, story, answers, staff, moderator):
    """The reply that a row of replies.toml describes, with the decision that led to its state.

    Takes the ids of the story's row and of the answered reply as rows, and the accounts.
    """
    state = State(row["state"])
    posted_at = story.published_at + age_of(row["after"])
    address = fold_address(row["email"])
    writer = None if staff else Writer.objects.get_or_create(address=address)[0]
    if writer and posted_at < writer.first_seen_at:
        writer.first_seen_at = posted_at
    if writer and state != State.UNCONFIRMED:
        writer.confirmed_at = min(writer.confirmed_at or posted_at, posted_at)
    if writer:
        writer.save(update_fields=["confirmed_at", "first_seen_at"])
    reason = row.get("reason", "") or ("spam" if state == State.SPAM else "")
    if state == State.REMOVED and not reason:
        reason = "other"
    is_decided = state not in UNDECIDED
    is_looked_at = is_decided and "rule" not in row
    reply = Reply.objects.create(
        story=story,
        in_answer_to_id=answers,
        writer=writer,
        user=staff,
        user_name=row["name"],
        user_email=row["email"],
        comment=row["text"],
        followup=writer is not None and begins_a_conversation(row, state),
        is_by_staff=staff is not None,
        held_for=[] if staff or "rule" in row else HELD_FOR,
        state=state,
        reason=reason,
        posted_at=posted_at,
        decided_at=posted_at if is_decided else None,
        looked_at=posted_at if is_looked_at else None,
        appeared_at=posted_at if state in (State.PUBLISHED, State.REMOVED) else None,
        decided_by=(staff or moderator) if is_looked_at else None,
    )
    if is_decided:
        record_decision(reply, row)
    if state == State.PENDING:
        judge(reply)
    for report in row.get("reports", ()):
        put_report(reply, report)
    if "appeal" in row:
        put_appeal(reply, row["appeal"])
    if "earlier" in row:
        put_earlier_words(reply, row["earlier"], moderator)
    if "standing" in row:
        put_standing(reply, row["standing"], moderator)
    if "about" in row:
        WriterNote.objects.create(
            writer=writer, words=row["about"], made_at=posted_at, made_by=moderator
        )
    return reply


def begins_a_conversation(row, state):
    """Whether a row stands at the top of a thread for all to see; its writer follows answers."""
    return state == State.PUBLISHED and "answers" not in row


def record_decision(reply, row):
    was = State.PUBLISHED if reply.state == State.REMOVED else State.PENDING
    verb = Verb.STAFF if reply.is_by_staff else VERBS[reply.state]
    Decision.objects.create(
        reply=reply,
        verb=Verb.PASS if "rule" in row else verb,
        from_state=was,
        to_state=reply.state,
        reason=reply.reason,
        rule=row.get("rule", ""),
        note=row.get("note", ""),
        made_at=reply.decided_at,
        made_by=reply.decided_by,
    )


def judge(reply):
    """Note what the checks find about what waits, as they would have when it was confirmed."""
    attempt = screening.Attempt(
        story=reply.story.readers_copy,
        text=reply.comment,
        name=reply.user_name,
        writer=reply.writer,
        at=reply.posted_at,
        confirming=reply,
    )
    verdict = screening.screen(attempt)
    holds = [] if isinstance(verdict, screening.Refusal) else verdict
    reply.held_for = [hold.rule for hold in holds] or HELD_FOR
    reply.found = {hold.rule: hold.found for hold in holds if hold.found is not None}
    reply.found |= attempt.noted
    reply.spam_score = attempt.noted.get("spam", {}).get("score")
    reply.save(update_fields=["held_for", "found", "spam_score"])


def put_report(reply, row):
    """A reader's report that no moderator has answered yet."""
    made_at = reply.posted_at + age_of(row["after"])
    Report.objects.create(
        reply=reply, reason=row["reason"], words=row.get("words", ""), made_at=made_at
    )
    if reply.reported_at is None or made_at < reply.reported_at:
        Reply.objects.filter(pk=reply.pk).update(reported_at=made_at)
        reply.reported_at = made_at


def put_appeal(reply, row):
    """The writer's appeal, which waits for another moderator."""
    made_at = reply.posted_at + age_of(row["after"])
    against = Decision.objects.get(reply=reply)
    Appeal.objects.create(reply=reply, against=against, words=row["words"], made_at=made_at)
    Reply.objects.filter(pk=reply.pk).update(appealed_at=made_at)


def put_earlier_words(reply, row, moderator):
    """What a reply said before its writer, or a moderator, put it right."""
    edited_at = reply.posted_at + age_of(row["after"])
    by_desk = "note" in row
    decision = None
    if by_desk:
        decision = Decision.objects.create(
            reply=reply,
            verb=Verb.EDIT,
            from_state=reply.state,
            to_state=reply.state,
            from_reason=reply.reason,
            reason=reply.reason,
            note=row["note"],
            made_at=edited_at,
            made_by=moderator,
        )
    Version.objects.create(
        reply=reply,
        number=1,
        comment=row["text"],
        replaced_at=edited_at,
        replaced_by=moderator if by_desk else None,
        decision=decision,
    )
    Reply.objects.filter(pk=reply.pk).update(
        version=2, edited_at=edited_at, is_edited_by_desk=by_desk
    )


def put_standing(reply, row, moderator):
    """What a moderator decided about a writer, of which the demo mails nobody."""
    StandingChange.objects.create(
        writer=reply.writer,
        from_standing=Standing.NONE,
        to_standing=row["to"],
        reason=row["reason"],
        made_at=reply.posted_at,
        made_by=moderator,
        tell_after=None,
    )
    Writer.objects.filter(pk=reply.writer_id).update(standing=row["to"])
