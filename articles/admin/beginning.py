"""A new story is begun once, however often its form is sent, and nothing typed is lost by it.

The form carries a mark, and the story it begins keeps it. Sent again as it was, the form leads to
that story; sent again with other words, it becomes a form of that story that was overtaken.
"""

from operator import attrgetter

from articles.body import writable
from articles.models import Story

from .desk import is_number

LONGEST_MARK = 32
PLAIN = (
    "headline",
    "short_headline",
    "standfirst",
    "dateline",
    "lead_caption",
    "body",
    "slug",
    "replies_open",
)


def mark_of(data):
    """The mark that a form carries, or None."""
    return writable(data.get("begun_by", ""))[:LONGEST_MARK] or None


def story_begun_by(mark):
    """The story that a form with this mark has begun, or None."""
    return Story.objects.filter(begun_by=mark).first() if mark else None


def is_what_began(story, form, formsets):
    """Whether a valid form of a new story says what `story` was when it was begun."""
    first = story.revisions.last()
    return first is not None and _comparable(first.content) == _comparable(_content(form, formsets))


def _content(form, formsets):
    """What a form would save, in the form of `copies.snapshot`."""
    typed = form.cleaned_data
    rows = {formset.prefix: _filled(formset) for formset in formsets}
    return {
        **{name: typed[name] for name in PLAIN},
        "section": typed["section"] and typed["section"].pk,
        "lead_picture": typed["lead_picture"] and typed["lead_picture"].pk,
        "tags": typed["tags"],
        "bylines": [{"person": row.person_id, "guest": row.guest} for row in rows["bylines"]],
        "related": [
            {"story": row.target_id} if row.target_id else {"url": row.url, "title": row.title}
            for row in rows["related"]
        ],
    }


def _filled(formset):
    """The rows that a set of forms would save, in their order."""
    kept = [form for form in formset.extra_forms if form not in formset.deleted_forms]
    rows = [form.instance for form in kept if form.has_changed()]
    return sorted(rows, key=attrgetter("position"))


def _comparable(content):
    """A topic that exists already keeps its own capitals, whatever was typed."""
    return {**content, "tags": sorted(topic.casefold() for topic in content["tags"])}


def as_form_of(story, data):
    """What was typed into the form of a new story, as a form of `story` that was overtaken.

    Its rows take the place of the story's: a row of the story for which none was typed is shown
    with the mark that removes it, so what is seen is what saving it would keep.
    """
    data = data.copy()
    data.pop("overwrite", None)
    data["based_on"] = "0"
    data["corrections-TOTAL_FORMS"] = data["corrections-INITIAL_FORMS"] = "0"
    for prefix, fields, standing in (
        ("bylines", ("person_id", "guest"), story.bylines.all()),
        ("related", ("target_id", "url", "title"), story.related.all()),
    ):
        for place, row in enumerate(standing):
            start = f"{prefix}-{place}-"
            data[f"{start}id"], data[f"{start}story"] = str(row.pk), str(story.pk)
            names = {field: start + field.removesuffix("_id") for field in fields}
            if not any(data.get(name) for name in names.values()):
                data[f"{start}DELETE"] = "on"
                data[f"{start}position"] = str(row.position)
                for field, name in names.items():
                    data[name] = str(getattr(row, field) or "")
        total = data.get(f"{prefix}-TOTAL_FORMS", "")
        typed = int(total) if is_number(total) else 0
        data[f"{prefix}-INITIAL_FORMS"] = str(len(standing))
        data[f"{prefix}-TOTAL_FORMS"] = str(max(typed, len(standing)))
    return data
