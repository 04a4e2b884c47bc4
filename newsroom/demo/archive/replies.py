"""Replies as they stand years later: confirmed, most of them approved, some refused and emptied.

The one rule: a row is what `comments.posting`, a moderator and the chores leave of it in a house
that keeps no spam score; nobody is owed a mail.
"""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django_comments.models import Comment
from django_comments_xtd.models import XtdComment

from articles.models import Story
from comments.models import (
    Confirmation,
    Decision,
    HouseRules,
    Reason,
    Reply,
    State,
    Verb,
    Writer,
)
from comments.models.confirmations import GOOD_FOR
from comments.models.places import key_of
from comments.models.states import LAST_LEVEL
from comments.retention import LINKS_KEPT_FOR

AT_THE_TOP, REFUSED = 0.55, 0.03  # shares of the replies
WAITS_FOR = timedelta(hours=6)  # the youngest replies still wait
TALKED_OF = timedelta(days=10)  # how long a story goes on being answered
A_MINUTE = timedelta(minutes=1)
BLANK = {"user_name": "", "user_email": "", "comment": "", "network": "", "writer_id": None}


class Replies:
    """Makes replies and their writers into `tables`."""

    def __init__(self, tables, frame, vocabulary):
        self.tables, self.frame, self.vocabulary = tables, frame, vocabulary
        self.kind = ContentType.objects.get_for_model(Story).pk
        self.now = timezone.now()
        rules = HouseRules.current()
        self.emptied = self.now - timedelta(days=rules.refused_kept_days)
        self.unnetworked = self.now - timedelta(days=rules.networks_kept_days)
        self.first_writer, self.writers = 0, 0

    def add_writers(self, many, moment, chance):
        """Writers who came at `moment`."""
        for _writer in range(many):
            pk = self.tables.next_number(Writer)
            self.first_writer = self.first_writer or pk
            self.writers += 1
            self.tables[Writer].add(
                id=pk,
                address=f"reader{pk}@archive.invalid",
                first_seen_at=moment,
                confirmed_at=moment + A_MINUTE,
                page_key=f"{chance.getrandbits(128):032x}",
            )

    def put_under(self, story, published_at, many, chance):
        """So many replies under a story, the oldest first."""
        span = min(TALKED_OF, self.now - published_at - 10 * A_MINUTE)
        if self.writers == 0 or span <= A_MINUTE:
            return
        moments = sorted(published_at + span * chance.random() ** 3 for _reply in range(many))
        near = []  # the last that can be answered
        for moment in moments:
            answered = None
            if near and chance.random() > AT_THE_TOP:
                answered = chance.choice(near)
            placed = self._put(story, moment, answered, chance)
            if placed is not None:
                near = [*near[-11:], placed]

    def _put(self, story, moment, answered, chance):
        """One reply; where it stands, as what can be answered: None where it cannot."""
        pk = self.tables.next_number(Comment)
        state = self._state(moment, chance)
        above = answered and (answered if answered[1] < LAST_LEVEL else answered[4])
        key = key_of(moment, pk)
        if above is None:
            placed = (pk, 0, key, "", None)
        else:
            placed = (pk, above[1] + 1, above[2], above[3] + key, above)
        parent = above[0] if above else pk
        thread = int(placed[2][14:], 16) if above else pk
        writer = self.first_writer + int(self.writers * chance.random() ** 2)
        comment = chance.choice(self.vocabulary.comments)
        said = {
            "writer_id": writer,
            "user_name": f"{self.vocabulary.words[writer % 997].capitalize()} {writer % 97}",
            "user_email": f"reader{writer}@archive.invalid",
            "comment": comment,
            "network": f"{writer:064x}" if moment > self.unnetworked else "",
        }
        if state == State.REJECTED and moment < self.emptied:
            said = BLANK
        self._write(pk, story, state, moment, said)
        self.tables[XtdComment].add(
            comment_ptr_id=pk, thread_id=thread, parent_id=parent, level=placed[1], order=1
        )
        is_decided = state != State.PENDING
        decided_at = moment + 5 * A_MINUTE if is_decided else None
        self.tables[Reply].add(
            xtdcomment_ptr_id=pk,
            story_id=story,
            in_answer_to_id=answered and answered[0],
            writer_id=said["writer_id"],
            state=state,
            reason=Reason.OFF_TOPIC if state == State.REJECTED else "",
            held_for=[] if said is BLANK else ["guest"],
            posted_at=moment,
            decided_at=decided_at,
            decided_by_id=self.frame.moderator if is_decided else None,
            looked_at=decided_at,
            appeared_at=decided_at if state == State.PUBLISHED else None,
            network=said["network"],
            thread_key=placed[2],
            place=placed[3],
        )
        if is_decided:
            self._decide(pk, state, decided_at)
        return placed if state == State.PUBLISHED else None

    def _state(self, moment, chance):
        if moment > self.now - WAITS_FOR and chance.random() < 0.5:
            return State.PENDING
        return State.REJECTED if chance.random() < REFUSED else State.PUBLISHED

    def _write(self, pk, story, state, moment, said):
        self.tables[Comment].add(
            id=pk,
            content_type_id=self.kind,
            object_pk=str(story),
            site_id=1,
            user_name=said["user_name"],
            user_email=said["user_email"],
            comment=said["comment"],
            submit_date=moment,
            is_public=state == State.PUBLISHED,
        )
        if moment > self.now - GOOD_FOR - LINKS_KEPT_FOR:
            self.tables[Confirmation].add(
                id=self.tables.next_number(Confirmation),
                reply_id=pk,
                digest=f"{pk:064x}",
                asked_at=moment,
                expires_at=moment + GOOD_FOR,
                used_at=moment + A_MINUTE,
                asked_by_mail_at=moment,
                ask_after=moment,
            )

    def _decide(self, pk, state, at):
        self.tables[Decision].add(
            id=self.tables.next_number(Decision),
            reply_id=pk,
            verb=Verb.APPROVE if state == State.PUBLISHED else Verb.REJECT,
            from_state=State.PENDING,
            to_state=state,
            reason=Reason.OFF_TOPIC if state == State.REJECTED else "",
            made_at=at,
            made_by_id=self.frame.moderator,
            tell_after=at,
            told_at=at + A_MINUTE,
        )
