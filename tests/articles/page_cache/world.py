"""A small newspaper that changes at random, and its twin that keeps no page."""

import re
from datetime import timedelta

from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.utils import timezone

from articles import front_page, identity, library, workflow
from articles.models import Newspaper, Person, Picture, PublishedStory, Section, Story
from comments import moderation, posting
from comments.models import Reply
from tests import factories
from tests.comments import factories as replies

from .asking import a_door, ask

LISTS = (
    *("/", "/latest/", "/archive/", "/corrections/", "/about/", "/robots.txt"),
    *("/feed/", "/feed/atom/", "/feed/json/", "/corrections/feed/"),
    *("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-news.xml"),
)

MOMENT_OF_THE_FORM = re.compile(r'name="(timestamp|security_hash)" value="[0-9a-f]+"')
REFUSED = (
    *(front_page.FrontRefused, library.Refused, workflow.MoveRefused, workflow.NotReady),
    *(moderation.VerdictRefused, posting.ReplyRefused),
)
ACTS = (
    *("publish", "publish_earlier", "schedule", "embargo", "update", "withdraw", "publish_again"),
    *("kill", "correct", "reply", "approve", "remove", "close_replies", "rename_person"),
    *("rename_section", "lead_a_section", "rename_paper", "pin", "break_the_news"),
    *("credit_anew", "end_a_right", "block_a_picture", "a_while_passes", "days_pass"),
)


