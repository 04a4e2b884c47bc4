"""The words that the library is asked in: what a picture says, lacks, may, and whose it is.

The rule: each reads along an index or the narrow table of words, however many pictures there are.
"""

from django.db import models


class PictureLists(models.QuerySet):
    """What a queryset of the library's pictures is narrowed by."""

    def having(self, words):
        """Pictures that have every one of `words`, which are folded as `PictureWords` are."""
        found = self
        for word in words:
            found = found.filter(search_words__words__contains=word)
        return found

    def credited_to(self, words):
        """Pictures with every one of `words`, folded, in credit, by-line or source."""
        found = self
        for word in words:
            found = found.filter(search_words__credit__contains=word)
        return found

    def with_keyword(self, name):
        """Pictures that have the keyword of this name, in whatever case it is typed."""
        tagged = self.model.keywords.through.objects.filter(tag__name__iexact=name)
        return self.filter(pk__in=tagged.values("content_object"))

    def under(self, licence):
        return self.filter(licence=licence)

    def uncredited(self):
        return self.filter(credit="")

    def without_alt_text(self):
        """Pictures that nobody has described, nor said of that they are decorative."""
        return self.filter(alt="", is_decorative=False)

    def blocked(self):
        return self.filter(blocked_at__isnull=False)

    def not_cleared(self):
        """Pictures that our pages may not show, whatever the day."""
        return self.filter(for_web=False)

    def uploaded_by_account(self, account):
        return self.filter(uploaded_by=account)

    def uploaded_between(self, begin, end):
        return self.filter(uploaded_at__gte=begin, uploaded_at__lt=end)

    def rights_ending_between(self, first, last):
        """Pictures whose last day is one of those from `first` to `last`."""
        return self.filter(rights_until__gte=first, rights_until__lte=last)

    def rights_ended_by(self, day):
        """Pictures that may not be shown any more on `day`."""
        return self.filter(rights_until__lt=day)

    def rights_beginning_after(self, day):
        """Pictures that may not be shown yet on `day`."""
        return self.filter(rights_from__gt=day)

    def with_list_parts(self):
        """Without the columns that no list shows: what the file said can be long."""
        return self.defer("from_file", "content_credentials", "usage_terms", "notice")
