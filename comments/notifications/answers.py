"""Mails about what others wrote: an answer to one's own reply, new replies in a followed thread.

The one rule: nobody is told of what they wrote themselves, nobody twice of the same reply, and a
mail leads to replies without quoting them, since a mail cannot be taken down afterwards.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import mailing
from articles.background import background
from articles.models import absolute
from comments import policy, text, tokens
from comments.models import ANSWER, Following, Reply
from comments.models.telling import CLAIMED_FOR, SOON
from comments.notifications import letters

BETWEEN_MAILS = timedelta(hours=1)  # about one followed thread
SETTLED_AFTER = timedelta(minutes=1)  # what appeared earlier was committed, whoever published it
NAMED_IN_A_MAIL = 20  # replies


@background(attempts=8)
def tell_of_answers(answer_ids):
    """Mail the writers who follow what these replies answer: each answer once, while it stands."""
    answers = Reply.objects.untold_answers().filter(pk__in=answer_ids).with_mail_parts()
    letters.each(tell_of, answers.order_by("pk"))


@background(attempts=1)
def tell_followers():
    """Mail whoever follows a thread what is new in it. What fails is tried by the next round."""
    until = timezone.now() - SETTLED_AFTER
    with mailing.one_line() as line:
        for following in Following.objects.due(until).with_mail_parts().order_by("pk"):
            if not mailing.is_there(line):
                return
            try:
                tell_of_thread(following, until, line)
            except mailing.MailNotSent:
                continue  # written down in the row, which says when it is tried again


def tell_of(answer, line=None):
    answered, this_one = answer.in_answer_to, Reply.objects.filter(pk=answer.pk)
    # Asked again for each: the mails before this one took their time.
    headline = letters.headline_of(answer.story_id)
    if policy.is_by_whom_it_answers(answer):
        ANSWER.forget(this_one)
        return
    if not headline or not this_one.untold_answers().exists() or not ANSWER.claim(this_one):
        return
    stop = letters.address_of("stop_following", tokens.sign_stop(answered.pk))
    conversation = letters.about("reply", answered.pk, message=("answer", answer.pk))
    with letters.claimed(ANSWER, this_one, since=answer.appeared_at):
        letters.send(
            "answered",
            lambda: (
                _("%(name)s answered your reply to “%(headline)s”")
                % {"name": answer.name, "headline": headline}
            ),
            to=answered.user_email,
            headers={**conversation, **mailing.one_click(stop)},
            line=line,
            headline=headline,
            name=answer.name,
            link=absolute(answer.get_absolute_url()),
            stop=stop,
            page=letters.page_of(answered.writer),
        )


def tell_of_thread(following, until, line=None):
    """Mail one follower what appeared in a thread since the last mail, in one letter."""
    this_one, story_id = Following.objects.filter(pk=following.pk), following.story_id
    headline = letters.headline_of(story_id)
    if not headline or not _claim(this_one, following):
        return
    appeared = Reply.objects.new_to(story_id, following.told_at, until).select_related(
        "user", "in_answer_to"
    )
    fresh = [reply for reply in appeared if not _is_known_to(following.writer, reply)]
    is_told, next_mail = not fresh, timezone.now() + BETWEEN_MAILS
    try:
        if fresh:
            _send_news(following, headline, fresh, line)
        is_told = True
    except mailing.MailRefused:
        next_mail = timezone.now() + max(BETWEEN_MAILS, timezone.now() - fresh[0].appeared_at)
        raise
    except mailing.MailNotSent:
        next_mail = timezone.now() + SOON
        raise
    finally:
        told = {"told_at": until} if is_told else {}
        this_one.update(tell_after=next_mail if fresh else None, **told)


def _send_news(following, headline, fresh, line):
    story_id, host = following.story_id, settings.SITE_HOST
    stop = letters.address_of("stop_thread", tokens.sign_follower(story_id, following.writer_id))
    told = fresh[:NAMED_IN_A_MAIL]
    letters.send(
        "thread",
        lambda: (
            ngettext(
                "%(count)s new reply to “%(headline)s”",
                "%(count)s new replies to “%(headline)s”",
                len(fresh),
            )
            % {"count": len(fresh), "headline": headline}
        ),
        to=following.writer.address,
        headers={
            **letters.about("thread", story_id, message=("news", following.pk, fresh[-1].pk)),
            "List-Id": f"<replies-{story_id}.{host}>",  # RFC 2919
            **mailing.one_click(stop),
        },
        line=line,
        headline=headline,
        count=len(fresh),
        told=[(one.name, absolute(one.get_absolute_url())) for one in told],
        others=len(fresh) - len(told),
        thread=letters.address_of_replies(story_id),
        stop=stop,
        page=letters.page_of(following.writer),
    )


def _claim(this_one, following):
    """Claim a follower's next letter: of two workers with the same one sends."""
    as_it_was = this_one.filter(told_at=following.told_at, tell_after=following.tell_after)
    return as_it_was.update(tell_after=timezone.now() + CLAIMED_FOR) > 0


def _is_known_to(writer, reply):
    """Whether a reply is somebody's own, or an answer to theirs that has a mail of its own."""
    addresses = [reply.user_email, reply.user.email if reply.user else ""]
    if reply.writer_id == writer.pk or writer.address in map(text.fold_address, addresses):
        return True
    answered = reply.in_answer_to
    return answered is not None and answered.writer_id == writer.pk and answered.is_followed
