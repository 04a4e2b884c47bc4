"""Removes the demo newsroom: what it loaded, and nothing that somebody built on it."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from articles import library
from articles.models import (
    Correction,
    Embed,
    FrontEdition,
    Newspaper,
    Person,
    Picture,
    PublishedMonth,
    Section,
    Story,
    TopicPage,
)
from comments.models import Reply
from newsroom.models import DemoItem


@transaction.atomic
def remove():
    """Remove the demo newsroom.

    Returns:
        The things that stay because something else uses them, as texts.
    """
    kept = []
    Reply.objects.filter(story__in=ids_of("begun")).delete()
    FrontEdition.objects.filter(pk__in=ids_of("front")).delete()
    forget_ledger(Correction.objects.filter(story__in=ids_of("begun")))
    Story.objects.filter(pk__in=ids_of("begun")).delete()
    PublishedMonth.objects.recount()
    TopicPage.objects.filter(pk__in=ids_of("topic")).delete()
    Embed.objects.filter(pk__in=ids_of("embed")).delete()
    kept += delete_unused(Person, "person")
    kept += delete_unused(Picture, "picture", library.remove)
    kept += delete_unused(Section, "section")
    get_user_model().objects.filter(pk__in=ids_of("account")).delete()
    Newspaper.objects.filter(pk=1, pk__in=ids_of("newspaper")).delete()
    Newspaper.objects.get_or_create(pk=1)
    DemoItem.objects.all().delete()
    DemoItem.objects.create(kind="removed", key="removed", object_id=0)
    return kept


def forget_ledger(corrections):
    """What was made up may be forgotten: the one place where the ledger is not kept."""
    corrections.update(superseded_by=None)
    corrections._raw_delete(corrections.db)


def ids_of(kind):
    return DemoItem.objects.filter(kind=kind).values("object_id")


def delete_unused(model, kind, delete=None):
    """Delete the rows of one kind that nothing protects; the others' names."""
    kept = []
    for row in model.objects.filter(pk__in=ids_of(kind)):
        try:
            with transaction.atomic():
                row.delete() if delete is None else delete(row)
        except (ProtectedError, RestrictedError):
            kept.append(f"{model._meta.verbose_name} “{row}”")
    return kept
