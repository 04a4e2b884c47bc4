"""The words that the desk's lists are asked in: whose a story is, what it says, what it needs.

The rule: each reads along an index or stops at a limit, however large the archive is.
"""

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from .clock import ByTheClock, State
from .dated import start_of_day
from .links import BrokenLine, Reference
from .open_forms import OpenForm
from .people import Byline
from .rights import unlawful_on
from .telling import Note


class DeskLists(ByTheClock):
    """What a queryset of the desk's stories is narrowed by."""

    def by(self, person):
        """Stories whose byline has `person`, given as a row or by number."""
        return self.filter(Exists(Byline.objects.filter(story=OuterRef("pk"), person=person)))

    def signed_by(self, account):
        """Stories whose byline has the person of an account."""
        return self.filter(pk__in=Byline.objects.filter(person__account=account).values("story"))

    def begun_by_account(self, account):
        return self.filter(created_by=account)

    def concerning(self, account):
        """Stories that an account began, or that its person writes. For lists that are short."""
        signed = Byline.objects.filter(story=OuterRef("pk"), person__account=account)
        return self.filter(Q(created_by=account) | Exists(signed))

    def sent_back(self):
        """Stories whose latest move sent them back to the writer."""
        moves = self.model.objects.filter(pk=OuterRef("pk"))
        latest = moves.order_by("-moves__made_at", "-moves__pk").values("moves__verb")[:1]
        return self.alias(latest_verb=Subquery(latest)).filter(latest_verb="send_back")

    def oldest_touched_first(self):
        return self.order_by("changed_at", "pk")

    def in_states(self, *states):
        return self.filter(state__in=states)

    def having(self, words):
        """Stories that have every one of `words`, which are folded as `StoryWords` are."""
        found = self
        for word in words:
            found = found.filter(words__words__contains=word)
        return found

    def numbered(self, numbers):
        """Stories whose numbers are among `numbers`, a subquery perhaps."""
        return self.filter(pk__in=numbers)

    def touched_between(self, since, until):
        """Stories last changed from a day on, and before another; None for no such end."""
        found = self if since is None else self.filter(changed_at__gte=start_of_day(since))
        return found if until is None else found.filter(changed_at__lt=start_of_day(until))

    def planned_between(self, begin, end):
        """Stories that go out, or are withdrawn, or whose embargo ends, between two moments."""
        moments = ("publish_at", "withdraw_at", "embargo_until")
        due = Q()
        for name in moments:
            due |= Q(**{f"{name}__gte": begin, f"{name}__lt": end})
        return self.filter(due)

    def with_moment_between(self, name, begin, end):
        """Stories one of whose moments lies between two others, the earliest first."""
        return self.filter(**{f"{name}__gte": begin, f"{name}__lt": end}).order_by(name, "pk")

    def going_out_between(self, begin, end):
        """Stories that are to go out between two moments, the first to go first."""
        return self.with_moment_between("publish_at", begin, end)

    def held_up(self, moment=None):
        """Stories that do not go out as planned, or not as whoever planned them thinks.

        Not scheduled, under a longer embargo, changed since, or scheduled and lacking something by
        now: a note that is open, a line to what readers lost, a picture that may not be shown then.
        """
        moment = moment or timezone.now()
        is_held = Q(embargo_until__gt=F("publish_at")) & Q(embargo_until__gt=moment)
        is_changed = Q(published__revision_number__lt=F("revision_number"))
        in_text = Reference.objects.filter(
            unlawful_on(OuterRef("publish_at__date"), picture="target_picture"),
            story=OuterRef("pk"),
            copy=Reference.Copy.DESK,
        )
        lacks = (
            Exists(Note.objects.open().filter(story=OuterRef("pk")))
            | Exists(BrokenLine.objects.open().filter(story=OuterRef("pk")))
            | unlawful_on(F("publish_at__date"), picture="lead_picture")
            | Exists(in_text)
        )
        in_trouble = ~Q(state=State.SCHEDULED) | is_held | is_changed | lacks
        return self.still_to_go_out(moment).filter(in_trouble)

    def in_hand(self):
        """Stories that readers see or may come to see: neither killed nor withdrawn."""
        return self.exclude(state__in=[State.KILLED, State.WITHDRAWN])

    def having_open_notes(self):
        return self.filter(Exists(Note.objects.open().filter(story=OuterRef("pk"))))

    def having_lines_to_mend(self):
        return self.filter(Exists(BrokenLine.objects.open().filter(story=OuterRef("pk"))))

    def open_somewhere(self):
        """Stories that somebody has before them at this moment."""
        return self.filter(Exists(OpenForm.objects.here().filter(story=OuterRef("pk"))))

    def for_a_line(self):
        """Without the texts: what a line that names a story needs."""
        return self.defer("body", "standfirst", "lead_caption")

    def with_what_readiness_asks(self):
        return self.select_related(
            "section", "lead_picture", "created_by", "published"
        ).prefetch_related("bylines__person")

    def with_list_parts(self):
        """With what a list shows of each; the texts are left where they are."""
        return (
            self.select_related("section", "published")
            .prefetch_related("bylines__person")
            .defer("body", "published__body", "published__text")
        )
