// Adds pull quotes with the name of who said it; without it a quotation is an ordinary one.

import { gettext, Node } from "django-prose-editor/editor"
import { putBetween } from "newsroom/block"
import { ask, el, field, NotYet } from "newsroom/dialog"

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "special",
  content: "paragraph+",
  defining: true,

  addAttributes: () => ({
    by: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-by") || null,
      renderHTML: ({ by }) => (by ? { "data-by": by } : {}),
    },
  }),

  parseHTML: () => [{ tag: "blockquote[data-pull]", priority: 70 }],
  renderHTML: ({ HTMLAttributes }) => ["blockquote", { "data-pull": "", ...HTMLAttributes }, 0],

  addNodeView() {
    return ({ node, editor, getPos }) => {
      const contentDOM = el("div", { class: "desk-block__text" })
      const by = el("span", { class: "desk-block__credit" })
      const change = el("button", { type: "button" }, gettext("Change…"))
      const dom = el(
        "div",
        { class: "desk-block", "data-kind": "pullQuote", role: "group" },
        contentDOM,
        el("div", { class: "desk-block__tools", contenteditable: "false" }, by, change),
      )
      dom.setAttribute("aria-label", gettext("Pull quote"))
      const show = ({ attrs }) => (by.textContent = attrs.by ?? "")
      change.addEventListener("click", () => editQuote(editor, getPos()))
      show(node)
      return {
        dom,
        contentDOM,
        update: (next) => next.type === node.type && (show(next), true),
        stopEvent: (event) => Boolean(event.target.closest?.("button")),
        ignoreMutation: (mutation) =>
          mutation.type !== "selection" && !contentDOM.contains(mutation.target),
      }
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "desk",
      button: buttons.text(gettext("Pull quote"), gettext("Pull quote")),
      command: (editor) => {
        const { $from } = editor.state.selection
        const isInside = $from.depth && $from.node(1).type.name === "pullQuote"
        if (isInside) editQuote(editor, $from.before(1))
        else insertQuote(editor)
      },
      active: (editor) => editor.isActive("pullQuote"),
    })
  },
})

async function insertQuote(editor) {
  const { from, to } = editor.state.selection
  const quote = await askForQuote({ text: editor.state.doc.textBetween(from, to, "\n"), by: "" })
  if (quote) putBetween(editor, quoteNode(editor, quote))
  editor.commands.focus()
}

async function editQuote(editor, position) {
  const node = editor.state.doc.nodeAt(position)
  const text = node.textBetween(0, node.content.size, "\n")
  const quote = await askForQuote({ text, by: node.attrs.by ?? "" }, true)
  if (quote)
    editor.commands.command(({ tr }) =>
      quote.text === text // the words stay as they are, with their emphasis
        ? tr.setNodeMarkup(position, undefined, { by: quote.by || null }) && true
        : tr.replaceWith(position, position + node.nodeSize, quoteNode(editor, quote)) && true,
    )
  editor.commands.focus()
}

function quoteNode(editor, { text, by }) {
  const { paragraph, pullQuote } = editor.schema.nodes
  const lines = text.split(/\n+/).filter((line) => line.trim())
  return pullQuote.create(
    { by: by || null },
    lines.map((line) => paragraph.create(null, editor.schema.text(line.trim()))),
  )
}

function askForQuote(present, isOld = false) {
  const text = el("textarea", { rows: 4, autofocus: true })
  text.value = present.text
  const by = el("input", { type: "text", maxlength: 120, value: present.by })
  return ask({
    title: gettext("Pull quote"),
    content: [field(gettext("The words"), text), field(gettext("Who said it"), by)],
    submit: isOld ? gettext("Change the quote") : gettext("Insert the quote"),
    answer: () => {
      if (!text.value.trim()) throw new NotYet(gettext("Type the words of the quote."))
      return { text: text.value, by: by.value.trim() }
    },
  })
}
