"""A note on a story, and whom it names."""

from django import forms
from django.contrib.auth import get_user_model
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from articles import notes
from articles.models import Note, name_of

from .long_select import LongSelect, are_many
from .words import WholeCharacters


class Colleague(forms.ModelChoiceField):
    def label_from_instance(self, account):
        return in_a_list(account)


def in_a_list(account):
    """A colleague as lists name them: with the user name that an @ calls."""
    name, username = name_of(account), account.get_username()
    return f"@{name}" if name == username else f"{name} (@{username})"


class NoteForm(WholeCharacters, forms.Form):
    """The words, one colleague to tell, and the note of the story that it answers.

    `owner` is the id of the form that sends the fields, where they do not stand inside it: beside
    a text, where colleagues are named when somebody comes to the field if there are many.
    """

    text = forms.CharField(
        label=gettext_lazy("A new note"),
        max_length=notes.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write something first.")},
        help_text=gettext_lazy("Write @ and a user name to tell somebody, as often as you like."),
    )
    colleague = Colleague(
        get_user_model().objects.none(),
        label=gettext_lazy("Tell"),
        required=False,
        empty_label=gettext_lazy("nobody in particular"),
        widget=LongSelect,
    )
    answers = forms.ModelChoiceField(
        Note.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": gettext_lazy("The note that this answers is not there any more.")
        },
    )

    def __init__(self, *args, story, answers=None, owner=None, **kwargs):
        super().__init__(*args, initial={"answers": answers and answers.pk}, **kwargs)
        self.answered = answers
        self.fields["answers"].queryset = story.notes.all()
        self.fields["colleague"].queryset = notes.colleagues()
        if answers is not None:  # whoever wrote in the thread is told anyhow
            self.fields["text"].label = gettext_lazy("Your answer")
            del self.fields["colleague"]
        elif owner is not None and are_many(get_user_model().objects.all()):
            field = self.fields["colleague"]
            others = reverse_lazy("admin:articles_story_colleagues")
            field.widget.offer([("", field.empty_label)], others_at=others)
        if owner is not None:
            for field in self.fields.values():
                field.widget.attrs["form"] = owner

    @property
    def naming(self):
        colleague = self.cleaned_data.get("colleague")
        return [colleague] if colleague else []
