"""What the desk costs with a long archive: saving and opening a story, its list, its front page.

Run with: python benchmarks/desk.py 200000 (stories in the made archive). Prints the
table of docs/speed.md.
"""

import sys
from collections import Counter
from functools import partial

import archive
from measuring import LIGHTEST, count, machine, processor_time, throwaway_site

STORIES = 200_000
LIST = "/admin/articles/story/"
WORDS = 3000  # of a long story
REVISIONS = 500  # of a story with a long history


def main():
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else STORIES
    with throwaway_site():
        report(stories)


def report(stories):
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.db import connection
    from django.test import Client

    archive.make(stories)
    editor = get_user_model().objects.get(username="writer-20")  # of a thousand stories
    editor.groups.set(Group.objects.filter(name="Chief editor"))
    client = Client(SERVER_NAME="localhost")
    client.force_login(editor)
    base = None
    print(f"{machine()}; {stories:,} stories, {connection.vendor}\n")
    print("| what | queries | ms | times the lightest |")
    print("|---|--:|--:|--:|")
    for name, act in acts(client, editor):
        asked = Counter()
        act()
        with connection.execute_wrapper(partial(count, asked)):
            act()
        milliseconds = processor_time(act)
        base = base or milliseconds
        ratio = milliseconds / base
        print(f"| {name} | {asked['queries']} | {milliseconds:.1f} | {ratio:.1f} |", flush=True)


def acts(client, editor):
    """What is measured: a name and a function."""
    from articles.models import Story

    long = a_long_story(editor)
    few, many = (with_revisions(number, editor) for number in (5, REVISIONS))
    older = client.get(LIST).context_data["cl"].older_url
    yield "the lightest view", asking(client, LIGHTEST)
    yield "saving 3,000 words by the verb, its revision included", saving(long, editor)
    yield "saving 3,000 words through the form", sending(client, long)
    yield "opening the form of 3,000 words", opening(client, long)
    yield "opening a story with 5 revisions", opening(client, few)
    yield f"opening a story with {REVISIONS} revisions", opening(client, many)
    yield "the desk's front page", asking(client, "/admin/")
    last = Story.objects.order_by("pk").first()
    for name, query in (
        ("story list", ""),
        ("story list, next page", older),
        ("a word that one story has", f"?q={archive.RARE}"),
        ("a word that every third has", f"?q={archive.COMMON}"),
        ("two words", f"?q={archive.COMMON}+{archive.RARE}"),
        ("a word that none has", "?q=nobodysword"),
        ("state: draft", "?state=draft"),
        ("state: withdrawn (none is)", "?state=withdrawn"),
        ("one section", f"?section__id__exact={last.section_id}"),
        ("one writer", f"?writer={last.bylines.first().person_id}"),
        ("planned for today", "?todo=today"),
        ("open notes", "?todo=notes"),
    ):
        yield f"story list: {name}", asking(client, LIST + query)


def asking(client, address):
    def ask():
        response = client.get(address)
        if response.status_code != 200:
            sys.exit(f"{address} answered {response.status_code}")
        return response.getvalue()

    return ask


def opening(client, story):
    return asking(client, f"{LIST}{story.pk}/change/")


def saving(story, editor):
    """Each time something else, so that each is a revision."""
    from django.db import transaction

    from articles import workflow
    from articles.models import Story

    def save():
        with transaction.atomic():
            present = Story.objects.get(pk=story.pk)
            present.headline = f"Saved headline {present.revision_number}"
            present.save()
            if workflow.save(present, by=editor) is None:
                sys.exit("nothing was saved")

    return save


def sending(client, story):
    from articles.models import Story
    from tests.articles.desk.typing import change, typed

    def send():
        present = Story.objects.get(pk=story.pk)
        form = typed(present, headline=f"Sent headline {present.revision_number}")
        if client.post(change(present), form).status_code != 302:
            sys.exit("the form was not saved")

    return send


def a_long_story(editor):
    from tests import factories

    paragraph = (
        "<p>" + "A sentence of six words stands. " * 12 + '<a href="https://a.example/">x</a></p>'
    )
    body = paragraph * (WORDS // 73 + 1)
    return factories.story(body=body, tags=["one", "two", "three"], by=editor)


def with_revisions(number, editor):
    from articles.models import Revision

    story = a_long_story(editor)
    first = story.revisions.get()
    Revision.objects.bulk_create(
        Revision(
            story=story,
            number=one,
            made_by=editor,
            based_on=one - 1,
            changed=["headline"],
            content={**first.content, "headline": f"Headline {one}"},
            names=first.names,
        )
        for one in range(2, number + 1)
    )
    type(story).objects.filter(pk=story.pk).update(
        revision_number=number, headline=f"Headline {number}"
    )
    story.refresh_from_db()
    return story


if __name__ == "__main__":
    main()
