"""Kills a newsroom in the middle of its work, again and again, and looks at what is left.

Run with: python tests/site/power_cut.py <folder> <kills> <seed>. The folder is to be empty; a real
SQLite file is made there. Each round forks a process that saves, publishes and updates a story and
acknowledges on a pipe what was committed; it is ended by SIGKILL in the middle of an act, at
moments spread evenly over one, or between a commit and its acknowledgement. Then the file is opened
anew: the story has to be whole, and nothing that was acknowledged may be missing.
"""

import json
import os
import random
import re
import signal
import sys
import time
from collections import Counter
from itertools import count
from pathlib import Path

MOST_ACTS = 1  # that a process does before it is killed in the middle of the next
UNSAID = 5  # every how manyth process is killed when it has committed and not said so
GOLDEN = 0.618034  # its multiples, less what is whole, lie as evenly as may be, however many
BY_FORM = 0.2  # of the saves go through the form of the desk, the others through the verbs


def main(folder, kills, seed):
    root = Path(__file__).resolve().parents[2]
    os.environ.update(
        NEWSROOM_MODE="development",
        DATA_DIR=folder,
        DATABASE_URL=f"sqlite:///{folder}/newsroom.sqlite3",
        DJANGO_SETTINGS_MODULE="newsroom.settings",
        LOG_LEVEL="error",
    )
    sys.path.insert(0, str(root))
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.staticfiles import storage

    storage.staticfiles_storage._wrapped = storage.StaticFilesStorage()  # none are collected
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    print(json.dumps(rounds(kills, random.Random(seed))))


def rounds(kills, chance):
    """Kill so many times; returns what was found, the first complaints among it."""
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    scene = set_up()
    result = {"kills": 0, "acknowledged": 0, "unacknowledged": 0, "acts": {}, "complaints": []}
    act_takes = measure(scene, chance)
    known = 0  # revisions that were there at the end of the round before
    for number in range(kills):
        connections.close_all()
        acts = one_life(
            scene,
            random.Random(chance.random()),
            whole_acts=chance.randint(0, MOST_ACTS),
            seconds=None if number % UNSAID == 0 else number * GOLDEN % 1 * 0.8 * act_takes,
        )
        result["kills"] += 1
        result["acknowledged"] += len(acts)
        if failures := [act["failure"] for act in acts if "failure" in act]:
            result["complaints"] = failures
            break
        for act in acts:
            result["acts"][act["verb"]] = result["acts"].get(act["verb"], 0) + 1
        complaints, there = look(scene, acts, is_thorough=number % 25 == 0 or number == kills - 1)
        promised = max([known, *(act["revision"] for act in acts)])
        result["unacknowledged"] += there > promised
        if there < promised:
            complaints.append(f"revision {promised} was acknowledged, the newest is {there}")
        known = there
        if complaints:
            result["complaints"] = [f"after kill {number + 1}: {one}" for one in complaints]
            break
    return result


def set_up():
    """An editor, writers, and the stories that are written on and pointed to."""
    from tests import factories

    editor = factories.user("Editor", "Chief editor", username="editor")
    people = [factories.person().pk for _number in range(4)]
    section = factories.section()
    targets = [factories.published_story(section=section, by=editor).pk for _number in range(3)]
    story = factories.story(section=section, by=editor, slug="the-story")
    return {"editor": editor.pk, "people": people, "targets": targets, "story": story.pk}


def measure(scene, chance):
    """How long an act takes here and now, in seconds: a life is a matter of acts, not of time."""
    acts = 12
    work(scene, chance, lambda act: None, acts=acts)  # whatever is loaded, is loaded before
    begin = time.monotonic()
    work(scene, chance, lambda act: None, acts=acts)
    return (time.monotonic() - begin) / acts


