"""The rules of the house, of sections, topics and stories as sentences, for people at the desk.

The one rule: each is made of the rules as they are kept, so that none can say what is not so.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import policy
from comments.models import Force, Mode, Openness


def of_house(house):
    """What holds where nothing nearer says otherwise."""
    return [
        _("%(mode)s.") % {"mode": Mode(house.mode).label},
        closing(house.closes_after),
        _changing(house.edit_minutes),
        _mails(house.hourly_confirmations),
        _("A network a reply came from is kept for %(days)d days, in a form nobody can read.")
        % {"days": house.networks_kept_days},
        _keeping(house.refused_kept_days),
        _digest(house.digest_hours),
    ]


def of_section(section, rules):
    """What a section says otherwise, as sentences; none where it leaves everything to the house."""
    said = []
    if not section.replies_open:
        said.append(_("Takes no replies."))
    if rules is not None and rules.mode:
        said.append(_("%(mode)s.") % {"mode": Mode(rules.mode).label})
    if rules is not None and rules.closes_after is not None:
        said.append(closing(rules.closes_after))
    return said


def of_topic(rules):
    """What a topic does to every story that has it."""
    said = {
        Force.CLOSED: _("Its stories take no replies; where one is kept open, all is read first."),
        Force.HOLD: _("Every reply from a guest to its stories is read before it appears."),
    }[rules.force]
    return f"{said} {_('Because: %(why)s.') % {'why': rules.because}}" if rules.because else said


def of_story(rules):
    """What somebody decided for one story, and who and when."""
    said = []
    if rules.openness:
        said.append(
            {
                Openness.OPEN: _("Kept open, whatever the other rules say."),
                Openness.CLOSED: _("Closed by hand."),
            }[rules.openness]
        )
    if rules.mode:
        said.append(_("%(mode)s.") % {"mode": Mode(rules.mode).label})
    if not said:
        said.append(_("As the rules say."))
    who = {"who": rules.made_by or _("Somebody"), "when": policy.in_words(rules.made_at)}
    return " ".join([*said, _("(%(who)s, %(when)s)") % who])


def closing(days):
    if not days:
        return _("Replies never close by the clock.")
    return ngettext(
        "Replies close %(count)d day after a story was first published, to the second.",
        "Replies close %(count)d days after a story was first published, to the second.",
        days,
    ) % {"count": days}


def _changing(minutes):
    if not minutes:
        return _("A writer cannot change a reply.")
    return ngettext(
        "A writer can change a reply for %(count)d minute while nobody answered it; it is then "
        "screened again.",
        "A writer can change a reply for %(count)d minutes while nobody answered it; it is then "
        "screened again.",
        minutes,
    ) % {"count": minutes}


def _mails(number):
    return ngettext(
        "An address gets at most %(count)d mail to confirm an hour.",
        "An address gets at most %(count)d mails to confirm an hour.",
        number,
    ) % {"count": number}


def _keeping(days):
    if not days:
        return _("Refused replies are kept for ever.")
    return _("The words of refused replies are erased %(days)d days after they were refused.") % {
        "days": days
    }


def _digest(hours):
    if not hours:
        return _("Moderators get no mail with what waits.")
    return _("Moderators get one mail with what waits at these hours: %(hours)s.") % {
        "hours": hours
    }
