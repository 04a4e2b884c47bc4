// Adds arrow keys, names and a word count to the editor, and keeps its buttons out of the way of Tab:
// who goes on from the standfirst writes. Without it Tab goes through every button.

import { Extension, gettext, Plugin } from "django-prose-editor/editor"
import { el } from "newsroom/dialog"

const lastUsed = new WeakMap() // the button of each bar that Alt+F10 comes back to
const ngettext = window.ngettext ?? ((one, many, count) => (count === 1 ? one : many))

export const DeskToolbar = Extension.create({
  name: "deskToolbar",
  priority: 1, // after the menu, which it works on

  addOptions: () => ({ label: "" }),

  addProseMirrorPlugins() {
    const attributes = {
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": this.options.label,
      "aria-keyshortcuts": "Alt+F10",
      spellcheck: "true",
    }
    return [new Plugin({ props: { attributes } })]
  },

  onCreate({ editor }) {
    const bar = editor.view.dom.parentElement.querySelector(".prose-menubar")
    if (!bar) return
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", gettext("Formatting"))
    const count = el("p", { class: "desk-words" })
    editor.view.dom.after(count)
    const tell = () => {
      const words = editor.state.doc.textBetween(0, editor.state.doc.content.size, " ")
      const number = words.split(/\s+/).filter(Boolean).length
      count.textContent = ngettext("%s word", "%s words", number).replace("%s", number)
      for (const button of bar.querySelectorAll("button")) {
        button.setAttribute("aria-pressed", String(button.classList.contains("active")))
        button.setAttribute("aria-disabled", String(button.classList.contains("disabled")))
        button.tabIndex = -1
      }
    }
    editor.on("transaction", tell)
    tell()
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
      const buttons = visible(bar)
      const at = buttons.indexOf(document.activeElement)
      if (event.key === "Escape") editor.view.focus()
      else if (step && at >= 0) buttons[(at + step + buttons.length) % buttons.length].focus()
      else if (event.key === "Home") buttons[0].focus()
      else if (event.key === "End") buttons.at(-1).focus()
      else return
      event.preventDefault()
    })
    bar.addEventListener("focusin", ({ target }) => lastUsed.set(bar, target))
  },

  addKeyboardShortcuts() {
    return {
      "Alt-F10": ({ editor }) => {
        const bar = editor.view.dom.parentElement.querySelector(".prose-menubar")
        if (bar) lastOf(bar)?.focus()
        return true
      },
    }
  },
})

function visible(bar) {
  return [...bar.querySelectorAll("button:not(.hidden)")]
}

function lastOf(bar) {
  const buttons = visible(bar)
  return buttons.includes(lastUsed.get(bar)) ? lastUsed.get(bar) : buttons[0]
}
