"""Loads the demo newsroom through the desk's own doors.

Every thing it makes is remembered as a `DemoItem`, so loading twice doubles nothing and a loading
that was interrupted goes on where it stopped.
"""

from functools import partial
from itertools import chain

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from articles import library, readiness, workflow
from articles.models import (
    Byline,
    Embed,
    Newspaper,
    Person,
    RelatedLink,
    Section,
    Story,
)
from newsroom.accounts import DEMO_ACCOUNTS, DEMO_MAIL_DOMAIN
from newsroom.demo import content, pages
from newsroom.demo.thread import put_reply
from newsroom.models import DemoItem

MOVES_BEFORE = {
    "draft": (),
    "in_review": ("submit",),
    "ready": ("submit", "approve"),
    "published": ("submit", "approve"),
}


class Loading:
    """One loading of the demo newsroom."""

    def __init__(self):
        self.now = timezone.now()
        self.ids = {kind: {} for kind in MAKERS}
        for item in DemoItem.objects.filter(kind__in=MAKERS):
            self.ids[item.kind][item.key] = item.object_id
        self.people = {row["key"]: row for row in content.table("people")["people"]}

    def steps(self):
        """What is still to be made, in order, as functions without arguments."""
        wanted = chain.from_iterable(
            ((kind, key, row) for key, row in rows_of(kind)) for kind in MAKERS
        )
        return [
            partial(self.make, kind, key, row)
            for kind, key, row in wanted
            if key not in self.ids[kind]
        ]

    @transaction.atomic
    def make(self, kind, key, row):
        made = MAKERS[kind](self, key, row)
        self.ids[kind][key] = made.pk
        DemoItem.objects.create(kind=kind, key=key, object_id=made.pk)

    def account(self, name):
        """The account of that name; the editor's where there is none."""
        return get_user_model().objects.get(
            pk=self.ids["account"].get(name, self.ids["account"]["editor"])
        )


def rows_of(kind):
    """The keys and rows of everything of one kind, in the order they are made."""
    if kind == "account":
        return DEMO_ACCOUNTS.items()
    if kind == "newspaper":
        return [("newspaper", content.table("newspaper"))]
    if kind == "section":
        sections = content.table("newspaper")["sections"]
        return [(row["slug"], {**row, "position": place}) for place, row in enumerate(sections, 1)]
    if kind == "picture":
        return [(row["key"], row) for row in content.table("pictures")["pictures"]]
    if kind == "person":
        return [(row["key"], row) for row in content.table("people")["people"]]
    if kind == "embed":
        return [(row["key"], row) for row in content.table("embeds")["embeds"]]
    if kind == "front":
        return [("front", content.table("front_page"))]
    if kind == "lead":
        sections = content.table("newspaper")["sections"]
        return [(row["slug"], row["lead"]) for row in sections if "lead" in row]
    if kind == "topic":
        return [(row["name"], row) for row in content.table("newspaper")["topics"]]
    if kind == "reply":
        return [(row["key"], row) for row in content.table("replies")["replies"]]
    return [(story.slug, story) for story in content.stories()]


def make_account(loading, name, role):
    """A sign-in without a usable password; the command that loads sets one for all."""
    account = get_user_model()(username=name, email=f"{name}@{DEMO_MAIL_DOMAIN}", is_staff=True)
    account.set_unusable_password()
    account.save()
    account.groups.add(Group.objects.get(name=role.value))
    return account


def make_newspaper(loading, key, row):
    """Name the newspaper, unless somebody has named it already."""
    paper, _created = Newspaper.objects.get_or_create(pk=1)
    if paper.name == Newspaper().name:
        for field in ("name", "tagline", "about", "legal", "contact_email", "follow"):
            setattr(paper, field, row[field])
        paper.save()
    return paper


def make_section(loading, key, row):
    fields = {name: row[name] for name in ("name", "description", "position")}
    section, _created = Section.objects.get_or_create(slug=key, defaults=fields)
    return section


def make_picture(loading, key, row):
    fields = {name: value for name, value in row.items() if name not in ("key", "file", "focal")}
    focal_x, focal_y = row["focal"]
    with (content.FOLDER / "pictures" / row["file"]).open("rb") as file:
        return library.add(
            File(file, name=row["file"]),
            by=loading.account("pictures"),
            focal_x=focal_x,
            focal_y=focal_y,
            **fields,
        )


def make_person(loading, key, row):
    account = loading.account(row["account"]) if "account" in row else None
    if account:
        account.first_name, _space, account.last_name = row["name"].partition(" ")
        account.save(update_fields=["first_name", "last_name"])
    return Person.objects.create(
        name=row["name"],
        slug=key,
        role=row["role"],
        bio=row["bio"],
        email=row.get("email", ""),
        links=row.get("links", []),
        account=account,
    )


