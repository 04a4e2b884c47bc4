"""Makes replies for tests, through the same doors as readers and moderators."""

from itertools import count

from comments import moderation, posting, tokens, writing
from comments.forms import LeaveAReplyForm
from comments.models import Confirmation, Reason, Reply, State
from tests import factories

numbers = count(1)


def form_data(story, answering=None, **changes):
    """What a browser sends from the form under a story; a change to None leaves a field out."""
    form = LeaveAReplyForm(story.readers_copy or story, answered=answering)
    number = next(numbers)
    data = {name: form[name].value() or "" for name in form.fields} | {
        "comment": f"What I think about this, number {number}.",
        "name": f"Reader {number}",
        "email": f"reader{number}@example.org",
        **changes,
    }
    return {name: value for name, value in data.items() if value is not None}


def unconfirmed(story=None, *, answering=None, **words):
    """A reply that was just posted."""
    story = story or factories.published_story()
    number = next(numbers)
    return posting.post(
        story.readers_copy,
        **{
            "name": f"Reader {number}",
            "email": f"reader{number}@example.org",
            "comment": f"What I think about this, number {number}.",
            **words,
        },
        answering=answering,
    )


def token_for(reply):
    """A link's token, as the confirmation mail would carry it."""
    token, digest = tokens.make()
    Confirmation.objects.filter(reply=reply).update(digest=digest)
    return token


def pending(story=None, **words):
    return posting.confirm(token_for(unconfirmed(story, **words)))


def seen(ids):
    """What a moderator's page that shows these replies now would send along with a verdict."""
    return {reply.pk: reply.seen_as for reply in Reply.objects.filter(pk__in=ids)}


def published(story=None, *, by=None, **words):
    return moderation.approve(pending(story, **words), by=by or factories.user("Moderator"))


def in_state(state, story=None, **words):
    """A reply in any state, brought there as it would be."""
    if state == State.UNCONFIRMED:
        return unconfirmed(story, **words)
    moderator = factories.user("Moderator")
    reply = pending(story, **words)
    if state == State.PUBLISHED:
        moderation.approve(reply, by=moderator)
    elif state == State.REJECTED:
        moderation.reject(reply, by=moderator, reason=Reason.OFF_TOPIC)
    elif state == State.SPAM:
        moderation.mark_spam(reply, by=moderator)
    elif state == State.REMOVED:
        approved = moderation.approve(reply, by=moderator)
        moderation.remove(approved, by=moderator, reason=Reason.OFFENSIVE)
    elif state == State.WITHDRAWN:
        writing.withdraw(reply)
    return Reply.objects.get(pk=reply.pk)
