"""Reads the demo newspaper's files: TOML for lists, front matter and body for each story."""

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

FOLDER = Path(__file__).parent
STORY = re.compile(r"\A\+\+\+\n(?P<head>.*?)\n\+\+\+\n(?P<body>.*)\Z", re.DOTALL)
POINTER = re.compile(r'data-(?P<kind>read-also|story|picture)="(?P<key>[^"]+)"')


@dataclass(frozen=True)
class StoryFile:
    slug: str
    head: dict
    body: str

    @property
    def age(self):
        return age_of(self.head["age"]) if "age" in self.head else timedelta()

    def body_with_ids(self, ids):
        """The body with every key replaced by the id that `ids[kind][key]` gives."""
        kinds = {"read-also": "story", "story": "story", "picture": "picture"}

        def id_of(match):
            return f'data-{match["kind"]}="{ids[kinds[match["kind"]]][match["key"]]}"'

        return POINTER.sub(id_of, self.body)


def table(name):
    """The TOML file of that name."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def stories():
    """Every story, the oldest first, so that what points to another finds it published."""
    found = []
    for path in sorted((FOLDER / "stories").glob("*.html")):
        match = STORY.match(path.read_text(encoding="utf-8"))
        if match is None:
            raise ValueError(f"{path}: it does not begin with a front matter between two +++ lines")
        found.append(StoryFile(path.stem, tomllib.loads(match["head"]), match["body"].strip()))
    return sorted(found, key=lambda story: story.age, reverse=True)


def age_of(words):
    """How long ago "2 days 4 hours" is."""
    numbers = re.findall(r"(\d+) (minute|hour|day|week|month)s?", words)
    if not numbers:
        raise ValueError(f"{words!r} is not an age such as “2 days 4 hours”")
    days = {"week": 7, "month": 30}
    return sum(
        (
            timedelta(days=int(number) * days[unit])
            if unit in days
            else timedelta(**{f"{unit}s": int(number)})
            for number, unit in numbers
        ),
        start=timedelta(),
    )
