"""What a comparison says of the parts of a body that are no words: pictures, lines, embeds."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body import BlockChange, Embed, PictureFigure, Piece, ReadAlso, Unit, replaced

from .names import Names

LABELS: dict[str, str | Promise] = {
    "read-also": gettext_lazy("READ ALSO"),
    "related": gettext_lazy("Related Article"),
}


class Things:
    """Says of a picture, a READ ALSO line or an embed what became of it, by the names of things."""

    def __init__(self, before: Names, after: Names) -> None:
        self._before, self._after = before, after

    def told(self, change: BlockChange) -> tuple[list[Piece], list[str]]:
        """What is shown of a thing that came, went or stayed, and what is said of it."""
        before = name_of(change.before, self._before) if change.before else ""
        after = name_of(change.after, self._after) if change.after else ""
        if change.became == "removed":
            return replaced(before, ""), []
        if change.became == "added":
            return replaced("", after), _captions(change.after) + self._with(change.after)
        return [Piece(after)] if after else [], self._otherwise(change)

    def _otherwise(self, change: BlockChange) -> list[str]:
        """What is otherwise about a thing that stayed."""
        told = []
        match (change.before and change.before.thing, change.after and change.after.thing):
            case (PictureFigure() as before, PictureFigure() as after):
                if before.caption != after.caption:
                    told.append(_caption(before.caption, after.caption))
                if before.alt != after.alt:
                    told.append(_alt(before.alt, after.alt))
                if change.before.kind != change.after.kind:
                    told.append(_gallery(is_in=change.after.kind == "gallery"))
                elif change.before.begins != change.after.begins:
                    told.append(_begins(is_first=change.after.begins))
            case (ReadAlso() as before, ReadAlso() as after):
                if _line_label(before) != _line_label(after):
                    labels = {"before": _line_label(before), "after": _line_label(after)}
                    told.append(_("Its label was “%(before)s” and is “%(after)s” now.") % labels)
                if before.title != after.title:
                    titles = {"before": before.title, "after": after.title}
                    told.append(_("Its title was “%(before)s” and is “%(after)s” now.") % titles)
            case (Embed() as before, Embed() as after):
                told += self._embed(before, after)
        return told

    def _with(self, unit: Unit | None) -> list[str]:
        """What came with something of another site that is new here."""
        embed = unit and unit.thing
        return self._embed(Embed(embed.address), embed) if isinstance(embed, Embed) else []

    def _embed(self, before: Embed, after: Embed) -> list[str]:
        stills = ("", "")
        if before.still != after.still:
            stills = (
                before.still and self._before.picture(before.still),
                after.still and self._after.picture(after.still),
            )
        return [
            *_became(_("title"), before.title, after.title),
            *_became(_("picture"), *stills),
            *_became(_("words"), before.words, after.words),
        ]


def name_of(unit: Unit, names: Names) -> str:
    """What a part of a body is called: a thing by its name, a line by its words."""
    match unit.thing:
        case PictureFigure(picture):
            return names.picture(picture)
        case ReadAlso(story, href, title):
            return names.story(story) if story else f"{title} ({href})"
        case Embed(address):
            return address
        case None:
            return unit.text
        case _:
            return ""


def _captions(unit: Unit | None) -> list[str]:
    if not (unit and isinstance(unit.thing, PictureFigure)):
        return []
    caption, alt = unit.thing.caption, unit.thing.alt
    told = [_("With the caption: “%(caption)s”") % {"caption": caption}] if caption else []
    return [*told, _("With the alt text: “%(alt)s”") % {"alt": alt}] if alt else told


def _caption(before: str, after: str) -> str:
    captions = {"before": before, "after": after}
    if not before:
        return _("It has a caption for this story now: “%(after)s”") % captions
    if not after:
        return _("It has the library's caption again, no longer: “%(before)s”") % captions
    return _("Its caption was: “%(before)s” It is now: “%(after)s”") % captions


def _alt(before: str, after: str) -> str:
    texts = {"before": before, "after": after}
    if not before:
        return _("It has an alt text for this story now: “%(after)s”") % texts
    if not after:
        return _("It has the library's alt text again, no longer: “%(before)s”") % texts
    return _("Its alt text was: “%(before)s” It is now: “%(after)s”") % texts


def _gallery(*, is_in: bool) -> str:
    return _("It stands in a gallery now.") if is_in else _("It no longer stands in a gallery.")


def _begins(*, is_first: bool) -> str:
    if is_first:
        return _("A gallery of its own begins with it now.")
    return _("It no longer begins a gallery of its own.")


def _became(what: str, before: str | int, after: str | int) -> list[str]:
    """The sentence about something that may be there or not, none where it stayed."""
    words = {"what": what, "before": before, "after": after}
    if before == after:
        return []
    if not before:
        return [_("With the %(what)s: “%(after)s”") % words]
    if not after:
        return [_("Without its %(what)s now; it was: “%(before)s”") % words]
    return [_("Its %(what)s was “%(before)s” and is “%(after)s” now.") % words]


def _line_label(line: ReadAlso) -> str:
    return line.words if line.label == "own" else str(LABELS[line.label])
