"""The crops of a picture as numbers: three for each, or none where it follows the focal point.

The height of a part follows from its width, since each crop has one ratio: so nobody can type a
part of the wrong shape.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import library
from articles.renditions import CROPS

LABELS = {
    "left": gettext_lazy("From the left"),
    "top": gettext_lazy("From the top"),
    "width": gettext_lazy("Width"),
}
CUT = {name: crop.ratio for name, crop in CROPS.items() if crop.ratio and not crop.within}


def field_of(crop, side):
    return f"crop_{crop}_{side}"


class CropFields:
    """A form of a picture in the library with the fields of its crops by hand.

    After validation `boxes` holds what is to be done: for each crop whose numbers were changed its
    part (left, top, width, height), or None where it is to follow the focal point again.
    """

    def add_crop_fields(self):
        self.boxes = {}
        kept = library.by_hand(self.instance)
        for crop in CUT:
            for place, side in enumerate(LABELS):
                self.fields[field_of(crop, side)] = forms.FloatField(
                    label=LABELS[side],
                    required=False,
                    min_value=0,
                    max_value=1,
                    widget=forms.NumberInput(attrs={"step": "any"}),
                )
                if crop in kept:
                    self.initial[field_of(crop, side)] = round(kept[crop][place], 4)

    def clean_crops(self, shape):
        """Judge the numbers that were changed against a picture of `shape` (width, height)."""
        for crop in CUT:
            names = [field_of(crop, side) for side in LABELS]
            if any(name in self.errors for name in names) or not set(names) & set(
                self.changed_data
            ):
                continue
            numbers = [self.cleaned_data.get(name) for name in names]
            if all(number is None for number in numbers):
                self.boxes[crop] = None
            elif None in numbers:
                missing = names[numbers.index(None)]
                self.add_error(missing, _("Type all three numbers, or none of them."))
            else:
                self._fit(crop, numbers, shape)

    def _fit(self, crop, numbers, shape):
        left, top, width = numbers
        try:
            high = library.height_of(shape, crop, width)
            self.boxes[crop] = library.fitted(shape, crop, (left, top, width, high))
        except library.CropRefused as refusal:
            self.add_error(field_of(crop, "width"), str(refusal))
