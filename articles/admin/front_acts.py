"""What the front page's form answers: saved, put live, scheduled, shown first, or overtaken.

What was typed is either wholly done or shown again wholly, with a sentence that says why.
"""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from articles import front_page
from articles.forms import FrontPageForm
from articles.models import FrontEdition, Section, name_of

from .beginning import mark_of
from .desk import is_number, short_moment
from .front_outline import moved

LIST, CHANGE = "admin:articles_frontedition_changelist", "admin:articles_frontedition_change"


class Answers:
    """The half of the front page's screen that answers what was sent."""

    def answer(self, request, edition, *, is_gone=False):
        """Do what the pressed button says, with the form of `edition` or of a new one (None)."""
        if edition is not None:
            if "_cancel" in request.POST:
                return self._cancelled(request, edition)
            if "_discard" in request.POST:
                return self._discarded(request, edition)
            if "_live" in request.POST and "based_on" not in request.POST:
                return self._put_live(request, edition)
        sections = list(Section.objects.all())
        if "_move" in request.POST:
            return self._moved(request, edition, sections)
        form = FrontPageForm(request.POST, sections=sections)
        form.moment_is_needed = "_schedule" in request.POST
        if not form.is_valid():
            return self.form_page(request, form, edition)
        if "_preview" in request.POST:
            moment = max(form.cleaned_data["planned_for"] or timezone.now(), timezone.now())
            strip = front_page.strip_of(form.as_edition(), moment)
            return self.admin_site.preview_front(request, form.pins, strip, moment)
        try:
            if is_gone:
                raise front_page.Overtaken
            edition = self._written(request, edition, form)
        except front_page.Overtaken:
            return self._overtaken(request, form, edition)
        except IntegrityError:  # another press of the same button was the quicker one
            begun = FrontEdition.objects.begun_by_form(mark_of(request.POST))
            if begun is None:
                raise
            return self._overtaken(request, form, begun)
        return self._done(request, edition)

    @transaction.atomic
    def _written(self, request, edition, form):
        """Save what was typed, and put it live where that button was pressed: both or nothing."""
        typed = form.cleaned_data
        words = {
            "by": request.user,
            "pins": form.pins,
            "strip": form.strip,
            "note": typed["note"],
            "planned_for": typed["planned_for"],
            "based_on": typed["seen"] or typed["based_on"],
        }
        if edition is None:
            edition = front_page.prepare(**words, begun_by=mark_of(request.POST))
        else:
            edition = front_page.change(edition, **words)
        if "_live" in request.POST:
            edition = front_page.put_live(edition, by=request.user)
        elif "_schedule" in request.POST:
            edition = front_page.put_live(edition, by=request.user, at=typed["planned_for"])
        return edition

    def _overtaken(self, request, form, edition):
        """All that was typed, and what happened meanwhile; whoever has seen that may go on.

        Where what the form was of can be changed no more, what was typed is a new edition.
        """
        edition = edition_of(edition.pk) if edition else None
        context = {"meanwhile": what_happened(request.user, form, edition)}
        if edition is None or not edition.is_being_prepared:
            context["begun_by"] = get_random_string(16)
            edition = None
        context["seen"] = front_page.state_of(edition)
        return self.form_page(request, form, edition, **context)

    def _moved(self, request, edition, sections):
        """The form as it was typed, a story moved up or down in it; nothing is saved by that."""
        form = FrontPageForm(sections=sections)
        values = {
            name: field.widget.value_from_datadict(request.POST, {}, form.add_prefix(name))
            for name, field in form.fields.items()
        }
        values, moved_to = moved(values, sections, request.POST["_move"])
        form = FrontPageForm(initial=values, sections=sections)
        return self.form_page(request, form, edition, moved_to=moved_to)

    def _done(self, request, edition):
        if edition.is_being_prepared:
            messages.success(request, _("Saved as a draft. Readers see nothing of it yet."))
            return redirect(CHANGE, edition.pk)
        if edition.is_coming:
            words = _("%(edition)s is scheduled: it goes live on %(moment)s.")
        else:
            words = _("%(edition)s is live since %(moment)s.")
        named = {"edition": edition, "moment": whole_moment(edition.goes_live_at)}
        messages.success(request, words % named)
        return redirect(LIST)

    def _put_live(self, request, edition):
        """Put an edition live from the page that shows it, beside the present one it showed."""
        try:
            edition = front_page.put_live(
                edition, by=request.user, based_on=request.POST.get("present", "")
            )
        except front_page.FrontRefused as refusal:
            return self._refused(request, edition, refusal)
        return self._done(request, edition)

    def _cancelled(self, request, edition):
        try:
            front_page.cancel(edition, by=request.user)
        except front_page.FrontRefused as refusal:
            return self._refused(request, edition, refusal)
        words = _("Cancelled: it does not go live by itself any more, and can be changed again.")
        messages.success(request, words)
        return redirect(CHANGE, edition.pk)

    def _discarded(self, request, edition):
        try:
            front_page.discard(edition, by=request.user)
        except front_page.FrontRefused as refusal:
            return self._refused(request, edition, refusal)
        messages.success(request, _("The draft is thrown away. The front page stays as it is."))
        return redirect(LIST)

    def _refused(self, request, edition, refusal):
        messages.error(request, str(refusal))
        return redirect(CHANGE, edition.pk)


def edition_of(pk):
    """The edition of that number with everything, or None; no number is too large to ask."""
    editions = FrontEdition.objects.with_everything()
    return editions.filter(pk=pk).first() if is_number(str(pk)) else None


def what_happened(user, form, edition):
    """What somebody did while a form was open: a sentence, and what it changed on the page."""
    based_on = form.cleaned_data["based_on"].partition(".")[0]
    editions = FrontEdition.objects.with_everything()
    present = editions.gone_live().first()
    if present is not None and str(present.pk) != based_on:
        then = editions.filter(pk=based_on).first() if is_number(based_on) else None
        return {
            "sentence": _("%(name)s put %(edition)s live on %(moment)s.")
            % {
                "name": _who(user, present.decided_by),
                "edition": present,
                "moment": whole_moment(present.goes_live_at),
            },
            "changes": front_page.changes_between(then, present),
            "edition": present,
        }
    if edition is None:
        return {
            "sentence": _("This draft was thrown away. What you typed can be saved as a new one.")
        }
    if edition.is_coming:
        sentence = _("%(name)s scheduled this edition for %(moment)s: it can be changed no more.")
        moment, by = edition.goes_live_at, edition.decided_by
    else:
        sentence = _("%(name)s saved this draft on %(moment)s.")
        moment, by = edition.changed_at, edition.changed_by
    return {
        "sentence": sentence % {"name": _who(user, by), "moment": whole_moment(moment)},
        "changes": [],
        "edition": edition,
    }


def _who(user, account):
    return (
        _("You yourself, in another window or by pressing twice,")
        if account == user
        else name_of(account)
    )


def whole_moment(moment):
    """A moment with the newsroom's zone named."""
    return f"{short_moment(moment)} {timezone.localtime(moment).tzname()}"
