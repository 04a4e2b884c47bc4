"""Verdicts from the moderator's list: on one reply or many, by a form or by its script.

The rule: a press does exactly what the page showed, and says what became of every reply.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from articles.plates import plate
from comments import moderation, queue, text
from comments.admin.cards import cards_for
from comments.admin.lists import is_number
from comments.admin.reply_list import LAST_ACT, NOT_DECIDED
from comments.models import Decision, Reply

RESTORE = "restore"
MOST_AT_ONCE = 500
MOST_SAID = 10  # refusals that are named one by one
MOST_NEWS = 200


class NotUnderstood(Exception):
    """What was sent names no replies; the message is a sentence for the moderator."""


@dataclass(frozen=True)
class Asked:
    """A verdict as a form or the script sends it."""

    verb: str
    seen: dict  # {id: how the page showed it}
    reason: str
    note: str

    @classmethod
    def read(cls, posted):
        """From what was posted, whatever it is. Raises NotUnderstood."""
        picks = posted.getlist("pick")
        if not picks:
            raise NotUnderstood(_("Tick at least one reply first."))
        if len(picks) > MOST_AT_ONCE:
            sentence = _(
                "%(count)d replies are too many for one press; %(most)d can be decided at once. "
                "Nothing was done."
            )
            raise NotUnderstood(sentence % {"count": len(picks), "most": MOST_AT_ONCE})
        seen = {}
        for pick in picks:
            number, _colon, shown = pick.partition(":")
            if not is_number(number):
                raise NotUnderstood(_("There is no such reply."))
            seen[int(number)] = shown
        typed = {name: text.scrub(posted.get(name, "")) for name in ("verb", "reason", "note")}
        return cls(seen=seen, **typed)

    def give(self, by):
        """Returns the Outcome. Raises moderation.VerdictRefused."""
        if self.verb == RESTORE:
            return moderation.take_back(self.seen, by=by, note=self.note)
        return moderation.decide(self.verb, self.seen, by=by, reason=self.reason, note=self.note)

    def said(self, outcome):
        """What was done, as a sentence; "" where nothing was."""
        count = len(outcome.decided)
        if not count:
            return ""
        if self.verb != RESTORE:
            return moderation.VERDICTS[self.verb].done % {"count": count}
        sentence = ngettext(
            "The last decision was taken back.",
            "The last decision on %(count)d replies was taken back.",
            count,
        )
        return sentence % {"count": count}


class Verdicts:
    """The verdicts as a part of the screens of replies."""

    def verdict_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path(
                "verdicts/", wrap(require_POST(self.verdicts_view)), name="comments_reply_verdicts"
            ),
            path("news/", wrap(require_safe(self.news_view)), name="comments_reply_news"),
        ]

    def refuse_others(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied

    def verdicts_view(self, request):
        """A verdict on all that was picked; back to the list, or the cards for its script."""
        self.refuse_others(request)
        by_script = request.headers.get("Accept", "") == "application/json"
        posted = spelt_out(request.POST)
        asked = None
        try:
            asked = Asked.read(posted)
            outcome = asked.give(request.user)
        except (NotUnderstood, moderation.VerdictRefused) as refusal:
            if by_script:
                return JsonResponse({"said": [str(refusal)]}, status=422)
            self.message_user(request, str(refusal), messages.ERROR)
            if asked:
                request.session[NOT_DECIDED] = list(asked.seen)
            return self._back(posted)
        unseen = unseen_by_readers(outcome.decided)
        if by_script:
            return JsonResponse(self._answer(request, asked, outcome, unseen))
        if done := asked.said(outcome):
            self.message_user(request, done, messages.SUCCESS)
        for sentence in [*unseen, *named(outcome.refusals)]:
            self.message_user(request, sentence, messages.WARNING)
        if outcome.decided and asked.verb != RESTORE:
            request.session[LAST_ACT] = picks_of(outcome.decided)
        return self._back(posted)

    def _answer(self, request, asked, outcome, unseen):
        rows = Reply.objects.for_cards().in_bulk(list(asked.seen))
        refused = {one.about: str(one) for one in outcome.refusals if one.about}
        cards = cards_for(request.user, list(rows.values()))
        for card in cards:
            card.is_done = asked.verb != RESTORE and card.reply.pk in outcome.decided
            card.refusal = refused.get(card.reply.pk, "")
        rest = [str(one) for one in outcome.refusals if not one.about]
        return {
            "said": [*filter(None, [asked.said(outcome)]), *unseen, *rest],
            "decided": outcome.decided,
            "cards": {card.reply.pk: plate("desk_card", card) for card in cards},
            "counts": queue.counts(),
        }

    def _back(self, posted):
        """To the list as it was, at the reply that is next."""
        asked = self.understood(QueryDict(posted.get("back", "")[:2000]))
        place = next_place(posted)
        address = reverse("admin:comments_reply_changelist")
        return HttpResponseRedirect(f"{address}?{asked.urlencode()}{place}")

    def news_view(self, request):
        """What was decided since a moment, for the script of a page that stands open."""
        self.refuse_others(request)
        now = timezone.now()
        made = []
        if since := moment_in(request.GET.get("since", "")):
            made = Decision.objects.since(since).select_related("made_by", "reply")
            made = made.newest_first()[:MOST_NEWS]
        news = [[one.reply_id, one.reply.seen_as, sentence_of(one)] for one in made]
        answer = {"now": now.isoformat(), "news": news, "counts": queue.counts()}
        return JsonResponse({**answer, "token": get_token(request)})


def spelt_out(posted):
    """What was posted; of a button on a card, which says all in one, as a form would say it.

    That is "reject:12:pending.1.0:hate": the verb, the number, how it was seen, a reason or none.
    """
    if "press" not in posted:
        return posted
    verb, number, seen, reason = [*posted["press"].split(":"), "", "", ""][:4]
    said = posted.copy()
    said.update({"verb": verb, "pick": f"{number}:{seen}", "reason": reason})
    return said


def next_place(posted):
    """The anchor of the first reply on the page that comes after the picked ones."""
    shown = posted.get("shown", "")[:10_000].split(".")
    picked = {pick.partition(":")[0] for pick in posted.getlist("pick")}
    places = [place for place, number in enumerate(shown) if number in picked]
    if not places:
        return ""
    after = [number for number in shown[places[-1] :] if number not in picked]
    before = [number for number in shown[: places[-1]] if number not in picked]
    number = (after[:1] or before[-1:] or [""])[0]
    return f"#reply-{number}" if is_number(number) else ""


def picks_of(ids):
    """Those replies as a form names them now, so that all of an act can be taken back."""
    return [f"{reply.pk}:{reply.seen_as}" for reply in Reply.objects.filter(pk__in=ids).for_picks()]


def unseen_by_readers(ids):
    """A sentence about what was published under stories that nobody sees now, if there is any."""
    count = moderation.unseen_by_readers(ids)
    if not count:
        return []
    sentence = ngettext(
        "Readers do not see %(count)d published reply now: its story is not public.",
        "Readers do not see %(count)d published replies now: their stories are not public.",
        count,
    )
    return [sentence % {"count": count}]


def named(refusals):
    """Refusals as sentences, the first few of them one by one."""
    more = len(refusals) - MOST_SAID
    sentences = [str(refusal) for refusal in refusals[:MOST_SAID]]
    if more > 0:
        sentences.append(_("%(count)d more were not decided either.") % {"count": more})
    return sentences


def sentence_of(decision):
    return _("%(who)s, %(when)s: %(what)s") % {
        "who": decision.decider,
        "when": date_format(timezone.localtime(decision.made_at), "H:i"),
        "what": decision.get_verb_display(),
    }


def moment_in(said):
    """The moment that an address says, or None."""
    try:
        moment = parse_datetime(said)
    except ValueError:  # no such day
        return None
    return moment if moment and moment.tzinfo else None
