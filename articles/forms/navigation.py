"""The row under the masthead as plain lines: what each leads to, and what it is called.

A line is a section, “topic” and a topic, a page of ours or an address; “Label = ” may stand before.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles.models import Section
from articles.navigation import PLACES

from .newspaper_fields import Lines, checked, is_web_address, label_and_address, short_label

TOPIC = "topic "
LONGEST_NAME = 100  # of a topic, and more than a section's


class Navigation(Lines):
    """Lines of what the row leads to; kept as which is meant, shown as it is called now."""

    def line_of(self, item):
        target = self._called(item)
        return f"{item['label']} = {target}" if item.get("label") else target

    def prepare_value(self, value):
        if isinstance(value, list):  # what is gone since has no line
            value = [item for item in value if self._called(item)]
        return super().prepare_value(value)

    def item(self, number, line):
        label, address = label_and_address(line)
        if not address:
            label, _sign, address = line.rpartition(" = ")
        found = self._target(number, address.strip())
        if label.strip():
            found["label"] = short_label(number, label.strip())
        elif "address" in found:
            raise ValidationError(
                _("Line %(number)s: write a label before the address: “Weather = https://…”."),
                params={"number": number},
            )
        return found

    def _target(self, number, words):
        if is_web_address(words):
            return {"address": checked(number, words)}
        if words in PLACES:
            return {"page": words}
        # A section may have the name of a page of ours: as it is written, it is the section.
        section = _of_name(Section, words)
        if section is not None:
            return {"section": section.pk}
        if words.casefold() in PLACES:
            return {"page": words.casefold()}
        if words.casefold().startswith(TOPIC):
            name = words[len(TOPIC) :].strip()
            topic = _of_name(Tag, name)
            if topic is None:
                raise ValidationError(
                    _("Line %(number)s: there is no topic “%(name)s”."),
                    params={"number": number, "name": name[:60]},
                )
            return {"topic": topic.pk}
        raise ValidationError(
            _(
                "Line %(number)s: “%(name)s” is no section. Write a section's name, “topic” "
                "and a topic, one of %(pages)s, or “Label = https://…”."
            ),
            params={"number": number, "name": words[:60], "pages": ", ".join(PLACES)},
        )

    def _called(self, item):
        """What an item is typed as, or "" where what it meant is gone."""
        match item:
            case {"section": number}:
                return self._names(Section).get(number, "")
            case {"topic": number}:
                name = self._names(Tag).get(number)
                return f"{TOPIC}{name}" if name else ""
            case {"page": name}:
                return name if name in PLACES else ""
            case {"address": address}:
                return address
        return ""

    def _names(self, model):
        return dict(model.objects.values_list("pk", "name"))


def _of_name(model, name):
    """What is of that name, or None; a database chokes on looking for a book."""
    return model.objects.filter(name__iexact=name).first() if len(name) <= LONGEST_NAME else None