def one_life(scene, chance, *, whole_acts, seconds):
    """Let a process do some acts, and work on for so long, and kill it.

    Without `seconds` it dies of itself where it would acknowledge the next act. Returns what it
    acknowledged.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, b"\n")  # it lives
        left = count(whole_acts, -1)

        def acknowledge(act):
            if seconds is None and next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            os.write(writing, json.dumps(act).encode() + b"\n")

        try:
            work(scene, chance, acknowledge)
        except BaseException as failure:
            os.write(writing, json.dumps({"failure": repr(failure)}).encode() + b"\n")
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = "".join(pipe.readline() for _line in range(1 + whole_acts))
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        said += pipe.read()
        os.waitpid(child, 0)
    lines = said.split("\n")[1:-1]  # what was cut in its middle was not said
    return [json.loads(line) for line in lines]


def work(scene, chance, acknowledge, *, acts=None):
    """Save and move the story, for ever or so many times; each act is acknowledged when done."""
    from django.contrib.auth import get_user_model

    from articles import workflow
    from articles.models import Story

    editor = get_user_model().objects.get(pk=scene["editor"])
    for _act in count() if acts is None else range(acts):
        story = Story.objects.get(pk=scene["story"])
        verbs = [move.verb for move in workflow.moves_open_to(editor, story)]
        done = Counter(story.moves.values_list("verb", flat=True))
        done["save"] = story.revision_number - done["publish_update"]  # each of them is one, too
        ways_on = ["save", *(verb for verb in verbs if verb in ACTS)]
        verb = min(ways_on, key=lambda verb: (done[verb] / ACTS[verb], chance.random()))
        if verb == "publish_update" or (verb == "save" and chance.random() >= BY_FORM):
            edit(story, scene, editor, chance)
        elif verb == "save":
            send_the_form(story, scene, editor, chance)
        if verb != "save":
            workflow.move(verb, story, by=editor, note="as it has to be")
        story = Story.objects.get(pk=scene["story"])
        move = story.moves.first()
        acknowledge(
            {"verb": verb, "revision": story.revision_number, "move": move.pk if move else None}
        )


ACTS = {  # how often each is done beside the others: what lags behind most is next
    "save": 6,
    "submit": 6,
    "approve": 2,
    "publish": 6,
    "publish_update": 6,
    "withdraw": 3,
    "reopen": 2,
    "send_back": 1,
}


def words(story, scene, chance):
    """New words for everything, so that a mixture of two versions shows."""
    number = story.revision_number + 1
    return {
        "headline": f"Headline {number}",
        "standfirst": f"Standfirst {number}",
        "body": f"<p>Text {number}.</p>"
        f'<p><a data-story="{chance.choice(scene["targets"])}">See there</a>.</p>',
        "people": chance.sample(scene["people"], 2),
        "topics": [f"topic {number % 5}", f"other {number % 3}"],
    }


def edit(story, scene, editor, chance):
    """What saving the form does, by the verbs alone."""
    from django.db import transaction

    from articles import workflow
    from articles.models import Byline, Story

    new = words(story, scene, chance)
    with transaction.atomic():
        story = Story.objects.select_for_update().get(pk=story.pk)
        for name in ("headline", "standfirst", "body"):
            setattr(story, name, new[name])
        story.save()
        story.bylines.all().delete()
        for place, person in enumerate(new["people"], start=1):
            Byline.objects.create(story=story, position=place, person_id=person)
        story.tags.set(new["topics"])
        workflow.save(story, by=editor)


def send_the_form(story, scene, editor, chance):
    """Save through the desk's own form, as a browser would."""
    from django.test import Client

    from tests.articles.desk.typing import change, typed

    new = words(story, scene, chance)
    client = Client(SERVER_NAME="localhost")
    client.force_login(editor)
    told = client.post(
        change(story),
        typed(
            story,
            headline=new["headline"],
            standfirst=new["standfirst"],
            body=new["body"],
            tags=", ".join(new["topics"]),
            corrections=() if story.published_at else None,
        ),
    )
    if told.status_code != 302:
        said = re.findall(r'class="errorlist.*?</ul>|desk-alert.*?</div>', told.text, re.DOTALL)
        raise AssertionError(f"the form answered {told.status_code}: {said}")


def look(scene, acts, *, is_thorough):
    """What is wrong with what is left, and the number of the newest revision."""
    from django.db import connection

    from articles.models import Move, Revision
    from tests.site.whole import complaints_of

    complaints = complaints_of(scene["story"])
    promised = {act["move"] for act in acts if act["move"]}
    if missing := promised - set(Move.objects.filter(pk__in=promised).values_list("pk", flat=True)):
        complaints.append(f"moves that were acknowledged are missing: {sorted(missing)}")
    if is_thorough:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            if (answer := cursor.fetchall()) != [("ok",)]:
                complaints.append(f"the file is damaged: {answer}")
            cursor.execute("PRAGMA foreign_key_check")
            if broken := cursor.fetchall():
                complaints.append(f"rows point to nothing: {broken}")
    newest = Revision.objects.filter(story=scene["story"]).order_by("-number").first()
    return complaints, newest.number


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
