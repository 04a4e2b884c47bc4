// Adds pictures of the library to the text; without it the text has no pictures.

import { gettext } from "django-prose-editor/editor"
import { block } from "newsroom/block"
import { ask, el, field, NotYet } from "newsroom/dialog"
import { badges, describePicture, finder, pictureRefusal } from "newsroom/finder"
import { lookUp } from "newsroom/library"

export const LibraryPicture = block({
  name: "libraryPicture",
  tag: "figure",
  button: gettext("Picture"),
  title: gettext("Picture from the library"),
  attributes: { picture: "data-picture", caption: "data-caption" },
  options: { library: "" },
  card: show,
  ask: askForPicture,
})

async function show(body, values, { find }) {
  const picture = await lookUp(find, Number(values.picture))
  if (!picture) {
    body.replaceChildren(
      el(
        "span",
        { class: "desk-block__note" },
        picture === null
          ? gettext("This picture is no longer in the library.")
          : gettext("The desk could not be asked."),
      ),
    )
    return
  }
  body.replaceChildren(
    el("img", { src: picture.preview, alt: picture.alt, width: picture.width, height: picture.height }),
    el(
      "span",
      { class: "desk-block__caption" },
      `${values.caption || picture.caption} `,
      el("span", { class: "desk-block__credit" }, picture.credit),
    ),
    badges(picture) ?? "",
    picture.refusal ? el("span", { class: "desk-block__note" }, picture.refusal) : "",
  )
}

async function askForPicture(present, { find, library }) {
  const caption = el("textarea", { rows: 3 })
  caption.value = present?.caption ?? ""
  const now = el("p", { class: "desk-dialog__now" })
  const tell = (picture) => {
    now.textContent = picture ? [picture.caption, picture.credit].filter(Boolean).join(" — ") : ""
    caption.placeholder = picture?.caption ?? ""
  }
  const search = finder({
    label: gettext("Words of caption, credit, alt text or keywords"),
    address: find,
    describe: describePicture,
    refusal: pictureRefusal,
    start: present ? { id: Number(present.picture) } : null,
    onChoose: tell,
    upload: library,
  })
  if (present) tell(await lookUp(find, Number(present.picture)))
  return ask({
    title: gettext("Picture from the library"),
    content: [
      search,
      now,
      field(
        gettext("Caption for this story"),
        caption,
        gettext("Only where the library's caption does not fit here. The credit always shows."),
      ),
    ],
    submit: present ? gettext("Change the picture") : gettext("Insert the picture"),
    answer: () => {
      if (!search.chosen) throw new NotYet(gettext("Choose a picture from the list."))
      return { picture: String(search.chosen.id), caption: caption.value.trim() || null }
    },
  })
}
