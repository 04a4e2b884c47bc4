"""What each check does under the present rules, and why a reply is held: in words, for people.

The one rule: every sentence is made of the rules themselves, so that none can say what is not so.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments import outside
from comments.models import Mode

HELD_BECAUSE = {
    "guest": gettext_lazy("Every reply from a guest is read before it appears."),
    "newcomer": gettext_lazy("Its writer is not trusted yet."),
    "always-held": gettext_lazy("A moderator wants to read every reply of this writer."),
    "banned": gettext_lazy("Its address is banned; who sent it has not shown that it is theirs."),
    "suspended": gettext_lazy(
        "Its address is suspended; who sent it has not shown that it is theirs."
    ),
    "suspect-words": gettext_lazy("It has a suspect word."),
    "links": gettext_lazy("It has a web address."),
    "history": gettext_lazy("Too many of this writer's last replies were refused."),
    "spam": gettext_lazy("It looks like spam."),
    "outside-checks": gettext_lazy("The outside checks have not answered yet."),
    "closed": gettext_lazy("Replies to the story closed, or its writer was refused, meanwhile."),
}
LET_BECAUSE = {
    "trusted": gettext_lazy("A moderator trusts its writer."),
    "record": gettext_lazy("Its writer is trusted for what was approved before."),
    "writer": gettext_lazy("Its writer wished so."),
    "erased": gettext_lazy("Its writer had everything erased."),
}


@dataclass(frozen=True)
class Explained:
    """One check: what it is called, and what it does under the present rules."""

    name: str
    title: str
    sentence: str


def sentence_for(rule, found=None):
    """Why a rule acts on a reply, with what it found in it (`Reply.found` of that rule), if known.

    A rule holds a reply, lets it appear, or takes it away for its writer; the log has all three.
    """
    match rule, found:
        case "suspect-words", [*words] if words:
            sentence = ngettext(
                "It has a suspect word: %(words)s.", "It has suspect words: %(words)s.", len(words)
            )
            return sentence % {"words": quoted(words)}
        case "links", int(number):
            sentence = ngettext(
                "It has %(count)d web address.", "It has %(count)d web addresses.", number
            )
            return sentence % {"count": number}
        case "history", {"refused": refused, "decided": decided}:
            return _("Of this writer's last %(decided)d replies, %(refused)d were refused.") % {
                "decided": decided,
                "refused": refused,
            }
        case "spam", {"score": score}:
            return _("It looks like spam: %(score)d %%.") % {"score": round(100 * score)}
        case "outside-checks", [*answers] if answers:
            return " ".join(filter(None, map(outside.in_words, answers)))
    return str((HELD_BECAUSE | LET_BECAUSE).get(rule, rule))


def quoted(words):
    return ", ".join(_("“%(word)s”") % {"word": word} for word in words)


def explain(name, house):
    """What the check of that name does under the HouseRules `house`."""
    title, words = WORDS[name]
    return Explained(name, str(title), words(house))


def _length(house):
    return _("A reply has %(least)d to %(most)d characters. Any other is refused.") % {
        "least": house.shortest,
        "most": house.longest,
    }


def _closed(house):
    return _("A reply to a story that takes none now is refused.")


def _repeat(house):
    return _(
        "The same words from the same address are refused for a day. Words under 40 characters, "
        "such as “I agree.”, may be said elsewhere."
    )


def _address_pace(house):
    sentence = ngettext(
        "An address sends at most %(count)d reply an hour.",
        "An address sends at most %(count)d replies an hour.",
        house.hourly_by_address,
    ) % {"count": house.hourly_by_address}
    if not house.pause_seconds:
        return sentence
    pause = ngettext(
        "Between two of them %(count)d second must pass.",
        "Between two of them %(count)d seconds must pass.",
        house.pause_seconds,
    ) % {"count": house.pause_seconds}
    return f"{sentence} {pause}"


def _network_pace(house):
    return ngettext(
        "A network sends at most %(count)d reply an hour.",
        "A network sends at most %(count)d replies an hour.",
        house.hourly_by_network,
    ) % {"count": house.hourly_by_network}


def _staff_names(house):
    return _(
        "A guest under the name of a colleague with an account, of the newspaper or of its desk is "
        "refused, in whatever spelling."
    )


def _staff(house):
    return _("Colleagues who are signed in pass here: nothing below is asked of them.")


def _standing(house):
    return _(
        "A banned or suspended writer is refused and told so, once they proved that the address is "
        "theirs. A writer whom a moderator always wants to read is held."
    )


def _listed(words, some, none):
    number = len([line for line in words.splitlines() if line.strip()])
    return some(number) % {"count": number} if number else none


def _banned(house):
    return _listed(
        house.banned_words,
        lambda number: ngettext(
            "A reply with the one banned word is refused, and its writer is told the word.",
            "A reply with one of %(count)d banned words is refused, and its writer is told which.",
            number,
        ),
        _("No word is banned."),
    )


def _suspect(house):
    return _listed(
        house.suspect_words,
        lambda number: ngettext(
            "A reply with the one suspect word is held.",
            "A reply with one of %(count)d suspect words is held.",
            number,
        ),
        _("No word is suspect."),
    )


def _links(house):
    if not house.links_hold:
        return _("Web addresses hold no reply.")
    return ngettext(
        "A reply with %(count)d web address or more is held.",
        "A reply with %(count)d web addresses or more is held.",
        house.links_hold,
    ) % {"count": house.links_hold}


def _spam(house):
    if not house.scores_spam:
        return _("No spam score is asked for.")
    return _("A reply that is spam with %(share)d %% or more, by its score, is held.") % {
        "share": house.spam_holds
    }


def _outside(house):
    if not outside.is_asked(house):
        return _("No service outside is asked.")
    asked = []
    if outside.akismet.is_asked(house):
        asked.append(_("the Akismet service at %(url)s") % {"url": house.akismet_url})
    if outside.signed.is_asked(house):
        asked.append(_("the signed check at %(url)s") % {"url": house.hook_url})
    return _(
        "What nothing above holds is shown to %(services)s, once its address is confirmed. It "
        "appears when each finds nothing within %(seconds)d seconds, and waits for a moderator "
        "otherwise."
    ) % {"services": _(" and to ").join(asked), "seconds": house.outside_seconds}


def _history(house):
    if not house.refused_share:
        return _("What was refused before holds no reply.")
    return _(
        "A writer %(share)d %% or more of whose replies were refused in the last %(days)d days is "
        "held, as soon as %(least)d were decided. Trust given by hand stands."
    ) % {"share": house.refused_share, "days": house.refused_days, "least": house.refused_least}


def _newcomer(house):
    sentence = _("Where trusted writers appear at once, everybody else is held.")
    if not house.trusts_by_record:
        return f"{sentence} {_('Trust is given by moderators alone.')}"
    earned = ngettext(
        "Trust is given by moderators, or earned with %(count)d approved reply from a confirmed "
        "address, none refused in %(days)d days.",
        "Trust is given by moderators, or earned with %(count)d approved replies from a confirmed "
        "address, none refused in %(days)d days.",
        house.trust_after,
    )
    return f"{sentence} {earned % {'count': house.trust_after, 'days': house.trust_days}}"


def _policy(house):
    return {
        Mode.HOLD: _("Where nothing nearer says otherwise, every reply from a guest is held."),
        Mode.TRUST: _(
            "Where nothing nearer says otherwise, a trusted writer's reply that nothing above "
            "holds appears at once."
        ),
    }[house.mode]


WORDS = {
    "is_wrong_length": (gettext_lazy("Length"), _length),
    "story_is_closed": (gettext_lazy("Story open"), _closed),
    "is_repeat": (gettext_lazy("Repeat"), _repeat),
    "address_is_too_fast": (gettext_lazy("Pace of an address"), _address_pace),
    "network_is_too_fast": (gettext_lazy("Pace of a network"), _network_pace),
    "impersonates_staff": (gettext_lazy("Names of the newsroom"), _staff_names),
    "staff_pass": (gettext_lazy("The newsroom"), _staff),
    "standing": (gettext_lazy("Standing of the writer"), _standing),
    "has_banned_words": (gettext_lazy("Banned words"), _banned),
    "has_suspect_words": (gettext_lazy("Suspect words"), _suspect),
    "has_links": (gettext_lazy("Web addresses"), _links),
    "spam_score": (gettext_lazy("Spam score"), _spam),
    "recent_history": (gettext_lazy("Recent history"), _history),
    "newcomer": (gettext_lazy("Newcomer"), _newcomer),
    "the_policy": (gettext_lazy("What appears at once"), _policy),
    "outside_checks": (gettext_lazy("Outside checks"), _outside),
}
