// Adds pictures of the library to the text; without it the text has no pictures.

import { gettext } from "django-prose-editor/editor"
import { block } from "newsroom/block"
import { ask, el, NotYet } from "newsroom/dialog"
import { badges, describePicture, finder, pictureDemands, pictureRefusal } from "newsroom/finder"
import { lookUp } from "newsroom/library"
import { ownWords, saidOtherwise } from "newsroom/own-words"

export const LibraryPicture = block({
  name: "libraryPicture",
  tag: "figure",
  button: gettext("Picture"),
  title: gettext("Picture from the library"),
  attributes: { picture: "data-picture", caption: "data-caption", alt: "data-alt" },
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
    el("img", {
      src: picture.preview,
      alt: values.alt || picture.alt,
      width: picture.width,
      height: picture.height,
    }),
    el(
      "span",
      { class: "desk-block__caption" },
      `${values.caption || picture.caption} `,
      el("span", { class: "desk-block__credit" }, picture.credit),
    ),
    badges(picture) ?? "",
    ...saidOtherwise(values, picture),
    ...pictureDemands(picture, values.alt).map((words) =>
      el("span", { class: "desk-block__note" }, words),
    ),
  )
}

async function askForPicture(present, { find, library }) {
  const words = ownWords(present)
  const now = el("p", { class: "desk-dialog__now" })
  let chosen = null
  const tell = (picture) => {
    chosen = picture
    now.textContent = picture ? [picture.caption, picture.credit].filter(Boolean).join(" — ") : ""
    if (picture)
      now.append(
        ...pictureDemands(picture).map((demand) => el("span", { class: "desk-block__note" }, demand)),
      )
    words.tell(picture)
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
      ...words.fields,
    ],
    submit: present ? gettext("Change the picture") : gettext("Insert the picture"),
    answer: () => {
      if (!search.chosen) throw new NotYet(gettext("Choose a picture from the list."))
      const own = words.values()
      if (chosen?.lacks_alt && !own.alt) throw new NotYet(chosen.lacks_alt)
      return { picture: String(search.chosen.id), ...own }
    },
  })
}
