"""A reply to a story, stored by django-comments-xtd and led by us.

xtd keeps the words, the name, the address and the place in the thread. What decides whether a
reader sees a reply is `state`, in our own table; `is_public` and `is_removed` follow it through
`ReplyQuerySet.become` and nothing else. See docs/decisions/0004-replies-on-xtd.md.
"""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_comments_xtd.models import XtdComment

from .places import KEY_LENGTH, PlaceField, ThreadKeyField
from .reply_sets import ReplyQuerySet
from .spam import Lesson
from .states import LAST_LEVEL, REFUSED, TOMBSTONES, Reason, State


class Reply(XtdComment):
    story = models.ForeignKey(
        "articles.Story",
        verbose_name=gettext_lazy("story"),
        on_delete=models.CASCADE,
        related_name="replies",
    )
    in_answer_to = models.ForeignKey(
        "self",
        verbose_name=gettext_lazy("in answer to"),
        null=True,
        on_delete=models.RESTRICT,  # what has answers becomes a tombstone, never a hole
        related_name="answers",
    )
    writer = models.ForeignKey(
        "comments.Writer", null=True, on_delete=models.SET_NULL, related_name="replies"
    )
    state = models.CharField(
        gettext_lazy("state"), max_length=12, choices=State, default=State.UNCONFIRMED
    )
    reason = models.CharField(
        gettext_lazy("reason"), max_length=20, choices=Reason, blank=True, default=""
    )
    held_for = models.JSONField(gettext_lazy("held because"), default=list)  # names of rules
    found = models.JSONField(default=dict, blank=True)  # what a rule found, by the rule's name
    posted_at = models.DateTimeField(gettext_lazy("posted"), default=timezone.now)
    decided_at = models.DateTimeField(gettext_lazy("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    looked_at = models.DateTimeField(null=True)  # when a moderator last decided on these words
    appeared_at = models.DateTimeField(null=True)  # when readers first saw it
    reported_at = models.DateTimeField(null=True)  # when the oldest open report came
    appealed_at = models.DateTimeField(null=True)  # when the open appeal came
    version = models.PositiveIntegerField(default=1)  # of the words; earlier ones are kept
    edited_at = models.DateTimeField(null=True)
    is_edited_by_desk = models.BooleanField(default=False)
    spam_score = models.FloatField(null=True)  # 0 to 1; none where it was not scored
    taught = models.CharField(max_length=4, choices=Lesson, blank=True, default=Lesson.NONE)
    is_by_staff = models.BooleanField(gettext_lazy("by the newsroom"), default=False)
    network = models.CharField(max_length=64, blank=True, default="")  # keyed hash, 30 days
    told_of_at = models.DateTimeField(null=True)  # when whom it answers was told of it
    tell_of_after = models.DateTimeField(null=True)  # none: nobody is owed a mail about it
    thread_key = ThreadKeyField(max_length=KEY_LENGTH, editable=False)  # the same in a whole thread
    place = PlaceField(  # within the thread
        max_length=LAST_LEVEL * KEY_LENGTH, blank=True, default="", editable=False
    )

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("reply")
        verbose_name_plural = gettext_lazy("replies")
        ordering = []
        permissions = [("moderate_reply", gettext_lazy("Can decide which replies readers see"))]
        indexes = [
            models.Index(fields=["story", "state", "posted_at"], name="reply_in_thread"),
            models.Index(fields=["state", "posted_at"], name="reply_in_queue"),
            models.Index(fields=["posted_at"], name="reply_by_moment"),
            models.Index(fields=["writer", "posted_at"], name="reply_by_writer"),
            models.Index(
                fields=["network", "posted_at"],
                name="reply_from_network",
                condition=~Q(network=""),
            ),
            models.Index(
                fields=["state", "reported_at"],
                name="reply_reported",
                condition=Q(reported_at__isnull=False),
            ),
            models.Index(
                fields=["appealed_at"],
                name="reply_appealed",
                condition=Q(appealed_at__isnull=False),
            ),
            models.Index(
                fields=["state", "posted_at"],
                name="reply_unmoderated",
                condition=Q(state=State.PUBLISHED, looked_at__isnull=True),
            ),
            models.Index(
                fields=["tell_of_after"],
                name="reply_owed_to_whom_it_answers",
                condition=Q(told_of_at__isnull=True, tell_of_after__isnull=False),
            ),
            models.Index(
                fields=["story", "appeared_at"],
                name="reply_by_appearance",
                condition=Q(state=State.PUBLISHED),
            ),
            models.Index(fields=["story", "state", "thread_key", "place"], name="reply_by_place"),
        ]
        constraints = [
            models.CheckConstraint(
                name="reply_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="reply_reason_is_known", condition=Q(reason__in=["", *Reason.values])
            ),
            models.CheckConstraint(
                name="refused_reply_has_a_reason",
                condition=~Q(state__in=REFUSED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="reply_readers_saw_was_decided",
                condition=~Q(state__in=[State.PUBLISHED, State.REMOVED, *REFUSED])
                | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reply_readers_see_has_appeared",
                condition=~Q(state=State.PUBLISHED) | Q(appeared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reply_taught_the_spam_score_something_known",
                condition=Q(taught__in=Lesson.values),
            ),
            models.CheckConstraint(name="reply_stands_in_a_thread", condition=~Q(thread_key="")),
            models.CheckConstraint(
                name="reply_does_not_answer_itself",
                condition=Q(in_answer_to__isnull=True) | ~Q(in_answer_to=F("xtdcomment_ptr")),
            ),
        ]

    def __str__(self):
        return f"{self.name}: {Truncator(self.comment).chars(60)}"

    def save(self, *args, **kwargs):
        """Save, and give a new reply its place in the thread.

        xtd's own save is passed over: it writes the row before it looks at the parent, renumbers
        the whole thread and counts hidden answers. Its `order` and `nested_count` are not kept.
        """
        if not self._state.adding:
            super(XtdComment, self).save(*args, **kwargs)
            return
        self.submit_date = self.posted_at
        self.site_id = settings.SITE_ID
        self.content_type = ContentType.objects.get_for_model(
            self._meta.get_field("story").related_model
        )
        self.object_pk = str(self.story_id)
        self.is_public = self.state == State.PUBLISHED
        self.is_removed = self.state in TOMBSTONES
        above = self.place_below()
        if above is not None:
            self.parent_id, self.thread_id, self.level = above.pk, above.thread_id, above.level + 1
            self.thread_key, self.place = above.thread_key, above.place
        with transaction.atomic(savepoint=False):
            super(XtdComment, self).save(*args, **kwargs)
            if above is None:
                self.parent_id = self.thread_id = self.pk
                XtdComment.norel_objects.filter(pk=self.pk).update(
                    parent_id=self.pk, thread_id=self.pk
                )

    def place_below(self):
        """The reply this one hangs below, or None at the top of the thread.

        That is the reply it answers; an answer to one on the last level stands beside it, below
        the same reply, because a thread has three levels.
        """
        answered = self.in_answer_to
        if answered is None or answered.level < LAST_LEVEL:
            return answered
        return Reply.objects.get(pk=answered.parent_id)

    @property
    def is_at_the_top(self):
        """Whether it answers the story itself."""
        return self.in_answer_to_id is None

    @property
    def name(self):
        """What the writer is called in the thread."""
        return self.user_name or _("A reader")

    @property
    def posted_at_for_machines(self):
        """The moment of posting as a `time` element takes it (HTML, section 2.3.5.7)."""
        return timezone.localtime(self.posted_at).isoformat(timespec="seconds")

    @property
    def is_published(self):
        return self.state == State.PUBLISHED

    @property
    def is_emptied(self):
        """Whether its words were erased: then nothing can be decided about them any more."""
        return not self.comment

    @property
    def is_nobodys(self):
        """Whether who wrote it was erased; the newsroom's own never had a writer."""
        return self.writer_id is None and not self.is_by_staff

    @property
    def awaits_a_look(self):
        """Whether readers see it and a moderator should: it was reported, or nobody looked yet."""
        return self.is_published and (self.looked_at is None or self.reported_at is not None)

    @property
    def seen_as(self):
        """What a moderator's page says it looked like; it changes with every decision and edit."""
        decided = int(self.decided_at.timestamp() * 1000) if self.decided_at else 0
        return f"{self.state}.{self.version}.{decided}"

    @property
    def is_refused(self):
        return self.state in REFUSED

    @property
    def is_followed(self):
        """Whether its writer asked to be told of answers; the column is xtd's."""
        return self.followup

    @property
    def copy_readers_see(self):
        """The readers' copy of its story, or None where readers do not see the story now."""
        copy = self.story.readers_copy
        return copy if copy and copy.is_live else None

    @property
    def story_headline(self):
        """The headline of its story as readers see it; the desk's, and so marked, where none do."""
        if copy := self.copy_readers_see:
            return copy.headline
        return _("%(headline)s (not public now)") % {"headline": self.story.headline}

    @property
    def anchor(self):
        """The id of this reply's element on the story page."""
        return f"reply-{self.pk}"

    def get_absolute_url(self):
        """The permanent address, which leads to the story page while the reply is published."""
        return reverse("comments:reply", args=[self.pk])

    def get_content_object_url(self):
        """xtd's would lead to any object, drafts included, on another host."""
        return self.get_absolute_url()

    def get_reply_url(self):
        return reverse("comments:answer", args=[self.pk])
