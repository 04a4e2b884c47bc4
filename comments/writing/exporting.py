"""Everything the reply desk holds about a writer, for the writer: as data, and as rows of a table.

What moderators noted for each other and what readers said in reports is not in it: both say as much
about whoever wrote them. docs/privacy.md tells how to ask for it.
"""

from django.conf import settings
from django.utils import timezone

from comments.models import Reply
from comments.text import as_cell

COLUMNS = ("what", "when", "story", "link", "state", "reason", "text")


def export(writer):
    """A dict of plain values about a writer, moments in the newsroom's time zone."""
    replies = (
        Reply.objects.by_writer(writer)
        .oldest_first()
        .with_page_parts()
        .prefetch_related("versions", "decisions")
    )
    followings = writer.followings.select_related("story__published").order_by("asked_at", "pk")
    return {
        "address": writer.address,
        "first_seen_at": _moment(writer.first_seen_at),
        "confirmed_at": _moment(writer.confirmed_at),
        "standing": writer.standing_at().value,
        "standing_until": _moment(writer.standing_until),
        "link_asked_for_at": _moment(writer.page_mailed_at),
        "notes_kept_by_moderators": writer.notes.count(),
        "replies": [_reply(reply) for reply in replies],
        "followed_stories": [
            {
                "story": _headline(following.story),
                "asked_at": _moment(following.asked_at),
                "confirmed_at": _moment(following.confirmed_at),
                "mailed_at": _moment(following.told_at),
            }
            for following in followings
        ],
    }


def rows_of(exported):
    """What `export` gave, as rows of text for a spreadsheet, the names of the columns first."""
    yield COLUMNS
    yield _row(
        "address", exported["confirmed_at"], state=exported["standing"], text=exported["address"]
    )
    for reply in exported["replies"]:
        where = {"story": reply["story"], "link": reply["link"]}
        yield _row(
            "reply",
            reply["posted_at"],
            **where,
            state=reply["state"],
            reason=reply["reason"],
            text=reply["text"],
        )
        for version in reply["earlier_versions"]:
            yield _row("earlier version", version["replaced_at"], **where, text=version["text"])
        for decision in reply["decisions"]:
            yield _row(
                "decision",
                decision["made_at"],
                **where,
                state=decision["to"],
                reason=decision["reason"] or decision["rule"],
            )
        if appeal := reply["appeal"]:
            yield _row("appeal", appeal["made_at"], **where, text=appeal["words"])
    for following in exported["followed_stories"]:
        yield _row("followed story", following["asked_at"], story=following["story"])


def _row(what, when, *, story="", link="", state="", reason="", text=""):
    return tuple(as_cell(value or "") for value in (what, when, story, link, state, reason, text))


def _reply(reply):
    appeal = getattr(reply, "appeal", None)
    return {
        "link": f"{settings.SITE_URL}{reply.get_absolute_url()}",
        "story": _headline(reply.story),
        "name": reply.user_name,
        "address": reply.user_email,
        "text": reply.comment,
        "version": reply.version,
        "state": reply.state,
        "reason": reply.reason,
        "held_for": reply.held_for,
        "posted_at": _moment(reply.posted_at),
        "edited_at": _moment(reply.edited_at),
        "decided_at": _moment(reply.decided_at),
        "appeared_at": _moment(reply.appeared_at),
        "spam_score": reply.spam_score,
        "network": reply.network,
        "answers_are_mailed": reply.is_followed,
        "mailed_to_whom_it_answers_at": _moment(reply.told_of_at),
        "earlier_versions": [
            {"text": version.comment, "replaced_at": _moment(version.replaced_at)}
            for version in reply.versions.all()
        ],
        "decisions": [_decision(decision) for decision in reply.decisions.all()],
        "appeal": appeal
        and {
            "words": appeal.words,
            "made_at": _moment(appeal.made_at),
            "settled_at": _moment(appeal.settled_at),
        },
    }


def _decision(decision):
    """What was decided and why; who decided stays with the desk."""
    return {
        "made_at": _moment(decision.made_at),
        "from": decision.from_state,
        "to": decision.to_state,
        "reason": decision.reason,
        "rule": decision.rule,
        "mailed_at": _moment(decision.told_at),
    }


def _headline(story):
    """The headline as readers see it; none where they do not see the story now."""
    copy = story.readers_copy
    return copy.headline if copy and copy.is_live else ""


def _moment(value):
    return timezone.localtime(value).isoformat(timespec="seconds") if value else None
