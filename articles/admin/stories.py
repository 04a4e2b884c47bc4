"""The story: its list, and the screen it is written on.

Every save goes through `workflow.save`, every button through `workflow.move`.
"""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.forms import Script
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from js_asset import Media

from articles import notices, workflow
from articles.forms import StoryForm
from articles.models import Correction, Person, State, Story

from . import open_forms
from .beginning import mark_of, story_begun_by
from .beside import chosen_lead, history_of, plan_of, problems_of, rights_of, sent_back
from .desk import DeskAdmin, is_number
from .embeds import look_at_embed
from .finders import find_colleagues, find_people, find_stories
from .history import history_addresses
from .killed import is_killed, killed_story
from .mending import broken_lines_of, mending_addresses
from .notes import note_addresses, panel_of
from .notices import notice_addresses, told_of
from .overrides import captions_of, override_addresses
from .presses import Presses, forward_of, note_in
from .rows import BylineRows, CorrectionRows, RelatedRows, frame_of
from .saved_views import saved_view_urls
from .sharing import share_page
from .story_list import StoryList
from .suggesting import suggesting_addresses
from .two_editors import answer_to_begun_again, answer_to_overtaken, merge
from .unsaved import fill, fill_beginning, signed_in, unsaved, unsaved_beginning, unsaved_parts


