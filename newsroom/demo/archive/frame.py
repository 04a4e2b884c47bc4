"""What an archive hangs on: sections, writers with accounts that cannot sign in, topics.

The one rule: it is made once, in one transaction, and found again by its addresses.
"""

from dataclasses import dataclass
from itertools import accumulate

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from taggit.models import Tag

from articles.models import Keyword, Person, Section
from articles.search import topic_mark
from newsroom.roles import Role

from .wording import name_of

MAIL_DOMAIN = "archive.invalid"  # RFC 2606: such an address can belong to nobody
SECTIONS = (
    *("News", "Politics", "Business", "World", "Culture", "Sport"),
    *("Science", "Travel", "Food", "Opinion", "Law", "Weather"),
)


@dataclass(frozen=True)
class Frame:
    sections: list
    people: list
    topics: list
    keywords: list
    marks: dict  # of each topic, by its number
    editor: int  # numbers of accounts
    moderator: int

    @classmethod
    def found(cls, size):
        """The frame that was made for an archive of that size."""
        topics = list(Tag.objects.filter(slug__startswith="archive-").order_by("pk"))
        accounts = get_user_model().objects
        return cls(
            sections=list(Section.objects.filter(slug__startswith="archive-").order_by("pk")),
            people=list(Person.objects.filter(slug__startswith="archive-").order_by("pk")),
            topics=topics,
            keywords=list(Keyword.objects.filter(slug__startswith="archive-").order_by("pk")),
            marks={topic.pk: topic_mark(topic.name) for topic in topics},
            editor=accounts.get(username="archive-editor").pk,
            moderator=accounts.get(username="archive-moderator").pk,
        )

    def pick_section(self, chance):
        return chance.choices(self.sections, cum_weights=falling(len(self.sections)))[0]

    def pick_person(self, chance):
        return self.people[int(len(self.people) * chance.random() ** 2)]

    def pick_topics(self, chance):
        """From one to five, a few of them of very many stories: a power law."""
        many, found = len(self.topics), {}
        for _topic in range(chance.choice((1, 2, 2, 3, 3, 4, 5))):
            topic = self.topics[int(many ** chance.random()) - 1]
            found[topic.pk] = topic
        return sorted(found.values(), key=lambda topic: topic.name)


def falling(many):
    """Weights, added up, of which each is a little less than the one before."""
    return list(accumulate(1 / (place + 2) for place in range(many)))


def make(vocabulary, size):
    """Make the frame of an archive."""
    accounts = get_user_model()
    for name, role in (("editor", Role.CHIEF_EDITOR), ("moderator", Role.MODERATOR)):
        account = accounts.objects.create_user(
            f"archive-{name}", f"{name}@{MAIL_DOMAIN}", is_staff=True
        )
        account.groups.add(Group.objects.get(name=role.value))
    for position, name in enumerate(SECTIONS, start=1):
        Section.objects.create(
            name=f"{name} of the archive", slug=f"archive-{name.lower()}", position=position
        )
    writers = accounts.objects.bulk_create(
        accounts(
            username=f"archive-writer-{number}",
            email=f"writer{number}@{MAIL_DOMAIN}",
            password=UNUSABLE_PASSWORD_PREFIX,
            is_staff=True,
        )
        for number in range(size.writers)
    )
    reporters = Group.objects.get(name=Role.REPORTER.value)
    memberships = accounts.groups.through
    memberships.objects.bulk_create(
        memberships(user_id=writer.pk, group_id=reporters.pk) for writer in writers
    )
    Person.objects.bulk_create(
        Person(
            name=f"{vocabulary.words[number % 997].capitalize()} {name_of(number)}",
            slug=f"archive-writer-{number}",
            account=writers[number],
        )
        for number in range(size.writers)
    )
    words = vocabulary.words
    Tag.objects.bulk_create(
        Tag(name=f"{words[number % len(words)]} {number}", slug=f"archive-topic-{number}")
        for number in range(size.topics)
    )
    Keyword.objects.bulk_create(
        Keyword(name=f"{words[number % len(words)]} {number}", slug=f"archive-keyword-{number}")
        for number in range(min(size.topics, 500))
    )
