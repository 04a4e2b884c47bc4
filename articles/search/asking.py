"""A question asked: the stories that answer it, page by page, and what helps where none does.

The rule: of hits only the newest thousand are ever looked at, and of the best only two hundred are
shown, so that any question costs about the same in any archive. What would cost more is left
unfinished, and said to be.
"""

from dataclasses import dataclass, replace
from itertools import islice

from django.db.models import BigIntegerField, TextField, Value
from django.db.models.functions import Concat, Left
from django.utils.text import slugify

from articles.models import PastSlug, PublishedStory, ReadersIndex, Section, start_of_day
from articles.prepared import GivenSome, Prepared

from .engines import hits
from .eras import HIGHEST, LOWEST
from .grammar import parse
from .indexing import PLACES, place_at, section_mark, topic_mark
from .letters import is_unspaced, parted, squeezed
from .plans import EVERY, Clause, Plan
from .ranking import Candidate, best_first
from .spelling import begun_with, is_known, meant_by

LOOKED_AT = 1000  # hits, the newest, that are counted and ranked
DEEPEST = 200  # stories that the best-first order goes down to
RANKED_BODY = 3000  # characters of a text that count for its rank
FEW = 3  # stories: where fewer are found, a word may have been misspelt
NOTHING = "zznothing"  # a mark that no row has
TRIED = 4  # other questions that are tried where nothing is found
SPACE, LINE = Value(" "), Value(" \n ")


def _between_spaces(*parts):
    return Concat(SPACE, *parts, SPACE, output_field=TextField())


TO_BE_RANKED = Prepared(
    lambda: (
        ReadersIndex.objects.filter(pk__in=GivenSome("places", BigIntegerField()))
        .annotate(words=_between_spaces("headline", LINE, "names", LINE, "about"))
        .values_list("pk", "story_id", "words")
    )
)
TEXTS = Prepared(
    lambda: (
        ReadersIndex.objects.filter(pk__in=GivenSome("places", BigIntegerField()))
        .annotate(text=_between_spaces(Left("body", RANKED_BODY)))
        .values_list("pk", "text")
    )
)


@dataclass(frozen=True)
class Found:
    """Some places and stories in their order; `count` is None where nobody counted."""

    rows: list
    has_more: bool
    count: int | None = None
    is_more_than_count: bool = False
    newest: int = 0  # the place of the newest of all
    is_unfinished: bool = False  # beyond these nothing was looked at, and there may be others


def newest(question, *, most, below=None, above=None):
    """The newest stories with what was asked for, below a place, or the oldest above one."""
    plan = plan_of(question)
    if above is not None:
        plan = replace(plan, above=max(plan.above, above))
        found = hits(plan, most=most, oldest_first=True)
        return _on_the_way(found, found.rows[::-1])
    if below is not None:
        found = hits(replace(plan, below=min(plan.below, below)), most=most)
        return _on_the_way(found, found.rows)
    found = hits(plan, most=LOOKED_AT)
    return Found(
        found.rows[:most],
        len(found.rows) > most,
        len(found.rows),
        not found.are_all,
        is_unfinished=found.is_unfinished,
    )


def _on_the_way(found, rows):
    has_more = not found.are_all and not found.is_unfinished
    return Found(rows, has_more=has_more, is_unfinished=found.is_unfinished)


def best(question, *, most=DEEPEST, up_to=None):
    """The best stories with what was asked for, at most `DEEPEST`, of the newest up to a place.

    Their order is that of the moment of `up_to`: pages fit together while stories are added.
    """
    plan = plan_of(question)
    if up_to is not None:
        plan = replace(plan, below=min(plan.below, up_to + 1))
    found = hits(plan, most=LOOKED_AT)
    places = [place for place, _story in found.rows]
    newest_of_all = up_to if up_to is not None else max(places, default=0)
    candidates = [
        Candidate(place, story, (newest_of_all - place >> PLACES) / 86_400_000, words)
        for place, story, words in TO_BE_RANKED.rows(places=places)
    ]
    ranked = best_first(candidates, [term.words for term in question.terms], _texts_of)
    shown = min(DEEPEST, len(candidates))
    rows = list(islice(ranked, min(most, shown)))
    return Found(
        rows,
        len(rows) < shown,
        len(found.rows),
        not found.are_all,
        newest_of_all,
        found.is_unfinished,
    )


def _texts_of(places):
    return dict(TEXTS.rows(places=places))


def matching(words):
    """The live stories that have every one of some words, of the newest hits; for other lists."""
    question = parse(f"{words} ")
    found = [] if question.is_empty else hits(plan_of(question), most=LOOKED_AT).rows
    return PublishedStory.objects.live().filter(pk__in=[story for _place, story in found])


