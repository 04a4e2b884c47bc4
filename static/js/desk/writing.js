// Adds comfort to the writing screen: one-line fields, jumps to fields, Escape out of More, one send
// at a time, and a new story's form that is still the same one when somebody comes back to it.
// Without it the form is sent and answered all the same.

const form = document.querySelector("[data-writing]")

for (const area of document.querySelectorAll("[data-one-line]")) {
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    document.querySelector("#id_standfirst")?.focus()
  })
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-goto]")
  const place = link && document.querySelector(link.hash)
  const inside = ".ProseMirror, select, textarea, input:not([type=hidden]), button"
  const control = [...(place?.querySelectorAll(inside) ?? [])].find(
    (candidate) => candidate.offsetParent !== null,
  )
  for (let panel = place; panel; panel = panel.parentElement?.closest("details")) panel.open = true
  if (!control) return
  event.preventDefault()
  place.scrollIntoView({ block: "center" })
  control.focus()
})

const more = document.querySelector("[data-more]")
more?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !more.open) return
  event.preventDefault()
  more.open = false
  more.querySelector("summary").focus()
})

// The browser brings back the words of a form but asks for the page anew, and with it for a mark.
const mark = form?.elements.begun_by
if (mark) {
  const [arrival] = performance.getEntriesByType("navigation")
  const before = arrival?.type === "back_forward" && history.state?.begunBy
  if (before) mark.value = before
  history.replaceState({ ...history.state, begunBy: mark.value }, "")
}

if (form) {
  let typed = false
  let sent = false
  form.addEventListener("input", (event) => (typed ||= event.isTrusted))
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault()
    sent = true
    form.classList.add("is-being-sent")
  })
  window.addEventListener("pageshow", () => {
    sent = false
    form.classList.remove("is-being-sent")
  })
  window.addEventListener("beforeunload", (event) => {
    if (typed && !sent && !form.hasAttribute("data-is-kept")) event.preventDefault()
  })
}
