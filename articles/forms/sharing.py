"""The form of a share link: for whom, and until when."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body import is_visible

from .moments import MomentField
from .words import WholeCharacters


class ShareForm(WholeCharacters, forms.Form):
    whom = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=120,
        help_text=gettext_lazy("One person. Stands above the page, so that a link tells its way."),
    )
    until = MomentField(label=gettext_lazy("Open until"))

    def clean_whom(self):
        whom = self.cleaned_data["whom"]
        if not is_visible(whom):
            raise ValidationError(_("Say for whom the link is."))
        return whom

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _(
            "By the newsroom's clock (%(zone)s). At most 30 days from now."
        ) % {"zone": timezone.localtime().tzname()}
