// Adds embeds by their address, or by the code a site gives out; without it such an address is an
// ordinary link. Whose address it is, the desk says while somebody types.

import { Plugin, gettext } from "django-prose-editor/editor"
import { block, putBetween } from "newsroom/block"
import { ask, el, field, NotYet } from "newsroom/dialog"
import { describePicture, finder, refusalAsItIs } from "newsroom/finder"
import { lookUp } from "newsroom/library"

const PAUSE = 250 // milliseconds without a key before the desk is asked
const LONGEST = 6000 // characters of code that are sent
const looked = new Map() // what was typed -> promise of what the desk says

const Block = block({
  name: "embed",
  tag: "figure",
  button: gettext("Embed"),
  title: gettext("Embed from another site"),
  attributes: {
    address: "data-embed",
    title: "data-title",
    still: "data-still",
    words: "data-words",
  },
  options: { library: "", look: "" },
  card: show,
  ask: askForEmbed,
})

export const Embed = Block.extend({
  addProseMirrorPlugins() {
    const { editor, options } = this
    return [new Plugin({ props: { handlePaste: (view, event) => paste(editor, options, event) } })]
  },
})

/** The plate that readers get, as far as the desk knows it. */
async function show(body, values, { look, find }) {
  const { address, title, words } = values
  const plate = (known) => [
    el("span", { class: "desk-block__label" }, known?.name ?? gettext("Embed:")),
    el("span", { class: "desk-block__title" }, title || known?.title || ""),
    words || known?.words ? el("span", { class: "desk-block__caption" }, words || known.words) : "",
    el("span", { class: "desk-block__address" }, address),
    known?.refusal ? el("span", { class: "desk-block__note" }, known.refusal) : "",
  ]
  body.replaceChildren(...plate())
  const [known, still] = await Promise.all([
    lookAt(look, address).catch(() => undefined),
    values.still ? lookUp(find, Number(values.still)) : undefined,
  ])
  body.replaceChildren(
    still ? el("img", { src: still.preview, alt: still.alt, width: still.width, height: still.height }) : "",
    ...plate(known),
    still ? el("span", { class: "desk-block__credit" }, still.credit) : "",
  )
}

async function askForEmbed(present, options) {
  const address = el("input", {
    type: "text",
    inputmode: "url",
    autocomplete: "off",
    autofocus: true,
    value: present?.address ?? "",
    placeholder: "https://",
  })
  const status = el("p", { class: "desk-dialog__now", role: "status" })
  const title = el("input", { type: "text", maxlength: 200, value: present?.title ?? "" })
  const words = el("textarea", { rows: 3, maxlength: 2000 })
  words.value = present?.words ?? ""
  const wordsField = field(
    gettext("Words of the post"),
    words,
    gettext("Readers see them without asking the other site. Empty: what the site says, if it does."),
  )
  const still = stillChooser(present, options.find)

  const tell = async () => {
    const known = await lookAt(options.look, address.value).catch(() => ({
      refusal: gettext("The desk could not be asked. Is the connection gone?"),
    }))
    status.textContent = known.refusal || known.name || ""
    status.classList.toggle("desk-dialog__alert", Boolean(known.refusal))
    title.placeholder = known.title ?? ""
    wordsField.hidden = known.kind !== "post"
    if (known.kind === "post" && known.words && !words.value) words.value = known.words
    return known
  }
  let timer
  address.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(tell, PAUSE)
  })
  wordsField.hidden = true
  if (present) tell()

  return ask({
    title: gettext("Embed from another site"),
    content: [
      field(
        gettext("Address of the video, post or recording"),
        address,
        gettext("Or the code that the site gives out for it."),
      ),
      status,
      field(
        gettext("Title"),
        title,
        gettext("Where what the site itself says does not fit, or it says nothing."),
      ),
      wordsField,
      still.content,
    ],
    submit: present ? gettext("Change the embed") : gettext("Insert the embed"),
    answer: async () => {
      clearTimeout(timer)
      const known = await tell()
      if (known.refusal) throw new NotYet(known.refusal)
      if (!known.address)
        throw new NotYet(gettext("This is not an address such as https://example.org/video."))
      return {
        address: known.address,
        title: title.value.trim() || null,
        still: still.chosen() ? String(still.chosen()) : null,
        words: (known.kind === "post" && words.value.trim()) || null,
      }
    },
  })
}

/** The choice of the picture that stands for it: none at first, and none again by a button. */
function stillChooser(present, find) {
  let chosen = present?.still ? Number(present.still) : 0
  const now = el("p", { class: "desk-dialog__now" })
  const none = el("button", { type: "button", class: "button" }, gettext("No picture"))
  const tell = (picture) => {
    now.textContent = picture ? [picture.caption, picture.credit].filter(Boolean).join(" — ") : ""
    none.hidden = !picture
  }
  const search = finder({
    label: gettext("Picture that stands for it, from the library"),
    address: find,
    describe: describePicture,
    refusal: refusalAsItIs,
    start: chosen ? { id: chosen } : null,
    onChoose: (picture) => {
      chosen = picture.id
      tell(picture)
    },
  })
  search.querySelector("input").removeAttribute("autofocus")
  none.addEventListener("click", () => {
    chosen = 0
    search.chosen = null
    for (const option of search.querySelectorAll("[aria-selected=true]"))
      option.setAttribute("aria-selected", "false")
    tell(null)
    search.querySelector("input").focus()
  })
  tell(null)
  if (chosen) lookUp(find, chosen).then(tell)
  return { content: el("div", {}, search, now, none), chosen: () => chosen }
}

/** What the desk says of an address or of code: asked once for each. */
function lookAt(look, typed) {
  const words = typed.trim().startsWith("<") ? inShort(typed) : withScheme(typed.trim())
  if (!words) return Promise.resolve({ refusal: "" })
  if (!looked.has(words)) {
    const url = new URL(look, window.location.href)
    url.searchParams.set("q", words)
    const asked = fetch(url, { headers: { Accept: "application/json" } }).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} from ${url.pathname}`)
      return answer.json()
    })
    asked.catch(() => looked.delete(words))
    looked.set(words, asked)
  }
  return looked.get(words)
}

function withScheme(address) {
  return !address || /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`
}

/** A site's code without its looks, so that it fits into a question. */
function inShort(code) {
  return code
    .trim()
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/\s(style|allow)\s*=\s*("[^"]*"|'[^']*')/gi, "")
    .replace(/\s+/g, " ")
    .slice(0, LONGEST)
}

/** An address or a site's code, pasted on a line of its own, becomes the embed it means. */
function paste(editor, { look }, event) {
  const text = event.clipboardData?.getData("text/plain").trim() ?? ""
  const isCode = /^<(iframe|blockquote)\s/i.test(text)
  const { $from, empty } = editor.state.selection
  const isEmptyLine = empty && $from.depth === 1 && !$from.parent.content.size
  if (!isEmptyLine || !(isCode || /^https?:\/\/\S+$/i.test(text))) return false
  lookAt(look, text)
    .catch(() => ({ refusal: "?" }))
    .then(({ refusal, address, words }) => {
      if (editor.isDestroyed) return
      if (!refusal) {
        const values = { address, words: (isCode && words) || null }
        putBetween(editor, editor.schema.nodes.embed.create(values))
      } else if (isCode) {
        editor.commands.insertContent({ type: "text", text })
      } else {
        const marks = [{ type: "link", attrs: { href: text } }]
        editor.commands.insertContent({ type: "text", text, marks })
      }
    })
  return true
}
