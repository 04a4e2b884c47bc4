"""“Leave a Reply”: the form under a story, on django-comments-xtd's security fields.

It judges words; what may be done with them is for `posting` to say. Every sentence in it is ours,
and whatever is wrong, what was typed comes back.
"""

import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_comments_xtd.forms import XtdCommentForm

from articles.models import Story
from comments import policy, posting, screening, text

SECURITY_FIELDS = ("content_type", "object_pk", "timestamp", "security_hash")
LONGEST_ADDRESS = 254  # RFC 5321, section 4.5.3.1.3, and the column's width
LONGEST_LOCAL_PART = 64  # RFC 5321, section 4.5.3.1.1
LARGEST_ID = 2**31 - 1


class LeaveAReplyForm(XtdCommentForm):
    timestamp = forms.IntegerField(min_value=0, max_value=2**40, widget=forms.HiddenInput)
    reply_to = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_ID, widget=forms.HiddenInput
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        error_messages={"required": gettext_lazy("Please write your reply here.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        error_messages={"required": gettext_lazy("Please tell us your name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        max_length=None,
        error_messages={
            "required": gettext_lazy("Please give your e-mail address. It will not be published."),
            "invalid": gettext_lazy(
                "This is not a whole e-mail address, such as name@example.org."
            ),
        },
    )
    followup = forms.BooleanField(
        label=gettext_lazy("Tell me by mail when somebody answers."), required=False
    )

    def __init__(self, story, data=None, *, answered=None):
        """For `story`, the readers' copy; `answered` is the published Reply it answers, if any.

        `data` may be anything that was posted: it is scrubbed before it is looked at.
        """
        self.story, self.answered = story, answered
        self.is_untrusted = False
        if data is not None:
            data = {name: text.scrub(data[name]) for name in self.base_fields if name in data}
        super().__init__(
            Story(pk=story.pk), data=data, comment=answered, auto_id="leave-a-reply-%s"
        )
        del self.fields["url"]
        self._dress()

    def _dress(self):
        """Our own widgets, in place of those that xtd's __init__ puts in."""
        self.fields["comment"].widget = forms.Textarea(attrs={"rows": 8, "dir": "auto"})
        self.fields["name"].widget = forms.TextInput(
            attrs={"autocomplete": "name", "dir": "auto", "data-remembered": ""}
        )
        self.fields["email"].widget = forms.EmailInput(
            attrs={"autocomplete": "email", "data-remembered": ""}
        )
        self.fields["followup"].widget = forms.CheckboxInput()
        self.fields["followup"].initial = False  # a box that was ticked for them is no consent
        self.fields["email"].validators.insert(0, is_plain_before_the_at)
        self.fields["honeypot"].widget = forms.TextInput(
            attrs={"autocomplete": "off", "tabindex": "-1"}
        )
        self.fields["honeypot"].label = _("Leave this field empty")
        for name, label in (("name", _("Name")), ("email", _("Email")), ("comment", _("Comment"))):
            self.fields[name].label = label
            self.fields[name].help_text = ""  # xtd's, which no page shows
            self.fields[name].widget.is_required = True

    def generate_security_data(self):
        return signed_for(self.story)

    def generate_security_hash(self, content_type, object_pk, timestamp):
        return signature_of(content_type, object_pk, timestamp)

    def clean_content_type(self):
        return self._as_given("content_type")

    def clean_object_pk(self):
        """A form that was given out for one story cannot be sent to another."""
        return self._as_given("object_pk")

    def clean_comment(self):
        comment = text.tidy(self.cleaned_data["comment"])
        attempt = screening.Attempt(story=self.story, text=comment, rules=self.rules)
        if refusal := screening.is_wrong_length(attempt):
            raise ValidationError(refusal.sentence)
        return comment

    def clean_name(self):
        name = text.tidy_line(self.cleaned_data["name"])
        if text.is_blank(name):
            raise ValidationError(_("Please tell us your name."))
        if len(name) > text.NAME_LENGTH:
            raise ValidationError(
                _("Please use a name of at most %(limit)d characters.")
                % {"limit": text.NAME_LENGTH}
            )
        return name

    def clean_email(self):
        return mailable(self)

    def clean_reply_to(self):
        """The id of a published reply under this story; None at the top of the thread."""
        wanted = self.cleaned_data["reply_to"]
        if not wanted:
            return None
        self.answered = posting.answerable(self.story, wanted)
        if self.answered is None:
            raise ValidationError("gone")
        return wanted

    def clean(self):
        super().clean()
        self._explain_security()
        if "reply_to" in self.errors:
            del self._errors["reply_to"]
            self.data["reply_to"] = ""
            self.add_error(
                None,
                _(
                    "The reply you are answering is not there any more. Send yours again to leave "
                    "it as a reply to the story."
                ),
            )
        return self.cleaned_data

    def _explain_security(self):
        """Say in words what the hidden fields found, and give out fresh ones."""
        troubled = [name for name in SECURITY_FIELDS if name in self._errors]
        trapped = "honeypot" in self._errors
        for name in (*troubled, "honeypot"):
            self._errors.pop(name, None)
        if trapped:
            self.data["honeypot"] = ""
            self.add_error(
                None,
                _(
                    "A field that must stay empty was filled in, perhaps by your browser. It is "
                    "empty again: please send your reply once more."
                ),
            )
        if troubled:
            self.add_error(
                None,
                _(
                    "This form was open for more than a week or did not reach us whole. Here is a "
                    "fresh one with your text: please send it once more."
                ),
            )
        self.is_untrusted = trapped or bool(troubled)
        # Every refused form is shown again, so it gets a new week to be sent in.
        self.data.update(self.generate_security_data())

    @cached_property
    def rules(self):
        """The rules for replies to the story, asked for once however many parts go by them."""
        return policy.in_force(self.story)

    @cached_property
    def _given(self):
        return self.generate_security_data()

    def _as_given(self, name):
        if self.cleaned_data[name] != self._given[name]:
            raise ValidationError("not ours")
        return self.cleaned_data[name]

    @property
    def refusal_status(self):
        """400 for a form we cannot trust, 422 for words that need another look."""
        return 400 if self.is_untrusted else 422


def signed_for(story):
    """The hidden fields of a form for replies to `story`, given out now, with their signature."""
    # They name the desk's row, which outlives every published copy of it.
    named = {"content_type": str(Story._meta), "object_pk": str(story.pk)}
    named["timestamp"] = str(int(time.time()))
    return {**named, "security_hash": signature_of(**named)}


def signature_of(content_type, object_pk, timestamp):
    """What signs the hidden fields: forty hex digits, which is what the base asks for."""
    value = "-".join((content_type, object_pk, timestamp))
    return salted_hmac("comments.leave-a-reply", value, algorithm="sha256").hexdigest()[:40]


class AskForLinkForm(forms.Form):
    """Where a link to somebody's own page is to go, if that is an address we know."""

    email = forms.EmailField(
        label=gettext_lazy("Email"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Please give the e-mail address of your replies."),
            "invalid": gettext_lazy(
                "This is not a whole e-mail address, such as name@example.org."
            ),
        },
    )

    def __init__(self, data=None):
        if data is not None:
            data = {"email": text.scrub(data.get("email", ""))}
        super().__init__(data)


class FollowThreadForm(forms.Form):
    """An address that wants to be told of new replies under a story, and a trap for robots."""

    email = forms.EmailField(
        label=gettext_lazy("Email"),
        max_length=None,
        error_messages={
            "required": gettext_lazy("Please give your e-mail address. It will not be published."),
            "invalid": gettext_lazy(
                "This is not a whole e-mail address, such as name@example.org."
            ),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    honeypot = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data=None):
        """`data` may be anything that was posted: it is scrubbed before it is looked at."""
        if data is not None:
            data = {name: text.scrub(data[name]) for name in self.base_fields if name in data}
        super().__init__(data, auto_id="follow-%s")
        self.fields["email"].validators.insert(0, is_plain_before_the_at)

    def clean_email(self):
        return mailable(self)

    def clean(self):
        if self.cleaned_data.get("honeypot"):
            self.data["honeypot"] = ""
            self.add_error(
                None,
                _(
                    "A field that must stay empty was filled in, perhaps by your browser. It is "
                    "empty again: please send the form once more."
                ),
            )
        return self.cleaned_data


def mailable(form):
    """The address in a form's `email`. Raises ValidationError where none could be mailed."""
    address = form.cleaned_data["email"]
    if len(address) > LONGEST_ADDRESS or not _can_be_mailed(address):
        raise ValidationError(form.fields["email"].error_messages["invalid"])
    return address


def is_plain_before_the_at(address):
    """Refuse what not every server on the way passes on (RFC 6531; RFC 5321, section 4.1.2)."""
    local = address.rpartition("@")[0]
    if not local.isascii() or '"' in local:
        sentence = _(
            "Mail does not surely reach an address with accents, letters of other scripts or "
            "quotation marks before the @. Please give another; behind the @ any letters will do."
        )
        raise ValidationError(sentence)


def _can_be_mailed(address):
    """Whether a mail server could be asked to deliver to `address` at all.

    Never to one of this machine or to a bare network address: no reader has their mail there.
    """
    local, _at, domain = address.rpartition("@")
    if text.has_hidden_characters(address) or len(local) > LONGEST_LOCAL_PART:
        return False
    if "." not in domain or domain.startswith("["):
        return False
    try:
        return len(domain.encode("idna")) + len(local) < LONGEST_ADDRESS
    except UnicodeError:
        return False
