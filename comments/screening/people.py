"""Who writes: the newsroom itself, somebody under its name, and how a writer stands with us.

The one rule: what only an address's owner may know is told to nobody else. Whoever types an address
gets the same answer for any; the ban or the suspension is told once they proved that it is theirs.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import written
from articles.models import Newspaper, Person
from articles.prepared import Prepared
from comments import text
from comments.models import Mode, Standing
from comments.screening.verdicts import Hold, Pass, Refusal

TITLES = ("newsroom", "editor", "moderator", gettext_lazy("Newsroom"), gettext_lazy("Moderator"))
NAMES_TAKEN = Prepared(
    lambda: (
        Person.objects.filter(account__isnull=False)
        .order_by()
        .values_list("name")
        .union(Newspaper.objects.values_list("name"))
    )
)


def impersonates_staff(attempt):
    """Refuse a guest who writes as a colleague, the newspaper or its desk, in any disguise."""
    if attempt.by is not None or attempt.reply is not None:
        return None
    name = text.fold_name(attempt.name)
    taken = [taken for (taken,) in NAMES_TAKEN.rows()]
    if name and name in {text.fold_name(str(one)) for one in (*taken, *TITLES)}:
        return Refusal(
            _(
                "This name belongs to our newsroom. Please choose another; if it is yours, sign in "
                "first."
            ),
            "name",
        )
    return None


def staff_pass(attempt):
    return Pass() if attempt.by is not None else None


def standing(attempt):
    """Refuse the banned and the suspended, in so many words; hold whom a moderator always reads."""
    match attempt.standing:
        case Standing.BANNED | Standing.SUSPENDED as kind if not attempt.is_proven:
            return Hold(str(kind))
        case Standing.BANNED:
            return Refusal(
                _(
                    "A moderator banned your address from replying here. What you wrote was not "
                    "published."
                ),
                status=403,
            )
        case Standing.SUSPENDED:
            until = written.moment(attempt.writer.standing_until)
            sentence = _(
                "A moderator suspended your address from replying until %(until)s. You can reply "
                "again after that."
            )
            return Refusal(sentence % {"until": until}, status=403)
        case Standing.HELD:
            return Hold("always-held")
    return None


def recent_history(attempt):
    """Hold a writer too many of whose last replies were refused; trust given by hand stands."""
    if attempt.writer is None or attempt.is_trusted_by_hand:
        return None
    house, record = attempt.house, attempt.record
    if not house.refused_share or record.decided < house.refused_least:
        return None
    if 100 * record.refused >= house.refused_share * record.decided:
        return Hold("history", {"refused": record.refused, "decided": record.decided})
    return None


def newcomer(attempt):
    """Where trusted writers appear at once, hold everybody else."""
    if attempt.rules.mode != Mode.TRUST or is_trusted(attempt):
        return None
    return Hold("newcomer")


def the_policy(attempt):
    """Where every reply from a guest is read first, hold it."""
    return Hold("guest") if attempt.rules.mode == Mode.HOLD else None


def is_trusted(attempt):
    """Whether a writer is trusted, by hand or by record: one who proved the address is theirs."""
    if attempt.writer is None or not attempt.is_proven:
        return False
    if attempt.is_trusted_by_hand:
        return True
    house, record = attempt.house, attempt.record
    return (
        house.trusts_by_record
        and attempt.standing == Standing.NONE
        and record.approved >= house.trust_after
        and not record.refused_while_trusted
    )
