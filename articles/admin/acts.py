"""What happened to a story, in words: its saves and moves as the desk's screens list them.

The rule: no list loads the text of a revision, so five hundred cost what five do.
"""

from operator import itemgetter

from django.db.models import F
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.comparison import changed_words
from articles.models import name_of

MOST_MOVES = 200  # on one page; nobody makes so many at the revisions of one
MOMENTS = {
    "publish_at": gettext_lazy("Publish at"),
    "withdraw_at": gettext_lazy("Withdraw at"),
    "embargo_until": gettext_lazy("Embargo until"),
}


def latest_acts(story, most):
    """The last saves and moves of a story, newest first."""
    saves = story.revisions.newest_first().without_content().with_people()[:most]
    moves = story.moves.select_related("made_by")[:most]
    return _in_order(saves, moves)[:most]


def acts_before(story, number, most):
    """At most `most` saves below a revision's number (None: from the newest), and their moves.

    Returns:
        The acts, newest first, and the numbers of the first and the last save among them.
    """
    saves = story.revisions.newest_first().without_content().with_people()
    saves = list((saves.before(number) if number else saves)[:most])
    lowest, highest = (saves[-1].number, saves[0].number) if saves else (0, 0)
    moves = story.moves.made_at_revisions(
        lowest if lowest > 1 else 0, highest if number else None
    ).select_related("made_by")[:MOST_MOVES]
    acts = _in_order(saves, moves)
    shown = _versions(story, lowest, highest)
    for act in acts:
        act["versions"] = shown.get(act.get("number"), [])
    return acts, lowest, highest


def _in_order(saves, moves):
    acts = [*map(save_in_words, saves), *map(move_in_words, moves)]
    return sorted(acts, key=itemgetter("at"), reverse=True)


def save_in_words(revision):
    """One save: who, when, what changed, and what it was made from."""
    before = revision.number - 1
    return {
        "at": revision.made_at,
        "by": name_of(revision.made_by),
        "number": revision.number,
        "before": before,
        "changed": changed_words(revision.changed),
        "based_on": revision.based_on if revision.based_on not in (None, before) else None,
        "restored_from": revision.restored_from,
    }


def move_in_words(move):
    """One move, or another act that is no save."""
    return {
        "at": move.made_at,
        "by": _("The clock") if move.is_by_the_clock else name_of(move.made_by),
        "state": move.to_state,
        "label": workflow.label_of(move.verb),
        "note": move.note,
        "overridden": move.overridden,
        "is_by_the_clock": move.is_by_the_clock,
        "plan": [
            (words, workflow.in_words(parse_datetime(move.plan[name])) if move.plan[name] else "")
            for name, words in MOMENTS.items()
            if name in move.plan
        ],
    }


def _versions(story, lowest, highest):
    """The versions readers saw of some revisions, by the revision's number."""
    rows = story.versions.newest_first().of_revisions(lowest, highest)
    found = {}
    for version in rows.select_related("withheld_by").annotate(number=F("revision__number")):
        version.withheld_name = name_of(version.withheld_by) if version.withheld_at else ""
        found.setdefault(version.number, []).append(version)
    return found
