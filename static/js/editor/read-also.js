// Adds READ ALSO lines between paragraphs; without it the editor keeps none of them.

import { gettext } from "django-prose-editor/editor"
import { block } from "newsroom/block"
import { ask, chosenIn, el, field, NotYet, outsideAddress, radios } from "newsroom/dialog"
import { describeStory, finder } from "newsroom/finder"
import { lookUp, suggest } from "newsroom/library"

const LABELS = [
  ["read-also", gettext("READ ALSO")],
  ["related", gettext("Related Article")],
  ["own", gettext("Own words")],
]

export const ReadAlso = block({
  name: "readAlso",
  tag: "aside",
  button: gettext("READ ALSO"),
  title: gettext("READ ALSO line"),
  attributes: {
    story: "data-read-also",
    label: "data-label",
    words: "data-words",
    href: "data-href",
    title: "data-title",
  },
  card: show,
  ask: askForLine,
  options: { suggest: "" },
})

async function show(body, line, { find }) {
  const label =
    line.label === "own" ? line.words : new Map(LABELS).get(line.label ?? "read-also") ?? LABELS[0][1]
  const where = el("span", { class: "desk-block__title" }, line.title ?? "…")
  const note = el("span", { class: "desk-block__note" }, line.href ?? "")
  body.replaceChildren(el("span", { class: "desk-block__label" }, `${label}:`), where, note)
  if (!line.story) return
  const story = await lookUp(find, Number(line.story))
  if (story === undefined) note.textContent = gettext("The desk could not be asked.")
  else if (story === null) where.textContent = gettext("A story that no longer exists")
  else {
    where.textContent = story.headline
    if (!story.is_public)
      note.textContent = gettext("%s: readers do not see this line.").replace(
        "%s",
        story.state_label,
      )
  }
}

async function askForLine(present, options) {
  const { find } = options
  const label = radios(gettext("Label"), "label", LABELS, present?.label ?? "read-also")
  const words = el("input", { type: "text", maxlength: 40, value: present?.words ?? "" })
  const wordsField = field(gettext("Own words"), words, gettext("At most 40 letters."))
  const kind = radios(
    gettext("Leads to"),
    "kind",
    [
      ["ours", gettext("One of our stories")],
      ["outside", gettext("A page elsewhere")],
    ],
    present?.href ? "outside" : "ours",
  )
  const now = el("p", { class: "desk-dialog__now" })
  const search = finder({
    label: gettext("Part of the headline"),
    address: find,
    describe: describeStory,
    start: present?.story ? { id: Number(present.story) } : null,
    suggested: suggest(options.suggest),
    onChoose: (story) => (now.textContent = chosenWords(story)),
  })
  if (present?.story) now.textContent = chosenWords(await lookUp(find, Number(present.story)))
  const href = el("input", { type: "url", value: present?.href ?? "", placeholder: "https://" })
  const title = el("input", { type: "text", maxlength: 200, value: present?.title ?? "" })
  const ours = el("div", {}, search, now)
  const outside = el("div", {}, field(gettext("Address"), href), field(gettext("Title"), title))
  const fold = () => {
    wordsField.hidden = chosenIn(label) !== "own"
    ours.hidden = chosenIn(kind) !== "ours"
    outside.hidden = !ours.hidden
  }
  for (const group of [label, kind]) group.addEventListener("change", fold)
  fold()
  return ask({
    title: gettext("READ ALSO line"),
    content: [kind, ours, outside, label, wordsField],
    submit: present ? gettext("Change the line") : gettext("Insert the line"),
    answer: () => {
      const line = { label: chosenIn(label), words: null, story: "", href: null, title: null }
      if (line.label === "own") {
        line.words = words.value.trim()
        if (!line.words) throw new NotYet(gettext("Type the words of the label."))
      }
      if (chosenIn(kind) === "ours") {
        if (!search.chosen) throw new NotYet(gettext("Choose a story from the list."))
        return { ...line, story: String(search.chosen.id) }
      }
      line.href = outsideAddress(href.value)
      line.title = title.value.trim()
      if (!line.href)
        throw new NotYet(gettext("This is not an address such as https://example.org/page."))
      if (!line.title) throw new NotYet(gettext("Type the title of that page."))
      return line
    },
  })
}

function chosenWords(story) {
  return story ? gettext("Chosen: %s").replace("%s", story.headline) : ""
}
