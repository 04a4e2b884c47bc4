"""The words in which the rest of the reply desk asks for replies.

The one rule: `become` alone changes a state, and keeps xtd's two flags in step with it.
"""

from django.db.models import Count, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import live

from .places import ByPlace
from .states import REFUSED, TOMBSTONES, State

OF_THE_REPLY = (
    *("user_name", "user_email", "comment", "state", "reason", "version", "is_by_staff"),
    *("held_for", "found", "spam_score", "story", "in_answer_to", "writer"),
    *("posted_at", "decided_at", "looked_at", "reported_at", "appealed_at"),
)
OF_A_COPY = ("day", "slug", "headline", "published_at", "embargo_until", "withdraw_at")
CARD_PARTS = (
    *OF_THE_REPLY,
    "story__headline",
    *(f"story__published__{name}" for name in OF_A_COPY),
    *(f"in_answer_to__{name}" for name in ("user_name", "comment")),
    *(f"writer__{name}" for name in ("first_seen_at", "standing", "standing_until")),
    *(f"appeal__{name}" for name in ("words", "reply", "settled_by")),
    *(f"appeal__against__{name}" for name in ("verb", "reason", "made_at", "made_by")),
    "appeal__against__made_by__username",
)


class ReplyQuerySet(ByPlace):
    def published(self):
        """What readers may see."""
        return self.filter(state=State.PUBLISHED)

    def unconfirmed(self):
        return self.filter(state=State.UNCONFIRMED)

    def confirmed(self):
        """Those whose writers said that the address is theirs."""
        return self.exclude(state=State.UNCONFIRMED)

    def never_confirmed(self):
        """Those nobody confirmed, also where whoever posted them withdrew them first."""
        taken_back = Q(
            state=State.WITHDRAWN, decisions__verb="withdraw", decisions__from_state="unconfirmed"
        )
        return self.filter(Q(state=State.UNCONFIRMED) | taken_back)

    def gone_before(self, moment):
        """Those with words that no reader sees since then; where an appeal is open, it is not."""
        return self.filter(
            state__in=[*REFUSED, *TOMBSTONES], decided_at__lt=moment, appealed_at__isnull=True
        ).exclude(comment="")

    def with_network(self):
        return self.exclude(network="")

    def on(self, story):
        """Those under a story, whichever copy of it is at hand."""
        return self.filter(story=story.pk)

    def asked_about(self, digest):
        """The one that the link with this digest confirms."""
        return self.filter(confirmations__digest=digest)

    def by_writer(self, writer):
        return self.filter(writer=writer)

    def with_page_parts(self):
        """With what their writer's own page shows of each, in the same query."""
        return self.select_related("story__published", "appeal")

    def beside(self, reply):
        """Those under the same story."""
        return self.filter(story=reply.story_id)

    def under(self, story_id):
        return self.filter(story=story_id)

    def under_any(self, story_ids):
        return self.filter(story__in=story_ids)

    def at_the_top(self):
        return self.filter(in_answer_to=None)

    def that_appeared(self):
        """What readers see or once saw."""
        return self.filter(appeared_at__isnull=False)

    def last_to_appear_first(self):
        return self.order_by("-appeared_at", "-pk")

    def in_section(self, section_id):
        return self.filter(story__section=section_id)

    def on_live_stories(self):
        return self.filter(live(copy="story__published"))

    def count_under_unseen(self):
        """How many stand under stories that no reader sees now."""
        is_seen = live(copy="story__published")
        numbers = self.aggregate(all=Count("pk"), seen=Count("pk", filter=is_seen))
        return numbers["all"] - numbers["seen"]

    def untold_answers(self):
        """Published answers to published replies whose writers asked to be told, and were not yet.

        A story that readers do not see any more has no answers to lead them to.
        """
        return (
            self.published()
            .on_live_stories()
            .filter(
                told_of_at__isnull=True,
                in_answer_to__state=State.PUBLISHED,
                in_answer_to__followup=True,
                in_answer_to__writer__confirmed_at__isnull=False,
            )
        )

    def new_to(self, story, seen_until, until):
        """What appeared under a story after one moment, up to another, in that order."""
        appeared = {"appeared_at__gt": seen_until, "appeared_at__lte": until}
        return self.published().filter(story=story, **appeared).order_by("appeared_at", "pk")

    def with_mail_parts(self):
        """With what a mail about each to the writer of the reply it answers says."""
        return self.select_related("user", "in_answer_to__writer")

    def waiting_from(self, writer):
        return self.filter(writer=writer, state=State.PENDING)

    def since(self, moment):
        return self.filter(posted_at__gt=moment)

    def before(self, moment):
        return self.filter(posted_at__lt=moment)

    def from_network(self, key):
        """What readers sent from there; colleagues who reply at their desks flood nobody."""
        return self.filter(network=key, is_by_staff=False)

    def answering(self, reply):
        """The answers to one reply, or with None what answers the story itself."""
        return self.filter(in_answer_to=reply)

    def saying(self, words):
        return self.filter(comment=words)

    def oldest_first(self):
        return self.order_by("posted_at", "pk")

    def newest_first(self):
        return self.order_by("-posted_at", "-pk")

    def with_desk_parts(self):
        """With what a moderator's list shows of each, in the same query."""
        return self.select_related(
            "story__published",
            "in_answer_to",
            "decided_by",
            "writer",
            "user",
            "appeal__against__made_by",
        )

    def for_cards(self):
        """With what a card of the moderator's list shows of each, and no text of its story."""
        parts = {path.rpartition("__")[0] for path in CARD_PARTS} - {""}
        return self.select_related(None).select_related(*parts).only(*CARD_PARTS)

    def for_picks(self):
        """With how each is seen by whoever decides, and no more."""
        return self.only("state", "version", "decided_at")

    def locked(self):
        """Locked until the commit: two people pressing together must make one decision."""
        return self.select_for_update(of=("self",))

    def become(self, state, *, reason="", by=None, at=None, **besides):
        """Put all of these into `state`, with xtd's two flags in step. Returns how many.

        `by` and `at` say who decided and when; what a moderator decided is looked at. `besides`
        are other columns to write with it.
        """
        more = besides | ({"looked_at": at} if by is not None else {})
        if state == State.PUBLISHED:
            more["appeared_at"] = Coalesce("appeared_at", Value(at or timezone.now()))
        return self.update(
            **more,
            state=state,
            reason=reason,
            decided_by=by,
            decided_at=at,
            is_public=state == State.PUBLISHED,
            is_removed=state in TOMBSTONES,
        )
