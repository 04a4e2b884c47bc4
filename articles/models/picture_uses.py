"""Where pictures stand, which of them readers may see, and which wait for somebody's eye.

The one rule: a reader may see a picture while a page that readers may see shows it, and its rights
allow it at that moment.
"""

from django.apps import apps
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone

from .dated import live
from .licences import IS_NOT_AS_TAKEN
from .links import Reference
from .newspaper import Newspaper
from .people import Person
from .picture_lists import PictureLists
from .published import PublishedStory
from .shown import columns_of_the_desk
from .stories import Story


def lawful(moment=None, *, picture=""):
    """The condition that a picture may be shown on our pages at `moment` (now without one).

    Cleared for them, not blocked, and within the days of its rights, which are days in the
    newsroom's time zone. `picture` is the path from the model that is asked, such as "picture".
    """
    day = timezone.localdate(moment)
    path = f"{picture}__" if picture else ""
    return (
        Q(**{f"{path}for_web": True, f"{path}blocked_at": None})
        & (Q(**{f"{path}rights_from": None}) | Q(**{f"{path}rights_from__lte": day}))
        & (Q(**{f"{path}rights_until": None}) | Q(**{f"{path}rights_until__gte": day}))
    )


class PictureQuerySet(PictureLists):
    def usable(self):
        """Pictures that may stand in a story: credited, and described or decorative."""
        return self.exclude(credit="").exclude(alt="", is_decorative=False)

    def lawful(self, moment=None):
        """Pictures that may be shown on our pages at `moment`, as far as their rights go."""
        return self.filter(lawful(moment))

    def generated_or_composited(self):
        """Pictures that say of themselves that no camera has taken them as they are."""
        return self.filter(IS_NOT_AS_TAKEN)

    def unused(self):
        """Pictures that neither a story, in either copy, nor anything else shows.

        Asked of each by itself: a join of all would be made before the list's limit is reached.
        """
        shows = (
            (Story, "lead_picture"),
            (PublishedStory, "lead_picture"),
            (Reference, "target_picture"),
            (Person, "portrait"),
            (self.model, "fallback"),
            (Newspaper, "fallback_picture"),
        )
        found = self
        for model, field in shows:
            found = found.filter(~Exists(model.objects.filter(**{field: OuterRef("pk")})))
        return found

    def public(self):
        """Lawful pictures that something readers may see shows at this moment."""
        return self.filter(_is_public(self.model))

    def hidden(self):
        """Pictures that no reader may see: nothing public shows them, or there is no right to."""
        return self.exclude(_is_public(self.model))

    def with_is_public(self):
        """With `is_shown` and `is_public`: whether readers would see it, and whether they may.

        Of pictures of the same file one that they may see is first.
        """
        shown = ExpressionWrapper(_is_shown(self.model), output_field=BooleanField())
        public = ExpressionWrapper(_is_public(self.model), output_field=BooleanField())
        return self.annotate(is_shown=shown, is_public=public).order_by(
            "-is_public", "-is_shown", "pk"
        )

    def shown_by(self, story):
        """Pictures that either copy of `story` has, on top or in the text."""
        return self.filter(
            Q(story_leads=story)
            | Q(publishedstory_leads=story.pk)
            | Q(pk__in=Reference.objects.filter(story=story).values("target_picture"))
        ).distinct()

    def at_desk_in(self, story):
        """Pictures that the desk's copy of `story` has, or has in another's stead."""
        in_text = Reference.objects.filter(story=story, copy=Reference.Copy.DESK)
        has = Q(story_leads=story) | Q(pk__in=in_text.values("target_picture"))
        itself = self.model.objects.filter(has)
        return self.filter(Q(pk__in=itself) | Q(stands_in_for__in=itself)).distinct()

    def with_stand_in(self):
        """With the picture in its stead, and without what no page shows of either."""
        return self.select_related("fallback").defer(*columns_of_the_desk())

    def newest_first(self):
        return self.order_by("-uploaded_at", "-pk")

    def of_file(self, checksum):
        """Pictures made of the very file with this checksum, the first that came first."""
        return self.filter(checksum=checksum).order_by("pk")

    def not_looked_at(self):
        """Pictures from before looks were noted (see articles.library.likeness)."""
        return self.filter(look_0=None).order_by("-pk")

    def own_to_mend(self, person):
        """Pictures that `person` brought and nothing shows: theirs to put right."""
        return self.unused().filter(uploaded_by=person)

    def made_for_another(self, table):
        """Pictures whose renditions are not of this table of sizes, the newest first."""
        return self.exclude(made_for=table).newest_first()

    def whose_end_is_to_note(self, day):
        """Pictures whose rights were over by `day`, and whose history does not say so yet."""
        return self.filter(rights_until__lt=day).exclude(end_noted=F("rights_until")).order_by("pk")

    def in_use(self):
        """Pictures readers see or are to see: in a story, as a portrait, in another's place."""
        return self.filter(_is_in_use(self.model))

    def latest_to_end(self, most):
        """The `most` whose rights ended last, the latest first."""
        latest = self.order_by("-rights_until", "-pk").values("pk")[:most]
        return self.model.objects.filter(pk__in=latest).order_by("-rights_until", "-pk")

    def not_told(self, days):
        """Pictures of whose end the desk was not told at so many days before it."""
        told = apps.get_model("articles.RightsReminder").objects.filter(
            picture=OuterRef("pk"), last_day=OuterRef("rights_until"), days_before=days
        )
        return self.filter(~Exists(told))

    def first_to_end_first(self):
        return self.order_by("rights_until", "pk")

    def begin_first(self):
        return self.order_by("rights_from", "pk")

    def used_first(self):
        """Those in use before the others, the first to end first."""
        used = self.annotate(is_in_use=_is_in_use(self.model))
        return used.order_by("-is_in_use", "rights_until", "pk")


def _is_in_use(pictures):
    """The condition that a story has a picture, a person's page, or another's place.

    What is to stand in shows when it is needed: nobody may find out then that it may not be shown.
    """
    stories = Story.objects.in_hand()
    references = Reference.objects.filter(story__in=stories, target_picture=OuterRef("pk"))
    return (
        Exists(PublishedStory.objects.filter(lead_picture=OuterRef("pk")))
        | Exists(stories.filter(lead_picture=OuterRef("pk")))
        | Exists(references)
        | Exists(Person.objects.filter(portrait=OuterRef("pk")))
        | Exists(pictures.objects.filter(fallback=OuterRef("pk")))
        | Exists(Newspaper.objects.filter(fallback_picture=OuterRef("pk")))
    )


def _is_public(pictures):
    """The condition that readers would see a picture and may."""
    return lawful() & _is_shown(pictures)


def _is_shown(pictures):
    """The condition that a picture is on a page that readers may see, or stands in for another.

    What stands in another's stead counts while that one is used: when the other's right ends,
    nothing has to be opened first; when its own does, its addresses say so.
    """
    others = pictures.objects.filter(_is_on_a_page(), fallback=OuterRef("pk"))
    papers = Newspaper.objects.filter(fallback_picture=OuterRef("pk"))
    return _is_on_a_page() | Exists(others) | Exists(papers)


def _is_on_a_page():
    """The condition that a live story has a picture, on top or in its text, or a person's page."""
    leads = PublishedStory.objects.live().filter(lead_picture=OuterRef("pk"))
    in_texts = Reference.objects.filter(
        live(copy="story__published"),
        copy=Reference.Copy.READERS,
        target_picture=OuterRef("pk"),
    )
    portraits = Person.objects.filter(portrait=OuterRef("pk"))
    return Exists(leads) | Exists(in_texts) | Exists(portraits)
