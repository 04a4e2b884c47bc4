"""What a thread costs: the pages of a story with 20, 500 and 10,000 replies, in processor time.

Three stories of the same words, in a throwaway folder; then one more whose
10,000 replies all answer two. Figures of different machines do not compare; the ratios to the page
with 20 replies, taken in the same run, do. A page that costs more than twice that one, or a story
page that asks more than twelve queries, ends the run with an error.
"""

import sys
from collections import Counter
from functools import partial

from measuring import count, machine, processor_time, throwaway_site

FEW, MANY, MOST = 20, 500, 10_000
AT_MOST = 2.0  # times the page with FEW
QUERIES = 12
WORDS = (
    "I have taken the early ferry for thirty years, and what is said here about it is not what I "
    "remember. Somebody should ask the crew.\n\nMore of it stands on https://example.org/ferry."
)


def main():
    with throwaway_site():
        report()


def report():
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from comments import threads

    client = Client(SERVER_NAME="localhost")
    few, many, most = (story_with(number) for number in (FEW, MANY, MOST))
    lopsided = story_with(MOST, tops=2)
    last, last_of_many = (threads.page_of(story).pages for story in (most, many))
    top, newest = (
        lopsided.story.replies.at_the_top()[0],
        most.story.replies.last_to_appear_first()[0],
    )
    deep = lopsided.story.replies.last_to_appear_first()[0]
    last_answers = threads.spot_of(deep).page
    pages = {
        f"story page, {FEW} replies": few.get_absolute_url(),
        f"story page, {MANY} replies": many.get_absolute_url(),
        f"the last page of {MANY}": reverse("comments:thread", args=[many.pk, last_of_many]),
        f"story page, {MOST:,} replies": most.get_absolute_url(),
        f"page {last // 2} of {MOST:,}": reverse("comments:thread", args=[most.pk, last // 2]),
        f"the last page of {MOST:,}": reverse("comments:thread", args=[most.pk, last]),
        "story page, 10,000 replies in two threads": lopsided.get_absolute_url(),
        "page 2 of the answers to one": reverse("comments:answers", args=[top.pk, 2]),
        "the last page of them": reverse("comments:answers", args=[deep.thread_id, last_answers]),
        f"permanent link into {MOST:,}": newest.get_absolute_url(),
        "permanent link into the answers to one": deep.get_absolute_url(),
        f"feed of {MOST:,}": reverse("comments:feed", args=[most.pk]),
    }
    print(f"{machine()}; {connection.vendor}\n")
    print("| page | queries | kB | ms | times the first |\n|---|--:|--:|--:|--:|")
    base, too_much = None, []
    for name, path in pages.items():
        asked = Counter()
        with connection.execute_wrapper(partial(count, asked)):
            response = client.get(path)
        if response.status_code not in (200, 302):
            sys.exit(f"{path} answered {response.status_code}")
        milliseconds = processor_time(lambda path=path: client.get(path).getvalue())
        base = base or milliseconds
        ratio = milliseconds / base
        print(
            f"| {name} | {asked['queries']} | {len(response.getvalue()) / 1000:.0f} "
            f"| {milliseconds:.1f} | {ratio:.2f} |"
        )
        if ratio > AT_MOST or asked["queries"] > QUERIES:
            too_much.append(name)
    if too_much:
        sys.exit(f"More than was asked for: {', '.join(too_much)}.")


def story_with(replies, *, tops=None):
    """The readers' copy of a story with so many replies, a third of them at the top, or `tops`."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.db import transaction
    from django.utils import timezone

    from articles import workflow
    from articles.models import Byline, PublishedStory, Section, Story
    from comments.models import Reply

    with transaction.atomic():
        editor, _made = get_user_model().objects.get_or_create(username="editor", is_staff=True)
        editor.groups.set(Group.objects.filter(name="Editor"))
        section, _made = Section.objects.get_or_create(name="Town", slug="town")
        number = Story.objects.count()
        words = "".join(f"<p>Paragraph {one}. {WORDS}</p>" for one in range(12))
        story = Story.objects.create(headline=f"Story {number}", body=words, section=section)
        Byline.objects.create(story=story, position=1, guest="Ada Example")
        workflow.save(story, by=editor)
        workflow.publish(workflow.submit(story, by=editor), by=editor)
        now, rows = timezone.now(), []
        for place in range(replies):
            is_top = place < tops if tops else place % 3 == 0
            answered = rows[place % tops if tops else place // 3 * 2] if not is_top else None
            rows.append(
                Reply.objects.create(
                    story=story,
                    in_answer_to=answered,
                    state="published",
                    decided_at=now,
                    appeared_at=now,
                    user_name=f"Reader {place}",
                    comment=f"{place}. {WORDS}",
                )
            )
    return PublishedStory.objects.get(pk=story.pk)


if __name__ == "__main__":
    main()
