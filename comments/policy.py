"""Decisions without side effects: values in, a verdict out.

The one rule: nothing here writes, and only `in_force` asks the database, once, for the rules.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.db.models import BigIntegerField, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import written
from articles.models import Story
from articles.prepared import Given, Prepared
from comments import text
from comments.models import Force, HouseRules, Mode, Openness, SectionRules, Standing, TopicRules

SOON = timedelta(days=1)


@dataclass(frozen=True)
class InForce:
    """What holds for replies to one story: the house's rules, and what nearer rules make of them.

    `closes_at` is the moment by the clock, None where replies never close by it or are kept open by
    hand. `closed_by` and `mode_by` name who decides: "story" (by hand), "desk" (the story's own
    switch), "topic", "section", "clock" or "house"; `closed_by` is "" while replies are open.
    """

    rules: HouseRules
    mode: str
    mode_by: str
    closes_at: datetime | None
    closed_by: str
    closed_since: datetime | None  # where it is known
    kept_open: bool  # by hand, whatever the clock, a topic or the section says
    days: int  # until replies close; nought for never
    days_by: str
    section: str  # its name
    topic: dict[str, Any] | None  # what forces something: force, name, because

    @property
    def is_open(self):
        return not self.closed_by

    @cached_property
    def why(self):
        """Sentences that say which rule decides whether replies are open, and what appears."""
        return [_why_open(self), _why_mode(self)]


def in_force(story, moment=None) -> InForce:
    """What holds for replies to `story` (either copy) at `moment`, or now. One query.

    The nearest rule decides: the story's by hand, its topics', its section's, the house's. See
    docs/decisions/0016-the-nearest-rule-decides.md.
    """
    moment = moment or timezone.now()
    house, of_section, topic, mode, openness, by_hand_at = _rules_for(story)
    of_section = of_section or {"mode": "", "closes_after": None}
    section = story.section if story.section_id else None
    if mode:
        mode_by = "story"
    elif topic:  # one that closes, where a story is kept open all the same, still holds
        mode, mode_by = Mode.HOLD, "topic"
    elif of_section["mode"]:
        mode, mode_by = of_section["mode"], "section"
    else:
        mode, mode_by = house.mode, "house"
    days, days_by = of_section["closes_after"], "section"
    if days is None:
        days, days_by = house.closes_after, "house"
    kept_open = openness == Openness.OPEN
    closes_at = None
    if days and story.published_at and not kept_open:
        closes_at = story.published_at + timedelta(days=days)
    closed_by, since = "", None
    if not story.replies_open:
        closed_by = "desk"
    elif openness == Openness.CLOSED:
        closed_by, since = "story", by_hand_at
    elif kept_open:
        pass
    elif topic and topic["force"] == Force.CLOSED:
        closed_by = "topic"
    elif section and not section.replies_open:
        closed_by = "section"
    elif closes_at and closes_at <= moment:
        closed_by, since = "clock", closes_at
    return InForce(
        rules=house,
        mode=mode,
        mode_by=mode_by,
        closes_at=closes_at,
        closed_by=closed_by,
        closed_since=since,
        kept_open=kept_open,
        days=days,
        days_by=days_by,
        section=section.name if section else "",
        topic=topic,
    )


def _rules_for(story):
    """The rules that may concern `story`, nearest last asked, from one row.

    Returns (HouseRules, section's, topic's, mode, openness, made_at).
    """
    # A preview has no readers' topics of its own: those of the desk's copy would become them.
    owner = Story if story._state.adding else type(story)
    rows = _asked_for(owner).rows(story=story.pk, section=story.section_id)
    if not rows:  # the preview of a story that was never saved
        of_section = SectionRules.objects.filter(section=story.section_id)
        return HouseRules.current(), of_section.values().first(), None, "", "", None
    kept, *nearer = rows[0]
    if kept is None:
        return HouseRules(pk=1), *nearer
    fields = HouseRules._meta.concrete_fields  # in their order, which not every JSON keeps
    values = [field.to_python(kept[field.attname]) for field in fields]
    return HouseRules.from_db(None, [field.attname for field in fields], values), *nearer


@cache
def _asked_for(owner):
    """The question for every rule that may concern a story; `owner` is the copy with its topics."""
    pk, section = (Given(name, BigIntegerField()) for name in ("story", "section"))
    topics = owner._meta.get_field("topics").related_model.objects
    forcing = TopicRules.objects.filter(
        topic__in=topics.filter(content_object=pk).values("tag")
    ).order_by("force", "topic__name")  # what closes comes before what holds
    of_section = SectionRules.objects.filter(section=section)
    columns = [field.attname for field in HouseRules._meta.concrete_fields]
    return Prepared(
        lambda: Story.objects.filter(pk=pk).values_list(
            _one(HouseRules.objects.filter(pk=1), *columns),
            _one(of_section, "mode", "closes_after"),
            _one(forcing, "force", "because", name="topic__name"),
            "reply_rules__mode",
            "reply_rules__openness",
            "reply_rules__made_at",
        )
    )


def _one(rows, *columns, **renamed):
    """The first of `rows` as one value, so that it can stand in another table's row."""
    fields = dict(zip(columns, columns, strict=True)) | renamed
    return Subquery(rows.values(as_one=JSONObject(**fields))[:1])


