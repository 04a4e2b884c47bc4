"""The people who write: a list of them, and a page of each with all that the desk knows.

The rule: an address stands here, before moderators, and nowhere else; what was typed is never lost
to a refusal.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.plates import plate
from comments import records, standing
from comments.admin.lists import MOST_WORDS, DeskAdmin, is_number
from comments.admin.people_forms import NoteForm, StandingForm, TakeBackForm
from comments.models import Appeal, Reply, Report, Standing, Writer

SHOWN = 10  # of their replies, of reports against these, of appeals
NAMES = 20


class StandingFilter(admin.SimpleListFilter):
    """Writers by how they stand now."""

    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [(value, label) for value, label in Standing.choices if value]

    def queryset(self, request, queryset):
        known = dict(self.lookup_choices)
        return queryset.standing_as(self.value()) if self.value() in known else queryset


@admin.register(Writer)
class WriterAdmin(DeskAdmin):
    list_display = ("who", "names", "stands", "record")
    list_display_links = None
    list_filter = (StandingFilter,)
    list_per_page = 50
    search_fields = ("address",)
    search_help_text = gettext_lazy("Words of an address, or of a name used with it.")
    newest_by = "first_seen_at"
    view_on_site = False

    # -- The list

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request, {"title": _("Writers of replies"), **(extra_context or {})}
        )

    def get_search_results(self, request, queryset, search_term):
        for word in search_term.split()[:MOST_WORDS]:
            queryset = queryset.known_as(word)
        return queryset, False

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        found = records.records_for(changelist.result_list)
        names = records.names_in(found.values())
        for writer in changelist.result_list:
            writer.record, writer.last_names = found[writer.pk], names.get(writer.pk, [])
        return changelist

    @admin.display(description=gettext_lazy("Address"))
    def who(self, writer):
        address = reverse("admin:comments_writer_change", args=[writer.pk])
        return format_html('<a class="desk-writer__address" href="{}">{}</a>', address, writer)

    @admin.display(description=gettext_lazy("Names"))
    def names(self, writer):
        return ", ".join(writer.last_names) or "–"

    @admin.display(description=gettext_lazy("Standing"))
    def stands(self, writer):
        return render_to_string("admin/comments/writer/stands.html", {"writer": writer})

    @admin.display(description=gettext_lazy("Record"))
    def record(self, writer):
        return format_html("{}", plate("desk_record", writer.record))

    # -- One writer

    def get_urls(self):
        def act(view):
            return self.admin_site.admin_view(require_POST(view))

        return [
            path("<int:pk>/standing/", act(self.stand_view), name="comments_writer_stand"),
            path("<int:pk>/take-back/", act(self.take_back_view), name="comments_writer_take_back"),
            path("<int:pk>/note/", act(self.note_view), name="comments_writer_note"),
            path("<int:pk>/forget/", act(self.forget_view), name="comments_writer_forget_note"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """All that the desk knows of one writer, and what can be done about them."""
        writer = self.get_object(request, object_id)
        may = self.has_view_permission(request)
        if writer is None or not may or request.method not in {"GET", "HEAD"}:
            return super().change_view(request, object_id, form_url, extra_context)
        return self._page(request, writer)

    def stand_view(self, request, pk):
        """Give a writer a standing, or lift it, for the reason typed above the buttons."""
        writer, form = self._writer(request, pk), StandingForm(request.POST)
        verb, seen = request.POST.get("verb", ""), request.POST.get("seen") or "?"
        if verb not in standing.MEASURES:
            self.message_user(request, _("There is no such button."), messages.ERROR)
        elif form.does(verb, writer, by=request.user, seen=seen):
            self.message_user(request, standing.MEASURES[verb].done, messages.SUCCESS)
            left = Reply.objects.waiting_from(writer).count()
            if form.cleaned_data["reject_waiting"] and left:
                sentence = _(
                    "Replies that were not refused, as another moderator has to: %(left)d."
                )
                self.message_user(request, sentence % {"left": left}, messages.WARNING)
            return self._back(writer, "standing")
        return self._page(request, writer, status=422, standing_form=form)

    def take_back_view(self, request, pk):
        """Take back the last change of a standing, with the replies it refused or without."""
        writer, form = self._writer(request, pk), TakeBackForm(request.POST)
        if form.does(writer, by=request.user):
            self.message_user(request, _("The change was taken back."), messages.SUCCESS)
            return self._back(writer, "standing")
        return self._page(request, writer, status=422, take_back_form=form)

    def note_view(self, request, pk):
        """Keep a note about a writer."""
        writer, form = self._writer(request, pk), NoteForm(request.POST)
        if form.does(writer, by=request.user):
            return self._back(writer, "notes")
        return self._page(request, writer, status=422, note_form=form)

    def forget_view(self, request, pk):
        """Delete a note of one's own; one that is gone already is as it should be."""
        writer, number = self._writer(request, pk), request.POST.get("note", "")
        for note in writer.notes.numbered(number if is_number(number) else 0):
            try:
                standing.delete_note(note, by=request.user)
            except standing.StandingRefused as refusal:
                self.message_user(request, refusal.sentence, messages.ERROR)
        return self._back(writer, "notes")

    def _writer(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        writer = self.get_object(request, str(pk))
        if writer is None:
            raise Http404
        return writer

    def _back(self, writer, part):
        return redirect(f"{reverse('admin:comments_writer_change', args=[writer.pk])}#{part}")

    def _page(self, request, writer, status=200, **forms):
        writer = Writer.objects.get(pk=writer.pk)
        last = standing.last_holding(writer)
        theirs = Reply.objects.by_writer(writer).confirmed()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("A writer"),
            "writer": writer,
            "record": records.record_of(writer),
            "names": records.names_of(writer)[:NAMES],
            "measures": standing.measures_open_to(request.user, writer),
            "seen": standing.seen_as(writer),
            "standing_form": StandingForm(),
            "history": writer.standing_changes.with_log_parts().newest_first(),
            "last_change": last,
            "refused_with_it": standing.refused_with(last).count() if last else 0,
            "take_back_form": TakeBackForm(initial={"change": last.pk if last else ""}),
            "notes": writer.notes.select_related("made_by").newest_first(),
            "note_form": NoteForm(),
            "replies": theirs.with_desk_parts().newest_first()[:SHOWN],
            "reports": Report.objects.on_replies_of(writer).newest_first()[:SHOWN],
            "appeals": Appeal.objects.of_writer(writer).newest_first()[:SHOWN],
            **forms,
        }
        return TemplateResponse(request, "admin/comments/writer/page.html", context, status=status)
