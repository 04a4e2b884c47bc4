"""Four eyes: where the newsroom wants them, nobody publishes a story of their own alone."""

from django.utils.translation import gettext as _

from articles.models import Newspaper, State

from .table import MoveRefused

APPROVALS = ("approve", "approve_changes")


def refuse_unless_approved(story, by):
    """Raises MoveRefused where `by` would publish their own story without a colleague's word."""
    if sentence := why_not_approved(story, by):
        raise MoveRefused(sentence)


def why_not_approved(story, by):
    """Why `by` may not put this story before readers themselves; "" where they may.

    An approval counts for the words it was given to: what its writer changed since needs another.
    """
    if not Newspaper.current().four_eyes or not is_by(story, by) or is_approved(story, by):
        return ""
    return _(
        "This is your own story: here a colleague has to approve it, as it is now, "
        "before you publish it."
    )


def is_by(story, account):
    """Whether somebody wrote a story: in its byline, or the one who began it."""
    return (
        story.created_by_id == account.pk or story.bylines.filter(person__account=account).exists()
    )


def is_approved(story, account):
    """Whether somebody else has approved the story, and `account` changed nothing since."""
    since = story.moves.filter(to_state=State.DRAFT).order_by("-pk").first()
    given = story.moves.filter(verb__in=APPROVALS).exclude(made_by=account).exclude(made_by=None)
    if since is not None:
        given = given.filter(pk__gt=since.pk)
    approval = given.order_by("-pk").first()
    if approval is None:
        return False
    later = story.revisions.filter(number__gt=approval.revision_number, made_by=account)
    return not later.exists()
