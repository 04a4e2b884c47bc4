"""The rules in the admin: who may read and change them, what is refused, what is remembered."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from taggit.models import Tag

from comments.admin.rules_forms import HELP
from comments.models import HouseRules, SectionRules, TopicRules
from tests import factories
from tests.answering import answering

SCREEN = "/admin/comments/houserules/1/change/"


@pytest.fixture
def service():
    with answering() as one:
        one.says(b'{"verdict": "pass"}')
        yield one


@pytest.fixture
def at_desk(client, editor):
    client.force_login(editor)
    return client


def form_of(client):
    """What pressing the button of the screen as it stands would send."""
    adminform = client.get(SCREEN).context["adminform"]
    data = {}
    forms = [adminform.form]
    for formset in client.get(SCREEN).context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = "on" if value is True else value
    return data


def send(client, **changes):
    data = form_of(client) | changes
    return client.post(SCREEN, {name: value for name, value in data.items() if value is not None})


def errors_of(response):
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def test_every_rule_has_a_field_with_words_of_its_own_and_its_beginning(at_desk):
    columns = {field.name for field in HouseRules._meta.concrete_fields} - {"id"}
    assert set(HELP) == columns
    page = at_desk.get(SCREEN).content.decode()
    assert "To begin with: 3000." in page
    assert "To begin with: off." in page
    for name in columns:
        assert f'name="{name}"' in page


def test_the_screen_sent_as_it_stands_changes_nothing(at_desk):
    at_desk.get(SCREEN)
    before = HouseRules.objects.values().get()
    assert send(at_desk).status_code == 302
    assert HouseRules.objects.values().get() == before


def test_a_change_is_kept_and_the_log_says_who_made_it_from_what_to_what(at_desk, editor):
    HouseRules.objects.create(pk=1, suspect_words="casino\nbonus")
    response = send(at_desk, longest="500", suspect_words="bonus\npoker", mode="trust")
    assert response.status_code == 302
    house = HouseRules.current()
    assert (house.longest, house.suspect_words, house.mode) == (500, "bonus\npoker", "trust")
    entry = LogEntry.objects.get()
    assert entry.user == editor
    said = entry.get_change_message()
    assert "Most characters: 3000 → 500" in said
    assert "Suspect words: +poker, −casino" in said
    page = at_desk.get(SCREEN).content.decode()
    assert f"Last changed by {editor}" in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("longest", "99", "greater than or equal to 100"),
        ("longest", "20001", "less than or equal to 20000"),
        ("longest", "", "required"),
        ("longest", "9" * 400, "less than or equal to 20000"),
        ("closes_after", "-1", "greater than or equal to 0"),
        ("closes_after", "36501", "less than or equal to 36500"),
        ("refused_share", "101", "less than or equal to 100"),
        ("refused_share", "a third", "whole number"),
        ("pause_seconds", "1.5", "whole number"),
        ("hourly_by_address", "0", "greater than or equal to 1"),
        ("mode", "anarchy", "not one of the available choices"),
        ("banned_words", "good\n!!!\n", "“!!!”"),
        ("suspect_words", "x" * 101, "at most 100 characters"),
        ("digest_hours", "8, 24", "hours from 0 to 23"),
        ("digest_hours", "noon", "hours from 0 to 23"),
        ("akismet_url", "javascript:alert(1)", "valid URL"),
        ("hook_url", "https://check.example/", None),
    ],
)
def test_what_is_no_rule_is_refused_at_its_field_and_kept_as_it_was_typed(
    at_desk, field, value, words
):
    response = send(at_desk, **{field: value})
    if words is None:
        assert "needs this, too" in str(errors_of(response)["hook_secret"])
    else:
        assert words in errors_of(response)[field][0]
    assert not LogEntry.objects.exists()
    assert response.context["adminform"].form[field].value() == value


def test_the_fewest_characters_are_less_than_the_most(at_desk):
    assert (
        "less than the most"
        in errors_of(send(at_desk, shortest="200", longest="200"))["shortest"][0]
    )


def test_lists_of_words_are_kept_one_a_line_each_once(at_desk):
    send(at_desk, banned_words="  casino \r\n\r\ncasino\r\nfree \t money\x00\n赌场")
    assert HouseRules.current().banned_words == "casino\nfree money\n赌场"


def test_hours_of_the_digest_are_kept_in_order_each_once(at_desk):
    send(at_desk, digest_hours="20; 8 ,08")
    assert HouseRules.current().digest_hours == "8, 20"


def test_a_secret_never_comes_back_and_stays_where_nothing_is_typed(at_desk, service):
    send(at_desk, hook_url=f"{service.address}/check", hook_secret="tell nobody")
    assert HouseRules.current().hook_secret == "tell nobody"
    send(at_desk, longest="500")
    assert HouseRules.current().hook_secret == "tell nobody"
    refused = send(at_desk, hook_secret="hush hush", longest="1")
    for page in (at_desk.get(SCREEN), refused):
        assert "tell nobody" not in page.content.decode()
        assert "hush hush" not in page.content.decode()
    assert "tell nobody" not in "".join(one.change_message for one in LogEntry.objects.all())
    send(at_desk, hook_url="")
    assert HouseRules.current().hook_secret == ""


def test_a_moderator_reads_the_rules_without_the_secrets_and_changes_none(client, moderator):
    HouseRules.objects.create(pk=1, hook_url="https://x.example/", hook_secret="tell nobody")
    client.force_login(moderator)
    page = client.get(SCREEN).content.decode()
    assert "banned words" in page.lower()
    assert "tell nobody" not in page
    assert 'name="longest"' not in page
    assert client.post(SCREEN, {"longest": "500"}).status_code == 403
    assert HouseRules.current().longest == 3000


@pytest.mark.parametrize("role", ["Reporter", "Picture editor", "Publisher", "Legal"])
def test_nobody_else_reads_the_rules(client, db, role):
    client.force_login(factories.user(role))
    for address in (SCREEN, "/admin/comments/houserules/", reverse("admin:comments_policy")):
        assert client.get(address).status_code == 403
    assert client.post(SCREEN, {"longest": "500"}).status_code == 403


@pytest.mark.parametrize("number", ["2", "0", "x", "9" * 30, "1_2f1"])
def test_there_is_one_set_of_rules_and_no_other(at_desk, number):
    assert at_desk.get(f"/admin/comments/houserules/{number}/change/").status_code in {302, 404}
    assert HouseRules.objects.count() <= 1


def rows(prefix, *given):
    """A table of rows as its form sends them; each is a dict of what was typed."""
    data = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(given):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def prefixes(client):
    sets = client.get(SCREEN).context["inline_admin_formsets"]
    return {one.opts.model: one.formset.prefix for one in sets}


def test_rules_of_a_section_and_a_topic_are_rows_of_the_same_screen(at_desk, client):
    section, _other = factories.section(name="Courts"), Tag.objects.create(name="Trial")
    names = prefixes(at_desk)
    sent = rows(names[SectionRules], {"section": section.pk, "mode": "hold", "closes_after": "0"})
    sent |= rows(names[TopicRules], {"name": "trial", "force": "closed", "because": "sub judice"})
    assert send(at_desk, **sent).status_code == 302
    kept = SectionRules.objects.get()
    assert (kept.section, kept.mode, kept.closes_after) == (section, "hold", 0)
    rule = TopicRules.objects.get()
    assert (rule.topic.name, rule.force, rule.because) == ("Trial", "closed", "sub judice")
    assert "“Courts”: added" in LogEntry.objects.get().get_change_message()
    prefix = names[TopicRules]
    assert send(at_desk, **{f"{prefix}-0-DELETE": "on"}).status_code == 302
    assert not TopicRules.objects.exists()
    assert SectionRules.objects.exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([{"name": "unheard of", "force": "hold"}], "There is no topic of this name."),
        ([{"name": "trial", "force": ""}], "This field is required."),
        ([{"name": "trial", "force": "burn"}], "not one of the available choices"),
        ([{"name": "trial", "force": "hold"}] * 2, "A topic can have one rule."),
        ([{"name": "\x00\u202e", "force": "hold"}], "There is no topic of this name."),
    ],
)
def test_a_row_that_is_no_rule_says_so_and_nothing_is_kept(at_desk, given, words):
    Tag.objects.create(name="trial")
    response = send(at_desk, **rows(prefixes(at_desk)[TopicRules], *given), longest="500")
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not TopicRules.objects.exists()
    assert HouseRules.current().longest == 3000


def test_a_section_has_one_rule(at_desk):
    section = factories.section()
    row = {"section": section.pk, "mode": "hold"}
    response = send(at_desk, **rows(prefixes(at_desk)[SectionRules], row, row))
    assert response.status_code == 200
    assert not SectionRules.objects.exists()
