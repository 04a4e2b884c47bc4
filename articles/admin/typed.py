"""What was typed into the writing screen, read as it stands: nothing is asked to be right.

Typed fields are {name: [values]}, as a browser sends them. The rule: whatever is in them is read as
far as it can be and never fails; the form judges it when it is saved.
"""

import re

from django.conf import settings
from django.http import QueryDict
from taggit.utils import parse_tags

from articles import merging
from articles.body import sanitise, writable
from articles.forms.moments import MomentInput
from articles.forms.story import PLANNED_FIELDS, plan_as_words
from articles.forms.words import on_one_line

from .desk import is_number

ROWS = {  # the rows beside a story, by their prefix, and what is typed into each
    "bylines": ("person", "guest"),
    "related": ("target", "url", "title"),
    "corrections": ("kind", "wrong", "text", "place", "supersedes"),
}
CHOSEN = {"kind", "place"}  # by the form itself: a row in which only these stand is an empty one
ON_ONE_LINE = ("headline", "short_headline", "dateline", "slug", "lead_alt")
IN_LINES = ("standfirst", "lead_caption")
NUMBERS = ("section", "lead_picture")
BESIDE = ("note", "notice")  # words of the form that are not the story's
PASSING = {  # what belongs to one sending alone, and what must be decided anew each time
    *("csrfmiddlewaretoken", "based_on", "begun_by", "page", "act", "age", "offers"),
    *("override", "planned_as"),
}
MOST_ROWS = 60
LAST = 99  # the place of a row that nobody has given one
_NAME = re.compile(r"[a-zA-Z][\w-]{0,99}")
_ROW = re.compile(rf"({'|'.join(ROWS)})-(?:(\d{{1,3}})-)?(\w+)")


def fields_in(data):
    """The fields of a form that was sent, without what belongs to the sending alone."""
    return {
        name: [writable(value) for value in values]
        for name, values in data.lists()
        if name not in PASSING and _NAME.fullmatch(name)
    }


def content_of(fields, saved):
    """What was typed in the form of `copies.snapshot`; `saved` stands for what is not in it."""
    read = dict(saved)
    for name in ON_ONE_LINE:
        if name in fields:
            read[name] = on_one_line(_last(fields, name))
    for name in IN_LINES:
        if name in fields:
            read[name] = _last(fields, name).strip()
    for name in NUMBERS:
        if name in fields:
            number = _last(fields, name).strip()
            read[name] = int(number) if is_number(number) else None
    if "body" in fields:
        longest = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        read["body"] = sanitise(_last(fields, "body")[:longest])
    if "tags" in fields:
        read["tags"] = _topics(_last(fields, "tags"))
    if "headline" in fields:  # a box that is not ticked is not sent
        read["replies_open"] = "replies_open" in fields
    if "bylines-TOTAL_FORMS" in fields:
        read["bylines"] = [_byline(row) for row in rows_in(fields, "bylines")]
    if "related-TOTAL_FORMS" in fields:
        read["related"] = [_pick(row) for row in rows_in(fields, "related")]
    return read


def nothing():
    """The content of a story of which nothing is written."""
    empty = dict.fromkeys((*ON_ONE_LINE, *IN_LINES, "body"), "") | dict.fromkeys(NUMBERS)
    return {**empty, "bylines": [], "tags": [], "related": [], "replies_open": True}


def says_more(fields, saved):
    """Whether anything was typed that `saved`, the content of a revision, does not say."""
    typed = content_of(fields, saved)
    return bool(merging.meetings(None, saved, typed)) or says_more_beside(fields)


def says_more_beside(fields):
    """Whether anything was typed that is no part of the story: a note, a correction."""
    return bool(
        rows_in(fields, "corrections") or any(_last(fields, name).strip() for name in BESIDE)
    )


def says_something(fields):
    """Whether anything was typed into the form of a new story; its byline is filled by itself."""
    typed = content_of(fields, nothing())
    return says_more(fields, {**nothing(), "bylines": typed["bylines"]})


def rows_in(fields, prefix):
    """The rows of one kind that are neither empty nor removed, in order: [{column: words}]."""
    rows, said = {}, set(ROWS[prefix]) - CHOSEN
    for name in fields:
        found = _ROW.fullmatch(name)
        if found and found[1] == prefix and found[2]:
            rows.setdefault(int(found[2]), {})[found[3]] = _last(fields, name)
    typed = [
        (_place(row), number, {column: row.get(column, "") for column in ROWS[prefix]})
        for number, row in rows.items()
        if not row.get("DELETE") and any(row.get(one, "").strip() for one in said)
    ]
    return [row for _place, _number, row in sorted(typed, key=lambda one: one[:2])][:MOST_ROWS]