@admin.register(Story)
class StoryAdmin(Presses, StoryList, DeskAdmin):
    form = StoryForm
    inlines = [BylineRows, RelatedRows, CorrectionRows]
    form_media = Media(
        css={"all": ["css/desk-fields.css", "css/desk-story.css", "css/desk-unsaved.css"]},
        js=[
            Script(f"js/desk/{name}.js", type="module")
            for name in ("writing", "kept-words", "rows", "choosers", "topics", "notes")
        ],
    )

    # -- Addresses beside the stock ones

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("find/", view(find_stories), name="articles_story_find"),
            path("people/", view(find_people), name="articles_story_people"),
            path("colleagues/", view(find_colleagues), name="articles_story_colleagues"),
            path("embed/", view(look_at_embed), name="articles_embed_look"),
            path("signed-in/", view(signed_in), name="articles_story_signed_in"),
            path("<int:pk>/killed/", view(killed_story), name="articles_story_killed"),
            path("<int:pk>/share/", view(share_page), name="articles_story_share"),
            path("<int:pk>/unsaved/", view(unsaved), name="articles_story_unsaved"),
            path("<int:pk>/merge/", view(merge), name="articles_story_merge"),
            path(
                "begun/<slug:mark>/unsaved/",
                view(unsaved_beginning),
                name="articles_story_begun_unsaved",
            ),
            *notice_addresses(),
            *note_addresses(),
            *mending_addresses(),
            *override_addresses(),
            *history_addresses(),
            *saved_view_urls(self.admin_site),
            *suggesting_addresses(),
            *super().get_urls(),
        ]

    # -- The form

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.editing_as = request.user
        form.words = getattr(request, "words_shown", None)
        return form

    def get_object(self, request, object_id, from_field=None):
        """On a save the story is locked first: of two saves at once the later sees the earlier."""
        story = super().get_object(request, object_id, from_field)
        if story is None or request.method != "POST":
            return story
        Story.objects.select_for_update().filter(pk=story.pk).first()
        return super().get_object(request, object_id, from_field)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if words := getattr(request, "words_shown", None):
            return {**kwargs, "data": words}
        if request.method != "POST" and isinstance(inline, BylineRows) and obj._state.adding:
            kwargs["initial"] = [
                {"person": person.pk, "position": 1}
                for person in Person.objects.filter(account=request.user)
            ]
        return kwargs

    def get_inline_instances(self, request, obj=None):
        rows = super().get_inline_instances(request, obj)
        has_been_public = obj is not None and obj.has_been_public
        return [one for one in rows if has_been_public or not isinstance(one, CorrectionRows)]

    def add_view(self, request, form_url="", extra_context=None):
        """A form that has begun a story before, or begins it twice at this moment, begins one."""
        mark = mark_of(request.POST)
        story = story_begun_by(mark)
        if story is None:
            if answer := fill_beginning(request):
                return answer
            try:
                return super().add_view(request, form_url, extra_context)
            except IntegrityError:  # another press of the same button was the quicker one
                story = story_begun_by(mark)
                if story is None:
                    raise
        if not self.has_add_permission(request):
            raise PermissionDenied
        return answer_to_begun_again(request, story)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Somebody who may only look is shown the page that readers will get.

        Opening a story is seeing what one was told of it.
        """
        if request.method == "GET" and is_number(object_id):
            notices.mark_seen(request.user, story=int(object_id))
        if is_killed(object_id) and self.has_view_permission(request):
            return redirect("admin:articles_story_killed", object_id)
        if self.has_view_permission(request) and not self.has_change_permission(request):
            if request.method != "GET":
                raise PermissionDenied
            story = self.get_object(request, object_id)
            if story is not None:
                return redirect("admin:articles_story_preview", story.pk)
        if request.method == "POST":
            return self._save_unless_overtaken(request, object_id, form_url, extra_context)
        story = self.get_object(request, unquote(object_id)) if "unsaved" in request.GET else None
        answer = fill(request, story) if story else None
        return answer or super().change_view(request, object_id, form_url, extra_context)

    def _save_unless_overtaken(self, request, object_id, form_url, extra_context):
        if not self.has_change_permission(request):
            raise PermissionDenied
        with transaction.atomic():  # the story stays locked until all is done
            story = self.get_object(request, unquote(object_id))
            if story is not None and story.state == State.KILLED:
                return redirect("admin:articles_story_killed", story.pk)
            if story is not None and (answer := self.act_at_once(request, story)):
                return answer
            request.POST = as_sent_now(request.POST, story)
            answer = answer_to_overtaken(request, story) if story else None
            return answer or super().change_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        rows = {inline.formset.prefix: inline for inline in context["inline_admin_formsets"]}
        for inline in rows.values():
            inline.frame = frame_of(inline)
        moves = workflow.moves_open_to(request.user, obj or Story())
        context |= {
            "rows": rows,
            "form": form,
            "moves": moves,
            "forward": forward_of(obj, moves),
            "may_override": request.user.has_perm("articles.override_readiness"),
            **unsaved_parts(request, obj),
            "lead": chosen_lead(form),
            "now": timezone.now(),
            "zone": timezone.get_current_timezone_name(),
            "title": obj.headline if obj else _("A new story"),
            "subtitle": None,
        }
        if obj is not None:
            problems = problems_of(obj)
            may_be_deleted = self.has_delete_permission(request, obj)
            context |= {
                "story": obj,
                "problems": problems,
                "stopped": bool(request.GET.get("stopped")) and not form.is_bound,
                "history": history_of(obj),
                "told": told_of(obj),
                "rights": rights_of(obj, request.paper),
                "broken_lines": broken_lines_of(obj),
                "captions": captions_of(obj),
                **panel_of(obj),
                "may_share": request.user.has_perm("articles.share_story"),
                "open_links": obj.shares.open(),
                "copy": obj.readers_copy,
                "plan": plan_of(obj),
                "unapproved": workflow.why_not_approved(obj, request.user),
                "may_kill": any(move.verb == "kill" for move in moves),
                **note_in(request, obj),
                "open_more": bool(request.GET.get("stopped")),
                "sent_back": sent_back(obj),
                "may_be_deleted": may_be_deleted,
                "has_danger": may_be_deleted or any(move.is_danger for move in moves),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # -- What saving does

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
            obj.begun_by = mark_of(request.POST)
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        if formset.model is not Correction:
            formset.save()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        story = form.instance
        workflow.save(story, by=request.user, based_on=form.cleaned_data.get("based_on") or None)
        open_forms.note_saved(request, story)
        try:
            self._act_as_typed(request, form, formsets)
        except workflow.MoveRefused as refusal:  # a moment that passed while the form was read
            messages.error(request, str(refusal))

    @transaction.atomic
    def _act_as_typed(self, request, form, formsets):
        """What a form asks for beside its words: corrections, moments, replies."""
        story = form.instance
        for formset in formsets:
            if formset.model is Correction:
                correct_as_typed(story, formset, by=request.user)
        if moments := form.moments():
            workflow.set_moments(story, by=request.user, **moments)
        is_asked = "replies_open" in form.changed_data and story.readers_copy
        if is_asked and workflow.may_publish(request.user):
            workflow.set_replies(story, are_open=story.replies_open, by=request.user)

    # -- Deleting

    def has_delete_permission(self, request, obj=None):
        if obj is not None and workflow.why_not_discarded(obj, request.user):
            return False
        return super().has_delete_permission(request, obj)

    @transaction.atomic  # a press locks the story, as any other does
    def delete_view(self, request, object_id, extra_context=None):
        if not super().has_delete_permission(request):
            raise PermissionDenied
        story = self.get_object(request, object_id)
        if story is not None and (refusal := workflow.why_not_discarded(story, request.user)):
            messages.error(request, refusal)
            return redirect("admin:articles_story_change", story.pk)
        return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request, obj):
        workflow.discard(obj, by=request.user)


def correct_as_typed(story, formset, *, by):
    """Make the corrections of a form; the text they came with is a version by now."""
    for correction in formset.save(commit=False):
        form = next(one for one in formset.extra_forms if one.instance is correction)
        workflow.correct(
            story,
            correction.text,
            by=by,
            wrong=correction.wrong,
            kind=correction.kind,
            place=correction.place,
            supersedes=form.cleaned_data["supersedes"],
        )


def as_sent_now(data, story):
    """What a form sent, as the form of `story` would be sent now.

    A form opened before the story came out knows nothing of corrections, and one sent twice nothing
    of the address that its first sending has made.
    """
    if story is None:
        return data
    data = data.copy()
    for name in ("TOTAL_FORMS", "INITIAL_FORMS"):
        data.setdefault(f"corrections-{name}", "0")
    if not data.get("slug", "").strip():
        data["slug"] = story.slug
    return data
