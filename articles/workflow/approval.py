"""Four eyes: where the newsroom wants them, nobody publishes a story of their own alone."""

from django.utils.translation import gettext as _

from articles.models import Newspaper, Person, State

from .table import MoveRefused

APPROVALS = ("approve", "approve_changes")


def refuse_unless_approved(story, by):
    """Raises MoveRefused where `by` would publish their own story without a colleague's word."""
    if sentence := why_not_approved(story, by):
        raise MoveRefused(sentence)


def why_not_approved(story, by):
    """Why `by` may not put this story before readers themselves; "" where they may.

    An approval counts for the words it was given to: what was changed since needs another.
    """
    wants_four_eyes = Newspaper.objects.filter(pk=1, four_eyes=True).exists()
    if not wants_four_eyes or not is_by(story, by) or is_approved(story, by):
        return ""
    return _(
        "This is your own story: here a colleague has to approve it, as it is now, "
        "before you publish it."
    )


def is_by(story, account):
    """Whether somebody wrote a story: they began it, or its byline names or ever named them."""
    if story.created_by_id == account.pk:
        return True
    person = Person.objects.filter(account=account).first()
    if person is None:
        return False
    if story.bylines.filter(person=person).exists():
        return True
    bylines = story.revisions.order_by().values_list("content__bylines", flat=True)
    return any(name["person"] == person.pk for names in bylines for name in names)


def is_approved(story, account):
    """Whether somebody other than `account` has approved the story as it is now.

    What anybody but the approver saved afterwards is not what was approved.
    """
    since = story.moves.filter(to_state=State.DRAFT).order_by("-pk").first()
    given = story.moves.filter(verb__in=APPROVALS).exclude(made_by=account).exclude(made_by=None)
    if since is not None:
        given = given.filter(pk__gt=since.pk)
    approval = given.order_by("-pk").first()
    if approval is None:
        return False
    later = story.revisions.filter(number__gt=approval.revision_number)
    return not later.exclude(made_by=approval.made_by).exists()
