"""Who writes replies: an address, whether its owner ever confirmed it, and how they stand with us.

Standing belongs to a confirmed address, never to a typed name.
"""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments import text


class Standing(models.TextChoices):
    """What a moderator decided about a writer; without such a decision screening judges alone."""

    NONE = "", _("No standing")
    TRUSTED = "trusted", _("Trusted")
    HELD = "held", _("Always held")
    SUSPENDED = "suspended", _("Suspended")
    BANNED = "banned", _("Banned")


def page_key():
    return secrets.token_hex(16)


class WriterQuerySet(models.QuerySet):
    def at(self, address):
        """The writer at an address, made where there is none, locked until the commit.

        The lock makes two posts from one address stand in line, so that the second sees the first.
        """
        writer, _created = self.get_or_create(address=text.fold_address(address))
        return self.select_for_update().get(pk=writer.pk)

    def with_page(self, writer_id, page_key):
        """The one whose page this is, as long as the key was not changed since the link was made."""
        return self.filter(pk=writer_id, page_key=page_key)

    def mailed(self, digest):
        """The one to whom the link with this digest was mailed."""
        return self.filter(replies__confirmations__digest=digest)

    def forgettable(self):
        """Addresses that nobody confirmed and under which nothing is left."""
        return self.filter(confirmed_at__isnull=True, replies__isnull=True, followings__isnull=True)


class Writer(models.Model):
    address = models.CharField(_("e-mail address"), max_length=254, unique=True)  # folded
    first_seen_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing, blank=True, default=Standing.NONE
    )
    standing_until = models.DateTimeField(_("until"), null=True, blank=True)
    page_key = models.CharField(max_length=32, default=page_key)  # a new one ends every old link

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


class StandingChangeQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-made_at", "-pk")

    def holding(self):
        """Those that were not taken back, and that do not themselves take one back."""
        return self.filter(takes_back__isnull=True, taken_back_by__isnull=True)


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


class WriterNote(models.Model):
    """What a moderator wrote down about a writer, for colleagues alone."""

    writer = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField(_("note"), max_length=2000)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("note about a writer")
        verbose_name_plural = _("notes about writers")
        constraints = [
            models.CheckConstraint(name="note_about_a_writer_has_words", condition=~Q(words="")),
        ]

    def __str__(self):
        return self.words[:60]
