"""What docs/privacy.md says is kept is what is kept, and for as long as it says."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from comments import retention, tokens, writing
from comments.models import Following, HouseRules
from comments.models.confirmations import GOOD_FOR
from newsroom import housekeeping

PAGE = (Path(__file__).resolve().parents[3] / "docs/privacy.md").read_text()
NAMED = set(re.findall(r"`(\w+\.\w+)`", PAGE))

# Rules of the house and counts: nothing about anybody in them.
RULES = {"HouseRules", "SectionRules", "TopicRules"}
# What says nothing of a person: states, reasons out of a list, numbers, places in the thread.
HARMLESS = {
    "Appeal.against",
    "Appeal.settled_by",
    "Bar.standing",
    "Comment.content_type",
    "Comment.object_pk",
    "Comment.site",
    "Confirmation.reply",
    "Decision.came_with",
    "Decision.from_reason",
    "Decision.from_state",
    "Decision.reason",
    "Decision.reply",
    "Decision.rule",
    "Decision.takes_back",
    "Decision.to_state",
    "Decision.verb",
    "Following.story",
    "MostDiscussed.story",
    "Reply.in_answer_to",
    "Reply.reason",
    "Reply.state",
    "Reply.story",
    "Reply.taught",
    "Report.reason",
    "Report.reply",
    "Report.settled_by",
    "StandingChange.from_standing",
    "StandingChange.takes_back",
    "StandingChange.to_standing",
    "StandingChange.writer",
    "StoryRules.mode",
    "StoryRules.openness",
    "StoryRules.story",
    "Version.decision",
    "Version.reply",
    "WriterNote.writer",
    "Appeal.reply",
}
NUMBERS = (
    models.AutoField,
    models.BooleanField,
    models.DateTimeField,
    models.FloatField,
    models.IntegerField,
)


def columns():
    """Every column that could hold something about a person, as Model.column."""
    kept = [
        *apps.get_app_config("comments").get_models(),
        apps.get_model("django_comments.Comment"),
    ]
    for model in kept:
        if model.__name__ in RULES:
            continue
        for field in model._meta.local_fields:
            if not isinstance(field, NUMBERS) and not field.name.endswith("_ptr"):
                yield f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("column", sorted(set(columns()) - HARMLESS))
def test_every_column_that_could_hold_something_personal_is_named(column):
    of_xtd = column.replace("Comment.", "Reply.")  # xtd's columns are read through ours
    assert column in NAMED or of_xtd in NAMED


def test_every_column_the_page_names_exists():
    for name in NAMED:
        model, column = name.split(".")
        apps.get_model("comments", model)._meta.get_field(column)


def test_what_is_called_harmless_exists():
    assert set(columns()) >= HARMLESS


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        (r"Erased after (\d+) days", HouseRules().networks_kept_days),
        (r"keyed hash, erased after (\d+) days", HouseRules().networks_kept_days),
        (r"is emptied after (\d+) days", HouseRules().refused_kept_days),
        (r"refused or withdrawn (\d+) days", HouseRules().refused_kept_days),
        (r"left of it is deleted (\d+) days later", retention.LINKS_KEPT_FOR.days),
        (r"and (\d+) days after\s+the confirmation", retention.WRITERS_KEPT_FOR.days),
        (r"finished tasks\s+are deleted after (\d+) days", housekeeping.KEPT_FOR.days),
        (r"good for (\d+) days after the last reply", tokens.DEVICE_DAYS),
        (r"page of the writer's own, good for (\d+) days", tokens.PAGE_DAYS),
        (r"appeal once within (\d+) days", writing.APPEAL_WITHIN.days),
    ],
)
def test_the_days_on_the_page_are_those_of_the_program(sentence, days):
    assert [int(found) for found in re.findall(sentence, PAGE)] == [days]


def test_the_hours_and_minutes_on_the_page_are_those_of_the_program():
    hours = {int(found) for found in re.findall(r"(\d+) hours", PAGE)}
    assert {timedelta(hours=hour) for hour in hours} == {GOOD_FOR, Following.GOOD_FOR}
    minutes = re.findall(r"within (\d+) minutes", PAGE)
    assert [int(found) for found in minutes] == [HouseRules().edit_minutes]
