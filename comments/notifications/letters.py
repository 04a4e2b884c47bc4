"""What every mail to a reader has in common: its words, its place in a conversation, its fate.

The one rule: a mail is claimed before it is sent, noted afterwards, and given back where it failed.
"""

from contextlib import contextmanager

from django.urls import reverse

from articles import mailing
from articles.models import Newspaper, PublishedStory, absolute
from comments import tokens


def send(template, subject, *, to, headers, line=None, **context):
    """Send templates/comments/mail/<template>.txt and .html to an address.

    `subject` is called for its words where the newspaper's language is spoken.
    """

    def words():
        return {"paper": Newspaper.current(), "subject": subject(), **context}

    mailing.send(f"comments/mail/{template}", to=to, words=words, headers=headers, line=line)


@contextmanager
def claimed(telling, row, *, since):
    """Around a mail about a row that was claimed: it is noted, or given back with what went wrong.

    `since` is the moment of what the mail tells of.
    """
    is_sent, refused_since = False, None
    try:
        yield
        is_sent = True
    except mailing.MailRefused:
        refused_since = since
        raise
    finally:
        if is_sent:
            telling.note(row)
        else:
            telling.give_back(row, since=refused_since)


def each(tell, things):
    """Call `tell(thing, line)` for each, over one connection. Raises the last MailNotSent."""
    failure = None
    with mailing.one_line() as line:
        for thing in things:
            try:
                tell(thing, line)
            except mailing.MailNotSent as error:  # one bad address must not keep others waiting
                failure = error
    if failure:
        raise failure


def about(*conversation, message):
    """The headers that keep the mails about one thing together in a mail program (RFC 5322, 3.6.4).

    No mail has the conversation's own id: it may be any of them that comes first.
    """
    root = mailing.message_id(*conversation)
    return {
        "Message-ID": mailing.message_id(*conversation, *message),
        "In-Reply-To": root,
        "References": root,
    }


def headline_of(story_id):
    """The headline under which readers see a story at this moment; "" where they do not."""
    live = PublishedStory.objects.live().filter(pk=story_id)
    return live.values_list("headline", flat=True).first() or ""


def address_of_replies(story_id):
    """The address of the replies under a story that readers see."""
    story = PublishedStory.objects.live().get(pk=story_id)
    return f"{absolute(story.get_absolute_url())}#replies"


def address_of(name, *arguments):
    """The whole address of a page of the reply desk."""
    return absolute(reverse(f"comments:{name}", args=arguments))


def page_of(writer):
    """The address of a writer's own page."""
    return address_of("writer", tokens.sign_writer(writer))