def are_replies_open(copy) -> bool:
    """Whether a story takes replies now; its section is loaded with it. One query.

    A beginning may be in no section yet: its preview is the page it would have.
    """
    return in_force(copy).is_open


def _why_open(rules):
    """One sentence on whether replies are open, and by whose rule."""
    since = rules.closed_since and in_words(rules.closed_since)
    topic = rules.topic or {"name": ""}
    names = {"since": since, "topic": topic["name"], "section": rules.section, "days": rules.days}
    if rules.closed_by:
        return {
            "desk": _("Replies are closed: an editor switched them off on the story itself."),
            "story": _(
                "Replies are closed: somebody closed them by hand for this story, %(since)s."
            ),
            "topic": _("Replies are closed: the topic “%(topic)s” closes them."),
            "section": _("Replies are closed: the section “%(section)s” takes none."),
            "clock": _(
                "Replies are closed: they closed %(days)d days after publication, %(since)s."
            ),
        }[rules.closed_by] % names
    if rules.kept_open:
        return _("Replies are open: somebody keeps them open by hand for this story.")
    if rules.closes_at is None and rules.days == 0:
        return _("Replies are open and never close by the clock.")
    if rules.closes_at is None:
        return _("Replies are open and will close %(days)d days after publication.") % names
    return _("Replies are open until %(until)s, %(days)d days after publication.") % {
        "until": in_words(rules.closes_at),
        **names,
    }


def _why_mode(rules):
    """One sentence on what becomes of a reply that no check holds, and by whose rule."""
    by = {
        "story": _("so it was decided by hand for this story"),
        "topic": _("so says the topic “%(topic)s”") % {"topic": (rules.topic or {}).get("name")},
        "section": _("so say the rules of the section “%(section)s”") % {"section": rules.section},
        "house": _("so say the rules of the house"),
    }[rules.mode_by]
    return _("%(mode)s: %(by)s.") % {"mode": Mode(rules.mode).label, "by": by}


def in_words(moment):
    """A moment as sentences name it, with its zone."""
    return written.moment(moment)


def told_to_readers(rules) -> str:
    """What readers are told: why replies are closed, or when they soon will be, or ""."""
    if rules.closed_by:
        return _told_of_closing(rules)
    if rules.closes_at and rules.closes_at - timezone.now() < SOON:
        return _("Replies close on %(until)s.") % {"until": in_words(rules.closes_at)}
    return ""


def holds_until(rules):
    """The next moment at which the clock changes what `told_to_readers` says; None of none."""
    if rules.closed_by or rules.closes_at is None:
        return None
    soon = rules.closes_at - SOON
    return soon if soon > timezone.now() else rules.closes_at


def _told_of_closing(rules):
    """Of the rule that closed them, without the names of people and what is between ourselves."""
    day = rules.closed_since and written.day(rules.closed_since)
    if rules.closed_by == "clock":
        return ngettext(
            "Replies closed on %(day)s, %(days)d day after publication.",
            "Replies closed on %(day)s, %(days)d days after publication.",
            rules.days,
        ) % {"day": day, "days": rules.days}
    if rules.closed_by == "section":
        return _("Stories in “%(section)s” take no replies.") % {"section": rules.section}
    if rules.closed_by == "topic":
        return _("Stories about “%(topic)s” take no replies.") % {"topic": rules.topic["name"]}
    if day:
        return _("Our editors closed replies to this story on %(day)s.") % {"day": day}
    return _("Our editors have closed replies to this story.")


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


def speaks_for(device, writer) -> bool:
    """Whether a device that keeps (id, page key) may reply for `writer` without another mail.

    Its owner confirmed there. A new page key, a suspension or a ban ends that on every device.
    """
    return (
        device == (writer.pk, writer.page_key)
        and writer.confirmed_at is not None
        and writer.standing_at() not in {Standing.SUSPENDED, Standing.BANNED}
    )


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
            "mail when that is decided, and need not do anything."
        ),
        "published": _("Your reply is published: it stands under the story."),
        "rejected": _("A moderator decided not to publish this reply."),
        "spam": _("A moderator decided not to publish this reply."),
        "withdrawn": _("You withdrew this reply."),
        "removed": _("A moderator removed this reply after it was published."),
    }[reply.state]
