"""What is said of a picture, its rights among it, is said anew: at once on every page with it."""

from django.db import transaction

from articles import overrides, renditions, search
from articles.background import SOMEBODY_WAITS
from articles.models import PastKey, Picture, Story

from .history import DESCRIBED, FOCAL, KINDS, changes_between, note

# What decides which caption a story shows; stories are found by it.
FOUND_BY = {"caption", "for_web", "rights_from", "rights_until", "fallback"}


@transaction.atomic
def describe(picture, *, by, keywords=None):
    """Save the words, rights and focal point of `picture` as they now stand on the object.

    Args:
        keywords: the names of its keywords; left as they are without.

    Returns the picture.
    """
    before = Picture.objects.select_for_update().get(pk=picture.pk)
    picture.save()
    changed = changes_between(before, picture, DESCRIBED)
    if keywords is not None:
        had = sorted(picture.keywords.names())
        picture.keywords.set(keywords)
        has = sorted(picture.keywords.names())
        changed |= {"keywords": [", ".join(had), ", ".join(has)]} if had != has else {}
    if changed:
        note(picture, KINDS.DESCRIBED, by=by, changed=changed)
    if moved := changes_between(before, picture, FOCAL):
        note(picture, KINDS.CROPPED, by=by, changed=moved)
    overrides.library_changed(picture, before)
    keep_key(picture, before.key)
    search.keep_picture_words(picture)
    if changed.keys() & FOUND_BY:
        renew_stories_soon(picture)
    return picture


def renew_stories_soon(picture):
    """Have stories found by the captions that they show now, with `picture` or in its stead.

    Call it after every change of what a picture says, or of whether it may be shown.
    """
    others = picture.stands_in_for.values_list("pk", flat=True)
    stories = Story.objects.showing_any([picture.pk, *others]).values_list("pk", flat=True)
    search.renew_words_soon(stories, priority=SOMEBODY_WAITS)


def keep_key(picture, before):
    """Where the addresses of its renditions changed, lead the old ones on; have others made.

    Call it after every change of a picture, with the key it had before: which renditions are wanted
    hangs on more than the key, such as whether it may be printed or shown at all.
    """
    if picture.key != before:
        PastKey.objects.filter(key=picture.key).delete()
        PastKey.objects.update_or_create(key=before, defaults={"picture": picture})
    renditions.refresh_soon(picture)


@transaction.atomic
def renew(most=20):
    """Have pictures made anew whose renditions are of an earlier table of sizes or recipe.

    Returns how many.
    """
    old = list(Picture.objects.made_for_another(renditions.MADE_FOR).select_for_update()[:most])
    for picture in old:
        before = picture.key
        picture.save(update_fields=["key"])
        keep_key(picture, before)
    return len(old)
