"""Slugs that sections, people and topics stood under before; each leads to the present page.

The rule: the slug that something has now wins. Whoever takes a slug, or takes one back, ends what
it was before, so nothing leads in a circle; what is deleted takes its past slugs with it. A topic
that is typed into a story ends nothing: until readers see its page, the past one answers.
"""

from contextlib import contextmanager

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .topics import PublishedTopic


class PastSlugQuerySet(models.QuerySet):
    def at(self, kind, slugs):
        return self.filter(kind=kind, slug__in=slugs)

    def without_page(self):
        """Those that are not the slug of a topic with a page by now."""
        taken = PublishedTopic.objects.live().filter(tag__slug=OuterRef("slug"))
        return self.exclude(Exists(taken), kind=PastSlug.Kind.TOPIC)

    def of_sections(self):
        return self.filter(kind=PastSlug.Kind.SECTION)

    def lead_to(self, kind, slugs):
        """The section, person or topic that one of some past slugs was of, or None."""
        past = self.at(kind, slugs).select_related(kind).first()
        return past and getattr(past, kind)


class PastSlug(models.Model):
    class Kind(models.TextChoices):
        """What a slug was of, by the name of its model and of the field here."""

        SECTION = "section", _("section")
        PERSON = "person", _("person")
        TOPIC = "tag", _("topic")

    kind = models.CharField(max_length=10, choices=Kind)
    slug = models.SlugField(max_length=100, allow_unicode=True, db_index=False)
    section = models.ForeignKey(
        "articles.Section", null=True, on_delete=models.CASCADE, related_name="past_slugs"
    )
    person = models.ForeignKey(
        "articles.Person", null=True, on_delete=models.CASCADE, related_name="past_slugs"
    )
    tag = models.ForeignKey(
        "taggit.Tag", null=True, on_delete=models.CASCADE, related_name="past_slugs"
    )

    objects = PastSlugQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier address")
        verbose_name_plural = _("earlier addresses")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="past_slug_leads_to_one_page"),
            models.CheckConstraint(
                name="past_slug_is_of_what_its_kind_says",
                condition=Q(kind="section", section__isnull=False, person=None, tag=None)
                | Q(kind="person", person__isnull=False, section=None, tag=None)
                | Q(kind="tag", tag__isnull=False, section=None, person=None),
            ),
        ]

    def __str__(self):
        return self.slug

    @classmethod
    @contextmanager
    def kept_of(cls, row, *, had_page=True):
        """While `row` is saved inside: the slug that it had, where it has another afterwards.

        Args:
            had_page: whether it stood there for readers; of a topic that did not, nothing is told.
        """
        kind = row._meta.model_name
        with transaction.atomic():
            before = _slug_now(row)
            yield
            if before == row.slug:
                return
            cls.objects.at(kind, [row.slug]).delete()
            if before and had_page:
                cls.objects.update_or_create(kind=kind, slug=before, defaults={kind: row})

    @classmethod
    @transaction.atomic
    def hand_on(cls, row, other, *, had_page=True):
        """Have all slugs of `row`, past ones and its own, lead to `other` in its place."""
        kind = row._meta.model_name
        cls.objects.filter(**{kind: row}).update(**{kind: other})
        if had_page:
            slug = _slug_now(row)
            cls.objects.update_or_create(kind=kind, slug=slug, defaults={kind: other})
        cls.objects.at(kind, [other.slug]).delete()


def _slug_now(row):
    """The slug that a row has in the database, whatever was typed; "" for a row that is new."""
    rows = type(row)._default_manager.select_for_update().filter(pk=row.pk)
    return rows.values_list("slug", flat=True).first() or ""
