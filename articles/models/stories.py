"""A story as the desk works on it, and the row that readers see.

What is edited never reaches a reader: the desk changes `Story`, publishing builds one
`PublishedStory`, and every page, list and feed reads only those.
See docs/decisions/0002-desk-copy-and-readers-copy.md.
"""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from .dated import Dated, DatedQuerySet
from .desk_lists import DeskLists
from .topics import PublishedTopic, StoryTopic


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    READY = "ready", _("Ready")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    KILLED = "killed", _("Killed")


def _gone_out_by(moment):
    """The condition that a scheduled story's moment has come, and its embargo is over."""
    moment = moment or timezone.now()
    is_free = Q(embargo_until=None) | Q(embargo_until__lte=moment)
    return Q(state=State.SCHEDULED, publish_at__lte=moment) & is_free


def _run_out_by(moment):
    """The condition that the moment to withdraw a story has come."""
    moment = moment or timezone.now()
    return Q(state__in=[State.SCHEDULED, State.PUBLISHED], withdraw_at__lte=moment)


class StoryQuerySet(DeskLists):
    def is_killed_now(self, pk):
        """Whether a story is killed; asked with its row locked, so not in the middle of a kill."""
        state = self.select_for_update().filter(pk=pk).values_list("state", flat=True).first()
        return state == State.KILLED

    def not_killed(self):
        return self.exclude(state=State.KILLED)

    def latest_touched_first(self):
        return self.order_by("-changed_at", "-pk")

    def matching(self, words):
        """Stories whose headline has every one of `words`."""
        found = self
        for word in words:
            found = found.filter(headline__icontains=word)
        return found

    def in_state(self, state, moment=None):
        """Stories in a state by the clock at `moment`, whether or not the worker noted it yet."""
        is_out, is_over = _gone_out_by(moment), _run_out_by(moment)
        match state:
            case State.SCHEDULED:
                return self.filter(~is_out, state=state)
            case State.PUBLISHED:
                return self.filter(Q(state=state) | is_out).exclude(is_over)
            case State.WITHDRAWN:
                return self.filter(Q(state=state) | is_over)
        return self.filter(state=state)

    def overtaken_by_the_clock(self, moment=None):
        """Stories that have gone out or run out without anybody having noted it."""
        return self.filter(_gone_out_by(moment) | _run_out_by(moment))

    def still_to_go_out(self, moment=None):
        """Stories with a moment to go out, to come or missed, that did not go out."""
        is_over = Q(state__in=[State.PUBLISHED, State.KILLED]) | _gone_out_by(moment)
        return self.filter(~is_over, publish_at__isnull=False)

    def held_up(self, moment=None):
        """Stories that do not go out as planned: unscheduled, under embargo, or changed since."""
        moment = moment or timezone.now()
        is_held = Q(embargo_until__gt=models.F("publish_at")) & Q(embargo_until__gt=moment)
        is_changed = Q(published__revision_number__lt=models.F("revision_number"))
        in_trouble = ~Q(state=State.SCHEDULED) | is_held | is_changed
        return self.still_to_go_out(moment).filter(in_trouble)

    def on_its_way(self, moment=None):
        """Stories that readers see, or will by the clock."""
        ends = Q(published__withdraw_at=None) | Q(
            published__withdraw_at__gt=moment or timezone.now()
        )
        return self.filter(ends, published__isnull=False)

    def newest_first(self):
        """By the moment readers see them from."""
        return self.order_by("-published__published_at", "-pk")

    def with_heads(self):
        """With what both copies are called, their long texts left where they are."""
        return self.select_related("section", "published").defer(
            "body",
            "published__body",
            "published__text",
            "published__search_text",
            "published__related",
        )

    def leading_to(self, target):
        """Stories whose text, in either copy, or whose related links lead to `target`."""
        return self.filter(
            Q(pk__in=target.pointed_to_by.values("story"))
            | Q(pk__in=target.picked_by.values("story"))
        ).order_by("pk")

    def with_open_notes(self):
        """With `open_notes`, a list of what nobody has resolved; one query for any number."""
        notes = apps.get_model("articles.Note").objects.open().only("story_id")
        return self.prefetch_related(models.Prefetch("notes", notes, to_attr="open_notes"))

    def showing(self, picture):
        """Stories one of whose copies has `picture`, on top or in the text."""
        return self.filter(
            Q(lead_picture=picture)
            | Q(published__lead_picture=picture)
            | Q(references__target_picture=picture)
        ).distinct()


