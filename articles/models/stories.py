"""A story as the desk works on it.

What is edited never reaches a reader: the desk changes `Story`, publishing builds a
`PublishedStory` of it. See docs/decisions/0002-desk-copy-and-readers-copy.md.
"""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from .clock import State
from .desk_lists import DeskLists
from .story_text import StoryText
from .topics import StoryTopic


class StoryQuerySet(DeskLists):
    def is_killed_now(self, pk):
        """Whether a story is killed; asked with its row locked, so not in the middle of a kill."""
        state = self.select_for_update().filter(pk=pk).values_list("state", flat=True).first()
        return state == State.KILLED

    def not_killed(self):
        return self.exclude(state=State.KILLED)

    def latest_touched_first(self):
        return self.order_by("-changed_at", "-pk")

    def newest_first(self):
        """By the moment readers see them from."""
        return self.order_by("-published__published_at", "-pk")

    def with_heads(self):
        """With what both copies are called, their long texts left where they are."""
        return self.select_related("section", "published").defer(
            "body",
            "published__body",
            "published__text",
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

    def with_name_of(self, person):
        """Stories one of whose copies is by `person`."""
        at_desk = self.model.objects.filter(bylines__person=person).values("pk")
        published = self.model.objects.filter(published__bylines__person=person).values("pk")
        return self.filter(pk__in=at_desk.union(published))

    def showing(self, picture):
        """Stories one of whose copies has `picture`, on top or in the text."""
        return self.showing_any([picture.pk])

    def showing_any(self, pictures):
        """The same of any of some pictures, given by number."""
        stories = self.model.objects
        leads = stories.filter(lead_picture__in=pictures).values("pk")
        published = stories.filter(published__lead_picture__in=pictures).values("pk")
        in_texts = stories.filter(references__target_picture__in=pictures).values("pk")
        return self.filter(pk__in=leads.union(published, in_texts))


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
                fields=["state", "withdraw_at"],
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
