// Sends a note from the panel beside the text without leaving the page, says anew what is missing
// before the story goes out, and offers colleagues after an @. Without it the answer opens in a page of its own, and colleagues stand in a list.

import { offerEverybody } from "newsroom/everybody"

const panel = document.querySelector("[data-notes]")
const form = document.querySelector("#note_form")
const MOST_OFFERS = 6

if (panel && form) {
  const text = panel.querySelector("textarea")
  const colleague = panel.querySelector("select")
  const said = panel.querySelector("[data-notes-said]")
  let sending = false

  async function send(button) {
    if (sending) return
    sending = true
    const fields = new FormData(form)
    fields.append(button.name, button.value)
    fields.append("panel", "1")
    try {
      const response = await fetch(form.action, { method: "POST", body: fields })
      if (response.redirected) said.textContent = panel.dataset.signedOut
      else if (![200, 422].includes(response.status)) said.textContent = panel.dataset.failed
      else {
        show(await response.json(), response.ok && button.name === "write")
        if (response.ok) sayAnewWhatIsMissing()
      }
    } catch {
      said.textContent = panel.dataset.failed // no connection, or no answer that we know
    }
    sending = false
  }

  async function sayAnewWhatIsMissing() {
    const before = document.querySelector("[data-before]")
    try {
      const response = await fetch(location.pathname)
      // The editor's empty style element would be one that this page's policy does not know.
      const text = (await response.text()).replaceAll(/<style[^>]*><\/style>/g, "")
      const page = new DOMParser().parseFromString(text, "text/html")
      const now = page.querySelector("[data-before]")
      if (before && now) before.replaceChildren(...now.childNodes)
    } catch {
      return // the list stays as it was
    }
  }

  function show(answer, isWritten) {
    const page = new DOMParser().parseFromString(answer.threads, "text/html")
    panel.querySelector("[data-notes-threads]").replaceChildren(...page.body.childNodes)
    panel.querySelector("[data-notes-summary]").textContent = answer.summary
    said.textContent = answer.said
    if (isWritten) {
      text.value = ""
      if (colleague) colleague.value = ""
    }
    text?.focus()
  }

  form.addEventListener("submit", (event) => {
    if (!event.submitter) return
    event.preventDefault()
    send(event.submitter)
  })

  // What is typed here is not of the story's form, and is warned of by itself.
  panel.addEventListener("input", (event) => event.stopPropagation())
  window.addEventListener("beforeunload", (event) => {
    if (text?.value.trim()) event.preventDefault()
  })

  offerColleagues(panel, text, colleague)
}

function offerColleagues(panel, text, colleague) {
  const list = panel.querySelector("[data-notes-offers]")
  if (!text || !colleague || !list) return

  function people() {
    return [...colleague.options].slice(1).map((option) => {
      const words = option.textContent.trim()
      return { words, username: /@([^@()\s]+)\)?$/.exec(words)?.[1] ?? "" }
    })
  }

  function typed() {
    const before = text.value.slice(0, text.selectionStart)
    return /(?:^|[^\w.@+-])@([\w.+-]*)$/.exec(before)?.[1]
  }

  async function offer() {
    if (typed() !== undefined) await offerEverybody(colleague)
    const start = typed()?.toLowerCase()
    const found =
      start === undefined
        ? []
        : people().filter(({ words }) => words.toLowerCase().includes(start)).slice(0, MOST_OFFERS)
    list.replaceChildren(...found.map(offered))
    list.hidden = found.length === 0
  }

  function offered({ words, username }) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "desk-link"
    button.textContent = words
    button.addEventListener("click", () => {
      const start = text.selectionStart - typed().length
      text.setRangeText(`${username} `, start, text.selectionStart, "end")
      text.focus()
      offer()
    })
    const item = document.createElement("li")
    item.append(button)
    return item
  }

  text.addEventListener("input", offer)
}