class StoryText(models.Model):
    """What both copies of a story have."""

    headline = models.CharField(_("headline"), max_length=300)
    short_headline = models.CharField(
        _("short headline"),
        max_length=80,
        blank=True,
        help_text=_("For lists, search engines and cards, where the headline is too long."),
    )
    standfirst = models.TextField(
        _("standfirst"), max_length=600, blank=True, help_text=_("One or two sentences.")
    )
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        null=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
    )
    dateline = models.CharField(
        _("dateline"), max_length=60, blank=True, help_text=_("The place, such as MARRAM.")
    )
    lead_picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_leads",
    )
    lead_caption = models.TextField(
        _("caption for this story"),
        blank=True,
        help_text=_("Only where the library's caption does not fit here. The credit always shows."),
    )
    slug = models.SlugField(
        _("address"),
        max_length=80,
        blank=True,
        help_text=_("The last part of the address. Made from the headline when left empty."),
    )
    replies_open = models.BooleanField(_("replies open"), default=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.headline

    @property
    def list_headline(self):
        return self.short_headline or self.headline


class Story(StoryText):
    """The desk's copy."""

    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="desk_stories",
    )
    body = models.TextField(_("body"), blank=True)
    tags = TaggableManager(
        _("topics"),
        through=StoryTopic,
        blank=True,
        related_name="desk_stories",
        help_text=_("Separated by commas."),
    )
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.DRAFT, editable=False
    )
    revision_number = models.PositiveIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    # Planned by the desk; what readers see follows the same moments on the readers' copy.
    publish_at = models.DateTimeField(_("publish at"), null=True, editable=False)
    withdraw_at = models.DateTimeField(_("withdraw at"), null=True, editable=False)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, editable=False)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="stories_begun",
    )
    changed_at = models.DateTimeField(_("last changed"), auto_now_add=True, editable=False)
    # The mark of the form that began it: however often that is sent, it begins one story.
    begun_by = models.CharField(max_length=32, null=True, blank=True, unique=True, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [
            ("approve_story", _("Can approve stories and send them back")),
            ("publish_story", _("Can publish, update and withdraw stories")),
            ("override_readiness", _("Can publish a story although something is missing")),
            ("break_embargo", _("Can end an embargo before its moment")),
            ("kill_story", _("Can kill stories")),
            ("share_story", _("Can share an unpublished story by a link")),
        ]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="story_latest_touched"),
            models.Index(fields=["state", "-changed_at", "-id"], name="story_by_state"),
            models.Index(fields=["section", "-changed_at", "-id"], name="story_latest_in_section"),
            models.Index(fields=["created_by", "state"], name="story_by_who_began_it"),
            models.Index(
                fields=["publish_at"],
                name="story_by_planned_moment",
                condition=Q(publish_at__isnull=False),
            ),
            models.Index(
                fields=["withdraw_at"],
                name="story_by_last_moment",
                condition=Q(withdraw_at__isnull=False),
            ),
            models.Index(
                fields=["embargo_until"],
                name="story_by_end_of_embargo",
                condition=Q(embargo_until__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="story_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="story_is_dated_once_published",
                condition=~Q(state__in=[State.PUBLISHED, State.WITHDRAWN])
                | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="scheduled_story_has_its_moment",
                condition=~Q(state=State.SCHEDULED) | Q(publish_at__isnull=False),
            ),
            models.CheckConstraint(
                name="story_is_withdrawn_after_it_is_published",
                condition=Q(withdraw_at=None)
                | (
                    (Q(publish_at=None) | Q(withdraw_at__gt=models.F("publish_at")))
                    & (Q(embargo_until=None) | Q(withdraw_at__gt=models.F("embargo_until")))
                ),
            ),
        ]

    def get_absolute_url(self):
        """The address readers use; only a story with a readers' copy has one."""
        return self.published.get_absolute_url()

    @property
    def goes_out_at(self):
        """When a planned story goes out: not before its embargo ends; None without a plan."""
        if self.publish_at is None or self.embargo_until is None:
            return self.publish_at
        return max(self.publish_at, self.embargo_until)

    @property
    def is_embargoed(self):
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def state_now(self):
        """The state by the clock, whether or not the worker has noted it yet."""
        now = timezone.now()
        if self.state == State.SCHEDULED and self.goes_out_at > now:
            return State.SCHEDULED
        if self.state in {State.SCHEDULED, State.PUBLISHED}:
            is_over = self.withdraw_at is not None and self.withdraw_at <= now
            return State.WITHDRAWN if is_over else State.PUBLISHED
        return State(self.state)

    @property
    def has_been_public(self):
        """Whether readers ever saw it, by the clock."""
        return self.published_at is not None or self.state_now in {State.PUBLISHED, State.WITHDRAWN}

    @property
    def is_published(self):
        return self.state_now == State.PUBLISHED

    @property
    def readers_copy(self):
        """What readers see of this story now, or None."""
        return getattr(self, "published", None)

    @property
    def has_unpublished_changes(self):
        copy = self.readers_copy
        return copy is not None and copy.revision_number != self.revision_number


