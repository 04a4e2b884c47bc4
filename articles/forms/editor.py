"""The body editor: django-prose-editor with exactly the parts of the body's grammar.

Our own blocks are plain ES modules, found through the page's import map. What the editor sends is
never believed: the form has it cleaned by `articles.body`.
See docs/decisions/0003-the-body-editor.md.
"""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django_prose_editor.widgets import ProseEditorWidget, prose_editor_media
from js_asset import ImportMap, Media

# Imported by name from other modules, so that their hashed addresses are known to the browser.
SHARED_MODULES = {
    "newsroom/dialog": "js/editor/dialog.js",
    "newsroom/library": "js/editor/library.js",
    "newsroom/finder": "js/editor/finder.js",
    "newsroom/block": "js/editor/block.js",
    "newsroom/own-words": "js/editor/own-words.js",
    "newsroom/kept": "js/desk/kept.js",
    "newsroom/everybody": "js/desk/everybody.js",
}
EXTENSION_MODULES = [
    f"js/editor/{name}.js"
    for name in (
        "grammar",
        "story-link",
        "read-also",
        "picture",
        "gallery",
        "pull-quote",
        "embed",
        "paste",
        "toolbar",
    )
]
MENU = ["headings", "marks", "lists", "nodes -blockType", "link", "desk", "history"]

desk_modules = Media(importmap=ImportMap(SHARED_MODULES))


class BodyEditor(ProseEditorWidget):
    """A textarea that becomes the body editor; without scripts it stays one and saves as well."""

    def __init__(self, attrs=None):
        super().__init__(attrs={"rows": 30, **(attrs or {})}, preset="configurable")

    @property
    def media(self):
        return (
            prose_editor_media(preset=self.preset)
            + desk_modules
            + Media(css={"all": ["css/desk-editor.css", "css/desk-dialogs.css"]})
        )

    def get_config(self):
        stories = {
            "find": reverse("admin:articles_story_find"),
            "suggest": reverse("admin:articles_story_suggest"),
        }
        pictures = {
            "find": reverse("admin:articles_picture_find"),
            "library": reverse("admin:articles_picture_upload"),
        }
        return {
            "extensions": {
                "Document": True,
                "Paragraph": True,
                "Text": True,
                "HardBreak": True,
                "Heading": {"levels": [2, 3]},
                "Bold": True,
                "Italic": True,
                "Subscript": True,
                "Superscript": True,
                "BulletList": True,
                "OrderedList": True,
                "ListItem": True,
                "Blockquote": True,
                "HorizontalRule": True,
                "Link": {"enableTarget": False, "autolink": False, "defaultProtocol": "https"},
                "StoryLink": stories,
                "ReadAlso": stories,
                "LibraryPicture": pictures,
                "Gallery": {"find": pictures["find"]},
                "PullQuote": True,
                "Embed": {**pictures, "look": reverse("admin:articles_embed_look")},
                "CleanPaste": True,
                "History": True,
                "Dropcursor": True,
                "Gapcursor": True,
                "TrailingNode": True,
                "Placeholder": {"placeholder": _("The story…")},
                "Menu": {"groups": [{"group": group} for group in MENU]},
                "DeskToolbar": {"label": _("Body")},
            },
            "js_modules": [static(module) for module in EXTENSION_MODULES],
        }
