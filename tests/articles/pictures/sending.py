"""The form of a picture's screen, sent back as a browser would."""


def screen(picture):
    return f"/admin/articles/picture/{picture.pk}/change/"


def form_of(desk, picture):
    """Everything the form of the screen holds."""
    form = desk.get(screen(picture)).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    sent = {}
    for name, value in values.items():
        if name == "file" or value in (None, False, ""):
            continue
        sent[name] = "on" if value is True else form[name].field.prepare_value(value)
    sent["keywords"] = ", ".join(tag.name for tag in picture.keywords.all())
    return sent


def save(desk, picture, **changed):
    sent = {**form_of(desk, picture), **changed}
    return desk.post(screen(picture), {name: value for name, value in sent.items() if value != ""})


def errors(response):
    return response.context["adminform"].form.errors
