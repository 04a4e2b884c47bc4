"""Makes what tests need, through the same doors as the desk."""

import io
from datetime import timedelta
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from articles import copies, library, workflow
from articles.models import Person, Section, Story
from tests import casting

numbers = count(1)


def user(*roles, **fields):
    """An account at the desk with the given roles, by the names of their groups."""
    number = next(numbers)
    account = get_user_model().objects.create_user(
        username=fields.pop("username", f"{'-'.join(roles).lower() or 'user'}-{number}"),
        email=fields.pop("email", f"user{number}@example.org"),
        password=fields.pop("password", "correct horse"),
        is_staff=fields.pop("is_staff", bool(roles)),
        **fields,
    )
    account.groups.add(*Group.objects.filter(name__in=roles))
    return account


def section(**fields):
    number = next(numbers)
    return Section.objects.create(
        **{"name": f"Section {number}", "slug": f"section-{number}", **fields}
    )


def person(**fields):
    number = next(numbers)
    return Person.objects.create(
        **{"name": f"Writer {number}", "slug": f"writer-{number}", **fields}
    )


def image_file(*, size=(640, 480), colour=(40, 90, 160), format="JPEG", name="picture.jpg"):
    """A small real image as an upload."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, format)
    return ContentFile(buffer.getvalue(), name=name)


def picture(*, file=None, by=None, **fields):
    """A picture in the library, usable unless credit or alt text are passed empty."""
    number = next(numbers)
    described = {
        "caption": f"Caption {number}.",
        "alt": f"Alt text {number}",
        "credit": f"Photo: Photographer {number}",
        "licence": "staff",
        **fields,
    }
    return library.add(file or image_file(colour=(number % 256, 90, 160)), by=by, **described)


def story(*, bylines=None, tags=(), by=None, has_address=False, **fields):
    """A draft with everything it needs to go out, saved through the workflow."""
    draft = Story.objects.create(**_written(fields, has_address))
    casting.write_bylines(draft, [person()] if bylines is None else bylines)
    if tags:
        draft.tags.add(*tags)
    workflow.save(draft, by=by or user("Reporter"))
    return Story.objects.get(pk=draft.pk)


def _address_of(headline):
    """As publishing would find it; none where that takes the number of the story."""
    return copies.slug_for(headline, None) if slugify(headline) else ""


def _written(fields, has_address):
    number = next(numbers)
    written = {
        "headline": f"Headline {number}",
        "body": f"<p>The text of story {number}.</p>",
        **fields,
        "section": fields.get("section") or section(),
    }
    if has_address:
        written.setdefault("slug", _address_of(written["headline"]))
    return written


def published_story(*, by=None, age=timedelta(hours=1), **fields):
    """A story that readers see, published `age` ago.

    It has its address from the beginning, so that what readers see is its first revision: to be
    given one when it goes out would be a second. One with nothing particular to it is cast.
    """
    editor = by or user("Editor")
    if casting.is_plain(fields):
        bylines, tags = fields.pop("bylines", None), fields.pop("tags", ())
        fields = _written(fields, has_address=True)
        names = {"bylines": [person()] if bylines is None else bylines, "tags": tags}
        moment = timezone.now() - age
        if cast := casting.published(fields, **names, by=editor, published_at=moment):
            return cast
        fields |= names
    draft = workflow.submit(story(by=editor, has_address=True, **fields), by=editor)
    return workflow.publish(draft, by=editor, at=timezone.now() - age)
