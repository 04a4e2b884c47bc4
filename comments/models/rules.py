"""What an editor decided about replies: the house's rules, and those of a section, topic or story.

Every number that screening goes by stands here, with the value a newsroom begins with. Which rule
is in force under a story, and why, is for `comments.policy` to say.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.prepared import Prepared


class Mode(models.TextChoices):
    """What becomes of a reply that no check holds."""

    HOLD = "hold", _("Every reply from a guest is read before it appears")
    TRUST = "trust", _("Replies of trusted writers appear at once, all others are read first")


class Force(models.TextChoices):
    """What a topic does to every story that has it."""

    HOLD = "hold", _("Every reply from a guest is read before it appears")
    CLOSED = "closed", _("No replies")


class Openness(models.TextChoices):
    """Whether a story takes replies; by hand wins over the clock."""

    AS_RULED = "", _("As the rules say")
    OPEN = "open", _("Kept open")
    CLOSED = "closed", _("Closed")


def whole_number(label, default, *, at_most, at_least=0, help_text=""):
    return models.PositiveIntegerField(
        label,
        default=default,
        validators=[MinValueValidator(at_least), MaxValueValidator(at_most)],
        help_text=help_text,
    )


class HouseRules(models.Model):
    """The one row of rules that hold under every story, unless a nearer rule says otherwise."""

    mode = models.CharField(
        _("what appears at once"), max_length=8, choices=Mode, default=Mode.HOLD
    )

    trusts_by_record = models.BooleanField(_("trust writers by their record"), default=False)
    trust_after = whole_number(_("approved replies that earn trust"), 3, at_least=1, at_most=1000)
    trust_days = whole_number(_("days without a refusal"), 30, at_least=1, at_most=3650)

    links_hold = whole_number(_("web addresses that hold a reply"), 1, at_most=100)
    banned_words = models.TextField(_("banned words"), blank=True, default="")
    suspect_words = models.TextField(_("suspect words"), blank=True, default="")

    refused_share = whole_number(_("share of refused replies that holds"), 30, at_most=100)
    refused_days = whole_number(_("days looked back"), 7, at_least=1, at_most=3650)
    refused_least = whole_number(_("decided replies it takes"), 3, at_least=1, at_most=1000)

    pause_seconds = whole_number(_("seconds between replies"), 15, at_most=3600)
    hourly_by_address = whole_number(_("replies an hour, address"), 10, at_least=1, at_most=10000)
    hourly_by_network = whole_number(_("replies an hour, network"), 30, at_least=1, at_most=100000)
    hourly_confirmations = whole_number(_("mails to confirm, an hour"), 3, at_least=1, at_most=100)

    shortest = whole_number(_("fewest characters"), 2, at_least=1, at_most=1000)
    longest = whole_number(_("most characters"), 3000, at_least=100, at_most=20000)

    closes_after = whole_number(_("days until replies close"), 14, at_most=36500)
    edit_minutes = whole_number(_("minutes to change an own reply"), 5, at_most=1440)

    scores_spam = models.BooleanField(_("spam score"), default=True)
    spam_holds = whole_number(_("spam score that holds"), 80, at_least=1, at_most=100)

    akismet_url = models.URLField(_("address of the Akismet service"), blank=True, default="")
    akismet_key = models.CharField(_("its key"), max_length=200, blank=True, default="")
    hook_url = models.URLField(_("address of the signed check"), blank=True, default="")
    hook_secret = models.CharField(_("its secret"), max_length=200, blank=True, default="")
    outside_seconds = whole_number(_("seconds an answer may take"), 5, at_least=1, at_most=30)

    networks_kept_days = whole_number(_("days networks are kept"), 30, at_least=1, at_most=365)
    refused_kept_days = whole_number(_("days refused replies are kept"), 365, at_most=36500)
    digest_hours = models.CharField(
        _("hours of the digest"), max_length=80, blank=True, default="8"
    )

    class Meta:
        verbose_name = _("rules for replies")
        verbose_name_plural = _("rules for replies")
        constraints = [
            models.CheckConstraint(name="house_has_one_set_of_reply_rules", condition=Q(pk=1)),
            models.CheckConstraint(
                name="house_reply_mode_is_known", condition=Q(mode__in=Mode.values)
            ),
            models.CheckConstraint(
                name="reply_may_be_longer_than_short",
                condition=Q(longest__gt=models.F("shortest")),
            ),
        ]

    def __str__(self):
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls):
        """The rules of this house; those a newsroom begins with before anybody changed one."""
        return CURRENT.first() or cls(pk=1)


CURRENT = Prepared(lambda: HouseRules.objects.filter(pk=1))


class SectionRules(models.Model):
    section = models.OneToOneField(
        "articles.Section",
        verbose_name=_("section"),
        on_delete=models.CASCADE,
        related_name="reply_rules",
    )
    mode = models.CharField(
        _("what appears at once"), max_length=8, choices=Mode, blank=True, default=""
    )
    closes_after = models.PositiveIntegerField(
        _("days until replies close"), null=True, blank=True, validators=[MaxValueValidator(36500)]
    )  # nought: never

    class Meta:
        verbose_name = _("rules of a section")
        verbose_name_plural = _("rules of sections")
        constraints = [
            models.CheckConstraint(
                name="section_reply_mode_is_known", condition=Q(mode__in=["", *Mode.values])
            ),
        ]

    def __str__(self):
        return str(self.section)


class TopicRules(models.Model):
    topic = models.OneToOneField(
        "taggit.Tag",
        verbose_name=_("topic"),
        on_delete=models.CASCADE,
        related_name="reply_rules",
    )
    force = models.CharField(_("what it does"), max_length=8, choices=Force)
    because = models.CharField(_("because"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("rule of a topic")
        verbose_name_plural = _("rules of topics")
        constraints = [
            models.CheckConstraint(
                name="topic_reply_force_is_known", condition=Q(force__in=Force.values)
            ),
        ]

    def __str__(self):
        return str(self.topic)


class StoryRulesQuerySet(models.QuerySet):
    def that_say_something(self):
        """Those that were not taken back."""
        return self.exclude(openness=Openness.AS_RULED, mode="")

    def newest_first(self):
        return self.order_by("-made_at", "-pk")

    def with_heads(self):
        """With what their stories are called and who made them."""
        return self.select_related("story", "made_by").only(
            "openness", "mode", "made_at", "story__headline", "made_by__username"
        )


class StoryRules(models.Model):
    story = models.OneToOneField(
        "articles.Story",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="reply_rules",
    )
    mode = models.CharField(
        _("what appears at once"), max_length=8, choices=Mode, blank=True, default=""
    )
    openness = models.CharField(
        _("replies"), max_length=8, choices=Openness, blank=True, default=Openness.AS_RULED
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = StoryRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of a story")
        verbose_name_plural = _("rules of stories")
        constraints = [
            models.CheckConstraint(
                name="story_reply_mode_is_known", condition=Q(mode__in=["", *Mode.values])
            ),
            models.CheckConstraint(
                name="story_reply_openness_is_known", condition=Q(openness__in=Openness.values)
            ),
        ]

    def __str__(self):
        return f"{self.story_id}"