class PublishedStoryQuerySet(DatedQuerySet):
    def at_address(self, day, slug):
        return self.filter(day=day, slug=slug)

    def with_card_parts(self):
        """With what a card shows: section, picture and byline; three queries for any number.

        The columns that only the story's own page reads are left where they are.
        """
        return (
            self.select_related("section", "lead_picture")
            .prefetch_related("bylines__person")
            .defer("body", "search_text", "related")
        )


class PublishedStory(StoryText, Dated):
    """The readers' copy: built by publishing, replaced by an update, dropped by withdrawal."""

    story = models.OneToOneField(
        Story, primary_key=True, on_delete=models.CASCADE, related_name="published"
    )
    section = models.ForeignKey(
        "articles.Section", on_delete=models.PROTECT, related_name="stories"
    )
    body = models.TextField(blank=True)
    text = models.TextField(blank=True)  # the body's words, for excerpts
    search_text = models.TextField(blank=True)  # every word it can be found by, folded
    tags = TaggableManager(through=PublishedTopic, related_name="stories")
    related = models.JSONField(default=list)  # editor's picks: [{"story": 5}, {"url":, "title":}]
    day = models.DateField()  # of first publication, in the newsroom's time zone
    updated_at = models.DateTimeField()
    revision_number = models.PositiveIntegerField()

    objects = PublishedStoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("published story")
        verbose_name_plural = _("published stories")
        indexes = [
            models.Index(fields=["-published_at", "-story"], name="published_newest"),
            models.Index(
                fields=["section", "-published_at", "-story"], name="published_newest_in_section"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["day", "slug"], name="one_story_at_an_address"),
            models.CheckConstraint(name="published_story_has_a_slug", condition=~Q(slug="")),
            models.CheckConstraint(
                name="published_story_has_a_headline", condition=~Q(headline="")
            ),
            models.CheckConstraint(
                name="update_is_not_before_publication",
                condition=Q(updated_at__gte=models.F("published_at")),
            ),
        ]

    def get_absolute_url(self):
        return reverse("articles:story", args=self._address)

    def get_history_url(self):
        """Where readers find what changed since it was first published."""
        return reverse("articles:story_history", args=self._address)

    @property
    def _address(self):
        return [f"{self.day:%Y}", f"{self.day:%m}", f"{self.day:%d}", self.slug]

    @property
    def was_updated(self):
        """Whether the text changed noticeably after publication (more than a minute later)."""
        return (self.updated_at - self.published_at).total_seconds() > 60
