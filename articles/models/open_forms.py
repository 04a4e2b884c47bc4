"""Who has a story open, and what they typed there that is not saved yet: one row for each.

The rule: words are replaced only by the page that typed them. Words of another page of the same
person (a second window, or yesterday's that were offered and neither taken nor thrown away) are
laid aside and kept, and what a page had saved never comes back, however late it arrives.
"""

from datetime import datetime, timedelta
from operator import attrgetter
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HERE_FOR = timedelta(seconds=90)  # after the form was last heard of; it is every twenty
LEFT_FOR = timedelta(days=2)  # until a form that holds no words is forgotten
MOST_ASIDE = 6  # pages of one person whose words wait
MOST_SAVED = 12  # pages that are known to be saved


class Words(NamedTuple):
    """What was typed on one page: the form as it would be sent, {name: [values]}."""

    page: str  # the mark of the page
    typed_at: datetime
    based_on: int  # the revision that the page showed
    fields: dict


class OpenFormQuerySet(models.QuerySet):
    def here(self):
        """Those whose form was heard of a moment ago."""
        return self.filter(seen_at__gt=timezone.now() - HERE_FOR)

    def unsaved(self):
        """Those that hold words which were typed and not saved."""
        return self.filter(fields__isnull=False)

    def left(self):
        """Those that hold no words and were closed, or not heard of, some days ago."""
        before = timezone.now() - LEFT_FOR
        is_closed = Q(seen_at=None) | Q(seen_at__lt=before)
        return self.filter(is_closed, fields__isnull=True, opened_at__lt=before)

    def of(self, account):
        return self.filter(account=account)

    def of_others(self, account):
        return self.exclude(account=account)

    def beginnings(self):
        """Those of stories that are not saved for the first time yet."""
        return self.filter(story=None)

    def newest_first(self):
        return self.order_by("-typed_at", "-pk")

    def without_words(self):
        """With whether somebody typed, and not what."""
        return self.defer("fields", "aside").annotate(
            has_typed=models.Case(
                models.When(fields__isnull=False, then=True),
                default=False,
                output_field=models.BooleanField(),
            )
        )


class OpenForm(models.Model):
    """One person's open form of one story, or of a story that it will begin."""

    story = models.ForeignKey(
        "articles.Story", null=True, on_delete=models.CASCADE, related_name="open_forms"
    )
    begun_by = models.CharField(max_length=32, blank=True)  # the form's mark, before there is one
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_forms"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)  # null once it was closed
    page = models.CharField(max_length=32, blank=True)  # whose words `fields` are
    typed_at = models.DateTimeField(null=True)
    based_on = models.PositiveIntegerField(default=0)
    fields = models.JSONField(null=True)  # the form as it would be sent: {name: [values]}
    aside = models.JSONField(default=list)  # words of other pages, the newest first
    saved_pages = models.JSONField(default=list)  # what comes from these comes too late

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("open form")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "account"],
                condition=Q(story__isnull=False),
                name="one_open_form_for_a_person_and_a_story",
            ),
            models.UniqueConstraint(
                fields=["begun_by", "account"],
                condition=Q(story__isnull=True),
                name="one_open_form_for_a_person_and_a_beginning",
            ),
            models.CheckConstraint(
                name="open_form_is_of_a_story_or_a_beginning",
                condition=Q(story__isnull=False, begun_by="")
                | (Q(story__isnull=True) & ~Q(begun_by="")),
            ),
        ]

    def __str__(self):
        return f"{self.account}: {self.story or self.begun_by}"

    @property
    def words(self):
        """What was typed and not saved, page by page: `Words`, the newest first."""
        waiting = [
            Words(**{**one, "typed_at": datetime.fromisoformat(one["typed_at"])})
            for one in self.aside
        ]
        if self.fields is None:
            return waiting
        return [Words(self.page, self.typed_at, self.based_on, self.fields), *waiting]

    def words_of(self, page):
        """The words of one page, or None."""
        return next((words for words in self.words if words.page == page), None)

    @property
    def is_full(self):
        """Whether no further page's words can be laid aside."""
        return len(self.words) > MOST_ASIDE

    def put(self, words):
        """Take a page's words, in place of those it had; not saved yet."""
        self._hold([words, *(one for one in self.words if one.page != words.page)])

    def drop(self, page):
        """Let go of a page's words; not saved yet."""
        self._hold([one for one in self.words if one.page != page])

    def note_saved(self, page):
        """What a page held is saved: its words go, and never come back; not saved yet."""
        self.drop(page)
        self.saved_pages = [page, *(one for one in self.saved_pages if one != page)][:MOST_SAVED]

    def _hold(self, held):
        held = sorted(held, key=attrgetter("typed_at"), reverse=True)
        first, *others = held or [Words("", None, 0, None)]
        self.page, self.typed_at, self.based_on, self.fields = first
        self.aside = [{**one._asdict(), "typed_at": one.typed_at.isoformat()} for one in others]
