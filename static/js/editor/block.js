// Adds the frame of the editor's own blocks (card, dialog, button); without it they cannot be edited.

import { Node, gettext, pm } from "django-prose-editor/editor"
import { el } from "newsroom/dialog"

/**
 * A block that is one thing: it is shown as a card and changed in a dialog.
 *
 * `attributes` maps names to the HTML attributes that hold them, `ask` opens the dialog with the
 * present values (or null) and promises new ones (or null), `card` makes what the card shows.
 */
export function block({ name, tag, button, title, attributes, ask, card, options = {} }) {
  return Node.create({
    name,
    group: "special",
    atom: true,
    draggable: true,

    addOptions: () => ({ find: "", ...options }),

    addAttributes: () =>
      Object.fromEntries(
        Object.entries(attributes).map(([key, attribute]) => [
          key,
          {
            default: null,
            parseHTML: (element) => element.getAttribute(attribute),
            renderHTML: (values) => (values[key] === null ? {} : { [attribute]: values[key] }),
          },
        ]),
      ),

    parseHTML: () => [{ tag: `${tag}[${Object.values(attributes)[0]}]`, priority: 70 }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes],

    addNodeView() {
      return ({ node, editor, getPos }) => {
        const body = el("div", { class: "desk-block__body" })
        const change = el("button", { type: "button" }, gettext("Change…"))
        const remove = el("button", { type: "button" }, gettext("Remove"))
        const dom = el(
          "div",
          { class: "desk-block", "data-kind": name, role: "group", "aria-label": title },
          body,
          el("div", { class: "desk-block__tools" }, change, remove),
        )
        const show = (values) => card(body, values, this.options)
        change.addEventListener("click", () => edit(editor, getPos(), ask, this.options))
        remove.addEventListener("click", () => {
          const from = getPos()
          const here = editor.state.doc.nodeAt(from)
          editor.chain().deleteRange({ from, to: from + here.nodeSize }).focus().run()
        })
        show(node.attrs)
        return {
          dom,
          update(next) {
            if (next.type !== node.type) return false
            show(next.attrs)
            return true
          },
          stopEvent: (event) => Boolean(event.target.closest?.("button")),
          ignoreMutation: () => true,
        }
      }
    },

    addMenuItems({ menu, buttons }) {
      menu.defineItem({
        name,
        groups: "desk",
        button: buttons.text(button, title),
        command: (editor) => insert(editor, name, ask, this.options),
        active: (editor) => editor.isActive(name),
      })
    },

    addKeyboardShortcuts() {
      return {
        Enter: ({ editor }) => {
          const { selection } = editor.state
          if (selection.node?.type.name !== name) return false
          edit(editor, selection.from, ask, this.options)
          return true
        },
      }
    },
  })
}

async function edit(editor, position, ask, options) {
  const node = editor.state.doc.nodeAt(position)
  const values = await ask(node.attrs, options)
  if (values)
    editor.commands.command(({ tr }) => tr.setNodeMarkup(position, undefined, values) && true)
  editor.commands.focus()
}

async function insert(editor, name, ask, options) {
  const { selection } = editor.state
  if (selection.node?.type.name === name) return edit(editor, selection.from, ask, options)
  const values = await ask(null, options)
  if (values) putBetween(editor, editor.schema.nodes[name].create(values))
  editor.commands.focus()
}

/** Put a block between the blocks of the text: never into the middle of a sentence. */
export function putBetween(editor, node) {
  editor.commands.command(({ tr }) => {
    const { $from, $to } = tr.selection
    const isEmptyLine = $from.depth === 1 && $from.parent.isTextblock && !$from.parent.content.size
    const isAtStart = $from.depth > 0 && $from.pos === $from.start(1) + $from.depth - 1
    let place = $to.depth ? $to.after(1) : $to.pos
    if (isEmptyLine) {
      place = $from.before(1)
      tr.delete(place, $from.after(1))
    } else if (isAtStart && tr.selection.empty) {
      place = $from.before(1)
    }
    tr.insert(place, node)
    if (place + node.nodeSize === tr.doc.content.size)
      tr.insert(tr.doc.content.size, node.type.schema.nodes.paragraph.create())
    tr.setSelection(pm.state.Selection.near(tr.doc.resolve(place + node.nodeSize), 1))
    return Boolean(tr.scrollIntoView())
  })
}
