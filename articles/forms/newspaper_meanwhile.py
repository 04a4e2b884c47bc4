"""Two publishers at one newspaper: a form that does not know of a colleague's save is not saved.

What the colleague changed and this form left alone comes into the form; where both changed the
same, the form keeps what was typed and says at the field what the colleague made of it. The form
then knows the newest state, so that pressing Save again is a choice.
"""

import hashlib
import json

from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from articles import identity
from articles.models import Newspaper, name_of

LOGOS = "logos"  # kept under this name, sent under others
SENT = ("logo_light", "logo_dark", "icon", "without_logo")


def stands_as(paper):
    """What a form carries of each field to know what a colleague has changed since."""
    return json.dumps({name: _mark(value) for name, value in model_to_dict(paper).items()})


def meet(form):
    """Bring what was changed since the form was opened into it; adds errors where it met any."""
    # Locked: of two who press at the same instant the second compares with what the first saved.
    Newspaper.objects.select_for_update().filter(pk=1).first()
    present = Newspaper.current()
    values, seen = model_to_dict(present), _marks_in(form.cleaned_data.get("seen_as"))
    theirs = [name for name in seen if name in values and seen[name] != _mark(values[name])]
    theirs = [name for name in theirs if name in form.fields or name == LOGOS]
    if not theirs:
        return
    form.data = form.data.copy()
    form.data["seen_as"] = stands_as(present)
    is_both = {name: _is_changed(form, name, seen[name], values[name]) for name in theirs}
    taken = [_label(form, name) for name in theirs if not is_both[name]]
    who = _who()
    form.add_error(None, _sentence(who, taken, any(is_both.values())))
    for name in theirs:
        if not is_both[name]:
            _take(form, name, values)
        elif name == LOGOS:
            form.add_error("logo_light", _("%(who)s has changed the logo as well.") % {"who": who})
        else:
            words = {"who": who, "words": in_words(form, name, values[name])}
            form.add_error(name, _("%(who)s made of this: “%(words)s”") % words)


def in_words(form, name, value):
    """A value of a field as a person reads it on the form; a dash for nothing."""
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return _("on") if value else _("off")
    if isinstance(value, list):
        return ", ".join(form.fields[name].prepare_value(value).splitlines())
    words = dict(getattr(form.fields[name], "_choices", None) or ())
    return str(words.get(value, getattr(value, "pk", value)))


def _mark(value):
    """A few letters that are others for another value."""
    value = getattr(value, "pk", value)
    written = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def _marks_in(words):
    try:
        marks = json.loads(words or "{}")
    except ValueError:
        return {}
    return marks if isinstance(marks, dict) else {}


def _is_changed(form, name, seen, present):
    """Whether whoever sent the form changed what a colleague changed, to something else."""
    if name == LOGOS:
        return any(form.cleaned_data.get(one) for one in SENT)
    return name not in form.cleaned_data or _mark(form.cleaned_data[name]) not in (
        seen,
        _mark(present),
    )


def _take(form, name, values):
    """What stands in the newspaper now comes into the form."""
    if name == LOGOS:  # it is no part of what was typed: nothing was sent, so it stays
        return
    value, widget = values[name], form.fields[name].widget
    if isinstance(value, bool):
        form.data.pop(name, None)
        if value:
            form.data[name] = "on"
    elif hasattr(widget, "widgets_names"):
        for suffix, part in zip(widget.widgets_names, widget.decompress(value), strict=True):
            form.data[f"{name}{suffix}"] = part
    else:
        form.data[name] = widget.format_value(form.fields[name].prepare_value(value)) or ""


def _who():
    last = identity.last_change()
    return name_of(last.user) if last else _("A colleague")


def _label(form, name):
    return str(form.fields["logo_light" if name == LOGOS else name].label)


def _sentence(who, taken, is_both):
    words = [
        _("%(who)s has changed the newspaper since you opened this page.") % {"who": who},
        _("Nothing of yours is saved yet, and all of it stands here."),
    ]
    if taken:
        words.append(_("Theirs in this form now: %(fields)s.") % {"fields": ", ".join(taken)})
    if is_both:
        words.append(_("Where both of you changed the same, yours stands and theirs is said."))
    words.append(_("Save again when you are content with it."))
    return " ".join(words)
