"""The desk's forms: they judge words. What a person may do is judged by `workflow`."""

from .editor import BodyEditor
from .newspaper import NewspaperForm
from .people import PersonForm
from .pictures import PictureForm
from .rows import BylineForm, BylineFormSet, OrderedFormSet, RelatedLinkForm
from .story import StoryForm
from .topics import TopicForm

__all__ = [
    "BodyEditor",
    "BylineForm",
    "BylineFormSet",
    "NewspaperForm",
    "OrderedFormSet",
    "PersonForm",
    "PictureForm",
    "RelatedLinkForm",
    "StoryForm",
    "TopicForm",
]
