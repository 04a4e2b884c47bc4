"""Who is told by mail of new replies under a story, once they confirmed that they want it."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import live

from .replies import Reply


class FollowingQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def open(self):
        """Those that somebody asked for of late, confirmed before or not."""
        return self.filter(asked_at__gt=timezone.now() - Following.GOOD_FOR)

    def unconfirmed(self):
        return self.filter(confirmed_at=None)

    def begin(self, moment):
        """Confirm these at a moment: what appears later is told. Returns how many."""
        return self.update(confirmed_at=moment, told_at=moment, ask_after=None, network="")

    def on(self, story):
        return self.filter(story=story.pk)

    def of(self, story_id, writer_id):
        return self.filter(story=story_id, writer=writer_id)

    def stale(self):
        """Those that nobody confirmed in time."""
        return self.filter(confirmed_at=None, asked_at__lte=timezone.now() - Following.GOOD_FOR)

    def with_mail_parts(self):
        """With what a mail about each says."""
        return self.select_related("writer")

    def with_stories(self):
        """With the stories, as readers see them."""
        return self.select_related("story__published")

    def asked_of(self, writer):
        return self.filter(writer=writer)

    def since(self, moment):
        return self.filter(asked_at__gt=moment)

    def from_network(self, key):
        return self.filter(network=key)

    def due(self, until):
        """Those to be told of something that appeared up to `until`, no mail having just gone."""
        now = timezone.now()
        fresh = Reply.objects.new_to(models.OuterRef("story"), models.OuterRef("told_at"), until)
        others = fresh.exclude(writer=models.OuterRef("writer"))
        return (
            self.confirmed()
            .filter(live(copy="story__published"))
            .filter(Q(tell_after=None) | Q(tell_after__lte=now))
            .filter(models.Exists(others))
        )


class Following(models.Model):
    story = models.ForeignKey(
        "articles.Story", on_delete=models.CASCADE, related_name="reply_followings"
    )
    writer = models.ForeignKey(
        "comments.Writer", on_delete=models.CASCADE, related_name="followings"
    )
    digest = models.CharField(max_length=64, blank=True, default="")  # SHA-256, set when mailed
    asked_at = models.DateTimeField(default=timezone.now)
    network = models.CharField(max_length=64, blank=True, default="")  # keyed hash, 30 days
    confirmed_at = models.DateTimeField(null=True)
    asked_by_mail_at = models.DateTimeField(null=True)
    ask_after = models.DateTimeField(null=True, default=timezone.now)  # see models.telling
    told_at = models.DateTimeField(null=True)  # what appeared up to then was told
    tell_after = models.DateTimeField(null=True)  # the next mail goes out no sooner

    GOOD_FOR = timedelta(hours=48)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("following of a thread")
        verbose_name_plural = _("followings of threads")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "writer"], name="thread_is_followed_once_by_an_address"
            ),
            models.UniqueConstraint(
                fields=["digest"],
                name="following_link_belongs_to_one_following",
                condition=~Q(digest=""),
            ),
        ]
        indexes = [models.Index(fields=["confirmed_at"], name="following_confirmed")]

    def __str__(self):
        return f"{self.story_id}: {self.writer_id}"

    @property
    def is_confirmed(self):
        return self.confirmed_at is not None

    @property
    def is_open(self):
        """Whether its owner may yet confirm it."""
        return self.asked_at > timezone.now() - self.GOOD_FOR
