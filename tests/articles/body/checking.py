"""Says what in a stored body breaks the grammar, reading docs/body-grammar.md and not the code."""

import re

from lxml import etree

MARKS = {"strong", "em", "sub", "sup"}
IDENTITY = re.compile(r"[1-9][0-9]{0,9}")
WEB = re.compile(r"https?://[^\s\"<>]+")


def faults(stored):
    """A list of sentences; empty for a body that keeps the grammar."""
    if "\x00" in stored or "\ufeff" in stored:
        return ["a character that cannot be stored"]
    text = re.sub(r"<(br|hr)>", r"<\1/>", stored)
    body = etree.fromstring(f"<body>{text}</body>", etree.XMLParser(huge_tree=True))
    found = []
    if _words_between(body):
        found.append("text outside blocks")
    for block in body:
        found.extend(_block(block))
    return found


def _words_between(element):
    return bool(element.text) or any(child.tail for child in element)


def _attributes(element, *allowed, needed=()):
    extra = set(element.attrib) - set(allowed) - set(needed)
    missing = set(needed) - set(element.attrib)
    return [f"{element.tag}: attributes {extra or missing}"] if extra or missing else []


def _block(block):
    if block.tag in {"p", "h2", "h3"}:
        return _inline_block(block)
    if block.tag in {"ul", "ol"}:
        return _list(block, 1)
    if block.tag == "blockquote":
        return _quotation(block)
    if block.tag == "aside":
        return _read_also(block) + _is_empty(block)
    if "data-gallery" in block.attrib:
        return _gallery(block)
    if block.tag == "figure":
        return _figure(block) + _is_empty(block)
    return _is_empty(block) if block.tag == "hr" else [f"block {block.tag}"]


def _is_empty(block):
    return [f"{block.tag} holds something"] if len(block) or block.text else []


def _inline_block(block):
    words = "".join(block.itertext())
    found = _attributes(block)
    if not words.strip():
        found.append(f"empty {block.tag}")
    if words != words.strip() or re.search(r"  |\n", words):
        found.append(f"loose white space in {words!r}")
    return found + [fault for child in block for fault in _inline(child, frozenset())]


def _inline(element, around):
    if element.tag == "br":
        return _attributes(element) + _is_empty(element)
    if element.tag in around:
        return [f"{element.tag} inside itself"]
    if element.tag == "a":
        found = _link(element)
    elif element.tag in MARKS:
        found = _attributes(element)
    else:
        return [f"inline {element.tag}"]
    around = around | {element.tag}
    return found + [fault for child in element for fault in _inline(child, around)]


def _link(link):
    if "data-story" in link.attrib:
        return _attributes(link, needed=["data-story"]) + _identity(link.get("data-story"))
    href = link.get("href", "")
    if not WEB.fullmatch(href) and not re.fullmatch(r"mailto:[^\s@]+@[^\s]+", href):
        return [f"link to {href!r}"]
    return _attributes(link, needed=["href"])


def _identity(value):
    is_one = IDENTITY.fullmatch(value) and int(value) < 2**31
    return [] if is_one else [f"id {value!r}"]


def _list(block, depth):
    found = _attributes(block)
    if depth > 6:
        found.append("a list too deep")
    if not len(block) or _words_between(block):
        found.append("a list without points, or words between them")
    for item in block:
        first, *below = item
        if item.tag != "li" or first.tag != "p" or _words_between(item):
            found.append("a point that does not begin with a paragraph")
        found.extend(_attributes(item) + _inline_block(first))
        for inner in below:
            is_list = inner.tag in {"ul", "ol"}
            found.extend(_list(inner, depth + 1) if is_list else [f"{inner.tag} in a point"])
    return found


def _quotation(block):
    pull = ["data-pull"] if "data-pull" in block.attrib else []
    found = _attributes(block, *(["data-by"] if pull else []), needed=pull)
    if not len(block) or _words_between(block) or any(child.tag != "p" for child in block):
        found.append("a quotation that is not paragraphs")
    return found + [fault for child in block for fault in _inline_block(child)]


def _read_also(line):
    label = line.get("data-label")
    needed = ["data-read-also", "data-label"] + (["data-words"] if label == "own" else [])
    if label not in {"read-also", "related", "own"} or len(line.get("data-words", "")) > 40:
        return [f"label {label!r}"]
    if line.get("data-read-also"):
        return _attributes(line, needed=needed) + _identity(line.get("data-read-also"))
    found = _attributes(line, needed=[*needed, "data-href", "data-title"])
    return found or ([] if WEB.fullmatch(line.get("data-href")) else ["an address"])


def _figure(figure):
    if "data-embed" in figure.attrib:
        found = _attributes(figure, "data-title", "data-still", "data-words", needed=["data-embed"])
        if "data-still" in figure.attrib:
            found += _identity(figure.get("data-still"))
        return found or ([] if WEB.fullmatch(figure.get("data-embed")) else ["an address"])
    found = _attributes(figure, "data-caption", "data-alt", needed=["data-picture"])
    if not figure.get("data-caption", "x") or not figure.get("data-alt", "x"):
        found.append("empty words of a picture")
    return found or _identity(figure.get("data-picture"))


def _gallery(gallery):
    found = _attributes(gallery, "data-title", needed=["data-gallery"])
    shown = [figure.get("data-picture") for figure in gallery]
    if not 2 <= len(shown) <= 50 or len(set(shown)) < len(shown):
        found.append(f"a gallery of the pictures {shown}")
    if gallery.get("data-gallery") or not gallery.get("data-title", "x") or _words_between(gallery):
        found.append("words in a gallery")
    for figure in gallery:
        is_picture = figure.tag == "figure" and "data-picture" in figure.attrib
        found.extend(_figure(figure) + _is_empty(figure) if is_picture else [figure.tag])
    return found
