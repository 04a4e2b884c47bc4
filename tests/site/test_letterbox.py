"""Mail of a development site, readable in the browser."""

import pytest
from django.core.mail import get_connection, send_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(settings):
    """Sends a mail the way a development site does."""

    def send(subject, text):
        connection = get_connection(
            "django.core.mail.backends.filebased.EmailBackend", file_path=settings.MAIL_DIR
        )
        send_mail(subject, text, "news@example.org", ["reader@example.org"], connection=connection)

    return send


def test_mail_is_listed_newest_first_and_can_be_read(client, sent):
    sent("The first", "Hello.")
    sent("The second", "Press https://example.org/x to go on. Grüße & <b>more</b>")
    page = client.get("/mail/").content.decode()
    assert page.index("The second") < page.index("The first")
    name = page.split('href="/mail/')[1].split('"')[0]
    letter = client.get(f"/mail/{name}").content.decode()
    assert 'href="https://example.org/x"' in letter
    assert "Grüße &amp; &lt;b&gt;more" in letter


@pytest.mark.parametrize("name", ["nothing.log", "..%2F..%2Fnewsroom.sqlite3", "%00", "x" * 300])
def test_nothing_but_mail_can_be_read(client, sent, name):
    sent("The only one", "Hello.")
    assert client.get(f"/mail/{name}").status_code == 404


def test_an_empty_letterbox_says_so(client):
    assert "None yet." in client.get("/mail/").content.decode()
