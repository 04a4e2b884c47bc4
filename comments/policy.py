"""Decisions without side effects: values in, a verdict out, nothing asked of the database."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from comments import text


def are_replies_open(copy) -> bool:
    """Whether the readers' copy of a story takes replies now; its section is loaded with it.

    A beginning may be in no section yet: its preview is the page it would have.
    """
    return copy.replies_open and (copy.section_id is None or copy.section.replies_open)


def may_answer_as_staff(user) -> bool:
    """Whether `user` replies in the newspaper's name: an account at the desk, or a writer's."""
    return user.is_active and (user.is_staff or getattr(user, "person", None) is not None)


def name_of_staff(user, typed: str) -> str:
    """The name under which somebody of the newsroom replies: their own, never one they typed."""
    person = getattr(user, "person", None)
    return (person.name if person else user.get_full_name())[:50] or typed


def can_be_followed(reply) -> bool:
    """Whether the writer of a reply could yet be told of answers to it.

    The newsroom's own replies have no writer: nobody confirmed an address for them.
    """
    return reply.writer_id is not None and reply.state in {"unconfirmed", "pending", "published"}


def is_by_whom_it_answers(answer) -> bool:
    """Whether somebody answered a reply of their own, as a reader or as one of the newsroom."""
    addresses = [answer.user_email, answer.user.email if answer.user else ""]
    return answer.in_answer_to.writer.address in map(text.fold_address, addresses)


def comes_from_this_site(headers, origins) -> bool | None:
    """Whether a form was posted from one of our own pages; None where the browser does not say.

    Takes the request's headers and the origins (scheme://host) that are ours. Sec-Fetch-Site is
    set by the browser and cannot be forged by a page (W3C Fetch Metadata, section 2.4); Origin and
    Referer speak for browsers that are too old to send it.
    """
    if site := headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    if origin := headers.get("Origin") or headers.get("Referer"):
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return f"{parts.scheme}://{parts.netloc}" in origins
    return None


def what_happens_next(reply) -> str:
    """One sentence for the writer of a reply, after its state."""
    return {
        "unconfirmed": _(
            "Check your mail: we sent a link to confirm that this address is yours. Without it "
            "the reply is forgotten after 48 hours."
        ),
        "pending": _(
            "Your address is confirmed. A moderator reads the reply before it appears; you get a "
            "mail when that is decided."
        ),
        "published": _("Your reply stands under the story."),
        "rejected": _("A moderator decided not to publish this reply."),
        "spam": _("A moderator decided not to publish this reply."),
        "withdrawn": _("You withdrew this reply."),
        "removed": _("A moderator removed this reply after it was published."),
    }[reply.state]
