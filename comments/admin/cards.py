"""What the moderator's list says of each reply, gathered for a whole page at once.

The rule: as many queries for fifty cards as for one, whatever hangs on them.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, Count, Window
from django.db.models.functions import RowNumber

from articles.prepared import GivenSome, Prepared
from comments import moderation, records, screening, text
from comments.models import (
    Decision,
    Reason,
    Report,
    Standing,
    State,
    Verb,
    Version,
    WriterNote,
)

SAID = 5  # readers' own words that a card quotes; the page of the reply has them all
KEPT = 5  # earlier versions that a card shows


@dataclass
class Reports:
    """What readers reported and no moderator has answered."""

    number: int = 0
    reasons: list = field(default_factory=list)  # (label, how many), the commonest first
    said: list = field(default_factory=list)  # reports with words, the newest first


@dataclass
class Labels:
    """What states, reasons and acts are called in the present language, said once for a page."""

    states: dict = field(default_factory=lambda: said(State.choices))
    reasons: dict = field(default_factory=lambda: said(Reason.choices))
    acts: dict = field(default_factory=lambda: said(Verb.choices))  # as decisions name them
    verdicts: dict = field(  # as buttons do
        default_factory=lambda: said(
            (verb, verdict.label) for verb, verdict in moderation.VERDICTS.items()
        )
    )


@dataclass
class Card:
    longest_note = moderation.NOTE_LENGTH

    reply: Any
    labels: Labels
    verdicts: list  # [(verb, Verdict)] that are open to whoever looks
    is_restorable: bool = False
    last: Any = None  # the last Decision that stands
    record: Any = None  # of its writer: records.Record
    standing: str = ""
    notes: int = 0  # about its writer
    reports: Reports = field(default_factory=Reports)
    appeal: Any = None
    is_for_another: str = ""  # why whoever looks may not answer the appeal
    versions: list = field(default_factory=list)  # the newest first
    is_done: bool = False  # decided a moment ago: one line, and the way back
    is_ticked: bool = False
    asked: str = ""  # the verdict whose reasons it shows, where no script does
    refusal: str = ""  # why a verdict was not given on it

    @property
    def words(self):
        """The text, the words that a check found in it marked."""
        return text.html_with_marks(self.reply.comment, found_words(self.reply))

    @property
    def held(self):
        """Why it was held, in sentences."""
        is_scored = self.reply.spam_score is not None  # then that is a line of its own
        return held_for(self.reply, leaving_out="spam" if is_scored else "")

    @property
    def spam(self):
        """The score in per cent with the words that pull it up, or None where nothing scored it."""
        if self.reply.spam_score is None:
            return None
        pulls = pulls_of(self.reply.found)
        return {
            "percent": round(100 * self.reply.spam_score),
            "up": [(word, f"+{pull:.1f}") for word, pull in pulls if pull > 0],
            "down": [(word, f"−{-pull:.1f}") for word, pull in pulls if pull < 0],
        }

    @property
    def can_edit(self):
        return moderation.can_be_edited(self.reply)

    @property
    def strip(self):
        """The writer's last replies, each with its state in words."""
        return [(recent, self.labels.states[recent.state]) for recent in self.record.last]

    @property
    def plain(self):
        """The verdicts that a press gives; those that need a reason are `with_reason`."""
        return [(verb, verdict) for verb, verdict in self.verdicts if not verdict.needs_reason]

    @property
    def with_reason(self):
        return [(verb, verdict) for verb, verdict in self.verdicts if verdict.needs_reason]

    @cached_property
    def seen(self):
        """How it was seen, which every press says."""
        return self.reply.seen_as

    @cached_property
    def pick(self):
        """What a form says of it: its number and how it was seen."""
        return f"{self.reply.pk}:{self.seen}"


