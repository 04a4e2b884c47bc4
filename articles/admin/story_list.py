"""The story list: what it shows, how it is searched and narrowed, and the views of it one keeps.

Neither counted nor skipped, at the same cost for any archive.
"""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import search
from articles.models import Byline, OpenForm, Person, State, name_of, start_of_day

from .desk import NewestFirst, is_number, short_moment
from .notes import link_in_a_list
from .saved_views import views_of, what_the_list_asks


class StateFilter(admin.SimpleListFilter):
    """The state by the clock: what went out a second ago is published, whoever noted it."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        value = self.value()
        return queryset.in_state(State(value)) if value in State.values else queryset


class SectionFilter(admin.RelatedFieldListFilter):
    """Stories of one section, or of none yet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.empty_value_display = _("No section yet")


class WriterFilter(admin.SimpleListFilter):
    """Stories by whose name stands in the byline; one's own first."""

    title = gettext_lazy("writer")
    parameter_name = "writer"
    most = 40

    def lookups(self, request, model_admin):
        named = Exists(Byline.objects.filter(person=OuterRef("pk")))
        others = Person.objects.filter(named).exclude(account=request.user).order_by("name")
        own = Person.objects.filter(account=request.user)
        return [(str(person.pk), _("Mine")) for person in own] + [
            (str(person.pk), person.name) for person in others[: self.most]
        ]

    def queryset(self, request, queryset):
        value = self.value()
        return queryset.by(int(value)) if value and is_number(value) else queryset


class AttentionFilter(admin.SimpleListFilter):
    """Stories that somebody should look at, or does."""

    title = gettext_lazy("what there is to do")
    parameter_name = "todo"

    def lookups(self, request, model_admin):
        return [
            ("today", _("Planned for today")),
            ("planned", _("Planned, or missed its moment")),
            ("notes", _("Open notes")),
            ("lines", _("Lines to mend")),
            ("open", _("Open at this moment")),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "today":
                return queryset.planned_between(*today())
            case "planned":
                return queryset.still_to_go_out()
            case "notes":
                return queryset.having_open_notes()
            case "lines":
                return queryset.having_lines_to_mend()
            case "open":
                return queryset.open_somewhere()
        return queryset


def today():
    """The moments at which the newsroom's day begins and ends; some days have 23 or 25 hours."""
    day = timezone.localdate()
    return start_of_day(day), start_of_day(day + timedelta(days=1))


class StoriesNewestFirst(NewestFirst):
    """The list of stories, searched by words."""

    def get_queryset(self, request, exclude_parameters=None):
        self.question = search.parse(self.query)
        return super().get_queryset(request, exclude_parameters)

    def page_of(self, rows, most):
        rows = with_whom_it_is_open(rows.with_list_parts().with_open_notes())
        if not self.query.strip():
            return super().page_of(rows, most)
        if self.question.is_empty:
            return []
        rows = rows.touched_between(self.question.since, self.question.until)
        plan = search.plan_of(self.question, is_of_desk=True)
        return search.first_on_the_desk(rows, plan, most)

    def saved_as(self):
        """What a saved view keeps of this list's address: search and filters, not the page."""
        query = self.get_query_string()[1:]
        return what_the_list_asks(query, self.model_admin.is_filter)


class StoryList:
    """What the screen of stories says of each row of its list."""

    list_display = [
        "title",
        "shown_state",
        "section",
        "writers",
        "planned",
        "notes",
        "changed",
        "first_published",
    ]
    list_display_links = ["title"]
    list_filter = [StateFilter, AttentionFilter, ("section", SectionFilter), WriterFilter]
    search_fields = ["headline"]  # only says that there is a search; see get_search_results
    search_help_text = gettext_lazy(
        "Words of headline, text, captions, byline or topics; also “in this order”, -without, "
        "author:, section:, tag:, after:2026-01-31"
    )
    list_select_related = ["section", "published"]
    sortable_by = ()
    newest_by = "changed_at"

    def get_changelist(self, request, **kwargs):
        return StoriesNewestFirst

    def get_search_results(self, request, queryset, search_term):
        """The list itself looks for the words, see `StoriesNewestFirst`."""
        return queryset, False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request, {"views": views_of(request.user), **(extra_context or {})}
        )

    @admin.display(description=gettext_lazy("headline"))
    def title(self, story):
        return story.headline

    @admin.display(description=gettext_lazy("state"))
    def shown_state(self, story):
        notes = [_("with changes")] if story.has_unpublished_changes else []
        notes += [_("embargo")] if story.is_embargoed else []
        state = story.state_now
        return format_html(
            '<span class="state" data-state="{}">{}</span> <span class="quiet">{}</span>{}',
            state,
            state.label,
            ", ".join(notes),
            self.open_by(story),
        )

    def open_by(self, story):
        """Who has the story before them, as a line under its state; "" where nobody has."""
        names = [name_of(form.account) for form in getattr(story, "open_here", [])]
        if not names:
            return ""
        words = _("open: %(names)s") % {"names": ", ".join(names)}
        return format_html('<span class="quiet desk-open">{}</span>', words)

    @admin.display(description=gettext_lazy("by"))
    def writers(self, story):
        return ", ".join(byline.name for byline in story.bylines.all())

    @admin.display(description=gettext_lazy("planned"), empty_value="")
    def planned(self, story):
        """What is planned, each moment with its zone, one a line."""
        return format_html_join("", '<span class="desk-plan">{} {}</span>', plans_of(story))

    @admin.display(description=gettext_lazy("notes"))
    def notes(self, story):
        return link_in_a_list(story)

    @admin.display(description=gettext_lazy("last changed"))
    def changed(self, story):
        return short_moment(story.changed_at)

    @admin.display(description=gettext_lazy("published"))
    def first_published(self, story):
        return short_moment(story.published_at)


def with_whom_it_is_open(rows):
    """With those who have each story before them, as `open_here`."""
    here = OpenForm.objects.here().select_related("account").order_by("opened_at")
    return rows.prefetch_related(Prefetch("open_forms", queryset=here, to_attr="open_here"))


def plans_of(story):
    """What is planned for a story and has not come yet: (words, moment with its zone)."""
    plans = (
        (_("out"), story.publish_at),
        (_("withdrawn"), story.withdraw_at),
        (_("embargo until"), story.embargo_until),
    )
    now = timezone.now()
    is_due = story.state in {State.DRAFT, State.IN_REVIEW, State.READY}
    return [
        (words, f"{short_moment(moment)} {timezone.localtime(moment).tzname()}")
        for words, moment in plans
        if moment and (moment > now or (is_due and moment == story.publish_at))
    ]
