"""What templates ask of a page's head: each kind of page in one tag, all printed by one plate."""

from django import template

from articles import heads
from articles.plates import plate

register = template.Library()


def printed(head, paper):
    return plate("meta", paper, head)


@register.simple_tag
def head_of_story(story, *, paper, bylines, tags, corrections, pictures, replies):
    """The head of a live story; see `heads.of_story`."""
    head = heads.of_story(
        story,
        paper=paper,
        bylines=bylines,
        tags=tags,
        corrections=corrections,
        pictures=pictures,
        replies=replies,
    )
    return printed(head, paper)


@register.simple_tag
def head_of_front(paper, stories, *, description):
    """The head of the front page."""
    return printed(heads.of_front(paper, stories, description=description), paper)


@register.simple_tag
def head_of_list(paper, stories, *, title, heading, path, description, trail=(), lead=None):
    """The head of a list of stories; see `heads.of_list`."""
    head = heads.of_list(
        paper,
        stories,
        title=title,
        heading=heading,
        path=path,
        description=description,
        trail=trail or (),
        lead=lead or None,
    )
    return printed(head, paper)


@register.simple_tag
def head_of_person(paper, person, stories, *, title, path, description):
    """The head of the page of somebody who writes."""
    head = heads.of_person(paper, person, stories, title=title, path=path, description=description)
    return printed(head, paper)


@register.simple_tag
def head_of_page(paper, *, title, path, description, heading="", kind="WebPage", trail=()):
    """The head of any other page that search engines may find; see `heads.of_page`."""
    head = heads.of_page(
        paper,
        title=title,
        heading=heading or title,
        path=path,
        description=description,
        kind=kind,
        trail=trail or (),
    )
    return printed(head, paper)
