// Adds arrow keys, names and a word count to the editor; without it Tab goes through every button.

import { Extension, gettext, Plugin } from "django-prose-editor/editor"
import { el } from "newsroom/dialog"

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
      }
      oneTabStop(bar)
    }
    editor.on("transaction", tell)
    tell()
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
      const buttons = visible(bar)
      const at = buttons.indexOf(document.activeElement)
      if (event.key === "Escape") editor.commands.focus()
      else if (step && at >= 0) buttons[(at + step + buttons.length) % buttons.length].focus()
      else if (event.key === "Home") buttons[0].focus()
      else if (event.key === "End") buttons.at(-1).focus()
      else return
      event.preventDefault()
    })
    bar.addEventListener("focusin", () => oneTabStop(bar))
  },

  addKeyboardShortcuts() {
    return {
      "Alt-F10": ({ editor }) => {
        const bar = editor.view.dom.parentElement.querySelector(".prose-menubar")
        bar?.querySelector('button[tabindex="0"]')?.focus()
        return true
      },
    }
  },
})

function visible(bar) {
  return [...bar.querySelectorAll("button:not(.hidden)")]
}

function oneTabStop(bar) {
  const buttons = visible(bar)
  const stop = buttons.includes(document.activeElement)
    ? document.activeElement
    : buttons.find((button) => button.tabIndex === 0 && button.hasAttribute("tabindex")) ?? buttons[0]
  for (const button of bar.querySelectorAll("button")) button.tabIndex = button === stop ? 0 : -1
}
