"""Those who work while readers read: an editor, a moderator, somebody with pictures.

They use the desk, signed in, through the forms that it shows. When a change was committed is seen
in the database itself, which is looked at every few milliseconds while a button is pressed; a probe
then asks for each page that shows the story, by the readers' address, until it shows the change.
"""

import itertools
import multiprocessing
import os
import random
import re
import threading
import time
from contextlib import suppress

from . import letterbox
from .marks import Change, headline, marks_on
from .site import EDITOR, LOAD_CORE, MODERATOR, PASSWORD, PICTURES, database, path_of
from .visiting import Book, Failed, Visitor, fields_of, filled_in

SECONDS_BETWEEN = {"editor": 10, "moderator": 10, "photographer": 60}
BETWEEN_LOOKS = 0.004  # seconds, at the database
BETWEEN_PROBES = 0.01
PROBED_FOR = 20  # seconds, after which a page counts as one that never showed the change
THOSE_WHO_CONFIRM = 2
COMMENT_IN_JPEG = b"\xff\xfe"


class Staff:
    """All who work, in a process of their own; what they did comes back by a pipe."""

    def __init__(self, site, archive, photograph, box):
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("fork").Process(
            target=work, args=(site, archive, photograph, box, theirs), daemon=True
        )
        self.process.start()

    def begin(self):
        """Forget what was measured so far; what was published stays."""
        self.pipe.send("begin")

    def report(self):
        """What they met since they began; ends them."""
        self.pipe.send("report")
        while True:
            kind, what = self.pipe.recv()
            if kind == "report":
                self.process.join(10)
                return what


def work(site, archive, photograph, box, pipe):
    os.sched_setaffinity(0, {LOAD_CORE})
    os.nice(5)  # whoever sends the readers goes first
    box.open()
    book, stopped, probes = Book(), threading.Event(), []
    threading.excepthook = book.broken
    editor = Editor(site, archive, book, probes, pipe)
    acts = {
        "editor": editor.publish_or_change,
        "moderator": Moderator(site, book).approve,
        "photographer": Photographer(site, book, photograph).upload,
    }
    threads = [
        threading.Thread(target=by_the_clock, args=(act, SECONDS_BETWEEN[who], stopped))
        for who, act in acts.items()
    ]
    for number in range(THOSE_WHO_CONFIRM):
        visitor = Visitor(site.host, book, f"10.254.0.{number + 1}")
        threads.append(
            threading.Thread(target=confirm, args=(box.letters, visitor, stopped), daemon=True)
        )
    for thread in threads:
        thread.start()
    while (asked := pipe.recv()) != "report":
        if asked == "begin":
            book.begin()
            probes.clear()
    stopped.set()
    for thread in threads:
        thread.join(90)
    waits = {kind: sorted(some) for kind, some in book.waits.items()}
    found = {"waits": waits, "errors": dict(book.errors), "samples": book.samples}
    pipe.send(
        ("report", {**found, "probes": probes, "changes": editor.changes, "lists": editor.lists})
    )


def by_the_clock(act, seconds, stopped):
    begin = time.monotonic()
    for number in itertools.count(1):
        with suppress(Failed):  # it is in the book
            act()
        if stopped.wait(max(0.0, begin + number * seconds - time.monotonic())):
            return


def confirm(letters, visitor, stopped):
    while not stopped.is_set():
        with suppress(Failed):  # it is in the book
            letterbox.answer(letters, visitor, stopped)


