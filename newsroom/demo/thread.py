"""Puts the demo's replies under its stories as they would stand after some days of moderation.

No reader wrote these, so they pass by `comments.posting`, which would screen, date and mail them.
"""

from comments.models import Decision, Reply, State, Writer
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
    if writer and state != State.UNCONFIRMED and writer.confirmed_at is None:
        writer.confirmed_at = posted_at
        writer.save(update_fields=["confirmed_at"])
    reason = row.get("reason", "") or ("spam" if state == State.SPAM else "")
    if state == State.REMOVED and not reason:
        reason = "other"
    is_decided = state not in UNDECIDED
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
        held_for=[] if staff else HELD_FOR,
        state=state,
        reason=reason,
        posted_at=posted_at,
        decided_at=posted_at if is_decided else None,
        looked_at=posted_at if is_decided else None,
        appeared_at=posted_at if state in (State.PUBLISHED, State.REMOVED) else None,
        decided_by=(staff or moderator) if is_decided else None,
    )
    if is_decided:
        record_decision(reply, row.get("note", ""))
    return reply


def begins_a_conversation(row, state):
    """Whether a row stands at the top of a thread for all to see; its writer follows answers."""
    return state == State.PUBLISHED and "answers" not in row


def record_decision(reply, note):
    was = State.PUBLISHED if reply.state == State.REMOVED else State.PENDING
    Decision.objects.create(
        reply=reply,
        verb="staff" if reply.is_by_staff else VERBS[reply.state],
        from_state=was,
        to_state=reply.state,
        reason=reply.reason,
        note=note,
        made_at=reply.decided_at,
        made_by=reply.decided_by,
    )
