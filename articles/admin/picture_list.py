"""The library's list: how it is searched and narrowed, what it says of each picture.

Neither counted nor skipped, at the same cost for any library.
"""

from collections import Counter
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles import library, search
from articles.by_moment import AFTER, BEFORE, up_to
from articles.forms.library import LibraryForm
from articles.library.badges import Badge
from articles.models import Picture, PictureKeyword

from .desk import NewestFirst, numbers_in
from .finders import thumbnail_of

LOOKED_THROUGH = 20_000  # pictures that one page looks through for unused ones
GRID, ROWS = "grid", "rows"
SHOWN_AS = "library_as"  # in the session: how somebody likes to see the library
OFFERED, OFFERED_OF = 12, 1000  # credits and keywords, the commonest of so many new pictures


@dataclass(frozen=True)
class Row:
    """What the list says of a picture."""

    picture: Picture
    address: str
    thumbnail: str
    badges: list
    tally: library.Tally


class LibraryList(NewestFirst):
    """Pictures by what the form asks; the last uploaded first, or the next whose rights end."""

    def __init__(self, request, *args, **kwargs):
        self.form = LibraryForm(request.GET, account=request.user)
        self.looked_to = None  # the place up to which unused ones were looked for
        super().__init__(request, *args, **kwargs)

    def goes_by(self):
        return self.form.order

    def get_queryset(self, request, exclude_parameters=None):
        rows = super().get_queryset(request, exclude_parameters)
        return self.form.narrowed(rows).with_list_parts()

    def get_results(self, request):
        super().get_results(request)
        if self.looked_to is not None:
            self._go_on_looking(AFTER if self.turns_back else BEFORE)
        self.has_active_filters = any(self.form.asked())
        tallies = library.tallies(self.result_list)
        self.rows = [row_of(picture, tallies[picture.pk]) for picture in self.result_list]

    def page_of(self, rows, most):
        if self.form.asks("unused"):
            return self._unused(self.form.with_words(rows), most)
        if self.form.has_words:
            return search.first_of(rows, self.form.with_words, most)
        return super().page_of(rows, most)

    def _unused(self, rows, most):
        """The unused among the next few thousand: a library may hold none for a long way.

        They are bounded by the place of the last: either database then reads along the index.
        """
        field, falls = self.goes_by()
        last = rows.values_list(field, "pk")[LOOKED_THROUGH - 1 : LOOKED_THROUGH].first()
        if last is not None:
            side = "gt" if falls != self.turns_back else "lt"
            rows = rows.filter(up_to(field, side, *last))
        found = list(rows.unused()[:most])
        if last is not None and len(found) < most:
            self.looked_to = Picture(**{field: last[0], "pk": last[1]})
        return found

    def _go_on_looking(self, direction):
        """Lead on from the last picture that was looked at, not from the last that was found."""
        address = self._turn_to(direction, self.looked_to)
        if direction == AFTER:
            self.newer_url = address
        else:
            self.older_url = address

    @property
    def turns_back(self):
        return AFTER in self.params

    @property
    def looked_to_day(self):
        return getattr(self.looked_to, self.goes_by()[0])

    @property
    def is_by_rights(self):
        return self.goes_by()[0] != self.model_admin.newest_by

    @property
    def words_for_back(self):
        return _("Back") if self.is_by_rights else _("Newer")

    @property
    def words_for_on(self):
        return _("On") if self.is_by_rights else _("Older")

    @property
    def address_of_grid(self):
        return self.get_query_string({"as": GRID})

    @property
    def address_of_rows(self):
        return self.get_query_string({"as": ROWS})

    @property
    def asked(self):
        """What the list is narrowed by: words, and the address of the list without it."""
        return [(words, self.get_query_string(remove=[name])) for name, words in self.form.asked()]


