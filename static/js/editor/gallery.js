// Adds galleries of library pictures to the text; without it the text keeps none of them.

import { gettext } from "django-prose-editor/editor"
import { block } from "newsroom/block"
import { ask, el, field, NotYet } from "newsroom/dialog"
import { describePicture, finder, pictureDemands, pictureRefusal } from "newsroom/finder"
import { lookUp } from "newsroom/library"
import { ownWords } from "newsroom/own-words"

const MOST = 50
const ngettext = window.ngettext ?? ((one, many, count) => (count === 1 ? one : many))

export const Gallery = block({
  name: "gallery",
  tag: "figure",
  button: gettext("Gallery"),
  title: gettext("Gallery"),
  attributes: { gallery: "data-gallery" },
  card: show,
  ask: askForGallery,
}).extend({
  addAttributes: () => ({
    title: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-title"),
      renderHTML: ({ title }) => (title ? { "data-title": title } : {}),
    },
    pictures: { default: [], parseHTML: picturesIn, renderHTML: () => ({}) },
  }),

  renderHTML: ({ node, HTMLAttributes }) => [
    "figure",
    { "data-gallery": "", ...HTMLAttributes },
    ...node.attrs.pictures.map(({ picture, caption, alt }) => [
      "figure",
      {
        "data-picture": picture,
        ...(caption ? { "data-caption": caption } : {}),
        ...(alt ? { "data-alt": alt } : {}),
      },
    ]),
  ],
})

function picturesIn(element) {
  return [...element.querySelectorAll("figure[data-picture]")].map(({ dataset }) => ({
    picture: dataset.picture,
    caption: dataset.caption ?? null,
    alt: dataset.alt ?? null,
  }))
}

async function show(body, { title, pictures }, { find }) {
  const strip = el("ol", { class: "desk-gallery-card" })
  const note = el("span", { class: "desk-block__note" })
  body.replaceChildren(
    el("span", { class: "desk-block__label" }, gettext("Gallery:")),
    el("span", { class: "desk-block__title" }, title ?? ""),
    el("span", { class: "desk-block__credit" }, ` ${howMany(pictures.length)}`),
    strip,
    note,
  )
  const found = await Promise.all(pictures.map(({ picture }) => lookUp(find, Number(picture))))
  const lacking = new Set()
  for (const [place, picture] of found.entries()) {
    const { caption, alt } = pictures[place]
    if (!picture)
      lacking.add(
        picture === null
          ? gettext("This picture is no longer in the library.")
          : gettext("The desk could not be asked."),
      )
    else for (const words of pictureDemands(picture, alt)) lacking.add(`${picture.name}: ${words}`)
    strip.append(
      el(
        "li",
        {},
        picture && el("img", { src: picture.thumbnail, alt: alt || picture.alt, width: 72, height: 72 }),
        caption || alt ? el("span", { class: "desk-block__own" }, gettext("Own words")) : null,
      ),
    )
  }
  note.textContent = [...lacking].join(" ")
}

