"""Who may answer an appeal: whoever may decide, but not whose decision it is against."""

from django.utils.translation import gettext as _

from articles.accounts import those_who_may

PERMISSION = "comments.moderate_reply"


def is_against_own_decision(reply, user):
    """Whether an open appeal asks for somebody other than `user`."""
    appeal = getattr(reply, "appeal", None) if reply.appealed_at else None
    if appeal is None or appeal.against is None:
        return False
    return appeal.against.made_by_id == user.pk


def is_taken_back_by_another(reply, user, last):
    """Whether `last`, the last decision on a reply, is not for `user` to take back.

    Whose decision was appealed against neither reverses it by taking it back, nor the answer that
    a colleague gave.
    """
    appeal = getattr(reply, "appeal", None)
    if appeal is None or appeal.against is None or appeal.against.made_by_id != user.pk:
        return False
    return reply.appealed_at is not None or appeal.settled_by_id == last.pk


def is_for_another(reply):
    return _(
        "The appeal of %(name)s is against a decision of yours: another moderator answers it."
    ) % {"name": reply.name}


def is_not_yours_to_take_back(reply):
    return _(
        "The appeal of %(name)s is against a decision of yours: another moderator takes back what "
        "was decided."
    ) % {"name": reply.name}


def nobody_else(user):
    """What to do where nobody but `user` may decide, in a list of one sentence; else an empty one.

    The promise is a different moderator. It is not kept by the same one looking again, so the way
    out is a second account, and the sentence says where it is made.
    """
    if those_who_may(PERMISSION).exclude(pk=user.pk).exists():
        return []
    return [
        _(
            "Nobody else here may decide on replies. Ask whoever keeps the accounts to give a "
            "colleague the role Moderator."
        )
    ]
