"""What the newspaper's templates ask of the reply desk: the thread, the tally."""

from django import template

from articles import dependence
from articles.plates import plate
from comments import policy, screening, text, threads

register = template.Library()


@register.filter
def rule_in_words(rule):
    """What a rule of a decision says, as a sentence; nothing where no rule made it."""
    return screening.sentence_for(rule) if rule else ""


@register.simple_tag(takes_context=True)
def reply_thread(context, story, thread=None):
    """The thread under a readers' copy, or another page of it than the first, with the form."""
    rules = _rules_once(context, story)
    return plate(
        "thread",
        story,
        _thread_once(context, story) if thread is None else thread,
        rules.is_open,
        policy.told_to_readers(rules),
    )


@register.simple_tag(takes_context=True)
def reply_tally(context, story):
    """The link that jumps to the form, with the number of replies."""
    count, rules = _thread_once(context, story).count, _rules_once(context, story)
    return plate("tally", story, count, rules.is_open)


@register.simple_tag(takes_context=True)
def reply_count(context, story):
    """How many replies readers see under a readers' copy."""
    return _thread_once(context, story).count


@register.simple_tag
def count_replies(stories):
    """Give each of a page's stories its `reply_count`, with one query for all of them."""
    dependence.on_each("replies", [story.pk for story in stories])
    numbers = threads.counts_for([story.pk for story in stories])
    for story in stories:
        story.reply_count = numbers[story.pk]
    return ""


@register.simple_tag
def most_discussed():
    """The live stories with the most replies of late, each with its `reply_count`."""
    dependence.on("most-discussed", "all")
    return threads.most_discussed()


@register.filter
def as_reply(words):
    """A reply's text as HTML; the one place that decides how is comments.text."""
    return text.html_of(words)


@register.filter
def without_links(words):
    """As `as_reply`, for the desk: no press leads a moderator out to where a reply points."""
    return text.html_of(words, with_links=False)


def _thread_once(context, story):
    """The thread, asked for once however many parts of one page show something of it."""
    known = context.render_context.setdefault("reply_threads", {})
    if story.pk not in known:
        dependence.on_each("replies", [story.pk])
        known[story.pk] = threads.page_of(story)
    return known[story.pk]


def _rules_once(context, story):
    """What holds for replies to a story, asked for once however many parts of a page ask."""
    known = context.render_context.setdefault("reply_rules", {})
    if story.pk not in known:
        known[story.pk] = rules = policy.in_force(story)
        dependence.until(policy.holds_until(rules))
    return known[story.pk]
