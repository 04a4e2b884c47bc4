"""What the ids in a content are called, now or when it was saved."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from articles.body import Link


class Names:
    """Names by kind and id, as `Revision.names` holds them; those of `others` where it has none."""

    def __init__(
        self,
        names: Mapping[str, Mapping[str, str]] | None = None,
        others: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._sources = [names or {}, others or {}]

    def section(self, pk: int) -> str:
        return self._find("sections", pk) or _("section %(number)s") % {"number": pk}

    def person(self, pk: int) -> str:
        return self._find("people", pk) or _("person %(number)s") % {"number": pk}

    def picture(self, pk: int) -> str:
        return self._find("pictures", pk) or _("picture %(number)s") % {"number": pk}

    def story(self, pk: int) -> str:
        return self._find("stories", pk) or _("story %(number)s") % {"number": pk}

    def target(self, link: Link) -> str:
        """Where a link leads: a story by its headline, anything else by its address."""
        return f"“{self.story(link.story)}”" if link.story else link.href.removeprefix("mailto:")

    def _find(self, kind: str, pk: int) -> str:
        found = (source.get(kind, {}).get(str(pk)) for source in self._sources)
        return next((name for name in found if name), "")
