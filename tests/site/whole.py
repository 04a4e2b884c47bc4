"""Whether a story is wholly one version: everything that has to agree of its two copies.

The checker that the power cuts are judged by; it is tried on stories torn by hand, too.
"""

from articles import copies, search
from articles.body import pointers, sanitise
from articles.models import Reference, State, Story, StoryWords

PUBLIC = {State.PUBLISHED, State.SCHEDULED}


def complaints_of(number):
    """What does not agree in the story of that number, as sentences; none where it is whole."""
    story = Story.objects.get(pk=number)
    return [*_of_the_desk(story), *_of_the_moves(story), *_of_the_readers(story)]


def _of_the_desk(story):
    revisions = list(story.revisions.order_by("number").values_list("number", flat=True))
    if revisions != list(range(1, len(revisions) + 1)):
        yield f"revisions are not numbered on: {revisions}"
    if story.revision_number != len(revisions):
        yield f"it counts {story.revision_number} revisions of {len(revisions)}"
    newest = story.revisions.order_by("-number").first()
    if newest and copies.snapshot(story) != newest.content:
        yield "the desk's copy is not its newest revision"
    yield from _of_references(story, Reference.Copy.DESK, story.body)
    words = StoryWords.objects.filter(story=story).values_list("words", flat=True).first()
    if words != search.desk_words_of(story):
        yield "it is found by words that are not its own"


def _of_references(story, copy, body):
    kept = story.references.filter(copy=copy).order_by("position")
    found = [(pointer.kind, pointer.target) for pointer in pointers(body)]
    if list(kept.values_list("kind", "target_story")) != found:
        yield f"the references of the {copy} copy are not those of its text"


def _of_the_moves(story):
    moves = list(story.moves.order_by("made_at", "pk"))
    state = State.DRAFT
    for move in moves:
        if move.from_state != state:
            yield f"the move {move.verb} begins at {move.from_state}, the last one ended at {state}"
        state = move.to_state
        if move.revision_number > story.revision_number:
            yield f"the move {move.verb} knows a revision that is not there"
    if story.state != state:
        yield f"its state is {story.state}, its last move led to {state}"


def _of_the_readers(story):
    copy = story.readers_copy
    if (copy is not None) != (story.state in PUBLIC):
        yield f"it is {story.state}, and readers have {'a' if copy else 'no'} copy"
    if copy is None:
        yield from _of_references(story, Reference.Copy.READERS, "")
        return
    content = story.revisions.get(number=copy.revision_number).content
    shown = {
        "headline": copy.headline,
        "short_headline": copy.short_headline,
        "standfirst": copy.standfirst,
        "dateline": copy.dateline,
        "section": copy.section_id,
        "bylines": [{"person": one.person_id, "guest": one.guest} for one in copy.bylines.all()],
        "body": copy.body,
        "tags": sorted(copy.tags.names()),
        "slug": copy.slug,
        "replies_open": copy.replies_open,
    }
    for name, value in shown.items():
        meant = sanitise(content[name]) if name == "body" else content[name]
        if value != meant:
            yield f"readers see another {name} than in revision {copy.revision_number}"
    yield from _of_references(story, Reference.Copy.READERS, copy.body)
    dates = {copy.published_at, *copy.bylines.values_list("published_at", flat=True)}
    dates.update(copy.topics.values_list("published_at", flat=True))
    if dates != {copy.published_at}:
        yield "its byline or its topics are dated otherwise than itself"
    if story.state == State.PUBLISHED:
        version = story.versions.select_related("revision").first()
        if version is None or version.revision.number != copy.revision_number:
            yield "its latest published version is not what readers see"
