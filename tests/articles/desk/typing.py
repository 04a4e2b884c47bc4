"""What a browser would send for the writing screen."""

from django.urls import reverse
from django.utils import timezone

from articles.forms.story import PLANNED_FIELDS

ADD = "/admin/articles/story/add/"


def change(story):
    return reverse("admin:articles_story_change", args=[story.pk])


def unsaved(story):
    return reverse("admin:articles_story_unsaved", args=[story.pk])


def merge(story):
    return reverse("admin:articles_story_merge", args=[story.pk])


def begun(mark="one-form"):
    return reverse("admin:articles_story_begun_unsaved", args=[mark])


def as_shown(response):
    """What a browser would send of the form that a page shows, rows included."""
    form = response.context["form"]
    sent = {"page": response.context["page"], "begun_by": response.context["begun_by"] or ""}
    sent |= {field.html_name: field.value() for field in form if field.name not in PLANNED_FIELDS}
    for rows in response.context["rows"].values():
        for part in (rows.formset.management_form, *rows.formset.forms):
            sent |= {field.html_name: field.value() for field in part}
    return {
        name: getattr(value, "pk", value)
        for name, value in sent.items()
        if value is not None and value is not False
    }


def rows(prefix, filled=(), *, initial=0):
    """A set of rows as the screen sends it: its management form and each row's fields."""
    data = {
        f"{prefix}-TOTAL_FORMS": str(len(filled)),
        f"{prefix}-INITIAL_FORMS": str(initial),
        f"{prefix}-MIN_NUM_FORMS": "0",
        f"{prefix}-MAX_NUM_FORMS": "20",
    }
    for index, row in enumerate(filled):
        for name, value in {"position": "99", **row}.items():
            data[f"{prefix}-{index}-{name}"] = str(value)
    return data


def moments_of(story):
    """The fields of a story's planned moments, as the newsroom's clock shows them."""
    names = ("publish_at", "withdraw_at", "embargo_until")
    return {
        f"when_{name}": timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")
        for name in names
        if (moment := getattr(story, name))
    }


def wrong_in(row):
    """What a correction says was wrong, where a test does not care."""
    return {"wrong": "It was said otherwise."} if row.get("text", "").strip("\x00 ") else {}


def typed(story=None, *, bylines=(), related=(), corrections=None, **fields):
    """The whole form: of `story` as it is saved, or of a new one, with `fields` typed over it."""
    data = {
        "headline": "A new headline",
        "standfirst": "",
        "body": "<p>Text.</p>",
        "short_headline": "",
        "dateline": "",
        "section": "",
        "tags": "",
        "lead_picture": "",
        "lead_caption": "",
        "lead_alt": "",
        "slug": "",
        "replies_open": "on",
        "begun_by": "one-form",
    }
    kept_bylines, kept_related = [], []
    if story is not None:
        data |= {
            "headline": story.headline,
            "standfirst": story.standfirst,
            "body": story.body,
            "section": story.section_id or "",
            "tags": ", ".join(story.tags.names()),
            "lead_picture": story.lead_picture_id or "",
            "slug": story.slug,
            "based_on": str(story.revision_number),
            **moments_of(story),
        }
        kept_bylines = [
            {
                "id": row.pk,
                "story": story.pk,
                "person": row.person_id or "",
                "guest": row.guest,
                "position": row.position,
            }
            for row in story.bylines.all()
        ]
        kept_related = [
            {
                "id": row.pk,
                "story": story.pk,
                "target": row.target_id or "",
                "url": row.url,
                "title": row.title,
                "position": row.position,
            }
            for row in story.related.all()
        ]
    data |= rows("bylines", [*kept_bylines, *bylines], initial=len(kept_bylines))
    data |= rows("related", [*kept_related, *related], initial=len(kept_related))
    if corrections is not None:
        said = {"kind": "correction", "place": "foot"}
        data |= rows("corrections", [{**said, **wrong_in(row), **row} for row in corrections])
    return {**data, **fields}
