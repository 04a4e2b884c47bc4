// Adds the desk's dialogs: one modal window that asks for something; without it nothing opens.

const gettext = window.gettext ?? ((words) => words)
let number = 0

/** A new element: attributes as they are written in HTML, `false` and `null` left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "")
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value)
  }
  element.append(...children.filter((child) => child !== null && child !== undefined))
  return element
}

/** A labelled control: `control` gets an id, its label and its help. */
export function field(label, control, help = "") {
  control.id ||= `desk-field-${++number}`
  const parts = [el("label", { for: control.id }, label), control]
  if (help) {
    parts.push(el("p", { class: "desk-dialog__help", id: `${control.id}-help` }, help))
    control.setAttribute("aria-describedby", `${control.id}-help`)
  }
  return el("div", { class: "desk-dialog__field" }, ...parts)
}

/** A set of radio buttons; `choices` are [value, label] pairs. */
export function radios(legend, name, choices, chosen) {
  const group = `${name}-${++number}`
  return el(
    "fieldset",
    { class: "desk-dialog__field" },
    el("legend", {}, legend),
    ...choices.map(([value, label]) =>
      el(
        "label",
        { class: "desk-dialog__radio" },
        el("input", { type: "radio", name: group, value, checked: value === chosen }),
        label,
      ),
    ),
  )
}

/** Which value is chosen in a set of radio buttons. */
export function chosenIn(fieldset) {
  return fieldset.querySelector("input:checked")?.value ?? ""
}

/** An error that a person reads in the dialog; the dialog stays open. */
export class NotYet extends Error {}

/**
 * Ask something in a modal window.
 *
 * `answer` is called when the form is sent; what it returns is the promise's value, and a NotYet
 * it throws is shown instead; it may be a promise. Closing the window (Escape, the button) gives null.
 */
export function ask({ title, content, submit, answer }) {
  return new Promise((resolve) => {
    const heading = `desk-dialog-${++number}`
    const alert = el("p", { class: "desk-dialog__alert", role: "alert" })
    const close = el("button", { type: "button", class: "button" }, gettext("Cancel"))
    const form = el(
      "form",
      { novalidate: true },
      el("h2", { id: heading }, title),
      el("div", { class: "desk-dialog__body" }, ...content),
      el(
        "div",
        { class: "desk-dialog__foot" },
        alert, // in sight with the button it answers, however long the dialog is
        el("button", { type: "submit", class: "button default" }, submit),
        close,
      ),
    )
    const dialog = el("dialog", { class: "desk-dialog", "aria-labelledby": heading }, form)
    let value = null
    close.addEventListener("click", () => dialog.close())
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      let answered
      try {
        answered = await answer()
      } catch (error) {
        if (!(error instanceof NotYet)) throw error
        alert.textContent = error.message
        return
      }
      if (!dialog.open) return // closed while the answer was waited for
      value = answered
      dialog.close()
    })
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(value)
    })
    document.body.append(dialog)
    dialog.showModal()
    ;(dialog.querySelector("[autofocus]") ?? dialog.querySelector("input, textarea, select")).focus()
  })
}

/** An address a link may have, or null: http, https and, where allowed, mailto. */
export function outsideAddress(typed, schemes = ["http:", "https:"]) {
  const address = typed.trim()
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`
  try {
    const url = new URL(withScheme)
    const isWhole = url.protocol === "mailto:" ? url.pathname.includes("@") : /\./.test(url.hostname)
    return schemes.includes(url.protocol) && isWhole ? url.href : null
  } catch {
    return null
  }
}
