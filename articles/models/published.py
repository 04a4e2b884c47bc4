"""The row that readers see of a story: every page, list and feed reads only those.

See docs/decisions/0002-desk-copy-and-readers-copy.md.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles import dependence
from articles.body import matter_of
from articles.ways import Way

from .dated import Dated, DatedQuerySet, start_of_day
from .history import PublishedVersion
from .reading import MostRead
from .sections import Section
from .shown import columns_of_the_desk
from .stories import Story
from .story_text import StoryText
from .topics import PublishedTopic
from .typeset import Typeset

STORY = Way("articles:story", "1701", "02", "03", "its-slug")
HISTORY = Way("articles:story_history", "1701", "02", "03", "its-slug")


class PublishedStoryQuerySet(DatedQuerySet):
    def at_address(self, day, slug):
        return self.filter(day=day, slug=slug)

    def on_days(self, first, last):
        """Those whose address begins with a day from `first` to `last`."""
        return self.filter(day__gte=first, day__lte=last)

    def before_day(self, day):
        return self.filter(day__lt=day)

    def after_day(self, day):
        return self.filter(day__gt=day)

    def first_day(self):
        """The earliest day of these, along the index of addresses."""
        return self.order_by("day").values("day")[:1]

    def last_day(self):
        return self.order_by("-day").values("day")[:1]

    def listed_on_days(self, first, last):
        """Those of `on_days`, to be listed along the index by moment.

        A day began elsewhere where the newsroom's zone was another: never two days away. So the day
        is asked for near both ends alone, and no database is tempted to sort what the other index
        has of it.
        """
        aside = timedelta(days=2)
        begin, end = start_of_day(first), start_of_day(last) + timedelta(days=1)
        return self.filter(
            Q(published_at__gte=begin + aside) | Q(day__gte=first),
            Q(published_at__lt=end - aside) | Q(day__lte=last),
            published_at__gte=begin - aside,
            published_at__lt=end + aside,
        )

    def ever_at_address(self, day, slug):
        """As `at_address`, by the addresses that a story had before, too."""
        return self.filter(story__addresses__day=day, story__addresses__slug=slug)

    def on_its_way(self, moment=None):
        """What readers see at `moment` or will by the clock: its end has not come."""
        ends = Q(withdraw_at=None) | Q(withdraw_at__gt=moment or timezone.now())
        return self.filter(ends)

    def moved_by_the_clock(self, after, upto):
        """What came before readers or went, by one of its moments, after one and up to another."""
        within = Q()
        for field in ("published_at", "embargo_until", "withdraw_at"):
            within |= Q(**{f"{field}__gt": after, f"{field}__lte": upto})
        return self.filter(within)

    def with_card_parts(self):
        """With what a card shows: section, picture and byline; three queries for any number.

        The columns that only the story's own page reads are left where they are.
        """
        return self.with_card_columns().prefetch_related("bylines__person")

    def with_card_columns(self):
        """With section and picture, and without the columns that only the story's page reads."""
        return self.with_lead().defer("body", "related")

    def without_texts(self):
        """The columns that a line about a story shows, and not those that only its page reads."""
        return self.defer("body", "text", "related")

    def dated_between(self, first, end):
        """Those whose address begins with a day from `first` on and before `end`."""
        return self.filter(day__gte=first, day__lt=end)

    def on_sitemaps(self):
        """With what a sitemap says of each, its picture among it."""
        left = ("body", "text", "related", "standfirst")
        pictures = self.select_related("lead_picture__fallback")
        return pictures.defer(*left, *columns_of_the_desk("lead_picture"))

    def by_address(self):
        return self.order_by("day", "slug")

    def last_change(self):
        """When readers saw any of them changed last; None of none."""
        return self.order_by().aggregate(at=models.Max("updated_at"))["at"]

    def of_stories(self, numbers):
        return self.filter(pk__in=numbers)

    def their_sections(self):
        """The sections that these stand in, in their order; one seek for each section."""
        return Section.objects.filter(Exists(self.filter(section=OuterRef("pk"))))

    def with_section(self):
        """With its section and its moments alone, the long texts left where they are."""
        heavy = ("body", "text", "related", "standfirst")
        return self.select_related("section").defer(*heavy)

    def with_feed_parts(self, *, whole):
        """With what a feed says of it; four queries for any number, the text only where `whole`."""
        rows = self.with_type().defer("related") if whole else self.defer("body", "related")
        return rows.with_lead().prefetch_related("bylines__person", "tags")

    def with_type(self):
        """With `in_type`, the text as it was set; for those that show the text."""
        return self.annotate(in_type=Subquery(Typeset.objects.of(OuterRef("pk")).values("in_type")))

    def with_lead(self):
        """With the section and the lead picture, and what is shown in its stead."""
        return self.select_related("section", "lead_picture__fallback").defer(
            *columns_of_the_desk("lead_picture")
        )

    def most_read_first(self):
        """Those in the list of what is read most, in its order."""
        return self.in_the_order_of(MostRead.objects.all())

    def in_any_of(self, lists):
        """The numbers in any of some short lists, each found along its own index.

        A union: of conditions joined by OR, the databases would try each on every story there is.
        """
        first, *others = (self.filter(pk__in=one).order_by().values("pk") for one in lists)
        return first.union(*others)

    def in_the_order_of(self, listed):
        """Those that rows with a `place` and a `story` list, in the order of these.

        Found by their numbers: joined, SQLite would go through the archive to look for each.
        """
        place = listed.filter(story=OuterRef("pk")).values("place")
        found = self.filter(pk__in=listed.order_by().values("story"))
        return found.annotate(place=Subquery(place)).order_by("place")

    def for_a_line(self):
        """With what one line about each needs and no more."""
        columns = ("headline", "short_headline", "published_at", "day", "slug", "section__name")
        return self.select_related("section").only(*columns)

    def with_history(self, moment=None):
        """Each with `has_history`: whether it was updated, and readers saw more than one text."""
        versions = PublishedVersion.objects.of(OuterRef("pk"))
        later = versions.later_of_public_history(moment)
        return self.annotate(has_history=Q(updated_at__gt=F("published_at")) & Exists(later))

    def below(self, section, published_at, pk):
        """What stands below a story in its section's list, the next one first."""
        return self.filter(section=section).older_than(published_at, pk).newest_first()

    def with_next_in_section(self, moment=None):
        """Each with `next_in_section`: the id of the live story below it there, or None."""
        stories = PublishedStory.objects
        below = stories.below(OuterRef("section"), OuterRef("published_at"), OuterRef("pk"))
        return self.annotate(next_in_section=Subquery(below.live(moment).values("pk")[:1]))


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
    word_count = models.PositiveIntegerField(default=0)  # of the body
    tags = TaggableManager(through=PublishedTopic, related_name="stories")
    related = models.JSONField(default=list)  # editor's picks: [{"story": 5}, {"url":, "title":}]
    day = models.DateField()  # of first publication, in the newsroom's time zone
    updated_at = models.DateTimeField()
    revision_number = models.PositiveIntegerField()

    objects = PublishedStoryQuerySet.as_manager()

    in_type = None  # see `with_type`

    class Meta:
        verbose_name = _("published story")
        verbose_name_plural = _("published stories")
        indexes = [
            models.Index(fields=["-published_at", "-story"], name="published_newest"),
            models.Index(
                fields=["section", "-published_at", "-story"], name="published_newest_in_section"
            ),
            models.Index(
                fields=["embargo_until"],
                name="published_under_embargo",
                condition=Q(embargo_until__isnull=False),
            ),
            models.Index(
                fields=["withdraw_at"],
                name="published_to_be_withdrawn",
                condition=Q(withdraw_at__isnull=False),
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

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        dependence.on(f"story:{row.pk}")
        return row

    def get_absolute_url(self):
        return STORY.to(*self._address)

    def get_history_url(self):
        """Where readers find what changed since it was first published."""
        return HISTORY.to(*self._address)

    @property
    def _address(self):
        year, month, day = self.day.isoformat().split("-")
        return year, month, day, self.slug

    def seen_as(self, seen):
        """Say when, by whom and with what in its picture's stead this very object is shown."""
        if self.lead_picture is not None:
            self.lead_picture.seen_as(seen)
        return self

    @cached_property
    def shown(self):
        """The lead picture as its pages show it, or None: see `Picture.as_used`."""
        if self.lead_picture is None:
            return None
        return self.lead_picture.as_used(caption=self.lead_caption, alt=self.lead_alt)

    @cached_property
    def matter(self):
        """The text to be shown; as it was set, where the row came `with_type`."""
        return matter_of(self.body, self.in_type or "")

    @cached_property
    def names(self):
        """Its bylines in their order; lists have them put here, all with one question."""
        return list(self.bylines.all())

    @property
    def was_updated(self):
        """Whether the text changed noticeably after publication (more than a minute later)."""
        return (self.updated_at - self.published_at).total_seconds() > 60
