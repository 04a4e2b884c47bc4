"""The people who write, and the bylines that name them in order."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.ways import Way

from .dated import Dated, DatedQuerySet
from .shown import columns_of_the_desk


def name_of(account):
    """How the desk calls an account; somebody whose account is gone is a former colleague."""
    if account is None:
        return gettext("A former colleague")
    return account.get_full_name() or account.get_username()


AUTHOR = Way("articles:author", "its-slug")


class PersonQuerySet(models.QuerySet):
    def with_portrait(self):
        """With the portrait and what is shown in its stead."""
        return self.select_related("portrait__fallback").defer(*columns_of_the_desk("portrait"))

    def of_the_house(self):
        """Those whose role the newspaper names: its masthead of people."""
        return self.exclude(role="")

    def writing(self):
        """Those with a story that readers see now."""
        return self.filter(Exists(PublishedByline.objects.of(OuterRef("pk")).live()))


class Person(models.Model):
    """Somebody with a page of their own; with an account when they work at the desk."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    role = models.CharField(_("role"), max_length=100, blank=True)
    bio = models.TextField(_("about"), blank=True)
    email = models.EmailField(_("public e-mail address"), blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)  # [{"label":, "address":}]
    portrait = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="portrait_of",
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
        help_text=_("Empty for a guest who does not sign in."),
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return AUTHOR.to(self.slug)

    @property
    def shown_portrait(self):
        """The portrait as pages show it, or None.

        The newspaper's own picture stands in for none: it would be taken for the person.
        """
        return self.portrait and self.portrait.as_used()


class AbstractByline(models.Model):
    """One name in a byline: a person, or a guest typed by name."""

    position = models.PositiveSmallIntegerField(_("order"), default=1)
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    guest = models.CharField(_("or a guest's name"), max_length=100, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.person.name if self.person_id else self.guest


def _names_one(name):
    """The constraint that a byline names a person or a guest, never both and never nobody."""
    return models.CheckConstraint(
        name=name,
        condition=Q(person__isnull=False, guest="") | (Q(person__isnull=True) & ~Q(guest="")),
        violation_error_message=_("Choose a person or type a guest's name, one of the two."),
    )


class Byline(AbstractByline):
    """A name in the byline of the desk's copy."""

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="bylines")

    class Meta(AbstractByline.Meta):
        verbose_name = _("name in the byline")
        verbose_name_plural = _("byline")
        constraints = [_names_one("byline_names_a_person_or_a_guest")]


class PublishedBylineQuerySet(DatedQuerySet):
    place = "published"

    def of(self, person):
        return self.filter(person=person)

    def under(self, story):
        """Those of one story, in their order."""
        return self.filter(published=story)

    def under_any(self, stories):
        return self.filter(published__in=stories)

    def for_cards(self):
        """With the columns that name somebody and lead to their page."""
        columns = ("position", "guest", "published", "person__name", "person__slug")
        return self.select_related("person").only(*columns)

    def with_portrait(self):
        """With each person, their portrait, and what is shown in its stead."""
        return self.select_related("person__portrait__fallback").defer(
            *columns_of_the_desk("person__portrait")
        )


class PublishedByline(AbstractByline, Dated):
    """A name in the byline that readers see, with the moments of its story."""

    published = models.ForeignKey(
        "articles.PublishedStory", on_delete=models.CASCADE, related_name="bylines"
    )

    objects = PublishedBylineQuerySet.as_manager()

    class Meta(AbstractByline.Meta):
        indexes = [
            models.Index(
                fields=["person", "-published_at", "-published"], name="published_newest_by_person"
            ),
        ]
        constraints = [_names_one("published_byline_names_a_person_or_a_guest")]
