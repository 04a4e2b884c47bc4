"""The moderator's list: one queue of replies as cards, in the order of its own moment.

The rule: whatever is decided meanwhile, a page goes on where the last one ended.
"""

from django.forms import Script
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from js_asset import ImportMap, Media

from articles.by_moment import AFTER, BEFORE
from comments import queue
from comments.admin.cards import cards_for
from comments.admin.filters import (
    NEWEST_FIRST,
    OrderFilter,
    QueueFilter,
    SectionFilter,
    StoryFilter,
)
from comments.admin.lists import OLDEST_FIRST, ORDER, InOrder
from comments.models import Reason
from comments.moderation import NOTE_LENGTH, VERDICTS

TICKED = "ticked"  # in an address: every box of the page is
ASK = "ask"  # in an address: "reject.12", the verdict on the reply whose reasons are shown
NOT_DECIDED = "reply-desk-not-decided"  # in the session: the boxes that a refused press had ticked
LAST_ACT = "reply-desk-last-act"  # in the session: what the next page offers to take back
MODULES = ("cards", "keys", "news", "verdicts")
LIST_MEDIA = Media(
    js=[Script("js/desk/replies.js", type="module")],
    importmap=ImportMap({f"newsroom/reply-{name}": f"js/desk/reply-{name}.js" for name in MODULES}),
)


class ReplyCards(InOrder):
    """One queue as cards."""

    def __init__(self, request, *args, **kwargs):
        self.counts = queue.counts()
        self.queue = queue.chosen(request.GET.get("queue"), self.counts)
        super().__init__(request, *args, **kwargs)

    def get_filters_params(self, params=None):
        kept = super().get_filters_params(params)
        return {name: value for name, value in kept.items() if name not in {TICKED, ASK}}

    def goes_by(self):
        first = OLDEST_FIRST if self.queue.is_oldest_first else NEWEST_FIRST
        asked = self.params.get(ORDER)
        order = asked if asked in {OLDEST_FIRST, NEWEST_FIRST} else first
        return self.queue.ordered_by, order == NEWEST_FIRST

    def get_queryset(self, request, exclude_parameters=None):
        return self.queue.of(super().get_queryset(request, exclude_parameters)).for_cards()

    def get_query_string(self, new_params=None, remove=None):
        """Every link says which queue: the one with work in it may be another by then."""
        return super().get_query_string({"queue": self.queue.name, **(new_params or {})}, remove)

    def get_results(self, request):
        here = request.GET.copy()
        here["queue"] = self.queue.name
        for name in (TICKED, ASK):
            here.pop(name, None)
        self.here = here.urlencode()  # where a verdict without a script leads back to
        self.is_all_ticked = TICKED in request.GET
        verb, _dot, number = self.params.pop(ASK, "").partition(".")
        super().get_results(request)
        self.cards = cards_for(request.user, self.result_list)
        self.tick(request)
        for card in self.cards:
            card.asked = verb if str(card.reply.pk) == number else ""

    def tick(self, request):
        """Tick what the address asks for, or what a press that was refused had ticked."""
        kept = request.session.pop(NOT_DECIDED, ())
        for card in self.cards:
            card.is_ticked = self.is_all_ticked or card.reply.pk in kept

    @property
    def queues(self):
        """Every queue with its address and how many wait there; None where nobody waits."""
        for one in queue.QUEUES.values():
            address = self.get_query_string({"queue": one.name}, remove=[ORDER])
            yield one, address, self.counts.get(one.name), one == self.queue

    @property
    def other_work(self):
        """The other queues in which somebody waits."""
        return [row for row in self.queues if row[2] and not row[3]]

    @property
    def verdicts(self):
        """The verdicts that fit something on this page, for all that is ticked."""
        fitting = {verb for card in self.cards for verb, _verdict in card.verdicts}
        return [(verb, verdict) for verb, verdict in VERDICTS.items() if verb in fitting]

    @property
    def needs_reason(self):
        return any(verdict.needs_reason for _verb, verdict in self.verdicts)

    @property
    def with_reason(self):
        """The verdicts whose reasons a script shows on any card: with them others may fit."""
        return [(verb, verdict) for verb, verdict in VERDICTS.items() if verdict.needs_reason]

    @property
    def numbers(self):
        """The replies on this page in their order, for the way back to the same place."""
        return ".".join(str(card.reply.pk) for card in self.cards)

    def choices_of(self, parameter):
        return next((one for one in self.filter_specs if one.parameter_name == parameter), None)

    @property
    def sections(self):
        return self.choices_of("section")

    @property
    def story(self):
        """The headline of the story that the list is narrowed to."""
        narrowed = self.choices_of("story")
        return narrowed.lookup_choices[0][1] if narrowed else ""

    @property
    def without_story(self):
        return self.get_query_string(remove=["story"])

    @property
    def all_ticked(self):
        return f"?{self.here}&{TICKED}=1"


class ReplyList:
    """The list as a part of the screens of replies."""

    list_display = ("__str__",)
    list_filter = (QueueFilter, OrderFilter, StoryFilter, SectionFilter)
    list_per_page = 50
    further_words = (TICKED, ASK)
    actions = None
    search_fields = (
        "comment",
        "user_name",
        "user_email",
        "story__headline",
        "story__published__headline",
    )
    search_help_text = gettext_lazy("Words of the reply, its story's headline, name or address.")
    newest_by = "posted_at"

    def get_changelist(self, request, **kwargs):
        return ReplyCards

    def changelist_view(self, request, extra_context=None):
        context = {
            "title": gettext_lazy("Replies"),
            "media": LIST_MEDIA.with_nonce(str(request.csp_nonce)),
            "reasons": Reason.choices,
            "longest_note": NOTE_LENGTH,
            "last_act": request.session.pop(LAST_ACT, None),
            "most_counted": queue.MOST_COUNTED,
        }
        response = super().changelist_view(request, context | (extra_context or {}))
        cl = getattr(response, "context_data", {}).get("cl")
        asked = request.GET.copy()
        if cl and not cl.cards and (asked.pop(BEFORE, None) or asked.pop(AFTER, None)):
            if context["last_act"]:
                request.session[LAST_ACT] = context["last_act"]
            return HttpResponseRedirect(f"?{asked.urlencode()}")  # the page is worked through
        return response

    def more_view(self, request):
        """The cards of a further page, for the script that appends them to those that stand."""
        self.refuse_others(request)
        request.GET = self.understood(request.GET)
        cl = self.get_changelist_instance(request)
        return render(request, "admin/comments/desk/cards.html", {"cl": cl})

    def list_urls(self):
        more = self.admin_site.admin_view(require_safe(self.more_view))
        return [path("more/", more, name="comments_reply_more")]
