"""Reads the head of a page as a search engine does."""

from html.parser import HTMLParser


class _Head(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.links, self.in_title = {"title": ""}, [], False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.in_title = tag == "title"
        if tag == "meta" and attrs.get("name"):
            self.found[attrs["name"]] = attrs.get("content", "")
        if tag == "link":
            self.links.append(attrs)

    def handle_endtag(self, tag):
        self.in_title = False

    def handle_data(self, data):
        if self.in_title:
            self.found["title"] += data


def _parsed(answer):
    parser = _Head()
    parser.feed(answer.content.decode().partition("</head>")[0])
    return parser


def head_of(answer):
    """Title, description, robots, canonical, prev and next of a page; "" for what it lacks."""
    parser = _parsed(answer)
    by_kind = {link.get("rel"): link["href"] for link in parser.links}
    kinds = {kind: by_kind.get(kind, "") for kind in ("canonical", "prev", "next")}
    return {"description": "", "robots": "", **parser.found, **kinds}


def alternates(answer):
    """The addresses of the feeds that a page names."""
    return [link["href"] for link in _parsed(answer).links if link.get("rel") == "alternate"]