def row_of(picture, tally):
    unused = [] if tally else [Badge("plain", _("Unused"))]
    return Row(
        picture=picture,
        address=reverse("admin:articles_picture_change", args=[picture.pk]),
        thumbnail=thumbnail_of(picture),
        badges=[*library.badges_of(picture), *unused],
        tally=tally,
    )


class PictureList:
    """The library's list as a part of the screens of pictures."""

    change_list_template = "admin/articles/picture/change_list.html"
    list_display = ["words"]
    newest_by = "uploaded_at"
    sortable_by = ()

    def get_changelist(self, request, **kwargs):
        return LibraryList

    def get_search_results(self, request, queryset, search_term):
        """The list itself looks for the words, see `LibraryList`."""
        return queryset, False

    def changelist_view(self, request, extra_context=None):
        context = {
            "shown_as": shown_as(request),
            "may_delete": self.has_delete_permission(request),
            "credits": commonest_credits(),
            "keywords": commonest_keywords(),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    @admin.display(description=gettext_lazy("caption"))
    def words(self, picture):
        return str(picture)

    def get_urls(self):
        delete = self.admin_site.admin_view(delete_several)
        return [
            path("delete/", delete, name="articles_picture_delete_several"),
            *super().get_urls(),
        ]


def shown_as(request):
    """Grid or rows: as somebody last asked for, for as long as they are signed in."""
    asked = request.GET.get("as")
    if asked in {GRID, ROWS} and asked != request.session.get(SHOWN_AS, GRID):
        request.session[SHOWN_AS] = asked
    return request.session.get(SHOWN_AS, GRID)


def commonest_credits():
    """The credits that stand on most of the pictures that came last."""
    newest = Picture.objects.newest_first().values_list("credit", flat=True)[:OFFERED_OF]
    return [credit for credit, _times in Counter(newest).most_common(OFFERED) if credit]


def commonest_keywords():
    """The keywords that were given most often of late."""
    newest = PictureKeyword.objects.order_by("-pk").values_list("tag__name", flat=True)
    return [name for name, _times in Counter(newest[:OFFERED_OF]).most_common(OFFERED)]


@require_POST
def delete_several(request):
    """Delete the ticked pictures that nothing shows, after asking; say which stay, and why."""
    if not request.user.has_perm("articles.delete_picture"):
        raise PermissionDenied
    numbers = numbers_in(request.POST.getlist("picture"))
    if not numbers:
        messages.warning(request, _("No picture was ticked: tick those that are to go first."))
        return redirect("admin:articles_picture_changelist")
    if "sure" not in request.POST:
        return ask_whether_to_delete(request, numbers)
    return delete_and_say(request, numbers)


def delete_and_say(request, numbers):
    """Delete what nothing shows of these pictures; say how many went, and which stay and why."""
    deleted, kept = library.clear(numbers, by=request.user)
    if deleted:
        words = ngettext(
            "%(count)s picture is deleted.", "%(count)s pictures are deleted.", deleted
        )
        messages.success(request, words % {"count": deleted})
    for picture, uses in kept:
        messages.error(
            request,
            _("“%(picture)s” is used and stays. Take it out first of: %(uses)s")
            % {"picture": picture, "uses": ", ".join(uses.names)},
        )
    return redirect("admin:articles_picture_changelist")


def ask_whether_to_delete(request, numbers):
    """Which of the ticked pictures would go and which would stay: nothing is deleted by a slip."""
    pictures = list(Picture.objects.filter(pk__in=numbers).with_list_parts().newest_first())
    tallies = library.tallies(pictures)
    rows = [row_of(picture, tallies[picture.pk]) for picture in pictures]
    context = {
        **admin.site.each_context(request),
        "title": _("Delete pictures"),
        "opts": Picture._meta,
        "going": [row for row in rows if not row.tally],
        "staying": [(row, library.uses_of(row.picture).names) for row in rows if row.tally],
    }
    return render(request, "admin/articles/picture/delete_several.html", context)
