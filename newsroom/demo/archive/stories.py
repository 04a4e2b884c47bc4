"""Stories as the desk's verbs leave them: begun and submitted by a writer, published by an editor.

The one rule: every row that `workflow.save`, `submit` and `publish` write is written here with the
same words in it; a test makes the same story by the verbs and compares.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from articles import search
from articles.models import (
    Byline,
    DeskIndex,
    Move,
    Notice,
    PublishedByline,
    PublishedStory,
    PublishedTopic,
    PublishedVersion,
    ReadersIndex,
    Reference,
    Revision,
    State,
    Story,
    StoryAddress,
    StoryTopic,
    StoryWords,
)

from .pictures import each_once

AN_HOUR = timedelta(hours=1)
WRITING = 2 * AN_HOUR  # from the first word to publication
LEFT_LYING = 200  # one story in so many was never published


@dataclass(frozen=True)
class Made:
    """A story of the archive on its way into the tables."""

    pk: int
    number: int  # within the archive
    told: object
    section: object
    people: list
    topics: list
    picture: int | None
    caption: str
    captions: list  # that its page shows, the lead's first
    at: object  # when it was published, or last touched

    @property
    def is_out(self):
        return self.number % LEFT_LYING != LEFT_LYING // 2

    @property
    def state(self):
        if self.is_out:
            return State.PUBLISHED
        return State.IN_REVIEW if self.number // LEFT_LYING % 3 else State.DRAFT


class Stories:
    """Writes stories into `tables`."""

    def __init__(self, tables, frame, alike):
        self.tables, self.frame, self.alike = tables, frame, alike
        self.headlines = {}  # of what may be led to

    def write(self, made):
        revision = self._desks_copy(made)
        self._history(made, revision)
        if made.is_out:
            self._readers_copy(made)
            self.alike.note(made.pk, made.told, made.at)
            self.headlines[made.pk] = made.told.headline

    def _add(self, model, **values):
        pk = self.tables.next_number(model)
        self.tables[model].add(id=pk, **values)
        return pk

    # -- The desk's copy

    def _desks_copy(self, made):
        told, begun = made.told, made.at - WRITING
        self.tables[Story].add(
            id=made.pk,
            **_said_in_both(made),
            state=made.state,
            revision_number=1,
            published_at=made.at if made.is_out else None,
            created_at=begun,
            created_by_id=made.people[0].account_id,
            changed_at=begun,
        )
        for place, person in enumerate(made.people, start=1):
            self._add(Byline, story_id=made.pk, position=place, person_id=person.pk)
        for topic in made.topics:
            self._add(StoryTopic, content_object_id=made.pk, tag_id=topic.pk)
        self._references(made, Reference.Copy.DESK)
        names = [person.name for person in made.people]
        topics = [topic.name for topic in made.topics]
        words = each_once(told.headline, "", told.standfirst, *names, *topics)
        self.tables[StoryWords].add(story_id=made.pk, words=words)
        self.tables[DeskIndex].add(story_id=made.pk, **self._found_by(made))
        return self._add(
            Revision,
            story_id=made.pk,
            number=1,
            made_at=begun,
            made_by_id=made.people[0].account_id,
            content=self._content(made),
            names=self._names(made),
        )

    def _references(self, made, copy):
        for position, (kind, target) in enumerate(made.told.pointers):
            is_picture = kind == Reference.Kind.PICTURE
            self._add(
                Reference,
                story_id=made.pk,
                copy=copy,
                kind=kind,
                position=position,
                target_story_id=None if is_picture else target,
                target_picture_id=target if is_picture else None,
            )

    def _content(self, made):
        """As `articles.copies.snapshot` says it."""
        told = made.told
        return {
            "headline": told.headline,
            "short_headline": "",
            "standfirst": told.standfirst,
            "dateline": told.dateline,
            "section": made.section.pk,
            "bylines": [{"person": person.pk, "guest": ""} for person in made.people],
            "lead_picture": made.picture,
            "lead_caption": "",
            "lead_alt": "",
            "body": told.body,
            "tags": [topic.name for topic in made.topics],
            "related": [],
            "slug": told.slug,
            "replies_open": True,
        }

    def _names(self, made):
        """As `articles.copies.names_in` says it."""
        pictures = {made.picture: made.caption} if made.picture else {}
        stories = {}
        for kind, target in made.told.pointers:
            if kind == Reference.Kind.PICTURE:
                pictures[target] = made.caption
            else:
                stories[target] = self.headlines[target]
        return {
            "sections": {str(made.section.pk): made.section.name},
            "people": {str(person.pk): person.name for person in made.people},
            "pictures": {str(pk): caption for pk, caption in pictures.items()},
            "stories": {str(pk): headline for pk, headline in stories.items()},
        }

    def _found_by(self, made):
        """As `articles.search` finds either copy."""
        told = made.told
        about = [told.standfirst, told.dateline, *(topic.name for topic in made.topics)]
        about = dict.fromkeys(part for part in [*about, *made.captions] if part)
        marks = [self.frame.marks[topic.pk] for topic in made.topics]
        return {
            "headline": told.headline.lower(),
            "names": " ".join(person.name.lower() for person in made.people),
            "about": " ".join(about).lower().replace(".", ""),
            "body": told.folded,
            "marks": " ".join([search.EVERY, search.section_mark(made.section.pk), *marks]),
        }

    # -- Its history

    def _history(self, made, revision):
        writer = made.people[0].account_id
        if made.state == State.DRAFT:
            return
        submitted = self._move(
            made, "submit", State.DRAFT, State.IN_REVIEW, writer, made.at - AN_HOUR
        )
        self._notice(made, submitted, self.frame.editor, writer, made.at - AN_HOUR)
        if not made.is_out:
            return
        editor = self.frame.editor
        published = self._move(made, "publish", State.IN_REVIEW, State.PUBLISHED, editor, made.at)
        for account in sorted({person.account_id for person in made.people}):
            self._notice(made, published, account, editor, made.at)
        self._add(PublishedVersion, story_id=made.pk, revision_id=revision, shown_from=made.at)
        self._add(
            StoryAddress,
            story_id=made.pk,
            day=timezone.localdate(made.at),
            slug=made.told.slug,
            since=made.at,
        )

    def _move(self, made, verb, before, after, by, at):
        return self._add(
            Move,
            story_id=made.pk,
            verb=verb,
            from_state=before,
            to_state=after,
            made_at=at,
            made_by_id=by,
            revision_number=1,
        )

    def _notice(self, made, move, account, by, at):
        """That somebody was told of a move, and looked."""
        self._add(
            Notice,
            account_id=account,
            story_id=made.pk,
            kind=Notice.Kind.MOVE,
            move_id=move,
            made_at=at,
            made_by_id=by,
            seen_at=at + timedelta(minutes=10),
        )

    # -- The readers' copy

    def _readers_copy(self, made):
        told, dated = made.told, {"published_at": made.at}
        self.tables[PublishedStory].add(
            story_id=made.pk,
            **_said_in_both(made),
            **dated,
            text=told.text,
            word_count=told.word_count,
            day=timezone.localdate(made.at),
            updated_at=made.at,
            revision_number=1,
        )
        for place, person in enumerate(made.people, start=1):
            self._add(
                PublishedByline,
                published_id=made.pk,
                position=place,
                person_id=person.pk,
                **dated,
            )
        for topic in made.topics:
            self._add(PublishedTopic, content_object_id=made.pk, tag_id=topic.pk, **dated)
        self._references(made, Reference.Copy.READERS)
        self.tables[ReadersIndex].add(
            place=search.place_at(made.at, made.pk),
            story_id=made.pk,
            captions="\n".join(made.captions),
            is_learned=True,
            **dated,
            **self._found_by(made),
        )


def _said_in_both(made):
    told = made.told
    return {
        "headline": told.headline,
        "standfirst": told.standfirst,
        "dateline": told.dateline,
        "section_id": made.section.pk,
        "lead_picture_id": made.picture,
        "slug": told.slug,
        "body": told.body,
    }
