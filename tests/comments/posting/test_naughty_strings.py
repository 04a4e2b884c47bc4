"""Text meant to break things, from the form through the desk and the mails to the reader's page."""

from html import escape

import pytest
from django.core import mail
from django.urls import reverse

from comments import moderation
from comments.models import Reply
from tests.comments import factories as replies

# What is typed must be read again just so, by every reader and moderator.
KEPT = [
    "{{ settings.SECRET_KEY }} {% debug %} {% include 'admin/base.html' %} {# gone #}",
    "${7*7} #{7*7} <%= 7*7 %> %(name)s %s %n {0} {comment.user_email} $(reboot) `reboot`",
    "'; DROP TABLE comments_reply; -- \" OR 1=1 /* */ \\'; EXEC xp_cmdshell('dir')",
    "<script>alert('x')</script><img src=x onerror=alert(1)><svg/onload=alert(1)>",
    "<svg><a xlink:href='javascript:alert(1)'><text y='20'>x</text></a></svg>",
    "</textarea></blockquote></article></main><h1>Gone</h1><!-- ]]> --> &lt;b&gt; &amp; &#60;",
    "<iframe src=//evil.example></iframe><base href=//evil.example><meta http-equiv=refresh>",
    "=cmd|' /C calc'!A0 and +1+1 and -1 and @SUM(1,1)",
    "javascript:alert(1) data:text/html,<script>alert(1)</script> vbscript:x",
    "A family 👨‍👩‍👧‍👦, flags 🇬🇧 🏳️‍🌈 🏴󠁧󠁢󠁳󠁣󠁴󠁿, skin 👍🏽 👩🏿‍🚒, keycap 1️⃣, heart ❤️, text ❤︎.",
    "العربية: مرحبا. עברית: שלום. فارسی: می‌خواهم.",
    "हिन्दी: क्ष, தமிழ், ไทย, ភាសាខ្មែរ, 日本語、한국어, Ελληνικά, Việt Nam.",
    "ﷺ ﷽ 𝕬𝖉𝖆 Ⅻ ½ ﬁ 𒐫 𓀀 🂡 ꧁꧂",
    "undefined null NaN None true false 0 -1 1e309 \\0 \\x00 %00 \\u0000 ../../etc/passwd",
    "CON PRN AUX NUL https:// http:///x https://[ http://[::1 //evil.example",
    "Ａｄａ ｓａｙｓ ｓｏ.",
]
# What comes in on the left is kept as on the right.
CHANGED = [
    ("so\x00 be\x07 it\x1b[31m", "so be it[31m"),
    ("half \\ud800 whole", "half \\ud800 whole"),
    ("Z" + "\u0336\u0337\u0338" * 200 + "algo", "Z" + ("\u0336\u0337\u0338" * 2) + "algo"),
    ("line\u2028ends\u2029here", "line\nends\nhere"),
    ("bom \ufeffin it", "bom in it"),
    ("lots\n\n\n\n\n\nof room", "lots\n\nof room"),
]


def through_everything(client, story, moderator, work_off, typed):
    """Post, confirm and approve a reply; returns it, the pages that show it, and the mails."""
    with work_off():
        data = replies.form_data(story, comment=typed, name="Ada", followup="on")
        sent = client.post(reverse("comments:post", args=[story.pk]), data)
        assert sent.status_code == 303
        reply = Reply.objects.get()
        own_page = client.get(sent["Location"])
        client.post(reverse("comments:confirm", args=[replies.token_for(reply)]))
    desk = type(client)()
    desk.force_login(moderator)
    pages = [own_page, desk.get("/admin/comments/reply/")]
    with work_off():
        moderation.approve(Reply.objects.get(), by=moderator)
    reply = Reply.objects.get()
    assert reply.is_published
    pages += [
        client.get(story.get_absolute_url()),
        client.get(reverse("comments:answer", args=[reply.pk])),
        client.get(reverse("comments:feed", args=[story.pk])),
    ]
    for page in pages:
        assert page.status_code == 200
    return reply, pages, mail.outbox


def shown(page):
    """A page with the marks taken out that its own renderer puts around lines and addresses."""
    words = page.content.decode()
    for mark in ("<br>", "<wbr>", "&lt;br&gt;"):
        words = words.replace(mark, "\n")
    return words


