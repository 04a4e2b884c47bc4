"""Any address at all is answered: there, elsewhere, missing or gone, and never with an error."""

from urllib.parse import urlsplit

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

ODD = """
%00 %00/ section/%00/ section/town%00/ tag/%00/ author/%00/ 2026/11/03/%00/ %00/%00
%ED%A0%80/ section/%ED%A0%80/ tag/%ED%BF%BF/ 2026/11/03/%ED%A0%80/ %FF%FE/ %C0%AF/ section/%C3%28/
. .. ./. ../.. %2e%2e/%2e%2e/etc/passwd section/../../etc/passwd .env .git/config section/.%00./
% %% %zz/ section/%/ section/100%25/ %25%30%30/ %2500/ %252e%252e/ tag/%25/
/evil.example /evil.example/%2e%2e /\\evil.example \\\\evil.example http://evil.example https:evil
//evil.example//section//town// /////// section///// %2F%2Fevil.example/ %5C%5Cevil.example/
section/town%0d%0aSet-Cookie:x=1/ %0a %0d%0aLocation:%20//evil/ section/town%20/ %20 %09
٢٠٢٦/١١/٠٣/ferry-saved/ ２０２６/１１/ ²/ 2026/１１/03/ ①/②/③/ferry/
0000/ 0000/00/00/ 0000/01/01/x/ 9999/12/31/ 9999/12/31/x/ 9999/ 2026/02/30/ 2026/2/30/x 99999/1/1/
2026/00/ 2026/1/ 2026/13/01/a-b/ 2026/11/03/ 2026/11/31/ferry-saved/ 1/1/1/1/ 0001/1/1/ -2026/11/
2026/11/03/ferry-saved/history/ 2026/11/03/none/history/ 2026/11/03/none/history/feed/
%E2%80%8F/ %E2%80%AE/section/town/ section/%E2%80%8Etown/ %EF%BB%BF/ %F0%9F%9B%B3/ tag/%F0%9F%9B%B3/
wp-login.php wp-admin/ wp-content/uploads/2020/01/a.jpg xmlrpc.php wp-json/wp/v2/posts wp-cron.php
category/ category/x/ category/x/y/z/feed/ tag/ tag/x/feed/ tags/ author/ author/x/feed/ author/1/
page/ page/2/ page/two/ page/999999999999999999999/ feed/feed/feed/ feed/page/2/ comments/feed/
index.html index.php index.htm/ index/ section/index.html 2026/index.php index.html/index.html
a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/ -/ _/ --/ ---/-/ a-/ -a/ ~/ +/ *? &=& ;;; '/ "/ ` | {} [] <script>/
sitemap_index.xml favicon.ico apple-touch-icon.png ads.txt .well-known/security.txt humans.txt
"""
LONG = ["a" * 3000, "a-" * 1500, "a/" * 900, "2026/11/03/" + "b" * 900, "tag/" + "%E6%97%A5" * 300]
QUERIES = [
    "?page=%00",
    "?page=%ED%A0%80",
    "?page=older-1-1",
    "?page=older-99999999999999999-999999999999999999",
    "?page=newer-1-1&page=x",
    "?page=%F0%9F%9B%B3",
    "?" + "a=1&" * 500,
    "?page=" + "9" * 3000,
    "?s=%00&feed=%00",
    "?q=%00%ED%A0%80",
    "?%00=%00&=&&&%",
]
MAY_BE = {200, 301, 302, 404, 410}


@pytest.fixture
def newspaper(editor):
    return factories.published_story(
        by=editor,
        headline="Ferry saved",
        section=factories.section(slug="town"),
        bylines=[factories.person(slug="ines")],
        tags=["日本"],
    )


def answered(client, address):
    """Follows an address to its end; asserts that it is a page of ours, reached in one step."""
    answer = client.get(address)
    assert answer.status_code in MAY_BE, address
    if answer.status_code in {301, 302}:
        target = urlsplit(answer["Location"])
        assert target.netloc == "", address
        assert answer["Location"][:2] != "//", address
        onward = client.get(answer["Location"])
        assert onward.status_code in {200, 404, 410}, address


@pytest.mark.parametrize("part", range(4))
def test_any_address_is_answered(client, newspaper, part):
    for odd in [*ODD.split(), *LONG][part::4]:
        answered(client, f"/{odd}")


@pytest.mark.parametrize("path", ["/", "/section/town/", "/latest/", "/archive/", "/about/", "/x/"])
def test_any_query_is_answered(client, newspaper, path):
    for query in QUERIES:
        answered(client, f"{path}{query}")


def test_odd_queries_of_the_other_lists_are_answered(client, newspaper):
    copy = newspaper.published
    day = copy.get_absolute_url().removesuffix(f"{copy.slug}/")
    for path in ("/author/ines/", "/tag/日本/", "/corrections/", day, day[:9], day[:6]):
        for query in QUERIES[:6]:
            answered(client, f"{path}{query}")
