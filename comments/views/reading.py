"""The pages of a long thread, and the addresses that lead to one reply on whichever of them.

They are the same for every reader, set no cookie and may be cached.
"""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import dependence
from articles.dependence import kept
from comments import policy, posting, threads
from comments.models import Reply


@require_safe
def reply(request, reply_id):
    """The permanent address of a published reply leads to the page on which it stands now."""
    return _to_its_place(get_object_or_404(_readers_see(), pk=reply_id))


@require_safe
def newest(request, story_id):
    """The way to the reply under a story that appeared last."""
    found = _readers_see().under(story_id).last_to_appear_first().first()
    if found is None:
        raise Http404(_("There is no reply here."))
    return _to_its_place(found)


@kept()
@require_safe
def thread(request, story_id, page):
    """A page of a thread; the first is the story's own page."""
    story = posting.live_story(story_id)
    if story is None or page < 1:
        raise Http404(_("There is nothing on this page."))
    if page == 1:
        return HttpResponseRedirect(f"{story.get_absolute_url()}#replies")
    found = threads.page_of(story, page)
    if not found:
        raise Http404(_("There is nothing on this page."))
    return render(request, "comments/thread.html", {"story": story, "thread": found})


@kept()
@require_safe
def answers(request, reply_id, page):
    """A reply at the top of a thread, shown to readers or not, with all answers below it."""
    top = get_object_or_404(Reply.objects.at_the_top().on_live_stories(), pk=reply_id)
    found = threads.answers_page(top, page) if page else None
    if not found:
        raise Http404(_("There is nothing on this page."))
    story = posting.live_story(top.story_id)
    rules = policy.in_force(story)
    dependence.on_each("replies", [story.pk])
    dependence.until(policy.holds_until(rules))
    context = {
        "story": story,
        "top": top,
        "thread": found,
        "is_open": rules.is_open,
        "all_replies": threads.spot_of(top).address_under(story),
    }
    return render(request, "comments/answers.html", context)


def _readers_see():
    return Reply.objects.published().on_live_stories().select_related("story__published")


def _to_its_place(reply):
    page = threads.spot_of(reply).address_under(reply.story.published)
    return HttpResponseRedirect(f"{page}#{reply.anchor}")
