"""The desk's forms: they judge words. What a person may do is judged by `workflow`."""

from .accounts import AccountForm, NewAccountForm, RoleForm
from .editor import BodyEditor
from .front_page import FrontPageForm
from .moments import MomentField
from .newspaper import NewspaperForm
from .notes import NoteForm
from .people import PersonForm
from .pictures import PictureForm
from .rows import (
    BylineForm,
    BylineFormSet,
    CorrectionForm,
    CorrectionFormSet,
    OrderedFormSet,
    RelatedLinkForm,
)
from .sections import SectionForm
from .sharing import ShareForm
from .story import StoryForm
from .topics import TopicForm

__all__ = [
    "AccountForm",
    "BodyEditor",
    "BylineForm",
    "BylineFormSet",
    "CorrectionForm",
    "CorrectionFormSet",
    "FrontPageForm",
    "MomentField",
    "NewAccountForm",
    "NewspaperForm",
    "NoteForm",
    "OrderedFormSet",
    "PersonForm",
    "PictureForm",
    "RelatedLinkForm",
    "RoleForm",
    "SectionForm",
    "ShareForm",
    "StoryForm",
    "TopicForm",
]
