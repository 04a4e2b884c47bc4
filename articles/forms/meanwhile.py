"""Two people at one picture: a form that does not know of a colleague's save is not saved.

What the colleague changed and this form left alone comes into the form; where both changed the
same, the form keeps what was typed and says at the field what the colleague made of it. The form is
then based on the newest state, so pressing Save again is a choice.
"""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.library.retelling import CROP, label_of, value_in_words, who_did
from articles.models import PictureEvent

from .crops import LABELS, field_of


def newest_event(picture):
    """The number of the last thing done to a picture; 0 where nothing was noted."""
    return picture.events.values_list("pk", flat=True).first() or 0


def meet(form):
    """Bring what was changed since the form was opened into it; adds errors where it met any."""
    based_on = form.cleaned_data.get("based_on")
    if based_on is None or form.instance.pk is None:
        return
    since = form.instance.events.after(based_on).select_related("made_by").order_by("pk")
    since = [event for event in since if event.changed]
    if not since or not set(form.changed_data) - {"based_on"}:
        return
    data = form.data.copy()
    data["based_on"] = str(newest_event(form.instance))
    taken, conflicts = [], {}
    for name, (before, event) in _first_changes(since).items():
        for field, value in _fields_of(name, before).items():
            if field not in form.fields:
                continue
            bound = form[field]
            if not form.fields[field].has_changed(value, bound.data):
                _take(data, bound)
                taken.append(label_of(name))
            elif form.fields[field].has_changed(bound.initial, bound.data):
                conflicts[field] = (name, event)
    form.data = data
    names = sorted({who_did(event) or _("Somebody") for event in since})
    form.add_error(None, _sentence(names, list(dict.fromkeys(taken)), conflicts, since))
    for field, (name, event) in conflicts.items():
        form.add_error(field, _at_field(name, event, form.instance))


def _first_changes(events):
    """What each field was before the first of some events that changed it, and the last of them."""
    found = {}
    for event in events:
        for name, (before, _after) in event.changed.items():
            found[name] = (found[name][0] if name in found else before, event)
    return found


def _fields_of(name, value):
    """The form's fields for what an event names, each with its value."""
    if not name.startswith(CROP):
        return {name: value}
    crop, box = name.removeprefix(CROP), value or (None, None, None)
    return {
        field_of(crop, side): None if part is None else round(part, 4)
        for side, part in zip(LABELS, box, strict=False)
    }


def _take(data, bound):
    """What stands in the library now comes into the form."""
    value = bound.initial
    if isinstance(value, bool):
        data.pop(bound.html_name, None)
        if value:
            data[bound.html_name] = "on"
        return
    data[bound.html_name] = bound.field.widget.format_value(bound.field.prepare_value(value)) or ""


def _sentence(names, taken, conflicts, events):
    words = [
        _("%(names)s saved this picture while you had it open, so nothing of yours is saved yet.")
        % {"names": ", ".join(names)}
    ]
    if any(event.kind == PictureEvent.Kind.REPLACED for event in events):
        words.append(_("It has another file now."))
    if taken:
        words.append(_("Now in this form: %(fields)s.") % {"fields": ", ".join(map(str, taken))})
    if conflicts:
        words.append(_("Where both of you changed the same, yours stands and theirs is said."))
    words.append(_("Press Save again when you are content with it."))
    return " ".join(words)


def _at_field(name, event, picture):
    now = event.changed[name][1]
    pictures = {picture.fallback_id: str(picture.fallback)} if picture.fallback_id else {}
    words = value_in_words(name, now, pictures)
    told = {
        "name": who_did(event) or _("Somebody"),
        "moment": date_format(localtime(event.made_at), "j F, H:i T"),
        "words": words,
    }
    if not words:
        return _("%(name)s emptied this on %(moment)s.") % told
    return _("%(name)s made of this on %(moment)s: “%(words)s”") % told
