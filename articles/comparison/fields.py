"""The fields of a story's content, what they are called, and what became of each."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body import Patience, Piece, compare_words, replaced

from .names import Names
from .parts import Part, parts_of

Content = Mapping[str, Any]

FIELDS = {  # in the order in which a story is read
    "headline": gettext_lazy("headline"),
    "short_headline": gettext_lazy("short headline"),
    "standfirst": gettext_lazy("standfirst"),
    "bylines": gettext_lazy("byline"),
    "dateline": gettext_lazy("dateline"),
    "lead_picture": gettext_lazy("lead picture"),
    "lead_caption": gettext_lazy("caption of the lead picture"),
    "lead_alt": gettext_lazy("alt text of the lead picture"),
    "body": gettext_lazy("text"),
    "section": gettext_lazy("section"),
    "tags": gettext_lazy("topics"),
    "related": gettext_lazy("related links"),
    "slug": gettext_lazy("address"),
    "replies_open": gettext_lazy("replies"),
}
LISTS = ("bylines", "tags", "related")
PLAIN = ("headline", "short_headline", "standfirst", "dateline", "lead_caption", "lead_alt")


@dataclass(frozen=True)
class FieldChange:
    """One field that differs: drawn by templates/components/comparison.html."""

    name: str
    label: str
    shape: Literal["words", "list", "body"] = "words"
    pieces: list[Piece] = field(default_factory=list)  # words in a row, or the entries of a list
    parts: list[Part] = field(default_factory=list)  # of the body
    sentences: list[str] = field(default_factory=list)  # what cannot be shown is said


def changed_fields(before: Content, after: Content) -> list[str]:
    """The names of the fields that differ, in the order in which a story is read."""
    known = [*FIELDS, *(name for name in after if name not in FIELDS)]
    return [name for name in known if _value(before, name) != _value(after, name)]


def changed_words(names: Collection[str]) -> str:
    """The names of fields as one phrase, such as “headline, text and byline”."""
    return get_text_list([str(FIELDS[name]) for name in FIELDS if name in names], _("and"))


def compare(
    before: Content,
    after: Content,
    *,
    before_names: Mapping | None = None,
    after_names: Mapping | None = None,
    only: Collection[str] | None = None,
    patience: Patience | None = None,
) -> list[FieldChange]:
    """What became of each field between two contents as `copies.snapshot` gives them.

    Args:
        before_names, after_names: what the ids in each are called, as `Revision.names` holds them.
        only: the fields to look at; all of them where it is left out.
        patience: shared by comparisons that one page shows together.

    Returns:
        The fields that differ, in the order in which a story is read.
    """
    patience = patience or Patience()
    names = (Names(before_names, after_names), Names(after_names, before_names))
    return [
        _compare_field(name, _value(before, name), _value(after, name), names, patience)
        for name in changed_fields(before, after)
        if name in FIELDS and (only is None or name in only)
    ]


def _value(content: Content, name: str) -> Any:
    """A field's value; what a content of another time does not have is empty there."""
    if name == "replies_open":
        return content.get(name, True)
    value = content.get(name)
    return value or ([] if name in LISTS else "")


def _compare_field(
    name: str, before: Any, after: Any, names: tuple[Names, Names], patience: Patience
) -> FieldChange:
    label = str(FIELDS[name])
    if name == "body":
        parts = parts_of(before, after, *names, patience)
        sentences = (
            [] if parts else [_("Only the limits of lists, quotations or galleries changed.")]
        )
        return FieldChange(name, label, "body", parts=parts, sentences=sentences)
    if name in LISTS:
        olds = [_entry(name, entry, names[0]) for entry in before]
        news = [_entry(name, entry, names[1]) for entry in after]
        return FieldChange(name, label, "list", *_compare_entries(olds, news))
    if name in PLAIN:
        return FieldChange(name, label, pieces=compare_words(before, after, patience))
    pieces = replaced(_shown(name, before, names[0]), _shown(name, after, names[1]))
    return FieldChange(name, label, pieces=pieces)


def _compare_entries(
    olds: Sequence[str], news: Sequence[str]
) -> tuple[list[Piece], list[Part], list[str]]:
    """The entries in their new order, then those that went; and whether the order is another."""
    pieces = [Piece(entry, "same" if entry in olds else "added") for entry in news]
    pieces += [Piece(entry, "removed") for entry in olds if entry not in news]
    stayed = [entry for entry in olds if entry in news]
    is_reordered = stayed != [entry for entry in news if entry in olds]
    return pieces, [], [_("They stand in another order.")] if is_reordered else []


def _entry(name: str, entry: Any, names: Names) -> str:
    if name == "tags":
        return entry
    if name == "bylines":
        return names.person(entry["person"]) if entry.get("person") else entry.get("guest", "")
    if "story" in entry:
        return names.story(entry["story"])
    return f"{entry.get('title', '')} ({entry.get('url', '')})"


def _shown(name: str, value: Any, names: Names) -> str:
    if name == "replies_open":
        return _("open") if value else _("closed")
    shown: dict[str, Callable[[int], str]] = {
        "section": names.section,
        "lead_picture": names.picture,
    }
    return shown[name](value) if value and name in shown else str(value)
