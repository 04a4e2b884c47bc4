"""What stands on paper: the words of a PDF that Chromium printed.

Chromium writes a letter as a number in a subset of its font, and beside the font the table that
says which letter each number is (PDF 32000-1, 9.10.3, ToUnicode). That is all that is read here.
"""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
SHOWN = re.compile(
    rb"/(?P<font>\w+) [-.\d]+ Tf|(?P<hex><[0-9A-Fa-f]*>)|(?P<text>\((?:\\.|[^\\()])*\))", re.DOTALL
)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_on_paper(pdf):
    """Every letter of a PDF, without spaces: where one word ends is not written in it."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    fonts = {}  # by name and, for each, the letters by their numbers
    for body in objects.values():
        for resources in re.findall(rb"/Font <<(.*?)>>", body, re.DOTALL):
            for name, number in re.findall(rb"/(\w+) (\d+) 0 R", resources):
                fonts[name] = letters_of(objects, int(number))
    pages = [body for body in objects.values() if b"/Type /Page\n" in body]
    contents = [objects[int(re.search(rb"/Contents (\d+) 0 R", body)[1])] for body in pages]
    contents += [body for body in objects.values() if b"/Subtype /Form" in body]  # what is layered
    written = "".join(letters_in(stream_of(body), fonts) for body in contents)
    return "".join(written.split())


def letters_of(objects, number):
    table = re.search(rb"/ToUnicode (\d+) 0 R", objects[number])
    letters = {}
    if not table:
        return letters
    said = stream_of(objects[int(table[1])])
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", said, re.DOTALL):
        for code, to in re.findall(rb"<(\w+)> <(\w+)>", part):
            letters[int(code, 16)] = bytes.fromhex(to.decode()).decode("utf-16-be")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", said, re.DOTALL):
        for first, last, to in re.findall(rb"<(\w+)> <(\w+)> <(\w+)>", part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(int(to, 16) + step)
    letters["width"] = len(re.search(rb"<(\w+)> <\w+>\s*endcodespacerange", said)[1]) // 2
    return letters


def letters_in(stream, fonts):
    written, letters = [], {}
    for found in SHOWN.finditer(stream):
        if found["font"]:
            letters = fonts.get(found["font"], {})
            continue
        codes = codes_of(found)
        width = letters.get("width", 1)
        numbers = [codes[place : place + width] for place in range(0, len(codes), width)]
        written += [letters.get(int.from_bytes(number, "big"), "") for number in numbers]
    return "".join(written)


def codes_of(found):
    if found["hex"]:
        return bytes.fromhex(found["hex"][1:-1].decode())
    if found["text"]:
        return ESCAPED.sub(_unescaped, found["text"][1:-1])
    return b""


def _unescaped(escape):
    what = escape[1]
    return bytes([int(what, 8) & 255]) if what[:1].isdigit() else CONTROLS.get(what, what)


def stream_of(body):
    packed = body.split(b"stream", 1)[1].lstrip(b"\r\n")
    return zlib.decompressobj().decompress(packed) if b"FlateDecode" in body else packed
