"""What the writing screen says beside the text: what is missing, what happened, what is chosen."""

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import copies, readiness, workflow
from articles.body import pointers
from articles.forms.story import address_taken
from articles.models import Picture, State, name_of

from .acts import latest_acts
from .desk import numbers_in
from .finders import picture_facts

SHOWN_HISTORY = 12


def problems_of(story):
    """What still stops a story, its address included."""
    if story.state == State.KILLED:
        return []
    found = readiness.problems(story, at=story.goes_out_at)
    if story.state_now != State.PUBLISHED:
        moment = story.published_at or story.goes_out_at or timezone.now()
        slug = story.slug or copies.slug_for(story.headline, story)
        if taken := address_taken(moment, slug, story):
            found.append(readiness.Problem("slug", taken))
    return found


def sent_back(story):
    """The move that sent a draft back to its writer, until it is handed in again; or None."""
    if story.state != State.DRAFT:
        return None
    last = story.moves.select_related("made_by").exclude(verb__in=["plan", "embargo"]).first()
    if last is None or last.verb != "send_back":
        return None
    return {"at": last.made_at, "by": name_of(last.made_by), "note": last.note}


def plan_of(story):
    """The moments of a story in words, each with how long from now, and what is wrong with them."""
    is_promised = story.state_now == State.SCHEDULED
    moments = [
        (_("Goes out") if is_promised else _("Planned to go out"), story.goes_out_at),
        (_("To be withdrawn"), story.withdraw_at),
        (_("Embargo until"), story.embargo_until if story.is_embargoed else None),
    ]
    return {
        "moments": [
            {"words": words, "at": moment, "in_words": workflow.in_words(moment)}
            for words, moment in moments
            if moment
        ],
        "trouble": workflow.trouble_with(story),
        "zone": timezone.localtime().tzname(),
        "is_embargoed": story.is_embargoed,
    }


def history_of(story):
    """The last saves and moves of a story, newest first."""
    return latest_acts(story, SHOWN_HISTORY)


def rights_of(story, paper):
    """What is to be said of the rights to the pictures of the desk's copy, as sentences.

    Returns two lists: what readers get instead of each that may not be shown when the story goes
    out, or now; and what the licences of the others ask us to think of.
    """
    moment = max(filter(None, [timezone.now(), story.goes_out_at]))
    in_text = [one.target for one in pointers(story.body) if one.kind == "picture"]
    numbers = list(dict.fromkeys(filter(None, [story.lead_picture_id, *in_text])))
    pictures = Picture.objects.select_related("fallback").with_list_parts().in_bulk(numbers)
    seen = paper.as_seen(moment)
    missing, cautions = [], []
    for number in numbers:
        if (picture := pictures.get(number)) is None:
            continue
        if reasons := picture.seen_as(seen).what_forbids(moment):
            missing.append(_instead(picture, reasons))
        else:
            cautions += [f"“{picture}”: {sentence}" for sentence in picture.cautions]
    return missing, cautions


def _instead(picture, reasons):
    words = {"picture": picture, "reasons": "; ".join(reasons)}
    if other := picture.in_its_stead():
        return _(
            "The picture “%(picture)s” may not be shown: %(reasons)s. Readers see “%(other)s” "
            "instead."
        ) % {**words, "other": other}
    return (
        _(
            "The picture “%(picture)s” may not be shown: %(reasons)s. Readers see no picture "
            "in its place."
        )
        % words
    )


def chosen_lead(form):
    """What is shown of the lead picture that the form holds now, or None."""
    numbers = numbers_in([str(form["lead_picture"].value() or "")])
    picture = Picture.objects.filter(pk__in=numbers).first()
    return picture_facts(picture, form["lead_alt"].value() or "") if picture else None
