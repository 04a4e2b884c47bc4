"""What the database says of replies, by the names that pages know (`articles.page_cache`).

The rule: a reply that no reader has ever seen changes no page; neither does what the desk notes of
one.
"""

from articles.page_cache import Told

APPEARED = "{row}.appeared_at IS NOT NULL"
READ_BY_READERS = (
    *("story_id", "in_answer_to_id", "state", "appeared_at", "posted_at", "edited_at", "version"),
    *("is_edited_by_desk", "is_by_staff", "thread_key", "place"),
)
TELLING = (
    Told(
        "comments_reply",
        ("'replies:' || {row}.story_id",),
        of=READ_BY_READERS,
        where=APPEARED,
    ),
    Told(
        "django_comments",
        (
            "(SELECT 'replies:' || story_id FROM comments_reply WHERE xtdcomment_ptr_id = {row}.id "
            "AND appeared_at IS NOT NULL)",
        ),
        of=("user_name", "comment"),
        acts=("update",),
    ),
    Told("comments_mostdiscussed", ("'most-discussed'",)),
    Told("comments_houserules", ("'site'",)),
    Told("comments_sectionrules", ("'site'",)),
    Told("comments_topicrules", ("'site'",)),
    Told("comments_storyrules", ("'story:' || {row}.story_id",)),
)