def cards_for(user, replies):
    """The cards of some replies, as `user` may see and decide them, in the same order."""
    ids = [reply.pk for reply in replies]
    if not ids:
        return []
    labels, writers = Labels(), [reply.writer for reply in replies if reply.writer]
    last = {one.reply_id: one for one in STANDING.rows(ids=ids)}
    restorable = moderation.restorable(user, replies, last)
    known, notes = records.records_for(writers), notes_about(writers)
    reports, versions = reports_on(ids), versions_of(ids)
    return [
        Card(
            reply=reply,
            labels=labels,
            verdicts=moderation.verdicts_open_to(user, reply),
            is_restorable=reply.pk in restorable,
            last=last.get(reply.pk),
            record=known.get(reply.writer_id),
            standing=standing_of(reply.writer),
            notes=notes.get(reply.writer_id, 0),
            reports=reports.get(reply.pk) or Reports(),
            appeal=getattr(reply, "appeal", None) if reply.appealed_at else None,
            is_for_another=moderation.is_for_another(reply)
            if moderation.is_against_own_decision(reply, user)
            else "",
            versions=versions.get(reply.pk, []),
        )
        for reply in replies
    ]


def said(choices):
    return {value: str(label) for value, label in choices}


def standing_of(writer):
    standing = writer.standing_at() if writer else Standing.NONE
    return standing.label if standing else ""


def notes_about(writers):
    return dict(NOTES.rows(ids=[writer.pk for writer in writers]))


def reports_on(ids):
    """The open reports by the reply's id, in two queries."""
    found = {}
    labels = dict(Report._meta.get_field("reason").flatchoices)
    for reply, reason, number in REPORTED.rows(ids=ids):
        reports = found.setdefault(reply, Reports())
        reports.number += number
        reports.reasons.append((labels.get(reason, reason), number))
    for report in WORDS_REPORTED.rows(ids=ids):
        found[report.reply_id].said.append(report)
    return found


def versions_of(ids):
    """The last few earlier versions by the reply's id, the newest first."""
    found = {}
    for version in VERSIONS.rows(ids=ids):
        found.setdefault(version.reply_id, []).append(version)
    return found


def held_for(reply, leaving_out=""):
    """Why a reply is held, a sentence for each rule."""
    rules = [rule for rule in reply.held_for if rule != leaving_out]
    return [screening.sentence_for(rule, reply.found.get(rule)) for rule in rules]


def found_words(reply):
    """The words that checks found in a reply, and those for which its spam score holds it."""
    listed = [one for value in reply.found.values() if isinstance(value, list) for one in value]
    words = [one for one in listed if isinstance(one, str)]
    if "spam" in reply.held_for:
        words += [word for word, pull in pulls_of(reply.found) if pull > 0]
    return words


def pulls_of(found):
    """The words of the spam score with what each did to it: [(word, pull)]."""
    scored = found.get("spam")
    words = scored.get("words", []) if isinstance(scored, dict) else []
    return [(str(word), float(pull)) for word, pull in words]


# -- What is asked of the database for every page of cards


def _those():
    return GivenSome("ids", BigIntegerField())


def _standing():
    """The decisions on some replies that nobody took back, the last of each at the end."""
    standing = Decision.objects.filter(reply__in=_those()).standing().oldest_first()
    return standing.select_related("made_by")


def _notes():
    about = WriterNote.objects.filter(writer__in=_those())
    return about.order_by().values_list("writer").annotate(Count("pk"))


def _unsettled():
    return Report.objects.unsettled().filter(reply__in=_those()).order_by()


def _reported():
    counted = _unsettled().values_list("reply", "reason").annotate(number=Count("pk"))
    return counted.order_by("-number", "reason")


def _words_reported():
    newest = Window(RowNumber(), partition_by="reply", order_by=["-made_at", "-pk"])
    said = _unsettled().exclude(words="").annotate(nth=newest).filter(nth__lte=SAID)
    return said.order_by("nth")


def _versions():
    newest = Window(RowNumber(), partition_by="reply", order_by="-number")
    kept = Version.objects.filter(reply__in=_those()).annotate(nth=newest).filter(nth__lte=KEPT)
    return kept.select_related("replaced_by").order_by("nth")


STANDING, NOTES, VERSIONS = Prepared(_standing), Prepared(_notes), Prepared(_versions)
REPORTED, WORDS_REPORTED = Prepared(_reported), Prepared(_words_reported)