async function askForGallery(present, { find }) {
  const title = el("input", { type: "text", maxlength: 200, value: present?.title ?? "" })
  const list = el("ol", { class: "desk-gallery", "aria-label": gettext("Pictures in the gallery") })
  const status = el("p", { class: "desk-finder__status", role: "status" })
  const rows = new Map() // li -> { id, words }
  const tell = (words) => {
    status.textContent = `${words.replace(/\.+$/, ".")} ${howMany(list.children.length)}.`
  }
  const has = ({ id }) => [...rows.values()].some((row) => row.id === id)

  function add(picture, values = null) {
    const words = ownWords(values, picture)
    const name = picture.name
    const button = (label, act) => {
      const made = el("button", { type: "button", class: "button" }, label)
      made.append(el("span", { class: "visually-hidden" }, ` ${name}`))
      made.addEventListener("click", act)
      return made
    }
    const row = el(
      "li",
      { class: "desk-gallery__row" },
      el("img", {
        src: picture.thumbnail,
        alt: "",
        width: 72,
        height: 72,
        draggable: "true",
        title: gettext("Drag it to its place"),
      }),
      el(
        "div",
        { class: "desk-gallery__words" },
        el("span", { class: "desk-finder__title" }, name),
        el("span", { class: "desk-finder__facts" }, picture.credit),
        el(
          "details",
          { open: Boolean(values?.caption || values?.alt || picture.lacks_alt) },
          el("summary", {}, gettext("Words for this story")),
          ...words.fields,
        ),
        el(
          "div",
          { class: "desk-gallery__tools" },
          button(gettext("Earlier"), ({ currentTarget }) => move(row, -1, currentTarget)),
          button(gettext("Later"), ({ currentTarget }) => move(row, 1, currentTarget)),
          button(gettext("Take out"), () => takeOut(row, name)),
        ),
      ),
    )
    drag(row, list, () => tell(gettext("Moved.")))
    rows.set(row, { id: picture.id, words, picture })
    list.append(row)
  }

  function move(row, step, pressed) {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling
    if (!other) return
    if (step < 0) other.before(row)
    else other.after(row)
    pressed.focus()
    const place = [...list.children].indexOf(row) + 1
    tell(gettext("Now number %s.").replace("%s", place))
  }

  function takeOut(row, name) {
    const next = row.nextElementSibling ?? row.previousElementSibling
    rows.delete(row)
    row.remove()
    ;(next?.querySelector("button") ?? search.querySelector("input")).focus()
    tell(gettext("Taken out: %s.").replace("%s", () => name))
  }

  const search = finder({
    label: gettext("Words of caption, credit, alt text or keywords"),
    address: find,
    describe: describePicture,
    refusal: (picture) =>
      pictureRefusal(picture) || (has(picture) ? gettext("It stands in the gallery.") : ""),
    onChoose: (picture) => {
      search.chosen = null // the next one is chosen in the same way
      add(picture)
      tell(gettext("Added: %s.").replace("%s", () => picture.name))
    },
  })
  const before = present?.pictures ?? []
  const found = await Promise.all(before.map(({ picture }) => lookUp(find, Number(picture))))
  for (const [place, picture] of found.entries())
    add(picture ?? unknown(before[place].picture), before[place])
  return ask({
    title: gettext("Gallery of pictures"),
    content: [field(gettext("Title, if it has one"), title), search, status, list],
    submit: present ? gettext("Change the gallery") : gettext("Insert the gallery"),
    answer: () => {
      const chosen = [...list.children].map((row) => rows.get(row))
      if (chosen.length < 2)
        throw new NotYet(gettext("Choose two pictures at least. For one there is “Picture”."))
      if (chosen.length > MOST)
        throw new NotYet(gettext("A gallery has fifty pictures at most. Take some out."))
      const mute = chosen.find(({ picture, words }) => picture.lacks_alt && !words.values().alt)
      if (mute) throw new NotYet(`${mute.picture.name}: ${mute.picture.lacks_alt}`)
      return {
        title: title.value.replace(/\s+/g, " ").trim() || null,
        pictures: chosen.map(({ id, words }) => ({ picture: String(id), ...words.values() })),
      }
    },
  })
}

/** Let a row be dragged by its picture to another place in its list. */
function drag(row, list, onDrop) {
  row.addEventListener("dragstart", (event) => {
    row.classList.add("is-dragged")
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", "")
  })
  row.addEventListener("dragend", () => row.classList.remove("is-dragged"))
  row.addEventListener("dragover", (event) => {
    const dragged = list.querySelector(".is-dragged")
    if (!dragged) return
    event.preventDefault()
    if (dragged === row) return
    const { top, height } = row.getBoundingClientRect()
    if (event.clientY < top + height / 2) row.before(dragged)
    else row.after(dragged)
  })
  row.addEventListener("drop", (event) => {
    event.preventDefault()
    onDrop()
  })
}

/** A picture the library does not know any more, or that it could not be asked for. */
function unknown(number) {
  const name = gettext("Picture %s").replace("%s", number)
  return { id: Number(number), name, caption: "", alt: "", credit: "", thumbnail: "" }
}

function howMany(count) {
  return ngettext("%s picture", "%s pictures", count).replace("%s", count)
}