def make_embed(loading, key, row):
    """Note what a provider says of a video, so that loading the demo asks nobody."""
    told = {name: row[name] for name in ("provider", "title", "author")}
    told |= {"asked_at": loading.now, "answered_at": loading.now}
    embed, _created = Embed.objects.get_or_create(address=row["address"], defaults=told)
    return embed


def begin_story(loading, key, story):
    """Make the row alone, so that every story can be pointed to before any is written."""
    return Story.objects.create(
        headline=story.head["headline"], slug=key, created_by=writer_of(loading, story)
    )


def write_story(loading, key, story):
    """Write the desk's copy and bring it to its state."""
    head, row = story.head, Story.objects.get(pk=loading.ids["begun"][key])
    row.section_id = loading.ids["section"][head["section"]]
    row.lead_picture_id = loading.ids["picture"].get(head.get("picture"))
    row.lead_caption = head.get("picture_caption", "")
    row.short_headline = head.get("short_headline", "")
    row.standfirst = head["standfirst"]
    row.dateline = head.get("dateline", "")
    row.replies_open = head["replies"] == "open"
    row.body = story.body_with_ids(
        {"story": loading.ids["begun"], "picture": loading.ids["picture"]}
    )
    row.save()
    row.tags.set(head["tags"])
    for place, name in enumerate(head["byline"], start=1):
        Byline.objects.create(story=row, position=place, **named(loading, name))
    for place, target in enumerate(head.get("related", ()), start=1):
        RelatedLink.objects.create(
            story=row, position=place, target_id=loading.ids["begun"][target]
        )
    workflow.save(row, by=writer_of(loading, story))
    bring_to_state(loading, row, story)
    if story.head["state"] == "published":  # what is on its way still waits for somebody
        row.notices.all().delete()
    return row


def bring_to_state(loading, row, story):
    """Make the moves that lead to the story's state, each by somebody who may."""
    editor, head = loading.account("editor"), story.head
    for verb in MOVES_BEFORE[head["state"]]:
        by = writer_of(loading, story) if verb == "submit" else editor
        workflow.move(verb, row, by=by)
    if head["state"] != "published":
        return
    publish(loading, row, story)
    for correction in head.get("correction", ()):
        workflow.correct(
            row,
            correction["text"],
            by=editor,
            at=loading.now - content.age_of(correction["age"]),
        )


def publish(loading, row, story):
    """Publish a story; one that was updated since goes out first without its last paragraph.

    Stories that lead to each other cannot all go out after the other: a chief editor lets them.
    """
    whole, by = row.body, loading.account("chief")
    leads_ahead = "The story it leads to goes out with it." if readiness.problems(row) else ""
    if "updated_age" in story.head:
        row.body = whole.rpartition("\n")[0]
        row.save(update_fields=["body"])
    at = loading.now - story.age
    workflow.publish(row, by=by, at=at, note=leads_ahead, override=bool(leads_ahead))
    if row.body != whole:
        Story.objects.filter(pk=row.pk).update(body=whole)
        at = loading.now - content.age_of(story.head["updated_age"])
        workflow.publish_update(row, by=by, at=at, note=leads_ahead, override=bool(leads_ahead))


def named(loading, name):
    """A byline's fields for a person's key or for "guest: Full Name"."""
    prefix, colon, guest = name.partition("guest: ")
    if colon and not prefix:
        return {"guest": guest}
    return {"person_id": loading.ids["person"][name]}


def writer_of(loading, story):
    """The account of the first writer who has one; the reporter's where none has."""
    accounts = (loading.people.get(name, {}).get("account") for name in story.head["byline"])
    writers = (name for name in accounts if name in ("reporter", "editor"))
    return loading.account(next(writers, "reporter"))


def make_reply(loading, key, row):
    return put_reply(
        row,
        story=Story.objects.get(pk=loading.ids["story"][row["story"]]),
        answers=loading.ids["reply"].get(row.get("answers")),
        staff=loading.account(row["staff"]) if "staff" in row else None,
        moderator=loading.account("moderator"),
    )


MAKERS = {
    "account": make_account,
    "newspaper": make_newspaper,
    "section": make_section,
    "picture": make_picture,
    "person": make_person,
    "embed": make_embed,
    "begun": begin_story,
    "story": write_story,
    "front": pages.make_front_page,
    "lead": pages.make_section_lead,
    "topic": pages.make_topic,
    "reply": make_reply,
}
