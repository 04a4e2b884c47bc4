"""The pages and acts whose cost must not grow, each found in whatever archive there is."""

from dataclasses import dataclass, field
from secrets import token_hex

LIKE = (20, 25)  # replies of the story whose page is asked for


@dataclass
class Page:
    """A page that is asked for again and again."""

    client: object
    path: str

    def prepare(self, rounds):
        return self.path

    def do(self):
        response = self.client.get(self.path)
        if response.status_code != 200:
            raise SystemExit(f"{self.path} answered {response.status_code}")
        return response.getvalue()


@dataclass
class Deed:
    """Something that can be done once to each of some things, which `make` makes."""

    make: object
    deed: object
    waiting: list = field(default_factory=list)

    def prepare(self, rounds):
        self.waiting = [self.make() for _round in range(rounds)]
        return len(self.waiting)

    def do(self):
        return self.deed(self.waiting.pop())


def all_of_them():
    """Every act by its name."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    reader, desk = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    accounts = get_user_model().objects
    editor = accounts.get(username="archive-editor")
    moderator = accounts.get(username="archive-moderator")
    desk.force_login(editor)
    replies = Client(SERVER_NAME="localhost")
    replies.force_login(moderator)
    pages = {name: Page(reader, path) for name, path in readers_pages()}
    pages |= {name: Page(desk, path) for name, path in desk_pages()}
    pages |= {name: Page(replies, path) for name, path in moderators_pages()}
    return pages | deeds(editor, moderator)


def readers_pages():
    from django.urls import reverse
    from taggit.models import Tag

    from articles.models import Person, PublishedMonth, PublishedStory, Section
    from newsroom.demo import archive

    stories = PublishedStory.objects
    section, topic = Section.objects.order_by("pk")[0], Tag.objects.order_by("pk")[0]
    person, story = Person.objects.order_by("pk")[0], story_with_replies()
    middle = stories.newest_first()[stories.count() // 2 : stories.count() // 2 + 1].get()
    microseconds = int(middle.published_at.timestamp() * 1_000_000)
    deep = f"?page=older-{microseconds}-{middle.pk}"
    month = PublishedMonth.objects.order_by("-stories")[0]
    yield "the lightest view", "/lightest"
    yield "front page", "/"
    yield "section page", section.get_absolute_url()
    yield "topic page, the largest topic", reverse("articles:topic", args=[topic.slug])
    yield "author page, who wrote most", person.get_absolute_url()
    yield "the latest, in the middle", f"{reverse('articles:latest')}{deep}"
    yield "section page, in the middle", f"{section.get_absolute_url()}{deep}"
    yield "topic page, in the middle", f"{reverse('articles:topic', args=[topic.slug])}{deep}"
    yield "story page, 20 to 25 replies", story.get_absolute_url()
    search = reverse("articles:search")
    for name, words in (
        ("a word of every story", archive.EVERY),
        ("the same, newest first", f"{archive.EVERY}&order=newest"),
        ("a word of every third", archive.THIRD),
        ("a word of every fortieth", archive.FORTIETH),
        ("a word of every hundredth", archive.HUNDREDTH),
        ("a word of one", archive.ONE),
        ("a word of none", "nobodysword"),
        ("two words", f"{archive.THIRD}+{archive.HUNDREDTH}"),
        ("a word in one section", f"{archive.THIRD}+section:{section.slug}"),
        ("a word of one year", f"{archive.EVERY}+year:{story.day.year}"),
    ):
        yield f"search: {name}", f"{search}?q={words}"
    yield "feed", "/feed/"
    yield "sitemap index", "/sitemap.xml"
    yield "sitemap of the latest news", "/sitemap-news.xml"
    dated = [f"{month.month:%Y}", f"{month.month:%m}"]
    yield "sitemap of the fullest month", reverse("articles:sitemap_month", args=dated)
    yield "archive of a month", reverse("articles:month", args=dated)


def story_with_replies():
    """The newest story of two topics and some twenty replies, older than what still changes."""
    from django.db.models import Count

    from articles.models import PublishedStory
    from comments.models import Reply

    newest = PublishedStory.objects.live().newest_first().values_list("pk", flat=True)
    of_two = PublishedStory.objects.filter(pk__in=list(newest[300:700]))
    some = list(of_two.annotate(many=Count("topics")).filter(many=2).values_list("pk", flat=True))
    counted = Reply.objects.published().filter(story__in=some).values("story")
    counted = counted.annotate(many=Count("pk")).order_by("-story").values_list("story", "many")
    best = min(counted, key=lambda row: abs(row[1] - sum(LIKE) / 2))
    return PublishedStory.objects.get(pk=best[0])


def desk_pages():
    from articles.models import Story
    from newsroom.demo import archive

    list_of_stories = "/admin/articles/story/"
    yield "the desk's front page", "/admin/"
    yield "desk list", list_of_stories
    yield "desk list: drafts", f"{list_of_stories}?state=draft"
    yield "desk list: a word of every story", f"{list_of_stories}?q={archive.EVERY}"
    yield "desk list: a word of every hundredth", f"{list_of_stories}?q={archive.HUNDREDTH}"
    yield "desk list: a word of one", f"{list_of_stories}?q={archive.ONE}"
    newest = Story.objects.in_states("published").latest_touched_first()[50]
    yield "desk form", f"{list_of_stories}{newest.pk}/change/"
    yield "picture library", "/admin/articles/picture/"


def moderators_pages():
    yield "replies that wait", "/admin/comments/reply/"
    yield "replies, all of them", "/admin/comments/reply/?queue=all"


def deeds(editor, moderator):
    """What is done once: each time to something else."""
    from taggit.models import Tag

    from articles import related, workflow
    from articles.models import Person, Section
    from comments import moderation
    from tests import factories
    from tests.comments import factories as replies

    section, under = Section.objects.order_by("pk")[0], story_with_replies().story
    words = [tag.name for tag in Tag.objects.order_by("pk")[:3]]
    text, writer = story_with_replies().body, Person.objects.order_by("pk")[0]

    def a_draft():
        draft = factories.story(
            headline=f"Measured {token_hex(8)}",  # no other run has taken its address
            section=section,
            bylines=[writer],
            tags=words,
            by=editor,
            body=text,
        )
        return workflow.submit(draft, by=editor)

    def a_reply():
        # No other run has written from its address: so many an hour are taken of each.
        return replies.pending(under, email=f"{token_hex(8)}@example.org")

    return {
        "publish": Deed(a_draft, lambda story: workflow.publish(story, by=editor)),
        "find what is like a story that was published": Deed(
            lambda: workflow.publish(a_draft(), by=editor),
            lambda story: related.renew.call([story.pk]),
        ),
        "approve": Deed(a_reply, lambda reply: moderation.approve(reply, by=moderator)),
    }
