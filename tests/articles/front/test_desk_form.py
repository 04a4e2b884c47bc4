"""The form of the next edition: pins, strip, moment; what is wrong is said and nothing is lost."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import front_page, workflow
from articles.models import FrontEdition
from tests import factories

from .editions import ADD, LEAD, LIST, change, clock, live_edition, secondary, strip, typed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def town():
    return factories.section(name="Town", slug="town")


@pytest.fixture
def story(editor, town):
    return factories.published_story(by=editor, headline="The ferry", section=town)


def errors(response):
    return {name: " ".join(said) for name, said in response.context["form"].errors.items()}


def pins(edition):
    return {(row.kind, row.section_id, row.position): row.story_id for row in edition.places.all()}


def test_a_typed_edition_is_put_live_at_once(desk, editor, story, town):
    other = factories.published_story(by=editor, section=town)
    data = typed(pins={"lead": story, f"section-{town.pk}-2": other}, note="The vote", _live="1")
    assert desk.post(ADD, data).url == LIST
    edition = FrontEdition.objects.gone_live().get()
    assert pins(edition) == {LEAD: story.pk, ("section", town.pk, 2): other.pk}
    assert (edition.note, edition.decided_by) == ("The vote", editor)
    assert desk.get("/").context["lead"].pk == story.pk


def test_a_draft_is_kept_from_readers_and_opened_again_as_it_was(desk, story):
    ahead = timezone.now() + HOUR
    data = typed(
        pins={"secondary-2": story},
        strip_words="Ferry   stopped",
        strip_story=str(story.pk),
        strip_until=clock(ahead + HOUR),
        planned_for=clock(ahead),
        _save="1",
    )
    address = desk.post(ADD, data).url
    draft = FrontEdition.objects.get()
    assert address == change(draft)
    assert draft.is_being_prepared
    assert draft.strip_words == "Ferry stopped"
    form = desk.get(address).context["form"]
    assert form["secondary-2"].value() == form["strip_story"].value() == story.pk
    assert form["planned_for"].value() == draft.planned_for
    assert "Ferry stopped" not in desk.get("/").content.decode()


def test_an_edition_is_scheduled_for_a_moment_with_the_zone_named(desk, story):
    ahead = timezone.now() + HOUR
    data = typed(pins={"lead": story}, planned_for=clock(ahead), _schedule="1")
    page = desk.post(ADD, data, follow=True).content.decode()
    edition = FrontEdition.objects.get()
    assert edition.goes_live_at == ahead.replace(second=0, microsecond=0)
    assert re.search(r"is scheduled: it goes live on .*(GMT|BST)", page)
    assert "By the newsroom's clock: Europe/London." in desk.get(ADD).content.decode()


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        ("", "Say when the edition goes live."),
        ("2020-01-01T10:00", "This moment has passed"),
        ("2120-03-31T01:30", "the clocks go forward over it"),
        ("2120-10-27T01:30", "comes twice"),
        ("tomorrow", "Type a date and a time"),
        ("\x00", "Null characters are not allowed."),
        ("9" * 400, "Type a date and a time"),
    ],
)
def test_a_moment_that_cannot_be_kept_is_said_at_its_field(desk, story, moment, sentence):
    response = desk.post(ADD, typed(pins={"lead": story}, planned_for=moment, _schedule="1"))
    assert sentence in errors(response)["planned_for"]
    assert response.context["form"]["lead"].value() == str(story.pk)
    assert not FrontEdition.objects.exists()


def test_the_next_form_begins_with_the_present_page(desk, editor, story):
    live_edition(editor, {LEAD: story}, strip=strip("Storm"))
    form = desk.get(ADD).context["form"]
    assert form["lead"].value() == story.pk
    assert form["strip_words"].value() == "Storm"


def test_an_older_edition_can_be_taken_back(desk, editor, story):
    older = live_edition(editor, {secondary(1): story}, age=2 * HOUR)
    live_edition(editor, age=HOUR)
    form = desk.get(f"{ADD}?from={older.pk}").context["form"]
    assert form["secondary-1"].value() == story.pk
    assert form["note"].value() == f"As in edition {older.pk}"


def test_what_readers_do_not_see_any_more_is_not_offered_again_and_that_is_said(
    desk, editor, story
):
    live_edition(editor, {LEAD: story}, strip=strip("Ferry stopped", story=story))
    workflow.withdraw(story, by=editor, note="wrong")
    response = desk.get(ADD)
    assert not response.context["form"]["lead"].value()
    assert not response.context["form"]["strip_words"].value()
    page = response.content.decode()
    assert "Lead: “The ferry” was withdrawn" in page
    assert "Breaking strip: “The ferry” was withdrawn" in page


@pytest.mark.parametrize("number", ["0", "-1", "987654321", "9" * 30, "x", "1.5", "\x00", "１"])
def test_a_number_that_is_no_storys_is_refused_at_its_field(desk, number):
    for field in ("lead", "strip_story"):
        response = desk.post(ADD, typed(_live="1", **{field: number, "strip_words": "Storm"}))
        if number == "\x00":  # takes nothing along: the field is empty
            continue
        assert "There is no story with this number." in errors(response)[field]
    assert not FrontEdition.objects.filter(places__isnull=False).exists()


def test_what_cannot_be_pinned_is_refused_with_the_reason(desk, editor, story, town):
    chief = factories.user("Chief editor")
    withdrawn = factories.published_story(by=editor, headline="Gone")
    workflow.withdraw(withdrawn, by=editor, note="wrong")
    killed = factories.published_story(by=editor, headline="Libel")
    workflow.kill(killed, by=chief, note="libel")
    data = typed(
        pins={
            "lead": factories.story(headline="Half done"),
            "secondary-1": withdrawn,
            "secondary-2": killed,
            "secondary-3": story,
            f"section-{town.pk}-1": story,
            f"section-{town.pk}-2": factories.published_story(by=editor, headline="Elsewhere"),
        },
        _live="1",
    )
    said = errors(desk.post(ADD, data))
    assert said["lead"].startswith("“Half done” is neither published nor scheduled.")
    assert said["secondary-1"] == "“Gone” was withdrawn: readers do not see it."
    assert said["secondary-2"] == "This story was killed: it can stand nowhere."
    place = said[f"section-{town.pk}-1"]
    assert place == "“The ferry” stands on this page already: Secondary 3."
    assert said[f"section-{town.pk}-2"] == "“Elsewhere” belongs to another section."
    assert "Libel" not in " ".join(said.values())
    assert not FrontEdition.objects.exists()


def test_a_story_that_will_go_out_may_be_pinned_and_its_moment_is_shown(desk, editor):
    coming = factories.published_story(by=editor, age=-HOUR)
    draft = desk.post(ADD, typed(pins={"lead": coming}, _save="1")).url
    assert "which goes out on" in desk.get(draft).content.decode()


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"strip_words": "Storm"}, "strip_until", "Say until when the strip stands."),
        ({"strip_until": "2120-01-01T10:00"}, "strip_words", "Write the words of the strip"),
        ({"strip_words": "Storm", "strip_until": "2020-01-01T10:00"}, "strip_until", "has passed"),
        ({"strip_words": "S" * 121, "strip_until": "2120-01-01T10:00"}, "strip_words", "120"),
        ({"note": "N" * 201}, "note", "200"),
    ],
)
def test_a_strip_that_says_half_is_refused(desk, fields, field, sentence):
    response = desk.post(ADD, typed(_live="1", **fields))
    assert sentence in errors(response)[field]
    for name, value in fields.items():
        shown = response.context["form"][name].value()
        assert value in (shown if isinstance(shown, list) else [shown])
    assert not FrontEdition.objects.exists()


def test_a_strip_that_ends_before_its_edition_begins_is_refused(desk):
    now = timezone.now()
    data = typed(
        strip_words="Storm",
        strip_until=clock(now + HOUR),
        planned_for=clock(now + 2 * HOUR),
        _schedule="1",
    )
    assert "would end before" in errors(desk.post(ADD, data))["strip_until"]


def test_a_story_is_moved_by_a_button_and_nothing_is_saved_by_that(desk, editor, story, town):
    other = factories.published_story(by=editor, section=town)
    data = typed(
        pins={"lead": story, "secondary-1": other}, note="Kept", planned_for="2120-01-01T10:00"
    )
    form = desk.post(ADD, data | {"_move": "lead:down"}).context["form"]
    assert (form["lead"].value(), form["secondary-1"].value()) == (str(other.pk), str(story.pk))
    assert form["note"].value() == "Kept"
    assert form["planned_for"].value()[0] == "2120-01-01T10:00"
    assert not FrontEdition.objects.exists()


@pytest.mark.parametrize(
    "asked", ["lead:up", "x", "secondary-3:down", "lead:sideways", "\x00", ":"]
)
def test_a_move_that_leads_nowhere_changes_nothing(desk, story, asked):
    response = desk.post(ADD, typed(pins={"lead": story}, _move=asked))
    assert response.context["form"]["lead"].value() == str(story.pk)


def test_a_preview_shows_what_is_typed_and_saves_nothing(desk, editor, story):
    factories.published_story(by=editor, age=timedelta(minutes=1))
    ahead = clock(timezone.now() + HOUR)
    response = desk.post(
        ADD, typed(pins={"lead": story}, strip_words="Storm", strip_until=ahead, _preview="1")
    )
    assert response.context["lead"].pk == story.pk
    assert "Storm" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert not FrontEdition.objects.exists()
    wrong = desk.post(ADD, typed(_preview="1", lead="987654"))
    assert "There is no story with this number." in wrong.content.decode()


def test_enter_in_a_field_saves_a_draft_and_decides_nothing(desk):
    page = desk.get(ADD).content.decode()
    form = page[page.index('class="desk-front story-desk"') :]
    first = re.search(r"<button type=\"submit\"[^>]*>", form)[0]
    assert 'name="_save"' in first


def test_the_front_page_of_an_empty_newspaper_can_be_prepared(desk):
    assert desk.get(LIST).status_code == 200
    assert desk.get(ADD).status_code == 200
    assert desk.post(ADD, typed(_live="1")).status_code == 302
    assert desk.get("/").status_code == 200


def test_other_methods_are_refused(desk, editor):
    draft = front_page.prepare(by=editor, pins={})
    assert desk.post(LIST).status_code == 405
    assert desk.options(change(draft)).status_code == 405
