"""Another file for a picture may name another photographer: a person says whose name stands.

Also the words of the present file, taken into the form one by one.
"""

from django.utils.translation import gettext as _

from articles.library import told
from articles.library.retelling import label_of, value_in_words
from articles.models import Picture

RECORD, FILE = "record", "file"
TAKE = "_take"


class FileWords:
    """A form of a picture in the library that knows what its present or its next file says.

    After validation `differences` holds what somebody still has to decide of another file, and
    `about_file` its checksum.
    """

    about_file = ""

    def take_from_file(self):
        """The button beside a word of the file was pressed: it stands in the form now."""
        name = self.data.get(TAKE, "") if self.is_bound else ""
        words = told.words_of_original(self.instance) if name in told.ASKED else {}
        if name in words and name in self.fields:
            self.data = self.data.copy()
            self.data[name] = words[name]

    def clean_what_another_file_says(self):
        """Where another file owes somebody else a credit, nothing is done before a person chose.

        So it is where it says that no camera took it as it is: the published credit says that too.
        """
        if not self.checked or self.checked.checksum == self.instance.checksum:
            return
        words, typed = told.words_of(self.cleaned_data["file"]), self.cleaned_data
        is_about_it = self.data.get("about_file") == self.checked.checksum
        differences = [
            {
                "name": name,
                "label": label_of(name),
                "record": value_in_words(name, typed[name]),
                "file": value_in_words(name, words[name]),
                "chosen": self.data.get(f"keep_{name}") if is_about_it else None,
            }
            for name in (*told.OWED, *_made(words))
            if name in self.cleaned_data
            and told.is_another(words.get(name), self.cleaned_data[name])
        ]
        if all(one["chosen"] in {RECORD, FILE} for one in differences):
            for one in differences:
                if one["chosen"] == FILE:
                    self.cleaned_data[one["name"]] = words[one["name"]]
            return
        self.differences, self.about_file = differences, self.checked.checksum
        self.add_error(
            "file",
            _("This file says otherwise than the library: choose what is to stand."),
        )


def _made(words):
    """The field that says how a picture was made, where a file says that no camera took it so."""
    source = words.get("digital_source", "")
    return ["digital_source"] if Picture(digital_source=source).how_made else []
