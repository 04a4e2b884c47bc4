"""The screen of one picture: its words, rights and file, its crops, and what was done to it.

Everything it changes goes through `articles.library`.
"""

from django.contrib import messages
from django.forms import Script
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media

from articles import imaging, library
from articles.forms import PictureForm
from articles.forms.crops import CUT, LABELS, field_of
from articles.forms.editor import desk_modules
from articles.forms.replacing import TAKE
from articles.models import Picture

from .desk import numbers_in
from .finders import picture_facts
from .picture_acts import act_addresses, standing_of
from .picture_history import PictureHistory, latest_of
from .picture_said import said_of

WORDS = (None, {"fields": ["caption", "alt", "is_decorative"]})
CREDIT = (gettext_lazy("Whose it is"), {"fields": ["credit", "byline", "source", "copyright"]})
ABOUT = (gettext_lazy("About it"), {"fields": ["keywords", "place", "taken_on", "digital_source"]})
RIGHTS = (
    gettext_lazy("Rights"),
    {
        "fields": [
            ("licence", "licence_version"),
            "licence_url",
            "usage_terms",
            ("for_web", "for_social", "for_feeds", "for_print"),
            ("rights_from", "rights_until"),
            "fallback",
            "notice",
            "show_notice",
        ]
    },
)
NEW_FILE = (None, {"fields": ["file", "keep_animation"]})
DOUBLES = 5  # pictures of one file that are named
FOCAL_POINT = (gettext_lazy("Focal point"), {"fields": [("focal_x", "focal_y")]})


class PictureScreen(PictureHistory):
    """What PictureAdmin shows of one picture."""

    form = PictureForm
    change_form_template = "admin/articles/picture/change_form.html"
    form_media = (
        desk_modules
        + Media(
            css={
                "all": [
                    "css/desk-fields.css",
                    "css/desk-dialogs.css",
                    "css/desk-history.css",
                    "css/desk-badges.css",
                    "css/desk-library.css",
                    "css/desk-picture.css",
                ]
            }
        )
        + Media(
            js=[
                Script(f"js/desk/{name}.js", type="module")
                for name in ("crops", "take", "choosers")
            ]
        )
    )

    def get_urls(self):
        return [*act_addresses(), *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        """Somebody who may only look has no use for a place to put a file."""
        if obj is None:
            return [NEW_FILE, WORDS, CREDIT, ABOUT, RIGHTS, FOCAL_POINT]
        return [WORDS, CREDIT, ABOUT, RIGHTS]

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["fields"] = PictureForm.Meta.fields  # more than the groups: the crops stand apart
        return super().get_form(request, obj, change=change, **kwargs)

    def get_object(self, request, object_id, from_field=None):
        """On a save the picture is locked: of two saves at once the later sees the earlier."""
        picture = super().get_object(request, object_id, from_field)
        if picture is None or request.method != "POST":
            return picture
        Picture.objects.select_for_update().filter(pk=picture.pk).first()
        return super().get_object(request, object_id, from_field)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            form = context["adminform"].form
            may_change = self.has_change_permission(request, obj)
            facts = picture_facts(obj)
            context |= {
                "show_save_and_add_another": False,  # files are brought in by the dozen
                "picture": facts,
                "form": form,
                "may_change": may_change,
                "tool": tool_of(obj, form, facts["preview"]) if may_change else None,
                "instead": chosen_instead(form) if may_change else None,
                "latest": latest_of(obj),
                "keywords": sorted(obj.keywords.names(), key=str.casefold),
                **doubles_of(obj),
                **said_of(obj, form if may_change else None),
                **standing_of(request, obj),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        """A word taken from the file is saved, and the screen stays open."""
        if TAKE not in request.POST:
            return super().response_change(request, obj)
        messages.success(request, _("Saved, with the words of the file."))
        return redirect("admin:articles_picture_change", obj.pk)

    def save_model(self, request, obj, form, change):
        file, words = form.cleaned_data.get("file"), form.cleaned_data["keywords"]
        if file and form.checked.remark:
            messages.info(request, form.checked.remark)
        if not change:
            library.replace(obj, file, by=request.user, checked=form.checked, keywords=words)
            return
        if file:
            had = library.by_hand(obj)
            library.replace(obj, file, by=request.user, checked=form.checked)
            tell_of_crops_gone(request, had.keys() - library.by_hand(obj).keys())
        library.describe(obj, by=request.user, keywords=words)
        for crop, box in form.boxes.items():
            if box is None:
                library.uncrop(obj, crop, by=request.user)
            else:
                library.crop(obj, crop, box, by=request.user)


def doubles_of(picture):
    """Other pictures of the very same file, and those that look like it, as facts of each."""
    same = list(Picture.objects.of_file(picture.checksum).exclude(pk=picture.pk)[:DOUBLES])
    alike = [other for other, _bits in library.alike(picture) if other not in same]
    return {
        "same_file": [picture_facts(other) for other in same],
        "looks_like": [picture_facts(other) for other in alike],
    }


def tell_of_crops_gone(request, crops):
    """Say which crops by hand a new file put an end to."""
    if crops:
        names = ", ".join(str(library.CROP_NAMES.get(crop, crop)) for crop in sorted(crops))
        messages.warning(
            request,
            _(
                "The crops chosen by hand did not fit the new file and follow the focal point "
                "again: %(crops)s."
            )
            % {"crops": names},
        )


def tool_of(picture, form, preview):
    """What the tool of focal point and crops shows: numbers as words, for attributes of SVG.

    `preview` is the address of a copy of the whole picture.
    """
    width, height = picture.width, picture.height
    kept = library.by_hand(picture)
    focal = (picture.focal_x, picture.focal_y)
    return {
        "src": preview,
        "width": str(width),
        "height": str(height),
        "mark": f"{max(width, height) / 50:.1f}",
        "focal": f"{focal[0] * width:.1f} {focal[1] * height:.1f}",
        "crops": [
            {
                "key": crop,
                "name": library.CROP_NAMES.get(crop, crop),
                "across": str(ratio[0]),
                "down": str(ratio[1]),
                "across_words": f"{ratio[0]} {':' if ratio[0] < 20 else '×'} {ratio[1]}",
                "least": str(library.narrowest(picture, crop)),
                "view_box": view_box(picture, kept.get(crop), ratio, focal),
                "is_by_hand": crop in kept,
                "fields": (fields := [form[field_of(crop, side)] for side in LABELS]),
                "has_errors": any(field.errors for field in fields),
            }
            for crop, ratio in CUT.items()
        ],
    }


def view_box(picture, box, ratio, focal):
    """The part of a picture that a crop shows, in its pixels, as SVG's viewBox."""
    width, height = picture.width, picture.height
    if box:
        part = (box[0] * width, box[1] * height, box[2] * width, box[3] * height)
    else:
        left, top, right, bottom = imaging.part(width, height, ratio, focal)
        part = (left, top, right - left, bottom - top)
    return " ".join(f"{number:.1f}" for number in part)


def chosen_instead(form):
    """What is shown of the picture in its stead that the form holds now, or None."""
    numbers = numbers_in([str(form["fallback"].value() or "")])
    picture = Picture.objects.filter(pk__in=numbers).first()
    return picture_facts(picture) if picture else None
