"""A process dies in the middle of a save or a publication: the story is whole, nothing is lost."""

import json
import random
import shutil
import subprocess
import sys

import pytest

from articles import workflow
from articles.models import PublishedStory, Reference, Story, StoryWords
from tests import factories
from tests.site.running import ROOT, environment
from tests.site.whole import complaints_of

KILLS = 60


def test_kills_in_the_middle_of_acts_tear_no_story_and_lose_no_acknowledged_save(tmp_path, tables):
    if (laid := tables / "newsroom.sqlite3").exists():
        shutil.copy(laid, tmp_path)
    seed = random.randrange(10**9)
    ran = subprocess.run(
        [sys.executable, "tests/site/power_cut.py", str(tmp_path), str(KILLS), str(seed)],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    assert ran.returncode == 0, f"seed {seed}:\n{ran.stderr}"
    result = json.loads(ran.stdout.splitlines()[-1])
    assert result["complaints"] == [], f"seed {seed}: {result}"
    assert result["kills"] == KILLS
    # Without these the kills would have met nobody at work.
    assert result["acknowledged"] > KILLS // 4, result
    assert result["unacknowledged"] > 0, result
    assert {"save", "publish", "publish_update", "withdraw"} <= set(result["acts"]), result


TEARS = {
    "a desk copy that no revision holds": lambda story: Story.objects.filter(pk=story.pk).update(
        headline="Half a headline"
    ),
    "a revision that is not counted": lambda story: Story.objects.filter(pk=story.pk).update(
        revision_number=story.revision_number - 1
    ),
    "a headline of another version": lambda story: PublishedStory.objects.filter(
        pk=story.pk
    ).update(headline="Another"),
    "a byline of another version": lambda story: story.published.bylines.all().delete(),
    "topics of another version": lambda story: story.published.tags.clear(),
    "references of another version": lambda story: story.references.filter(
        copy=Reference.Copy.READERS
    ).delete(),
    "a readers' copy without a state": lambda story: Story.objects.filter(pk=story.pk).update(
        state="ready"
    ),
    "a state without a readers' copy": lambda story: PublishedStory.objects.filter(
        pk=story.pk
    ).delete(),
    "a state without its move": lambda story: story.moves.filter(verb="publish").delete(),
    "a revision that is gone": lambda story: story.revisions.order_by("number").first().delete(),
    "a published version that is gone": lambda story: story.versions.all().delete(),
    "words of another version": lambda story: StoryWords.objects.filter(story=story).update(
        words="another"
    ),
}


@pytest.fixture
def whole_story(db):
    editor = factories.user("Editor")
    target = factories.published_story()
    body = f'<p>See <a data-story="{target.pk}">there</a>.</p>'
    story = factories.published_story(by=editor, body=body, tags=["harbour"])
    Story.objects.filter(pk=story.pk).update(headline="A second version")
    story.tags.add("council")
    workflow.save(story, by=editor)
    return workflow.publish_update(story, by=editor)


def test_a_whole_story_gives_no_cause_for_complaint(whole_story):
    assert complaints_of(whole_story.pk) == []


@pytest.mark.parametrize("tear", TEARS.values(), ids=TEARS)
def test_a_story_that_is_torn_by_hand_is_complained_of(whole_story, tear):
    tear(whole_story)
    assert complaints_of(whole_story.pk)
