"""Who writes replies: an address, whether its owner ever confirmed it, and how they stand with us.

Standing belongs to a confirmed address, never to a typed name.
"""

import secrets

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comments import text, tokens


class Standing(models.TextChoices):
    """What a moderator decided about a writer; without such a decision screening judges alone."""

    NONE = "", _("No standing")
    TRUSTED = "trusted", _("Trusted")
    HELD = "held", _("Always held")
    SUSPENDED = "suspended", _("Suspended")
    BANNED = "banned", _("Banned")


BARRED = (Standing.SUSPENDED, Standing.BANNED)


def page_key():
    return secrets.token_hex(16)


class WriterQuerySet(models.QuerySet):
    def at(self, address):
        """The writer at an address, made where there is none, locked until the commit.

        The lock makes two posts from one address stand in line, so that the second sees the first.
        """
        locked = self.select_for_update()
        writer, is_new = locked.get_or_create(address=text.fold_address(address))
        if is_new:
            Bar.objects.lay_upon(writer)
        return writer

    def at_confirmed(self, address):
        """The one at an address whose owner confirmed it."""
        return self.filter(address=text.fold_address(address), confirmed_at__isnull=False)

    def without_link_since(self, moment):
        """Those to whom no new link to their page was mailed since."""
        return self.filter(Q(page_mailed_at__isnull=True) | Q(page_mailed_at__lte=moment))

    def with_page(self, writer_id, page_key):
        """The one whose page this is, unless the key was changed since the link was made."""
        return self.filter(pk=writer_id, page_key=page_key)

    def mailed(self, digest):
        """The one to whom the link with this digest was mailed."""
        return self.filter(replies__confirmations__digest=digest)

    def forgettable(self, before):
        """Addresses that nobody confirmed in time and under which nothing is left."""
        return self.filter(
            confirmed_at__isnull=True,
            replies__isnull=True,
            followings__isnull=True,
            first_seen_at__lt=before,
        )

    def left_nothing(self, before):
        """Confirmed long ago, with no reply, nothing followed, no standing and no note."""
        return self.filter(
            confirmed_at__lt=before,
            standing=Standing.NONE,
            replies__isnull=True,
            followings__isnull=True,
            notes__isnull=True,
        ).exclude(page_mailed_at__gt=before)

    def standing_as(self, standing):
        """Those who stand so now: a suspension that is over is none."""
        over = Q(standing_until__isnull=False, standing_until__lte=timezone.now())
        return self.filter(standing=standing).exclude(over)

    def known_as(self, word):
        """Those in whose address, or in a name they wrote under, a word stands."""
        named = apps.get_model("comments", "Reply").objects.filter(
            writer=OuterRef("pk"), user_name__icontains=word
        )
        return self.filter(Q(address__icontains=word) | Exists(named))


class Writer(models.Model):
    address = models.CharField(_("e-mail address"), max_length=254, unique=True)  # folded
    first_seen_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing, blank=True, default=Standing.NONE
    )
    standing_until = models.DateTimeField(_("until"), null=True, blank=True)
    page_key = models.CharField(max_length=32, default=page_key)  # a new one ends every old link
    page_mailed_at = models.DateTimeField(null=True)  # when a new link was last asked for

    objects = WriterQuerySet.as_manager()

    class Meta:
        verbose_name = _("writer of replies")
        verbose_name_plural = _("writers of replies")
        indexes = [models.Index(fields=["-first_seen_at", "-id"], name="writer_newest")]
        constraints = [
            models.CheckConstraint(name="writer_has_an_address", condition=~Q(address="")),
            models.CheckConstraint(
                name="writer_standing_is_known", condition=Q(standing__in=Standing.values)
            ),
            models.CheckConstraint(
                name="suspension_of_a_writer_has_an_end",
                condition=~Q(standing=Standing.SUSPENDED) | Q(standing_until__isnull=False),
            ),
        ]

    def __str__(self):
        return self.address

    def standing_at(self, moment=None):
        """How the writer stands at `moment`, or now: a suspension that is over is none."""
        if self.standing_until and self.standing_until <= (moment or timezone.now()):
            return Standing.NONE
        return Standing(self.standing)

    @property
    def is_barred(self):
        """Whether they may not reply now."""
        return self.standing_at() in BARRED