def finds_something(question):
    return bool(hits(plan_of(question), most=1).rows)


def plan_of(question, *, is_of_desk=False):
    """A question as a database is asked it.

    Readers' last word goes on to words that are known, so that the most usual costs little. Every
    word of the desk's goes on to any other: its index has no stems, and what was saved this second
    is found.
    """
    clauses = [_of_term(term, is_of_desk) for term in question.terms]
    without = [Clause((term.words,), is_beginning=term.is_beginning) for term in question.without]
    for one in question.named("author") + question.named("tag"):
        (without if one.is_without else clauses).append(_of_filter(one))
    sections = [one for one in question.named("section") if not one.is_without]
    if sections:
        clauses.append(_of_sections(sections))
    if gone := [one for one in question.named("section") if one.is_without]:
        without.append(_of_sections(gone))
    return Plan(
        clauses=tuple(clauses) or (Clause(((EVERY,),), where="marks"),),
        without=tuple(without),
        above=place_at(start_of_day(question.since)) - 1 if question.since else LOWEST,
        below=place_at(start_of_day(question.until)) if question.until else HIGHEST,
    )


def _of_term(term, is_of_desk):
    """A term as a clause: what it is, or the known words that it is the beginning of."""
    last = term.words[-1]
    if is_of_desk:
        goes_on = term.is_beginning or (len(last) > 2 and '"' not in term.typed)
        return Clause((term.words,), is_beginning=goes_on)
    if not term.is_beginning or is_unspaced(last):
        return Clause((term.words,), is_beginning=term.is_beginning)
    return Clause((term.words, *((*term.words[:-1], word) for word in begun_with(last))))


def _of_filter(one):
    """An author or a topic by what was typed, or by who has it as an earlier address."""
    slugs = {one.value, slugify(one.value), slugify(one.value, allow_unicode=True)}
    kind = "person" if one.name == "author" else "tag"
    past = PastSlug.objects.at(kind, slugs).without_page()
    names = [one.value, *past.values_list(f"{kind}__name", flat=True)]
    if one.name == "author":
        rows = dict.fromkeys(tuple(parted(name)) for name in names)
        return Clause(tuple(filter(None, rows)), where="names")
    return Clause(tuple((topic_mark(name),) for name in names), where="marks")


def _of_sections(filters):
    """The stories of any of some sections, each by its name or address; of none, none.

    An address that no section has any more is that of the section which had it.
    """
    wanted = {squeezed(one.value) for one in filters}
    known = {
        section.pk: {squeezed(section.name), squeezed(section.slug)}
        for section in Section.objects.all()
    }
    found = [pk for pk, names in known.items() if wanted & names]
    if unknown := wanted.difference(*known.values()):
        past = PastSlug.objects.of_sections()
        found += [one.section_id for one in past if squeezed(one.slug) in unknown]
    marks = tuple((section_mark(pk),) for pk in dict.fromkeys(found))
    return Clause(marks or ((NOTHING,),), where="marks")


def meant(question):
    """What was likely meant by a question with a misspelt word, as words to ask; "" for nothing.

    Only what finds something now is ever said.
    """
    for words in _respelt(question):
        if finds_something(parse(words)):
            return words.rstrip()
    return ""


def _respelt(question):
    """A question with its unknown words as they may have been meant, the likeliest first."""
    choices = {}
    for term in question.terms:
        word = term.words[0]
        goes_on = term.is_beginning and begun_with(word)
        if len(term.words) == 1 and not goes_on and not is_known(word):
            is_name = term.typed[:1].isupper()
            choices[term.typed] = [one.title() if is_name else one for one in meant_by(word)]
    choices = {typed: words for typed, words in choices.items() if words}
    for turn in range(max(map(len, choices.values()), default=0)):
        now = {typed: words[min(turn, len(words) - 1)] for typed, words in choices.items()}
        # Whole, so that no word is said that only goes on to one that is found.
        end = " " if question.pieces[-1] in now else ""
        yield " ".join(now.get(piece, piece) for piece in question.pieces) + end


def instead(question):
    """Questions that ask for less and find something: without filters, or a word less."""
    words = [term.typed for term in question.terms]
    tries = []
    if words and (question.filters or question.without):
        tries.append(" ".join(words))
    if 1 < len(words) <= TRIED:
        tries += [" ".join(words[:place] + words[place + 1 :]) for place in range(len(words))]
    return [one for one in dict.fromkeys(tries) if finds_something(parse(one + " "))]
