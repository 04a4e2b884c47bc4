"""What colleagues tell each other of a story: notes on it, and who was told of what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NoteQuerySet(models.QuerySet):
    def open(self):
        """Threads that nobody has resolved."""
        return self.filter(answers=None, resolved_at=None)

    def threads(self):
        """The first notes, each with who wrote it and its answers: two queries for any number."""
        answers = Note.objects.select_related("made_by")
        return (
            self.filter(answers=None)
            .select_related("made_by", "resolved_by")
            .prefetch_related(models.Prefetch("thread", answers))
        )


class Note(models.Model):
    """A remark on a story, or an answer to one; the first of a thread is open or resolved."""

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="notes")
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="thread"
    )
    text = models.TextField(_("note"), max_length=4000)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(name="note_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="only_the_first_note_of_a_thread_is_resolved",
                condition=Q(answers=None) | Q(resolved_at=None),
            ),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def is_open(self):
        return self.resolved_at is None

    def writers(self):
        """Everybody who wrote in the thread that this note begins."""
        notes = [self, *self.thread.select_related("made_by")]
        return [note.made_by for note in notes if note.made_by]


class NoticeQuerySet(models.QuerySet):
    def to(self, account):
        return self.filter(account=account)

    def about(self, story):
        """Of a story's moves and notes."""
        return self.filter(story=story, line=None, event=None)

    def unseen(self):
        return self.filter(seen_at=None)

    def seen(self):
        return self.exclude(seen_at=None)

    def of(self, *, move=None, note=None, line=None, event=None):
        """Those of one move, note, line or event of a picture, whichever is given."""
        wanted = {"move": move, "note": note, "line": line, "event": event}
        return self.filter(**{name: one for name, one in wanted.items() if one is not None})

    def unmailed(self):
        """Those whose mail is still to go out, to accounts with an address."""
        return self.filter(mailed_at=None).exclude(account__email="")

    def with_parts(self):
        """With what is said of each: its story, who did it, and the move, note or line."""
        return self.select_related(
            "story", "made_by", "move", "note", "line__target", "event__picture"
        )

    def with_mail_parts(self):
        return self.with_parts().select_related("account")

    def newest_first(self):
        return self.order_by("-pk")  # numbers rise with time

    def older_than(self, number):
        return self.filter(pk__lt=number)


class Notice(models.Model):
    """Somebody is told, at the desk and by mail, of a move, a note, or a place that needs them."""

    class Kind(models.TextChoices):
        MOVE = "move", _("A move")
        NOTE = "note", _("A note")
        LINE = "line", _("A READ ALSO line")
        KILL = "kill", _("A killed story")
        BLOCK = "block", _("A blocked picture")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=6, choices=Kind)
    move = models.ForeignKey(
        "articles.Move", null=True, on_delete=models.CASCADE, related_name="notices"
    )
    note = models.ForeignKey(Note, null=True, on_delete=models.CASCADE, related_name="notices")
    line = models.ForeignKey(
        "articles.BrokenLine", null=True, on_delete=models.CASCADE, related_name="notices"
    )
    event = models.ForeignKey(
        "articles.PictureEvent", null=True, on_delete=models.CASCADE, related_name="notices"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(  # nobody where the clock did it
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(
                fields=["account", "-id"],
                name="notice_unseen",
                condition=Q(seen_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="notice_is_of_what_its_kind_says",
                condition=Q(kind__in=["move", "kill"], move__isnull=False)
                | Q(kind="note", note__isnull=False)
                | Q(kind="line", line__isnull=False)
                | Q(kind="block", event__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["account", "story", "event"],
                condition=Q(event__isnull=False),
                name="told_once_of_a_picture_in_a_story",
            ),
            models.UniqueConstraint(
                fields=["account", "move"],
                condition=Q(move__isnull=False),
                name="told_once_of_a_move",
            ),
            models.UniqueConstraint(
                fields=["account", "note"],
                condition=Q(note__isnull=False),
                name="told_once_of_a_note",
            ),
        ]

    def __str__(self):
        return f"{self.account}: {self.story}"