def with_content(fields, content, names):
    """The typed fields with those of `names` as `content` has them."""
    fields = dict(fields)
    for name in names:
        value = content[name]
        if name in ROWS:
            fields = {one: values for one, values in fields.items() if not _is_row(one, name)}
            fields |= _rows_as_fields(name, value)
        elif name == "replies_open":
            fields.pop(name, None)
            fields |= {name: ["on"]} if value else {}
        elif name == "tags":
            fields[name] = [", ".join(f'"{topic}"' if "," in topic else topic for topic in value)]
        else:
            fields[name] = ["" if value is None else str(value)]
    return fields


def as_form_of(fields, story=None, *, was_replanned=False):
    """What was typed as a form of `story` as it is now, or of a new one.

    Its rows take the place of the story's: a row of the story for which none was typed is shown
    with the mark that removes it, so what is seen is what saving it would keep. Its moments are the
    story's where none was typed, or where the story `was_replanned` since.
    """
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        if not _ROW.fullmatch(name):
            data.setlist(name, values)
    data["based_on"] = str(story.revision_number) if story else ""
    data["planned_as"] = plan_as_words(story) if story else ""
    for field, name in PLANNED_FIELDS.items() if story else ():
        if was_replanned or not data.get(field, "").strip():
            data[field], data[f"{field}_which"] = MomentInput().decompress(getattr(story, name))
    for prefix, standing in _standing_rows(story).items():
        _lay(data, prefix, rows_in(fields, prefix), standing)
    return data


def _standing_rows(story):
    if story is None:
        return {"bylines": [], "related": []}
    rows = {"bylines": list(story.bylines.all()), "related": list(story.related.all())}
    if story.published_at is not None:
        rows["corrections"] = list(story.corrections.newest_first())
    return rows


def _lay(data, prefix, typed, standing):
    if prefix == "corrections":  # what stands is never changed: new ones come after
        typed = [{} for _one in standing] + typed
    for place, row in enumerate([*typed, *standing[len(typed) :]]):
        start = f"{prefix}-{place}-"
        if place < len(standing):
            data[f"{start}id"] = str(standing[place].pk)
            data[f"{start}story"] = str(standing[place].story_id)
        if place >= len(typed):
            row = _columns_of(row, prefix)
            data[f"{start}DELETE"] = "on"
        for column, value in row.items():
            data[start + column] = value
        data[f"{start}position"] = str(place + 1)
    count = max(len(typed), len(standing))
    data[f"{prefix}-{count}-position"] = str(LAST)
    data[f"{prefix}-TOTAL_FORMS"] = str(count + 1)  # an empty row always waits
    data[f"{prefix}-INITIAL_FORMS"] = str(len(standing))


def _columns_of(row, prefix):
    values = {column: getattr(row, f"{column}_id", None) for column in ROWS[prefix]}
    return {
        column: str(value or getattr(row, column, "") or "") for column, value in values.items()
    }


def _rows_as_fields(prefix, rows):
    fields = {f"{prefix}-TOTAL_FORMS": [str(len(rows))], f"{prefix}-INITIAL_FORMS": ["0"]}
    for place, row in enumerate(rows):
        columns = {"target" if name == "story" else name: row[name] for name in row}
        for column, value in {**columns, "position": place + 1}.items():
            fields[f"{prefix}-{place}-{column}"] = ["" if value is None else str(value)]
    return fields


def _is_row(name, prefix):
    found = _ROW.fullmatch(name)
    return bool(found and found[1] == prefix)


def _byline(row):
    person = row["person"].strip()
    return {
        "person": int(person) if is_number(person) else None,
        "guest": on_one_line(row["guest"]),
    }


def _pick(row):
    target = row["target"].strip()
    if is_number(target):
        return {"story": int(target)}
    return {"url": row["url"].strip(), "title": on_one_line(row["title"])}


def _topics(words):
    try:
        topics = parse_tags(f"{words},")  # commas alone part them, as in the form
    except ValueError:
        topics = words.split(",")
    named = {topic.casefold(): topic for topic in map(on_one_line, topics) if topic}
    return sorted(named.values())


def _place(row):
    place = row.get("position", "").strip()
    return int(place) if is_number(place) else LAST


def _last(fields, name):
    values = fields.get(name)
    last = values[-1] if isinstance(values, list) and values else ""
    return last if isinstance(last, str) else ""
