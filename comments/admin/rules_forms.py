"""The forms of the rules: what each number means, what it is to begin with, and what is no rule.

The rule: whatever was typed comes back with a sentence at its place; a secret never comes back.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from taggit.models import Tag

from comments import hours, outside, text
from comments.models import HouseRules, Mode, Openness, SectionRules, TopicRules

MOST_WORDS = 5000
LONGEST_WORD = 100  # characters of a line
WORDS = ("banned_words", "suspect_words")
SECRETS = {"akismet_key": "akismet_url", "hook_secret": "hook_url"}  # and whose they are
SERVICES = {address: secret for secret, address in SECRETS.items()}

HELP = {
    "mode": gettext_lazy("Sections, topics and single stories can say otherwise."),
    "trusts_by_record": gettext_lazy("Without it only moderators trust writers, by hand."),
    "trust_after": gettext_lazy("How many approved replies it takes, from a confirmed address."),
    "trust_days": gettext_lazy("In days: one refused reply within them, and trust is not earned."),
    "banned_words": gettext_lazy(
        "One word or phrase a line. A reply with one is refused and its writer is told which. "
        "Whole words only; case, accents and letters that look alike make no difference."
    ),
    "suspect_words": gettext_lazy(
        "As above, but a reply with one is held for a moderator, who sees the word marked."
    ),
    "links_hold": gettext_lazy("So many web addresses in a reply hold it. 0: they never do."),
    "refused_share": gettext_lazy(
        "In per cent of the replies decided lately. A writer with as many refusals is held. "
        "0: never."
    ),
    "refused_days": gettext_lazy("In days: how far back that looks."),
    "refused_least": gettext_lazy("With fewer decided replies it holds nobody."),
    "pause_seconds": gettext_lazy("In seconds, between two replies from one address. 0: none."),
    "hourly_by_address": gettext_lazy("Replies from one e-mail address within an hour."),
    "hourly_by_network": gettext_lazy("Replies from one household or rented server in an hour."),
    "hourly_confirmations": gettext_lazy(
        "Mails to confirm that one address gets in an hour. The last of them is kept for networks "
        "from which its owner confirmed before."
    ),
    "shortest": gettext_lazy("In characters."),
    "longest": gettext_lazy("In characters, between 100 and 20,000."),
    "closes_after": gettext_lazy("In days after a story was first published. 0: never."),
    "edit_minutes": gettext_lazy(
        "In minutes: so long a writer can change an own reply that nobody answered. 0: not at all."
    ),
    "scores_spam": gettext_lazy("It learns from your verdicts and decides nothing alone."),
    "spam_holds": gettext_lazy("In per cent: a reply as likely to be spam is held."),
    "akismet_url": gettext_lazy("Left empty, no reply is sent to another service."),
    "akismet_key": gettext_lazy("Never shown again. Left empty, the one we have stays."),
    "hook_url": gettext_lazy("Left empty, no reply is sent there."),
    "hook_secret": gettext_lazy("It signs what is sent. Left empty, the one we have stays."),
    "outside_seconds": gettext_lazy("In seconds; a reply not answered for by then is held."),
    "networks_kept_days": gettext_lazy("In days; kept in a form nobody can read."),
    "refused_kept_days": gettext_lazy("In days after the refusal. 0: for ever."),
    "digest_hours": gettext_lazy(
        "Hours of the day at which moderators get one mail with what waits, such as 8, 14. Left "
        "empty, none is sent."
    ),
}


class Scrubbed(forms.ModelForm):
    """A form whose words every database can keep, whatever was sent."""

    def __init__(self, data=None, *args, **kwargs):
        if data is not None:
            data = data.copy()
            for name, values in data.lists():
                data.setlist(name, [text.scrub(value) for value in values])
        super().__init__(data, *args, **kwargs)


class HouseRulesForm(Scrubbed):
    akismet_url = forms.URLField(
        label=gettext_lazy("Address of the Akismet service"), required=False, assume_scheme="https"
    )
    hook_url = forms.URLField(
        label=gettext_lazy("Address of the signed check"), required=False, assume_scheme="https"
    )

    class Meta:
        model = HouseRules
        fields = tuple(HELP)
        widgets = {
            **dict.fromkeys(SECRETS, forms.PasswordInput(attrs={"autocomplete": "new-password"})),
            **dict.fromkeys(WORDS, forms.Textarea(attrs={"rows": 8, "spellcheck": "false"})),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.help_text = _help_for(name)
        for name in SECRETS:
            self.initial.pop(name, None)
            if name in self.fields and getattr(self.instance, name):
                self.fields[name].help_text += " " + _("There is one now.")

    def clean_banned_words(self):
        return _a_list(self.cleaned_data["banned_words"])

    def clean_suspect_words(self):
        return _a_list(self.cleaned_data["suspect_words"])

    def clean_akismet_key(self):
        return self.cleaned_data["akismet_key"] or self.instance.akismet_key

    def clean_hook_secret(self):
        return self.cleaned_data["hook_secret"] or self.instance.hook_secret

    def clean_digest_hours(self):
        try:
            chosen = hours.hours_of(self.cleaned_data["digest_hours"])
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return ", ".join(map(str, chosen))

    def clean(self):
        cleaned = super().clean()
        shortest, longest = cleaned.get("shortest"), cleaned.get("longest")
        if shortest is not None and longest is not None and shortest >= longest:
            self.add_error("shortest", _("This must be less than the most characters."))
        for secret, address in SECRETS.items():
            if address in cleaned and not cleaned[address]:
                cleaned[secret] = ""  # a service that is not asked needs no key of ours
            elif cleaned.get(address) and not cleaned.get(secret):
                self.add_error(secret, _("With an address it needs this, too."))
            elif (
                cleaned.get(address) and address in self.changed_data and not self.data.get(secret)
            ):
                # Whoever changes where a secret goes would otherwise have it sent to themselves.
                self.add_error(secret, _("The address is a new one: please type this again."))
        self._try_services(cleaned)
        return cleaned

    def _leads_elsewhere(self, address, secret):
        """Whether a secret that was typed once would go to an address that was typed now."""
        return address in self.changed_data and not self.data.get(secret)

    def _try_services(self, cleaned):
        """Ask the services that were changed whether they know us: one that fails holds all."""
        for address in SECRETS.values():
            if trouble := cleaned.get(address) and outside.trouble_with(cleaned[address]):
                self.add_error(address, trouble)
        changed = {*self.changed_data} & {*SECRETS, *SECRETS.values()}
        if self.errors or not changed:
            return
        fields = (*SECRETS, *SECRETS.values(), "outside_seconds")
        tried = HouseRules(**{name: cleaned[name] for name in fields})
        for answer in outside.try_out(tried):
            address = {"akismet": "akismet_url", "signed": "hook_url"}[answer.by]
            if answer.outcome == outside.FAILED and {address, SERVICES[address]} & changed:
                self.add_error(address, outside.in_words(answer.as_json()))


class SectionRulesForm(Scrubbed):
    mode = forms.ChoiceField(
        label=gettext_lazy("What appears at once"),
        required=False,
        choices=[("", gettext_lazy("As in the house")), *Mode.choices],
    )

    class Meta:
        model = SectionRules
        fields = ("section", "mode", "closes_after")
        help_texts = {"closes_after": gettext_lazy("Empty: as in the house. 0: never.")}


class TopicRulesForm(Scrubbed):
    """A topic is typed, not chosen: there may be thousands."""

    name = forms.CharField(label=gettext_lazy("Topic"), max_length=100)

    class Meta:
        model = TopicRules
        fields = ("name", "force", "because")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["name"].initial = self.instance.topic.name

    def clean_name(self):
        name = text.tidy_line(self.cleaned_data["name"])
        topic = Tag.objects.filter(name__iexact=name).order_by("pk").first()
        if topic is None:
            raise forms.ValidationError(_("There is no topic of this name."))
        if TopicRules.objects.filter(topic=topic).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This topic has a rule already."))
        self.instance.topic = topic
        return topic.name


class StoryRulesForm(forms.Form):
    openness = forms.ChoiceField(
        label=gettext_lazy("Replies"),
        required=False,
        choices=Openness.choices,
        widget=forms.RadioSelect,
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("What appears at once"),
        required=False,
        choices=[("", gettext_lazy("As the rules say")), *Mode.choices],
        widget=forms.RadioSelect,
    )


def _help_for(name):
    """What a rule means, and what it is in a newsroom that changed nothing."""
    field, words = HouseRules._meta.get_field(name), str(HELP.get(name, ""))
    if not field.has_default() or name in (*WORDS, *SECRETS):
        return words
    default = dict(field.flatchoices).get(field.default, field.default)
    if isinstance(default, bool):
        default = _("on") if default else _("off")
    return (
        words + " " + _("To begin with: %(default)s.") % {"default": default}
        if default != ""
        else words
    )


def _a_list(typed):
    """A list of words as it is kept: one a line, each once."""
    lines = [" ".join(line.split()) for line in text.scrub(typed).splitlines()]
    lines = list(dict.fromkeys(line for line in lines if line))
    if len(lines) > MOST_WORDS:
        sentence = _("These are %(number)d words; a list can have %(limit)d.")
        raise forms.ValidationError(sentence % {"number": len(lines), "limit": MOST_WORDS})
    too_long = [line for line in lines if len(line) > LONGEST_WORD]
    wordless = [line for line in lines if not text.words_in(line, line)]
    if too_long or wordless:
        wrong = [*too_long, *wordless]
        sentence = ngettext(
            "This line is no word or phrase of at most %(limit)d characters: %(lines)s",
            "These lines are no words or phrases of at most %(limit)d characters: %(lines)s",
            len(wrong),
        )
        shown = ", ".join(f"“{line[:40]}”" for line in wrong[:5])
        raise forms.ValidationError(sentence % {"limit": LONGEST_WORD, "lines": shown})
    return "\n".join(lines)