@pytest.mark.parametrize("typed", KEPT)
def test_whatever_is_typed_is_kept_and_shown_as_text_everywhere(
    client, story, moderator, work_off, typed
):
    reply, pages, mails = through_everything(client, story, moderator, work_off, typed)
    assert reply.comment == typed
    beginning = escape(typed.partition("http")[0].strip())
    for page in (*pages[:1], *pages[2:4]):  # the page of one's own, the story's, the answer's
        assert beginning in shown(page)
    for page in pages:
        html = page.content.decode()
        for markup in (
            "<script>alert",
            "<img src=x",
            "<svg/onload",
            "<iframe",
            "<base",
            "<h1>Gone",
        ):
            assert markup not in html
        assert 'href="javascript:' not in html
        assert 'href="data:' not in html
    for message in mails:
        whole = message.body + message.alternatives[0][0] + message.subject
        assert beginning not in whole


@pytest.mark.parametrize(("typed", "kept"), CHANGED)
def test_what_no_reader_sees_or_no_database_keeps_is_put_right(
    client, story, moderator, work_off, typed, kept
):
    reply, _pages, _mails = through_everything(client, story, moderator, work_off, typed)
    assert reply.comment == kept


@pytest.mark.parametrize("typed", ["turned \u202eeman\u202c around", "\u2067isolated\u2069 words"])
def test_what_turns_text_around_stays_inside_its_own_paragraph(
    client, story, moderator, work_off, typed
):
    _reply, pages, _mails = through_everything(client, story, moderator, work_off, typed)
    page = pages[2].content.decode()
    assert f'<p dir="auto">{typed}</p>' in page
    assert "\u202e" not in page.partition('<p dir="auto">')[0]


@pytest.mark.parametrize(
    "name",
    [
        "<b>Ada</b>",
        "{{ paper }}",
        "Ada\r\nBcc: all@example.org",
        "=HYPERLINK(1)",
        "Ada \u202egnorw",
        "👩🏿‍🚒 Ada",
        "O’Brien; DROP",
        "ʇɐpɐ",
    ],
)
def test_a_name_meant_to_break_things_is_shown_as_text_and_breaks_no_mail(
    client, story, moderator, work_off, name
):
    above = replies.published(story, following=True, email="grace@example.org")
    mail.outbox.clear()
    data = replies.form_data(story, answering=above, name=name)
    assert client.post(reverse("comments:post", args=[story.pk]), data).status_code == 303
    answer = Reply.objects.unconfirmed().get()
    client.post(reverse("comments:confirm", args=[replies.token_for(answer)]))
    with work_off():
        moderation.approve(Reply.objects.get(pk=answer.pk), by=moderator)
    page = client.get(story.get_absolute_url()).content.decode()
    kept = Reply.objects.get(pk=answer.pk).user_name
    assert "\n" not in kept
    assert "\u202e" not in kept
    assert escape(kept) in page
    assert "<b>Ada</b>" not in page
    told = [message for message in mail.outbox if message.to == ["grace@example.org"]]
    assert len(told) == 1
    assert kept in told[0].subject
    assert not told[0].bcc
    assert "Bcc" not in told[0].message()


@pytest.mark.parametrize(
    "address",
    [
        "https://раураӏ.example/login",
        "https://xn--80ak6aa92e.example/",
        "https://bücher.example/ü?ö=ä",
        "https://example.org/" + "a" * 500,
    ],
)
def test_an_address_that_looks_like_another_is_shown_as_it_was_typed(
    client, story, moderator, work_off, address
):
    _reply, pages, _mails = through_everything(client, story, moderator, work_off, f"See {address}")
    page = pages[2].content.decode()
    assert f'<a href="{escape(address)}" rel="ugc nofollow noopener">{escape(address)}</a>' in page


@pytest.mark.parametrize(
    "address",
    ["https://bank.example@evil.example/", "https://a\u202eb.example", "http://user:pw@x.example"],
)
def test_an_address_made_to_deceive_is_no_link(client, story, moderator, work_off, address):
    _reply, pages, _mails = through_everything(client, story, moderator, work_off, f"See {address}")
    assert f'href="{address}' not in pages[2].content.decode()
