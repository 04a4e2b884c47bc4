"""The readers: they come by a clock, whether or not those before them were answered.

The one rule: a wait counts from the moment at which somebody was to come. A generator that waits
for answers before it asks again would leave out those who stand in line (coordinated omission).
"""

import asyncio
import gzip
import random
import re
import time
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import partial
from itertools import accumulate
from urllib.parse import urlencode

import brotli

from .asking import NoAnswer, request
from .marks import Seen, marks_on

# Of a hundred requests 95 read, four search, one posts a reply, whose writer read the page first.
KINDS = {"read": 94, "search": 4, "reply": 1}
PAGES = {"story": 80, "front": 12, "section": 8}
TO_A_FRESH_ONE = 0.1  # of all who read a story, once the editor has published any
# Weights 1 / (rank + 3) ** 1.4, the newest story being the first. Padmanabhan and Qiu, The content
# and access dynamics of a busy web site (SIGCOMM 2000), found 1.4 to 1.6 at a news site.
STEEPNESS, HEAD_START = 1.4, 3
ANSWERED_STORIES = 500  # replies go to the newest: those of later weeks are closed
MOST_SAMPLES = 20
FORM = re.compile(r'<form[^>]*action="(/replies/to/\d+/)".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')


class Readers:
    """Everybody who comes by the readers' address, and what became of them."""

    def __init__(self, lines, host, archive, *, seed=5):
        self.lines, self.host, self.archive = lines, host, archive
        self.chance = random.Random(seed)
        ranks = range(len(archive.stories))
        self.weights = list(accumulate((rank + HEAD_START) ** -STEEPNESS for rank in ranks))
        self.fresh, self.versions, self.numbers = [], {}, 0
        self.begin()

    def begin(self):
        """Forget what was measured so far."""
        self.waits = defaultdict(lambda: array("d"))  # by kind, in seconds
        self.pages, self.lags = [], array("d")
        self.errors, self.samples, self.under_way = Counter(), [], 0
        self.came = self.bytes = 0

    async def come(self, rate, seconds):
        """So many a second, for so long, at random moments; then wait until all are answered."""
        begin = planned = time.monotonic()
        running = set()
        while (planned := planned + self.chance.expovariate(rate)) < begin + seconds:
            if (early := planned - time.monotonic()) > 0:
                await asyncio.sleep(early)
            self.lags.append(max(0.0, time.monotonic() - planned))
            task = asyncio.create_task(self._one(planned))
            running.add(task)
            task.add_done_callback(partial(self._gone, running))
        self.left_at_the_end = len(running)
        if running:
            await asyncio.wait(running)

    def _gone(self, running, task):
        running.discard(task)
        if error := task.exception():
            self._wrong("reader", repr(error))

    async def _one(self, planned):
        self.came += 1
        kind = self.chance.choices(list(KINDS), KINDS.values())[0]
        if kind == "search":
            await self.get("search", f"/search/?{urlencode({'q': self._words()})}", planned)
        elif kind == "reply":
            await self._reply(planned)
        else:
            page = self.chance.choices(list(PAGES), PAGES.values())[0]
            await self.get(page, self._path_of(page), planned)

    def _path_of(self, page):
        if page == "front":
            return "/"
        if page == "section":
            return self.chance.choice(self.archive.sections)
        if self.fresh and self.chance.random() < TO_A_FRESH_ONE:
            return self.chance.choice(self.fresh)
        return self.archive.stories[self._rank(len(self.weights))]

    def _rank(self, most):
        whole = self.weights[min(most, len(self.weights)) - 1]
        return bisect_left(self.weights, self.chance.random() * whole)

    def _words(self):
        return " ".join(self.chance.choices(self.archive.words, k=self.chance.choice((1, 1, 2))))

    async def get(self, kind, path, planned):
        """Read a page; returns its words where they are new to us or will be asked for, else ""."""
        asked = request("GET", path, self.host, headers=["Accept-Encoding: br, gzip"])
        answer = await self._ask(kind, asked, planned, expected=200)
        return self._look_at(path, answer) if answer else ""

    async def _ask(self, kind, asked, planned, *, expected):
        try:
            answer = await self.lines.ask(asked)
        except NoAnswer as error:
            self._wrong(kind, str(error))
            return None
        self.waits[kind].append(answer.got - planned)
        self.bytes += len(answer.body)
        if answer.status != expected:
            words = self._plain(answer)[:3000]
            told = re.search(r"<h1[^>]*>(.*?)</h1>|error[^>]*>([^<]+)<", words, re.DOTALL)
            self._wrong(kind, str(answer.status), told[0][:200] if told else words[:200])
            return None
        return answer

    def _wrong(self, kind, what, detail=""):
        self.errors[f"{kind}: {what}"] += 1
        if len(self.samples) < MOST_SAMPLES:
            self.samples.append(f"{kind}: {what} {detail}".strip())

    def _look_at(self, path, answer):
        """Write down which version of a page somebody got; a version is read once."""
        tag = answer.headers.get(b"etag", b"")
        key, words = (path, tag), ""
        marks = self.versions.get(key) if tag else None
        if marks is None:
            words = self._plain(answer)
            marks = marks_on(words)
            if tag:
                self.versions[key] = marks
        self.pages.append(Seen(path, marks, answer.asked, answer.got))
        return words

    def _plain(self, answer):
        undo = {b"br": brotli.decompress, b"gzip": gzip.decompress}
        coding = answer.headers.get(b"content-encoding")
        body = undo[coding](answer.body) if coding else answer.body
        return body.decode(errors="replace")

    async def _reply(self, planned):
        """Read a story, press the button under its form: two requests, as with any reader."""
        path = self.archive.stories[self._rank(ANSWERED_STORIES)]
        asked = request("GET", path, self.host, headers=["Accept-Encoding: br, gzip"])
        page = await self._ask("story", asked, planned, expected=200)
        if page is None:
            return
        self._look_at(path, page)
        form = FORM.search(self._plain(page))
        if form is None:
            self._wrong("reply", "no form", path)
            return
        self.numbers += 1
        number, words = self.numbers, " ".join(self.chance.choices(self.archive.words, k=25))
        sent = dict(HIDDEN.findall(form[0])) | {
            "name": f"Reader {number}",
            "email": f"reader-{number}@example.org",
            "comment": f"Number {number}. {words}.",
        }
        headers = [
            "Content-Type: application/x-www-form-urlencoded",
            f"Origin: http://{self.host}",
            "Sec-Fetch-Site: same-origin",
            # Each of a network of its own: the proxy in front would say so.
            f"X-Forwarded-For: 10.{number >> 8 & 255}.{number & 255}.7",
        ]
        body = urlencode(sent).encode()
        asked = request("POST", form[1], self.host, headers=headers, body=body)
        await self._ask("reply", asked, time.monotonic(), expected=303)
