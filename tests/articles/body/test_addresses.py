"""Which addresses may stand in a body."""

import pytest

from articles.body import sanitise


def linked(address):
    return sanitise(f'<p><a href="{address}">w</a></p>')


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example/path?x=1#part",
        "http://other.example:8080/",
        "https://exämple.example/ü",
        "http://[::1]/",
        "mailto:desk@paper.example?subject=Hi",
    ],
)
def test_a_whole_address_is_kept(address):
    assert linked(address) == f'<p><a href="{address}">w</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://other.example/",
        "/local",
        "//other.example/",
        "#part",
        "https:/other.example/",
        "https://",
        "https://paper.example@other.example/",
        "https://other.example\\@paper.example",
        "https://[broken/",
        "https://other.example:99999/",
        "mailto:?subject=share",
        "mailto:nobody",
        "https://other.example/" + "a" * 2000,
        "",
    ],
)
def test_anything_else_leaves_the_words(address):
    assert linked(address) == "<p>w</p>"


@pytest.mark.parametrize(
    ("followed", "plain"),
    [
        ("https://a.example/?utm_source=x&amp;id=2&amp;UTM_Medium=y", "https://a.example/?id=2"),
        ("https://a.example/?fbclid=x", "https://a.example/"),
        ("https://www.google.com/url?q=https://a.example/b%3Fc%3Dd&amp;sa=D", "https://a.example/b?c=d"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F%3Fgclid%3D1&amp;h=A", "https://a.example/"),
        ("https://n2.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F&amp;d=5", "https://a.example/"),
        ("https://www.google.com/url?q=https://www.google.com/url?q=https://a.example/", "https://a.example/"),
        ("https://www.google.com/url?q=javascript:x", "https://www.google.com/url?q=javascript:x"),
        ("https://a.example/with space&quot;<\t", "https://a.example/with%20space%22%3C"),
    ],
)  # fmt: skip
def test_what_follows_readers_about_is_taken_off(followed, plain):
    assert linked(followed) == f'<p><a href="{plain}">w</a></p>'
