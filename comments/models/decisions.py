"""What was decided about a reply: who, when, from, to, why. A ledger that is only added to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import live

from .states import Reason, State
from .telling import BY_MAIL


class Verb(models.TextChoices):
    """What was done; the verdicts themselves are in comments.moderation."""

    APPROVE = "approve", _("Approved")
    REJECT = "reject", _("Rejected")
    SPAM = "spam", _("Marked as spam")
    REMOVE = "remove", _("Removed")
    EDIT = "edit", _("Edited")
    UPHOLD = "uphold", _("Upheld the refusal")
    RESTORE = "restore", _("Took back")
    STAFF = "staff", _("Replied for the newsroom")
    PASS = "pass", _("Published by the rules")
    HOLD = "hold", _("Held by the rules")
    WITHDRAW = "withdraw", _("Withdrawn by the writer")


# What may leave a reply in the state in which it was.
STAYING = (Verb.APPROVE, Verb.EDIT, Verb.UPHOLD, Verb.RESTORE)


class DecisionQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-made_at", "-pk")

    def oldest_first(self):
        return self.order_by("made_at", "pk")

    def with_log_parts(self):
        """With what a line of the log says of each, in the same query."""
        return self.select_related("made_by", "reply", "taken_back_by__made_by")

    def by_hand(self):
        """Those that a person at the desk made, whose account may be gone since."""
        return self.filter(rule="").exclude(verb=Verb.WITHDRAW)

    def by_rules(self):
        return self.exclude(rule="").exclude(verb=Verb.WITHDRAW)

    def by_the_writer(self):
        return self.filter(verb=Verb.WITHDRAW)

    def by_person(self, account_id):
        return self.filter(made_by=account_id)

    def deciders(self):
        """The ids of the accounts that decided anything."""
        return self.filter(made_by__isnull=False).values("made_by")

    def since(self, moment):
        return self.filter(made_at__gt=moment)

    def standing(self):
        """Those that were not taken back, and that do not themselves take one back."""
        # SQLite takes a unique column for the narrowest way there is, also to the many without.
        takes_none_back = Exact(Coalesce("takes_back_id", 0), 0)
        return self.filter(takes_none_back, taken_back_by__isnull=True)

    def untold(self):
        """Those of which the writer was not told yet."""
        return BY_MAIL.untold(self)

    def tellable(self):
        """Those that still hold, of confirmed writers; a reply's place is told once it is seen."""
        seen = ~Q(to_state=State.PUBLISHED) | live(copy="reply__story__published")
        return self.standing().filter(
            seen,
            came_with=None,  # the mail about a ban tells of those
            reply__state=models.F("to_state"),
            reply__writer__confirmed_at__isnull=False,
        )

    def with_mail_parts(self):
        """With what a mail about each to the writer of its reply says."""
        return self.select_related("reply__writer", "reply__appeal")


class Decision(models.Model):
    reply = models.ForeignKey(
        "comments.Reply",
        verbose_name=_("reply"),
        on_delete=models.CASCADE,
        related_name="decisions",
    )
    verb = models.CharField(_("verdict"), max_length=12, choices=Verb)
    from_state = models.CharField(_("from"), max_length=12, choices=State)
    to_state = models.CharField(_("to"), max_length=12, choices=State)
    from_reason = models.CharField(max_length=20, choices=Reason, blank=True, default="")
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True, default="")
    rule = models.CharField(_("rule"), max_length=40, blank=True, default="")  # of an automatic act
    version = models.PositiveIntegerField(default=1)  # of the words that were decided on
    note = models.TextField(_("note"), blank=True, default="")
    made_at = models.DateTimeField(_("when"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    takes_back = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="taken_back_by"
    )
    came_with = models.ForeignKey(
        "comments.StandingChange", null=True, on_delete=models.SET_NULL, related_name="decisions"
    )  # the ban that refused all that waited
    told_at = models.DateTimeField(null=True)  # when the writer's mail was sent
    tell_after = models.DateTimeField(null=True)  # none: no mail is owed; see models.telling

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [
            models.Index(fields=["-made_at", "-id"], name="decision_newest"),
            models.Index(
                fields=["tell_after"],
                name="decision_owed",
                condition=Q(told_at__isnull=True, tell_after__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="decision_verb_is_known", condition=Q(verb__in=Verb.values)
            ),
            models.CheckConstraint(
                name="decision_states_are_known",
                condition=Q(from_state__in=State.values, to_state__in=State.values),
            ),
            models.CheckConstraint(
                name="decision_changes_the_state",
                condition=~Q(from_state=models.F("to_state")) | Q(verb__in=STAYING),
            ),
        ]

    def __str__(self):
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"

    @property
    def is_automatic(self):
        """Whether a rule made it, and no person."""
        return self.made_by_id is None and bool(self.rule) and self.verb != Verb.WITHDRAW

    @property
    def decider(self):
        """Who made it, in words."""
        if self.made_by is not None:
            return str(self.made_by)
        if self.verb == Verb.WITHDRAW:
            return gettext("The writer")
        if self.is_automatic:
            return gettext("The rules")
        return gettext("Somebody whose account is gone")
