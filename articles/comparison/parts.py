"""The body of a story as a comparison shows it: what changed, said in words, the rest folded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.body import (
    BlockChange,
    Patience,
    Piece,
    Touch,
    Unit,
    compare_bodies,
    shorten,
)

from .names import Names
from .things import Things, name_of

FOLD_FROM = 4  # unchanged parts in a row; the first and the last of them still show where one is
QUOTED = 60  # characters of the words a sentence speaks of
LONGEST_SAME = 600  # characters of words that stayed; of longer ones both ends are shown
LONGEST = 40_000  # of words that came or went

KINDS: dict[str, str | Promise] = {
    "p": gettext_lazy("Paragraph"),
    "h2": gettext_lazy("Heading"),
    "h3": gettext_lazy("Smaller heading"),
    "ul": gettext_lazy("Point of a list"),
    "ol": gettext_lazy("Numbered point"),
    "quote": gettext_lazy("Quotation"),
    "pull": gettext_lazy("Pull quote"),
    "by": gettext_lazy("Name under the pull quote"),
    "read-also": gettext_lazy("READ ALSO line"),
    "picture": gettext_lazy("Picture"),
    "gallery": gettext_lazy("Picture in a gallery"),
    "gallery-title": gettext_lazy("Title of the gallery"),
    "embed": gettext_lazy("Embedded page"),
    "rule": gettext_lazy("Line across"),
}
MARKS: dict[str, str | Promise] = {
    "strong": gettext_lazy("bold"),
    "em": gettext_lazy("italic"),
    "sub": gettext_lazy("lowered"),
    "sup": gettext_lazy("raised"),
}
STATUS: dict[str, str | Promise] = {
    "added": gettext_lazy("Added"),
    "removed": gettext_lazy("Removed"),
    "rewritten": gettext_lazy("Rewritten"),
}


@dataclass(frozen=True)
class Part:
    """One part of the text, or a stretch of `folded` parts that stayed as they were."""

    became: str = "same"
    kind: str = "p"
    label: str = ""  # what it is, where it is no plain paragraph
    status: str = ""  # what became of it, in words
    pieces: list[Piece] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    folded: int = 0


def parts_of(
    before: str, after: str, names_before: Names, names_after: Names, patience: Patience
) -> list[Part]:
    """The parts of both bodies in the order of reading; none where nothing differs."""
    changes = compare_bodies(before, after, patience)
    if all(change.became == "same" for change in changes):
        return []
    teller = _Teller(names_before, names_after)
    return list(_folded([teller.part(change) for change in changes]))


def _folded(parts: Sequence[Part]) -> Iterator[Part]:
    """`parts` with the inner ones of every long row that stayed put away."""
    row: list[Part] = []
    at_start = True
    for part in [*parts, None]:
        if part is not None and part.became == "same":
            row.append(part)
            continue
        head, tail = (0 if at_start else 1), (0 if part is None else 1)
        inner = len(row) - head - tail
        if inner >= FOLD_FROM - 2:
            yield from row[:head]
            words = ngettext("%(count)s part as before", "%(count)s parts as before", inner)
            yield Part("same", "fold", status=words % {"count": inner}, folded=inner)
            yield from row[len(row) - tail :]
        else:
            yield from row
        row, at_start = [], False
        if part is not None:
            yield part


class _Teller:
    """Says of one change of a body what became of what, by the names of things."""

    def __init__(self, before: Names, after: Names) -> None:
        self._before, self._after = before, after
        self._things = Things(before, after)

    def part(self, change: BlockChange) -> Part:
        unit = change.after or change.before or Unit("p")
        is_plain = unit.kind == "p" or (change.became == "same" and unit.thing is None)
        label = "" if is_plain else str(KINDS[unit.kind])
        part = Part(change.became, unit.kind, label, _status(change), _shortened(change.pieces))
        if change.became == "left":
            return replace(part, pieces=[Piece(shorten(name_of(unit, self._before), QUOTED))])
        if unit.thing is not None:
            pieces, sentences = self._things.told(change)
            return replace(part, pieces=pieces, sentences=sentences)
        return replace(part, sentences=self._sentences(change))

    # -- Lines of words

    def _sentences(self, change: BlockChange) -> list[str]:
        told = [self._touch(touch) for touch in change.touches]
        before, after = change.before, change.after
        if before and after and change.became != "same":
            if before.kind != after.kind:
                kinds = {"before": KINDS[before.kind], "after": KINDS[after.kind]}
                told.append(_("%(before)s before, now: %(after)s.") % kinds)
            elif before.depth != after.depth:
                told.append(_("It stands on another level of its list."))
            elif change.became == "changed" and not (told or change.seam) and _stayed(change):
                told.append(_("Only its spaces changed."))
        elif change.became == "added" and after:
            told += [self._touch(Touch(words, link_on=link)) for words, link in after.links]
        elif change.became == "removed" and before:
            told += [self._touch(Touch(words, link_off=link)) for words, link in before.links]
        return told

    def _touch(self, touch: Touch) -> str:
        words = {"words": shorten(touch.words, QUOTED)}
        told = [
            _("“%(words)s” is now %(mark)s.") % (words | {"mark": MARKS[mark]})
            for mark in touch.marks_on
        ]
        told += [
            _("“%(words)s” is no longer %(mark)s.") % (words | {"mark": MARKS[mark]})
            for mark in touch.marks_off
        ]
        if touch.link_off:
            words["before"] = self._before.target(touch.link_off)
        if touch.link_on:
            words["after"] = self._after.target(touch.link_on)
        if touch.link_off and touch.link_on:
            told.append(_("“%(words)s” led to %(before)s and leads to %(after)s now.") % words)
        elif touch.link_on:
            told.append(_("“%(words)s” leads to %(after)s now.") % words)
        elif touch.link_off:
            told.append(_("“%(words)s” no longer leads to %(before)s.") % words)
        return " ".join(told)


def _stayed(change: BlockChange) -> bool:
    return all(piece.became == "same" for piece in change.pieces)


def _status(change: BlockChange) -> str:
    if change.seam:
        return _("Two made one") if change.seam == "joined" else _("Parted from the one above")
    is_up = change.direction == "up"
    match change.became:
        case "moved" if _stayed(change):
            return _("Moved up") if is_up else _("Moved down")
        case "moved":
            return _("Moved up and changed") if is_up else _("Moved down and changed")
        case "left":
            return _("Moved up from here") if is_up else _("Moved down from here")
    return str(STATUS.get(change.became, ""))


def _shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces as they are shown: the middle of very long ones is left out, and seen to be."""
    longest_same = LONGEST_SAME if len(pieces) > 1 else LONGEST
    return [
        replace(piece, text=_ends(piece.text, longest_same if piece.became == "same" else LONGEST))
        for piece in pieces
    ]


def _ends(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    half = longest // 2
    return f"{text[:half]} […] {text[-half:]}"
