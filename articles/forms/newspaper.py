"""The newspaper's own row: everything an editor may set of it on one screen."""

import logging
import secrets

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles import logos, readiness
from articles.models import Newspaper, Picture

from .navigation import Navigation
from .newspaper_fields import Colour, FollowLinks, ZoneField, colour_in, languages
from .newspaper_meanwhile import meet, stands_as
from .words import WholeCharacters

logger = logging.getLogger(__name__)


class NewspaperForm(WholeCharacters, forms.ModelForm):
    follow = FollowLinks(
        label=_("Follow links"),
        required=False,
        help_text=_(
            "One a line: a label, a space and the address, such as "
            "“Mastodon https://social.example/@paper”."
        ),
    )
    navigation = Navigation(
        label=_("Navigation"),
        required=False,
        help_text=_(
            "The row under the masthead, one a line in its order: the name of a section; "
            "“topic Ferry”; latest, archive, corrections, about or search; or an address with a "
            "label, “Weather = https://weather.example/”. “Our town = Town” gives a section "
            "another label. Empty: the latest, then all sections in their order."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=languages,
        help_text=_(
            "The language stories are written in: names of days and months, numbers, the direction "
            "of the page, what browsers and search engines are told. Words of the program itself "
            "are English where nobody has translated them yet."
        ),
    )
    time_zone = ZoneField(
        label=_("Time zone"),
        help_text=format_lazy(
            _(
                "Every hour on every page and at the desk, and the day a new story's address "
                "begins with. Type a city, such as London, or choose of the list. Empty: as the "
                "machine is set, {zone}. Stories that are out keep their addresses."
            ),
            zone=settings.TIME_ZONE,
        ),
    )
    accent = Colour(
        label=_("Accent colour"),
        help_text=_(
            "Of labels and links. Six digits such as #0b5a63, or pick one; it has to be dark "
            "enough to be read on paper. For the dark scheme it is lightened by itself."
        ),
    )
    logo_light = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_(
            "PNG, WebP or JPEG, in place of the name in the masthead. A wide one on a transparent "
            "ground suits best. Without one the name stands there as type."
        ),
    )
    logo_dark = forms.FileField(
        label=_("Logo on dark"),
        required=False,
        help_text=_("For readers whose screens are dark; without one they get the other."),
    )
    icon = forms.FileField(
        label=_("Icon"),
        required=False,
        help_text=_(
            "A square picture for tabs of browsers and phones. Without one it is made from the "
            "logo, where that is not too wide for it."
        ),
    )
    # A browser sends no file twice: what was sent with a form that is refused is found by these.
    logo_light_sent = forms.CharField(label=_("Logo"), required=False, widget=forms.HiddenInput)
    logo_dark_sent = forms.CharField(
        label=_("Logo on dark"), required=False, widget=forms.HiddenInput
    )
    icon_sent = forms.CharField(label=_("Icon"), required=False, widget=forms.HiddenInput)
    without_logo = forms.BooleanField(label=_("Take logo and icon away"), required=False)
    fallback_picture = forms.ModelChoiceField(
        Picture.objects.all(),
        label=_("Picture in another's stead"),
        required=False,
        widget=forms.NumberInput(attrs={"min": 1}),
        help_text=_(
            "The number of a picture in the library: shown where a story's picture may not be "
            "shown any more and has none of its own in its stead. Without one there is none then."
        ),
        error_messages={"invalid_choice": _("There is no picture with this number.")},
    )
    websub_hub = forms.URLField(
        label=_("WebSub hub"),
        required=False,
        assume_scheme="https",
        help_text=_(
            "A service that tells readers of feeds of each new story at once, such as "
            "https://pubsubhubbub.appspot.com/. Empty: they ask for themselves."
        ),
    )
    licensing_url = forms.URLField(
        label=_("Where pictures are licensed"),
        required=False,
        assume_scheme="https",
        help_text=_("A page that sells your pictures; search engines show the way there."),
    )
    seen_as = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Newspaper
        fields = ["name", "tagline", "contact_email", "about", "legal", "follow"]
        fields += ["four_eyes", "public_history", "kill_notice", "fallback_picture"]
        fields += ["language", "time_zone", "date_style", "accent", "navigation"]
        fields += ["feed_text", "ai_crawlers", "websub_hub", "index_now", "licensing_url"]
        fields += ["counts_reading"]
        help_texts = {
            "date_style": _(
                "On readers' pages. Feeds keep the form that programs read, and lists of the desk "
                "a short one of their own."
            ),
            "ai_crawlers": _(
                "A request that decent programs keep to. It does not touch search engines."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_as"] = stands_as(self.instance)

    def _widget_data_value(self, widget, html_name):
        """Browsers end lines in two characters; kept so, every text would count as changed."""
        value = super()._widget_data_value(widget, html_name)
        if isinstance(widget, forms.Textarea) and isinstance(value, str):
            return value.replace("\r\n", "\n")
        return value

    def clean_fallback_picture(self):
        """What is shown everywhere in others' stead has to be fit to be shown itself."""
        picture = self.cleaned_data["fallback_picture"]
        if picture is None or picture.pk == self.instance.fallback_picture_id:
            return picture
        if not picture.is_usable:
            raise ValidationError(readiness.picture_sentence(picture))
        if not picture.is_lawful_at():
            raise ValidationError(_("This picture may not be shown itself: choose another."))
        return picture

    def clean_accent(self):
        """What was typed, unless something else was picked and nothing else typed."""
        typed, picked = self.cleaned_data["accent"]
        was = self.initial.get("accent") or ""
        return colour_in(picked if picked and picked != was and typed in ("", was) else typed)

    def clean_logo_light(self):
        return self._logo("logo_light")

    def clean_logo_dark(self):
        return self._logo("logo_dark")

    def clean_icon(self):
        logo = self._logo("icon")
        icon = logo and logos.icon_of(logo, margin=0)
        if logo and not icon:  # it is not sent again by itself
            self.data["icon_sent"], self["icon"].help_text = "", self.fields["icon"].help_text
            raise ValidationError(_("An icon is about as wide as it is high."))
        return icon

    def _logo(self, name):
        """A logo as it will be given out, sent now or with the same form before; else None."""
        file = self.cleaned_data[name]
        try:
            logo = logos.read(file) if file else logos.kept(self.data.get(f"{name}_sent", ""))
            if logo:
                logos.keep(logo)
        except logos.LogoRefused as refused:
            raise ValidationError(str(refused)) from None
        except OSError as trouble:
            logger.exception("A logo could not be kept")
            raise ValidationError(
                _("There is no room to keep this file. Please tell whoever runs the site.")
            ) from trouble
        if logo:
            self.data = self.data.copy()
            self.data[f"{name}_sent"] = logo.digest
            self[name].help_text = _("The file you chose is kept and need not be chosen again.")
        return logo

    def clean(self):
        cleaned = super().clean()
        has_light = cleaned.get("logo_light") or self.instance.logos.get("light")
        if cleaned.get("logo_dark") and not (has_light and not cleaned.get("without_logo")):
            self.add_error("logo_dark", _("Upload the logo for light screens first, or with it."))
        if cleaned.get("index_now") and not self.instance.index_now_key:
            self.instance.index_now_key = secrets.token_hex(16)
        meet(self)
        return cleaned
