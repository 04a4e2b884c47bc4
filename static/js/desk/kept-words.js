// Keeps what is sent from the writing screen until it is known to be saved, and offers it again
// when it was not: the session had ended, or the connection. Without it such words are gone.

const form = document.querySelector("[data-writing]")
const START = "newsroom.kept-words:"
const PASSING = new Set(["csrfmiddlewaretoken", "overwrite"]) // of one form only, never kept
const BESIDE = /^(based_on|begun_by)$|-(position|id|story|[A-Z]+_FORMS)$/ // kept, but no words

function keyOf(form) {
  return START + new URL(form.getAttribute("action") ?? "", window.location.href).pathname
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key))
  } catch {
    return null // no storage, or nothing of ours
  }
}

function drop(key) {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // No storage: nothing was kept.
  }
}

function fieldsOf(form) {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => !PASSING.has(name)))
}

function keep(form) {
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(fieldsOf(form)))
  } catch {
    // No storage or no room in it: the form is sent all the same.
  }
}

/** Words as they compare: line ends and the editor's last empty paragraph are no difference. */
function plain(words = "") {
  return words.replaceAll("\r\n", "\n").replace(/(<p><\/p>)+$/, "")
}

function differ(kept, shown) {
  const names = new Set([...Object.keys(kept), ...Object.keys(shown)])
  return [...names].some((name) => !BESIDE.test(name) && plain(kept[name]) !== plain(shown[name]))
}

/** Whether a field belongs to a row whose place has another row by now: that one stays as it is. */
function isOfAnotherRow(name, kept) {
  const [, start] = /^(\w+-\d+-)/.exec(name) ?? []
  const number = start && form.elements[`${start}id`]
  return Boolean(start) && (!number || number.value !== (kept[`${start}id`] ?? ""))
}

/** As many rows as there were when the form was sent. */
function addRows(kept) {
  for (const group of form.querySelectorAll("[data-rows]")) {
    const total = form.elements[`${group.id.replace(/-group$/, "")}-TOTAL_FORMS`]
    for (let left = Number(kept[total?.name]) - total?.value; left > 0; left -= 1)
      group.querySelector(".add-row a")?.click()
  }
}

/** The old `based_on` comes back too: whoever saved meanwhile is not overwritten unseen. */
function putBack(kept) {
  addRows(kept)
  for (const control of form.elements) {
    const { name, type } = control
    if (!name || PASSING.has(name) || type === "submit" || isOfAnotherRow(name, kept)) continue
    if (/-(id|story|[A-Z]+_FORMS)$/.test(name)) continue
    if (type === "checkbox") control.checked = name in kept
    else if (name in kept && control.value !== kept[name]) set(control, kept[name])
  }
  form.dispatchEvent(new CustomEvent("desk:put-back"))
}

function set(control, value) {
  control.value = value
  const editor = control.closest(".prose-editor")?.querySelector(".ProseMirror")?.editor
  if (editor) editor.commands.setContent(value)
  // A chooser shows what it holds; of what was put back it knows the number only.
  const now = control.closest("[data-chooser]")?.querySelector("[data-chosen]")
  if (now && control.matches("[data-chooser-value]")) {
    now.textContent = value && form.querySelector("[data-kept]").dataset.number + value
    control.dispatchEvent(new Event("change", { bubbles: true }))
  }
}

function offer(key, kept) {
  const place = form.querySelector("[data-kept-place]")
  const notice = form.querySelector("[data-kept]")
  place.append(notice.content.cloneNode(true))
  const done = () => form.elements.headline.focus()
  place.querySelector("[data-put-back]").addEventListener("click", () => {
    putBack(kept)
    place.textContent = notice.dataset.done
    done()
  })
  place.querySelector("[data-throw-away]").addEventListener("click", () => {
    drop(key)
    place.replaceChildren()
    done()
  })
}

/** Everything that was kept of the story this form is of: also what began it is saved by now. */
function dropSaved(form) {
  drop(keyOf(form))
  const beginning = START + form.dataset.writing
  if (read(beginning)?.begun_by === form.elements.begun_by.value) drop(beginning)
}

function open() {
  if (document.querySelector(`.messagelist .saved-${form.dataset.story}`)) dropSaved(form)
  const key = keyOf(form)
  const kept = read(key)
  // The answer to a refused form holds everything that was typed into it.
  if (kept && form.dataset.answers === undefined && differ(kept, fieldsOf(form))) offer(key, kept)
}

if (form) {
  form.addEventListener("submit", () => keep(form))
  if (document.readyState === "complete") open()
  else window.addEventListener("load", open)
}