class World:
    """What happens is drawn from `choose`, a function that picks one of a list."""

    def __init__(self, clock, choose):
        self.clock, self.choose = clock, choose
        self.door, self.twin = a_door(), WSGIHandler()
        self.editor = factories.user("Editor", is_superuser=True)
        self.moderator = factories.user("Moderator")
        self.sections = [factories.section() for _number in range(2)]
        self.people = [factories.person() for _number in range(2)]
        self.pictures = [factories.picture(by=self.editor) for _number in range(2)]
        self.happened = []
        for _number in range(4):
            self.publish()

    # -- What happens

    def step(self):
        """One thing happens, which one is left to chance. A refusal of the newsroom's is fine."""
        act = self.choose(sorted(ACTS))
        self.happened.append(act)
        try:
            with transaction.atomic():
                getattr(self, act)()
        except REFUSED as refusal:
            self.happened[-1] += f" (refused: {refusal})"

    def some_story(self, **wanted):
        found = list(Story.objects.filter(**wanted).order_by("pk"))
        return self.choose(found) if found else None

    def published(self):
        return self.some_story(state="published")

    def new_story(self):
        read = self.published()
        line = f'<aside data-read-also="{read.pk}" data-label="read-also"></aside>' if read else ""
        picture = self.choose([None, *self.pictures])
        return factories.story(
            by=self.editor,
            section=self.choose(self.sections),
            bylines=[self.choose(self.people)],
            tags=self.choose([[], ["Harbour"], ["Harbour", "Budget"]]),
            lead_picture=picture,
            body="<p>The harbour board met on the budget.</p>" + self.choose(["", line]),
        )

    def publish(self):
        draft = workflow.submit(self.new_story(), by=self.editor)
        workflow.publish(draft, by=self.editor)

    def publish_earlier(self):
        draft = workflow.submit(self.new_story(), by=self.editor)
        ago = timedelta(days=self.choose([1, 20, 45]), hours=self.choose([0, 5]))
        workflow.publish(draft, by=self.editor, at=timezone.now() - ago)

    def schedule(self):
        draft = workflow.submit(self.new_story(), by=self.editor)
        at, end = timezone.now() + timedelta(minutes=30), timezone.now() + timedelta(hours=3)
        workflow.plan(draft, publish_at=at, withdraw_at=self.choose([None, end]), by=self.editor)
        workflow.schedule(Story.objects.get(pk=draft.pk), by=self.editor)

    def embargo(self):
        if story := self.some_story(state="scheduled"):
            workflow.embargo(story, by=self.editor, until=timezone.now() + timedelta(hours=1))

    def update(self):
        if story := self.published():
            story.headline = f"{story.headline} now"[-200:]
            story.section = self.choose(self.sections)
            story.save()
            workflow.save(story, by=self.editor)
            workflow.publish_update(Story.objects.get(pk=story.pk), by=self.editor)

    def withdraw(self):
        if story := self.published():
            workflow.withdraw(story, by=self.editor, note="Because.")

    def publish_again(self):
        if story := self.some_story(state="withdrawn"):
            workflow.reopen(story, by=self.editor)
            workflow.publish(Story.objects.get(pk=story.pk), by=self.editor)

    def kill(self):
        if story := self.published():
            workflow.kill(story, by=self.editor, note="Because.")

    def correct(self):
        if story := self.published():
            workflow.correct(story, by=self.editor, text="It was.")

    def reply(self):
        if copy := PublishedStory.objects.live().order_by("pk").first():
            replies.pending(copy.story)

    def approve(self):
        if waiting := list(Reply.objects.filter(state="pending").order_by("pk")):
            moderation.approve(self.choose(waiting), by=self.moderator)

    def remove(self):
        if shown := list(Reply.objects.published().order_by("pk")):
            moderation.remove(self.choose(shown), by=self.moderator, reason="offensive")

    def close_replies(self):
        if story := self.published():
            workflow.set_replies(story, by=self.editor, are_open=self.choose([True, False]))

    def rename_person(self):
        person = self.choose(self.people)
        Person.objects.filter(pk=person.pk).update(name=f"{person.name} {len(self.happened)}")

    def rename_section(self):
        section = self.choose(self.sections)
        Section.objects.filter(pk=section.pk).update(name=f"Section {len(self.happened)}")

    def lead_a_section(self):
        if story := self.published():
            Section.objects.filter(pk=story.section_id).update(lead=story)

    def rename_paper(self):
        paper = Newspaper.current()
        paper.tagline = f"Since {len(self.happened)}"
        identity.change_newspaper(paper, by=self.editor, told="")

    def pin(self):
        if story := self.published():
            edition = front_page.prepare(by=self.editor, pins={front_page.LEAD: story.pk})
            at = self.choose([None, timezone.now() + timedelta(minutes=20)])
            front_page.put_live(edition, by=self.editor, at=at)

    def break_the_news(self):
        strip = {
            "words": f"Breaking {len(self.happened)}",
            "story": self.choose([None, self.published()]),
            "until": timezone.now() + timedelta(minutes=40),
        }
        edition = front_page.prepare(by=self.editor, pins={}, strip=strip)
        front_page.put_live(edition, by=self.editor)

    def credit_anew(self):
        picture = Picture.objects.get(pk=self.choose(self.pictures).pk)
        picture.credit = f"Photo: Somebody {len(self.happened)}"
        picture.save()

    def end_a_right(self):
        day = timezone.localdate() + timedelta(days=self.choose([-1, 0, 1]))
        Picture.objects.filter(pk=self.choose(self.pictures).pk).update(rights_until=day)

    def block_a_picture(self):
        picture = Picture.objects.get(pk=self.choose(self.pictures).pk)
        library.block(picture, by=self.editor, reason="Because.")

    def a_while_passes(self):
        self.clock.goes_on(minutes=self.choose([1, 10, 31, 90]))

    def days_pass(self):
        self.clock.goes_on(days=self.choose([1, 2, 15, 31]))

    # -- What readers see

    def addresses(self):
        yield from LISTS
        for section in Section.objects.order_by("pk"):
            yield section.get_absolute_url()
            yield f"{section.get_absolute_url()}feed/"
        for person in Person.objects.order_by("pk"):
            yield person.get_absolute_url()
        for slug in ("harbour", "budget"):
            yield from (f"/tag/{slug}/", f"/tag/{slug}/feed/")
        spans = set()
        for story in Story.objects.order_by("pk"):
            if copy := story.readers_copy:
                yield copy.get_absolute_url()
                yield f"/replies/under/{story.pk}/feed/"
                spans |= {f"/{copy.day:%Y}/", f"/{copy.day:%Y/%m}/", f"/{copy.day:%Y/%m/%d}/"}
                spans.add(f"/sitemap-{copy.day:%Y-%m}.xml")
        yield from sorted(spans)

    def false_pages(self):
        """The addresses whose page is kept and is not the one that would be made now.

        What is not kept is made, so that the next step finds it there.
        """
        for address in self.addresses():
            made = self.door.made
            kept = ask(self.door, address)
            if self.door.made == made and seen(kept) != seen(ask(self.twin, address)):
                yield address


def seen(answer):
    """What readers get; the reply form's own moment, which holds for a week, is left out."""
    return answer.status, MOMENT_OF_THE_FORM.sub("", answer.text)
