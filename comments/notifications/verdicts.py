"""Mails about what was decided: on a reply, and on how its writer stands.

The one rule: only what still holds is told, each decision once.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import written
from articles.background import background
from comments.models import BY_MAIL, Decision, StandingChange, State, Verb
from comments.models.writers import BARRED
from comments.notifications import letters

# By the letter's template: the subject with the headline, and without one.
SUBJECTS = {
    "published": (gettext_lazy("Your reply to “%(headline)s” is published"), ""),
    "rejected": (
        gettext_lazy("Your reply to “%(headline)s” was not published"),
        gettext_lazy("Your reply was not published"),
    ),
    "removed": (
        gettext_lazy("Your reply to “%(headline)s” was removed"),
        gettext_lazy("Your reply was removed"),
    ),
    "upheld": (
        gettext_lazy("Your appeal: your reply to “%(headline)s” stays unpublished"),
        gettext_lazy("Your appeal: your reply stays unpublished"),
    ),
    "edited": (
        gettext_lazy("Your reply to “%(headline)s” was edited"),
        gettext_lazy("Your reply was edited"),
    ),
}
LETTERS = {
    State.PUBLISHED: "published",
    State.REJECTED: "rejected",
    State.SPAM: "rejected",  # no shadow bans: whoever was taken for a spammer is told, too
    State.REMOVED: "removed",
}
APPEALABLE = ("rejected", "removed")


@background(attempts=8)
def tell_writers(decision_ids):
    """Mail the writers of what was decided, each once, and only what still holds."""
    named = Decision.objects.filter(pk__in=decision_ids)
    letters.each(tell, BY_MAIL.untold(named.tellable()).with_mail_parts().oldest_first())


@background(attempts=8)
def tell_of_standing(change_id):
    """Mail a writer that they cannot reply any more, until when and why, or that they can again."""
    for change in BY_MAIL.untold(StandingChange.objects.filter(pk=change_id)):
        tell_of_change(change)


def tell(decision, line=None):
    this_one = Decision.objects.filter(pk=decision.pk)
    template = _letter_for(decision)
    if template is None:
        BY_MAIL.forget(this_one)
        return
    # Asked again for each: the mails before this one took their time.
    if not this_one.tellable().exists() or not BY_MAIL.claim(this_one):
        return
    reply, headline = decision.reply, letters.headline_of(decision.reply.story_id)
    with letters.claimed(BY_MAIL, this_one, since=decision.made_at):
        letters.send(
            template,
            lambda: SUBJECTS[template][not headline] % {"headline": headline},
            to=reply.user_email,
            headers=letters.about("reply", reply.pk, message=(template, decision.pk)),
            line=line,
            headline=headline,
            link=letters.address_of("reply", reply.pk),
            reason=decision.get_reason_display(),
            is_after_appeal=decision.settles_appeals.exists(),
            may_appeal=template in APPEALABLE and not hasattr(reply, "appeal"),
            page=letters.page_of(reply.writer),
        )


def tell_of_change(change, line=None):
    this_one, writer = StandingChange.objects.filter(pk=change.pk), change.writer
    newest = writer.standing_changes.order_by("-made_at", "-pk").first()
    is_news = change.to_standing in BARRED or change.from_standing in BARRED
    if not is_news or newest != change or writer.confirmed_at is None:
        BY_MAIL.forget(this_one)
        return
    if not BY_MAIL.claim(this_one):
        return
    with letters.claimed(BY_MAIL, this_one, since=change.made_at):
        letters.send(
            "standing",
            lambda: _subject_of_change(change),
            to=writer.address,
            headers=letters.about("writer", writer.pk, message=("standing", change.pk)),
            line=line,
            standing=change.to_standing,
            until=change.until and written.moment(change.until),
            reason=change.reason,
            refused=change.decisions.count(),
            page=letters.page_of(writer),
        )


def _letter_for(decision):
    """The template of the mail about a decision, or None where there is nothing to say."""
    if decision.verb == Verb.EDIT:
        return "edited"
    if decision.verb == Verb.UPHOLD:
        return "upheld"
    if decision.from_state == decision.to_state:  # looked at, and it stays as it is
        return None
    return LETTERS.get(decision.to_state)


def _subject_of_change(change):
    if change.to_standing in BARRED:
        return _("You cannot leave replies at present")
    return _("You can leave replies again")
