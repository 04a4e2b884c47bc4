"""What readers and writers ask the moderators to look at again: reports and appeals."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReportReason(models.TextChoices):
    """Why a reader reports a reply; no account is asked for."""

    OFFENSIVE = "offensive", _("It is offensive")
    HARASSMENT = "harassment", _("It harasses or threatens somebody")
    HATE = "hate", _("It spreads hate")
    SPAM = "spam", _("It is spam or advertising")
    MISINFORMATION = "misinformation", _("What it says is false")
    PERSONAL_DATA = "personal-data", _("It gives away somebody's personal data")
    ILLEGAL = "illegal", _("It may be against the law")
    OTHER = "other", _("Something else")


class ReportQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-made_at", "-pk")

    def with_desk_parts(self):
        """With what the desk shows of each, in the same query."""
        return self.select_related("settled_by__made_by")

    def on_replies_of(self, writer):
        return self.filter(reply__writer=writer).select_related("reply")

    def unsettled(self):
        """Those that no moderator has answered by a decision yet."""
        return self.filter(settled_by__isnull=True)

    def with_network(self):
        return self.exclude(network="")

    def before(self, moment):
        return self.filter(made_at__lt=moment)

    def of(self, reply):
        """Those of a reply as it reads now."""
        return self.filter(reply=reply, version=reply.version)

    def from_network(self, key):
        return self.filter(network=key)

    def since(self, moment):
        return self.filter(made_at__gt=moment)

    def last_answer(self):
        """The decision by which a moderator last answered one of these, or None."""
        answered = self.filter(settled_by__isnull=False).select_related("settled_by")
        last = answered.order_by("-settled_by__made_at", "-settled_by").first()
        return last and last.settled_by


class Report(models.Model):
    reply = models.ForeignKey("comments.Reply", on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=20, choices=ReportReason)
    words = models.TextField(_("in the reader's words"), max_length=500, blank=True, default="")
    version = models.PositiveIntegerField(default=1)  # of the reply's text
    network = models.CharField(max_length=64, blank=True, default="")  # keyed hash, 30 days
    made_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(
        "comments.Decision", null=True, on_delete=models.SET_NULL, related_name="settles_reports"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [
            models.Index(
                fields=["network", "made_at"],
                name="report_from_network",
                condition=~Q(network=""),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="report_reason_is_known", condition=Q(reason__in=ReportReason.values)
            ),
            models.UniqueConstraint(
                fields=["reply", "network", "version"],
                name="network_reports_a_text_once",
                condition=~Q(network=""),
            ),
        ]

    def __str__(self):
        return self.get_reason_display()


class AppealQuerySet(models.QuerySet):
    def of_writer(self, writer):
        return self.filter(reply__writer=writer).select_related("reply", "settled_by__made_by")

    def unsettled(self):
        return self.filter(settled_at=None)

    def newest_first(self):
        return self.order_by("-made_at", "-pk")


class Appeal(models.Model):
    """A writer's one request that a different moderator looks at a refused reply."""

    reply = models.OneToOneField("comments.Reply", on_delete=models.CASCADE, related_name="appeal")
    against = models.ForeignKey(
        "comments.Decision", null=True, on_delete=models.SET_NULL, related_name="appeals"
    )
    words = models.TextField(_("in the writer's words"), max_length=1000, blank=True, default="")
    made_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(
        "comments.Decision", null=True, on_delete=models.SET_NULL, related_name="settles_appeals"
    )
    settled_at = models.DateTimeField(null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self):
        return f"{self.reply_id}"
