"""The front page at the desk: what stands there, what comes, what was; and the form for the next.

Every screen works without a script, and every act goes through `articles.front_page`.
"""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from js_asset import Media

from articles import front_page
from articles.forms import FrontPageForm
from articles.forms.editor import desk_modules
from articles.forms.front_page import form_values
from articles.models import FrontEdition, Section, Story

from .beginning import mark_of
from .desk import DeskAdmin, is_number
from .front_acts import Answers, edition_of
from .front_outline import described, described_to_come, outline, pinned_in

SHOWN = 12  # earlier editions on a page
MOST = 40  # scheduled ones and drafts
NUMBERED = 20  # of the newest stories, for whoever types numbers

form_or_page = method_decorator(require_http_methods(["GET", "HEAD", "POST"]))


@admin.register(FrontEdition)
class FrontEditionAdmin(Answers, DeskAdmin):
    form_media = (
        desk_modules
        + Media(
            css={
                "all": [
                    "css/desk-fields.css",
                    "css/desk-dialogs.css",
                    "css/desk-story.css",
                    "css/desk-front.css",
                ]
            }
        )
        + Media(js=[Script("js/desk/choosers.js", type="module")])
    )

    def has_add_permission(self, request):
        return self.has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.changelist_view), name="articles_frontedition_changelist"),
            path("add/", wrap(self.add_view), name="articles_frontedition_add"),
            path("<int:pk>/change/", wrap(self.change_view), name="articles_frontedition_change"),
        ]

    @method_decorator(require_safe)
    def changelist_view(self, request, extra_context=None):
        """The present page, what is scheduled, what is being prepared, and what was."""
        self._refuse_without(self.has_view_permission(request))
        editions = FrontEdition.objects.with_everything()
        present = editions.gone_live().first()
        deciding = front_page.deciding_for(present, timezone.now())
        start = _place_in_the_row(request) or present
        # One more than is shown: what the last one changed is said against the one before it.
        earlier = list(editions.before(start)[: SHOWN + 1]) if start else []
        befores = [*earlier[1:], None][: len(earlier)]
        replaced = editions.before(present).first() if present else None
        context = {
            "title": _("Front page"),
            "present": described(present, replaced),
            "parts": self._parts(present, request.paper),
            "strip": front_page.strip_of(deciding, timezone.now()),
            "deciding": deciding,
            "coming": described_to_come(list(editions.coming()[:MOST]), present),
            "drafts": [described(one, present) for one in editions.being_prepared()[:MOST]],
            "earlier": [described(*pair) for pair in zip(earlier, befores, strict=True)][:SHOWN],
            "older": earlier[SHOWN - 1] if len(earlier) > SHOWN else None,
        }
        return self._page(request, "list", context)

    @form_or_page
    def add_view(self, request, form_url="", extra_context=None):
        self._refuse_without(self.has_add_permission(request))
        if request.method == "POST":
            begun = FrontEdition.objects.begun_by_form(mark_of(request.POST))
            return self.answer(request, begun)
        editions = FrontEdition.objects.with_everything()
        origin = editions.gone_live().first()
        values, note = {}, ""
        if given := request.GET.get("from", ""):
            origin = editions.filter(pk=given).first() if is_number(given) else None
            if origin is None:
                raise Http404
            note = _("As in edition %(number)s") % {"number": origin.pk}
        values, left_out = form_values(origin)
        values |= {"planned_for": None, "note": note, "based_on": front_page.state_of()}
        form = FrontPageForm(initial=values, sections=list(Section.objects.all()))
        return self.form_page(request, form, None, left_out=left_out)

    @form_or_page
    def change_view(self, request, pk, form_url="", extra_context=None):
        self._refuse_without(self.has_view_permission(request))
        edition = edition_of(pk)
        if request.method == "POST":
            self._refuse_without(self.has_change_permission(request))
            return self.answer(request, edition, is_gone=edition is None)
        if edition is None:
            raise Http404
        if not edition.is_being_prepared or not self.has_change_permission(request):
            return self._shown(request, edition)
        values, left_out = form_values(edition)
        values["based_on"] = front_page.state_of(edition)
        form = FrontPageForm(initial=values, sections=list(Section.objects.all()))
        return self.form_page(request, form, edition, left_out=left_out)

    def _shown(self, request, edition):
        """An edition that cannot be changed: what it pins, and what can be done with it."""
        editions = FrontEdition.objects.with_everything()
        is_past = not edition.is_being_prepared and not edition.is_coming
        before = (editions.before(edition) if is_past else editions.gone_live()).first()
        shown = described(edition, before)
        if edition.is_coming:
            coming = list(editions.coming()[:MOST])
            found = [one for one in described_to_come(coming, before) if one.edition == edition]
            shown = (found or [shown])[0]
        context = {
            "title": str(edition),
            "shown": shown,
            "present_state": front_page.state_of(edition),
            "parts": self._parts(edition, request.paper),
        }
        return self._page(request, "edition", context)

    def form_page(self, request, form, edition, **context):
        """The form, of an edition that is being prepared or of a new one."""
        sections = form.sections
        stories = Story.objects.with_heads().in_bulk(set(form.numbers().values()))
        pinned = {
            form.places[name]: stories[number]
            for name, number in form.numbers().items()
            if name in form.places and number in stories
        }
        pins = {place: story.pk for place, story in pinned.items()}
        page = front_page.page_of(pins, sections, timezone.now(), request.paper)
        present = FrontEdition.objects.with_everything().gone_live().first()
        coming = FrontEdition.objects.with_everything().coming().first()
        here = "admin:articles_frontedition_"
        context = {
            "title": str(edition) if edition else _("The next edition"),
            "form": form,
            "edition": edition,
            "action": reverse(f"{here}change", args=[edition.pk])
            if edition
            else reverse(f"{here}add"),
            "begun_by": mark_of(request.POST) or get_random_string(16),
            "parts": outline(page, pinned, sections, form=form),
            "strip_story": stories.get(form.numbers().get("strip_story")),
            "described": described(edition, present),
            "next": described(coming, present),
            "newest": Story.objects.with_heads().on_its_way().newest_first()[:NUMBERED],
            **context,
        }
        return self._page(request, "form", context)

    def _parts(self, edition, paper):
        sections = list(Section.objects.all())
        pinned = pinned_in(edition)
        moment = edition.goes_live_at if edition and edition.is_coming else timezone.now()
        pins = {place: story.pk for place, story in pinned.items()}
        return outline(front_page.page_of(pins, sections, moment, paper), pinned, sections)

    def _page(self, request, name, context):
        media = (self.media + self.form_media).with_nonce(str(request.csp_nonce))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": media,
            "may_change": self.has_change_permission(request),
            **context,
        }
        return TemplateResponse(request, f"admin/articles/frontedition/{name}.html", context)

    @staticmethod
    def _refuse_without(permission):
        if not permission:
            raise PermissionDenied


def _place_in_the_row(request):
    """The edition before which the list of earlier ones begins, where the address names one."""
    number = request.GET.get("before", "")
    return FrontEdition.objects.gone_live().filter(pk=number).first() if is_number(number) else None
