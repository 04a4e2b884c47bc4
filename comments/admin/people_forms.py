"""What a moderator types about a writer. The forms judge words; `standing` judges what may be done.

Each `does` what it is for and returns whether it was done; where it was not, it says why in place.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import standing, text
from comments.models import Reason


def reason_field(help_text=""):
    return forms.CharField(
        label=gettext_lazy("Reason, for the log"),
        help_text=help_text,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": standing.REASON_LENGTH}),
    )


class DeskForm(forms.Form):
    """A form whose refusals are told at the field that they are about."""

    use_required_attribute = False
    name = ""  # of its fields' ids: several such forms stand on one page

    def __init__(self, data=None, **more):
        if data is not None:
            data = {name: text.scrub(data[name]) for name in self.base_fields if name in data}
        super().__init__(data, label_suffix="", auto_id=f"{self.name}-%s", **more)

    def tries(self, act, *args, **kwargs):
        """Whether an act went well; what was refused stands in the form."""
        try:
            act(*args, **kwargs)
        except standing.StandingRefused as refusal:
            field = refusal.field if refusal.field in self.fields else None
            self.add_error(field, refusal.sentence)
        return not self.errors


class StandingForm(DeskForm):
    name = "stand"
    reason = reason_field(
        gettext_lazy(
            "Of a suspension and of a ban the writer reads it in a mail, in these words: write it "
            "for the person. Of the others it stays here."
        )
    )
    until = forms.DateTimeField(
        label=gettext_lazy("Until, for a suspension"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("This is not a day and a time.")},
    )
    reject_waiting = forms.BooleanField(
        label=gettext_lazy("With a ban: refuse all replies that wait"), required=False
    )
    reject_as = forms.ChoiceField(
        label=gettext_lazy("Why they are refused, as their writer is told"),
        required=False,
        choices=Reason.choices,
        initial=Reason.OTHER,
    )

    def does(self, verb, writer, *, by, seen):
        if not self.is_valid():
            return False
        said = {"by": by, "reason": self.cleaned_data["reason"], "seen": seen}
        if verb == "suspend":
            said["until"] = self.cleaned_data["until"]
        elif verb == "ban":
            said["reject_waiting"] = self.cleaned_data["reject_waiting"]
            said["reject_as"] = self.cleaned_data["reject_as"] or Reason.OTHER
        return self.tries(getattr(standing, verb), writer, **said)


class TakeBackForm(DeskForm):
    name = "take-back"
    change = forms.IntegerField(
        min_value=1, max_value=2**31 - 1, required=False, widget=forms.HiddenInput
    )
    reason = reason_field()
    with_replies = forms.BooleanField(
        label=gettext_lazy("The replies refused with it wait again"), required=False
    )

    def does(self, writer, *, by):
        if not self.is_valid():
            return False
        change = writer.standing_changes.numbered(self.cleaned_data["change"]).first()
        if change is None:
            self.add_error(None, _("There is no such change to take back."))
            return False
        return self.tries(
            standing.take_back,
            change,
            by=by,
            reason=self.cleaned_data["reason"],
            with_replies=self.cleaned_data["with_replies"],
        )


class NoteForm(DeskForm):
    name = "note"
    words = forms.CharField(
        label=gettext_lazy("A note for colleagues"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": standing.NOTE_LENGTH, "dir": "auto"}),
    )

    def does(self, writer, *, by):
        words = self.cleaned_data["words"] if self.is_valid() else ""
        return not self.errors and self.tries(standing.add_note, writer, by=by, words=words)