class Editor:
    """Publishes a story, then changes one of hers, in turns."""

    def __init__(self, site, archive, book, probes, pipe):
        self.site, self.archive, self.book = site, archive, book
        self.probes, self.pipe = probes, pipe
        self.visitor = Visitor(site.host, book)
        self.visitor.sign_in(EDITOR, PASSWORD)
        self.marks, self.changes, self.chance = itertools.count(1), [], random.Random(3)
        page = self.visitor.get("desk: form", "/admin/articles/story/add/")
        self.section, self.person = first_of(page, "section"), first_of(page, "bylines-0-person")
        with database(site.folder) as rows:
            [slug] = rows.execute(
                "SELECT slug FROM articles_section WHERE id = ?", [self.section]
            ).fetchone()
        self.lists = ("/", f"/section/{slug}/", "/latest/")

    def publish_or_change(self):
        mark = next(self.marks)
        if mark % 2:
            self._publish(mark)
        else:
            self._change(mark, self.chance.choice(self.changes).story)

    def _publish(self, mark):
        add = "/admin/articles/story/add/"
        page = self.visitor.get("desk: form", add)
        words = self.chance.choices(self.archive.words, k=400)
        typed = filled_in(
            fields_of(page, "//form[@id='story_form']"),
            headline=f"A mark to come {mark}",
            standfirst=" ".join(words[:20]),
            body=f"<p>{' '.join(words[:200])}</p><p>{' '.join(words[200:])}</p>",
            section=self.section,
            bylines__0__person=self.person,
            bylines__0__position="1",
            _move="submit",
        )
        place = self.visitor.post("desk: begin a story", add, typed, expected=302)
        self._press(int(re.search(r"/story/(\d+)/", place)[1]), mark, "publish")

    def _change(self, mark, story):
        self._press(story, mark, "publish_update")

    def _press(self, story, mark, verb):
        place = f"/admin/articles/story/{story}/change/"
        page = self.visitor.get("desk: form", place)
        typed = filled_in(
            fields_of(page, "//form[@id='story_form']"), headline=headline(mark, story), _move=verb
        )
        watch = threading.Thread(target=self._watch, args=(story, mark, verb))
        watch.start()
        self.visitor.post(f"desk: {verb}", place, typed, expected=302)
        watch.join()

    def _watch(self, story, mark, verb):
        """See when it is committed, then when each page shows it."""
        find = "SELECT day, slug FROM articles_publishedstory WHERE story_id = ? AND headline = ?"
        end = time.monotonic() + PROBED_FOR
        with database(self.site.folder) as rows:
            while not (found := rows.execute(find, [story, headline(mark, story)]).fetchone()):
                if time.monotonic() > end:
                    self.book.wrong(f"desk: {verb}", "was never committed", str(story))
                    return
                time.sleep(BETWEEN_LOOKS)
        change = Change(mark, story, path_of(*found), time.monotonic(), verb == "publish")
        self.changes.append(change)
        self.pipe.send(("change", change))
        self._probe(change)

    def _probe(self, change):
        visitor = Visitor(self.site.host, self.book, "10.253.0.1")
        wanted = [change.path, *(self.lists if change.is_new else ())]
        while wanted and time.monotonic() < change.committed + PROBED_FOR:
            for path in list(wanted):
                asked = time.monotonic()
                try:
                    shown = marks_on(visitor.get("probe", path))
                except Failed:
                    continue
                if (change.story, change.mark) in shown:
                    wanted.remove(path)
                    after = time.monotonic() - change.committed
                    self.probes.append((path, after, max(0.0, asked - change.committed)))
            time.sleep(BETWEEN_PROBES if wanted else 0)
        for path in wanted:
            self.book.wrong("probe", f"{path} never showed a change", str(change.mark))


class Moderator:
    """Approves what waits, a page of the list at a time."""

    def __init__(self, site, book):
        self.visitor = Visitor(site.host, book)
        self.visitor.sign_in(MODERATOR, PASSWORD)

    def approve(self):
        page = self.visitor.get("desk: replies", "/admin/comments/reply/?queue=waiting")
        if 'id="reply-bulk"' not in page:  # nothing waits
            return
        fields = fields_of(page, "//form[@id='reply-bulk']")
        shown = dict(fields)["shown"].split(".")  # beside what was decided last, and can be undone
        picks = dict.fromkeys(re.findall(r'name="pick" value="([^"]+)"', page))
        picked = [("pick", one) for one in picks if one.partition(":")[0] in shown]
        fields += [("verb", "approve"), *picked]
        self.visitor.post("desk: approve", "/admin/comments/reply/verdicts/", fields, expected=302)


class Photographer:
    """Uploads a photograph of twelve megapixels, each time another file."""

    def __init__(self, site, book, photograph):
        self.photograph, self.numbers = photograph, itertools.count(1)
        self.visitor = Visitor(site.host, book)
        self.visitor.sign_in(PICTURES, PASSWORD)

    def upload(self):
        place = "/admin/articles/picture/upload/"
        fields = fields_of(self.visitor.get("desk: upload form", place), "//form[@enctype]")
        number = next(self.numbers)
        file = [("file", f"DSC_{number}.jpg", with_comment(self.photograph, f"{number}".encode()))]
        self.visitor.post("desk: upload", place, fields, expected=200, files=file)


def with_comment(jpeg, words):
    """The same picture in another file: a comment behind its first marker."""
    return jpeg[:2] + COMMENT_IN_JPEG + (len(words) + 2).to_bytes(2, "big") + words + jpeg[2:]


def first_of(page, name):
    """The first thing that can be chosen in a form."""
    [first] = re.findall(rf'<select name="{name}".*?<option value="(\d+)"', page, re.DOTALL)[:1]
    return first