class StandingChangeQuerySet(models.QuerySet):
    def numbered(self, pk):
        return self.filter(pk=pk)

    def by_person(self, account_id):
        return self.filter(made_by=account_id)

    def deciders(self):
        """The ids of the accounts that decided anything."""
        return self.filter(made_by__isnull=False).values("made_by")

    def with_log_parts(self):
        """With what a line of the log says of each, in the same query."""
        return self.select_related("made_by", "writer", "taken_back_by__made_by")

    def newest_first(self):
        return self.order_by("-made_at", "-pk")

    def leading_to(self, standing):
        return self.filter(to_standing=standing)

    def holding(self):
        """Those that were not taken back, and that do not themselves take one back."""
        # SQLite takes a unique column for the narrowest way there is, also to the many without.
        takes_none_back = Exact(Coalesce("takes_back_id", 0), 0)
        return self.filter(takes_none_back, taken_back_by__isnull=True)


class StandingChange(models.Model):
    """One decision about a writer: who, when, from, to, until, why. A ledger, only added to."""

    writer = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="standing_changes")
    from_standing = models.CharField(max_length=10, choices=Standing, blank=True)
    from_until = models.DateTimeField(null=True)
    to_standing = models.CharField(max_length=10, choices=Standing, blank=True)
    until = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=500)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    takes_back = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="taken_back_by"
    )
    told_at = models.DateTimeField(null=True)
    tell_after = models.DateTimeField(null=True, default=timezone.now)  # see models.telling

    objects = StandingChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of standing")
        verbose_name_plural = _("changes of standing")
        indexes = [
            models.Index(fields=["-made_at", "-id"], name="standing_change_newest"),
            models.Index(
                fields=["tell_after"],
                name="standing_owed",
                condition=Q(told_at__isnull=True, tell_after__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="change_of_standing_is_between_known_ones",
                condition=Q(from_standing__in=Standing.values, to_standing__in=Standing.values),
            ),
            models.CheckConstraint(
                name="change_of_standing_changes_something",
                condition=~Q(from_standing=F("to_standing")) | Q(to_standing=Standing.SUSPENDED),
            ),
            models.CheckConstraint(name="change_of_standing_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.get_from_standing_display()} → {self.get_to_standing_display()}"

    @property
    def decider(self):
        """Who made it, in words."""
        return str(self.made_by or gettext("Somebody whose account is gone"))


class WriterNoteQuerySet(models.QuerySet):
    def numbered(self, pk):
        return self.filter(pk=pk)

    def newest_first(self):
        return self.order_by("-made_at", "-pk")


class WriterNote(models.Model):
    """What a moderator wrote down about a writer, for colleagues alone."""

    writer = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField(_("note"), max_length=2000)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = WriterNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note about a writer")
        verbose_name_plural = _("notes about writers")
        constraints = [
            models.CheckConstraint(name="note_about_a_writer_has_words", condition=~Q(words="")),
        ]

    def __str__(self):
        return self.words[:60]


class BarQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(Q(until__isnull=True) | Q(until__gt=timezone.now()))

    def over(self):
        return self.filter(until__lte=timezone.now())

    def at(self, address):
        """The bar at a folded address."""
        return self.filter(digest=tokens.address_key(address))

    def keep(self, writer):
        """Keep what a ban or a suspension needs of a writer who is about to be erased."""
        if writer.is_barred:
            self.update_or_create(
                digest=tokens.address_key(writer.address),
                defaults={"standing": writer.standing, "until": writer.standing_until},
            )

    def lay_upon(self, writer):
        """Give a writer who comes back the standing that outlived their data."""
        bar = self.in_force().at(writer.address).first()
        if bar is None:
            return
        writer.standing, writer.standing_until = bar.standing, bar.until
        writer.save(update_fields=["standing", "standing_until"])
        writer.standing_changes.create(
            to_standing=bar.standing,
            until=bar.until,
            tell_after=None,  # they were told when it was decided
            reason=gettext("Kept from before this writer's data was erased."),
        )

    def lift(self, address):
        """Forget the bar at a folded address."""
        self.at(address).delete()


class Bar(models.Model):
    """What is left of a banned or suspended writer who was erased: a keyed hash, and until when."""

    digest = models.CharField(max_length=64, unique=True)  # keyed hash of the folded address
    standing = models.CharField(max_length=10, choices=Standing)
    until = models.DateTimeField(null=True)

    objects = BarQuerySet.as_manager()

    class Meta:
        verbose_name = _("bar kept without its address")
        verbose_name_plural = _("bars kept without their addresses")
        constraints = [
            models.CheckConstraint(
                name="bar_is_a_ban_or_a_suspension", condition=Q(standing__in=BARRED)
            ),
            models.CheckConstraint(
                name="suspension_in_a_bar_has_an_end",
                condition=~Q(standing=Standing.SUSPENDED) | Q(until__isnull=False),
            ),
            models.CheckConstraint(name="bar_has_a_digest", condition=~Q(digest="")),
        ]

    def __str__(self):
        return self.get_standing_display()
