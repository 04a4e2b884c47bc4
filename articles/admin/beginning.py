"""A new story is begun once, however often its form is sent, and nothing typed is lost by it.

The form carries a mark, and the story it begins keeps it. Sent again as it was, the form leads to
that story; sent again with other words, they are unsaved words of that story.
"""

from articles.body import writable
from articles.models import Story

LONGEST_MARK = 32


def mark_of(data):
    """The mark that a form carries, or None."""
    return writable(data.get("begun_by", ""))[:LONGEST_MARK] or None


def story_begun_by(mark):
    """The story that a form with this mark has begun, or None."""
    return Story.objects.filter(begun_by=mark).first() if mark else None
