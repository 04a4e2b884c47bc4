"""The rules of the house that a machine can hold."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("newsroom", "articles", "comments")


def files(*patterns, rooms=ROOMS):
    return sorted(
        path for room in rooms for pattern in patterns for path in (ROOT / room).rglob(pattern)
    )


PYTHON = [path for path in files("*.py") if "migrations" not in path.parts]
TEMPLATES = files("*.html", rooms=["templates"])
STYLES = files("*.css", rooms=["static"])
SCRIPTS = files("*.js", rooms=["static"])


def named(path):
    return str(path.relative_to(ROOT))


def test_no_room_is_named_for_a_programmers_thing():
    names = {path.stem for path in PYTHON} | {path.parent.name for path in PYTHON}
    assert not names & {"utils", "helpers", "common", "core", "services", "managers", "misc"}


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_a_module_says_why_it_exists(path):
    tree = ast.parse(path.read_text())
    assert not tree.body or ast.get_docstring(tree), f"{named(path)} has no docstring"


def test_safe_markup_is_declared_only_where_it_is_made():
    makers = {
        named(path) for path in PYTHON if re.search(r"\b(mark_safe|SafeString)\(", path.read_text())
    }
    assert makers <= {
        "articles/body/render.py",
        "articles/templatetags/newspaper.py",  # JSON-LD: data, escaped for its element
        "comments/text/__init__.py",
    }


def test_there_are_no_signals_among_ourselves():
    others = r"(?<!sqlite3)(?<!psycopg)(?<!_migrate)"  # databases, and Django's own word for them
    connects = re.compile(rf"@receiver|{others}\.connect\(")
    receivers = [named(path) for path in PYTHON if connects.search(path.read_text())]
    assert receivers == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_trusts_no_markup_and_styles_or_scripts_nothing_inline(path):
    text = path.read_text()
    assert "|safe" not in text
    assert "autoescape off" not in text
    assert not re.search(r"\sstyle=", text)
    # 500.html stands alone; an empty element keeps the editor from making one of its own.
    assert path.name == "500.html" or not re.search(r"<style[^>]*>(?!</style>)", text)
    assert not re.search(r"\son[a-z]+=\"", text)
    for attributes in re.findall(r"<script([^>]*)>", text):
        assert "src=" in attributes or "application/" in attributes, attributes


TAKING = [path for path in TEMPLATES if path.parent.name in ("components", "blocks", "plates")]


@pytest.mark.parametrize("path", TAKING, ids=named)
def test_a_component_says_what_it_takes_in_its_first_line(path):
    assert re.match(r"\{#.+#\}|\{% comment", path.read_text().splitlines()[0])


@pytest.mark.parametrize("path", STYLES, ids=named)
def test_a_style_sheet_shouts_nowhere_and_names_its_colours(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert "!important" not in text
    if path.name not in {"tokens.css"}:
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|oklch\(", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_a_script_says_what_it_adds(path):
    assert path.read_text().lstrip().startswith(("/*", "//"))


PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_link_of_a_page_of_documentation_leads_somewhere(path):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []
