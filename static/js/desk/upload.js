// Adds uploading file by file, with bars, by drop too, two at a time; without it the form sends all chosen files at once and its answer lists what became of each.

const gettext = window.gettext ?? ((words) => words)
const ngettext = window.ngettext ?? ((one, many, count) => (count === 1 ? one : many))

const AT_A_TIME = 2
const PAUSE = 2000 // milliseconds between two tallies: a screen reader can finish the first
const root = document.querySelector("[data-upload]")
const zone = root?.querySelector("[data-zone]")
let items = [] // every file of this visit, in the order of the list
let toldAt = 0
let timer

const part = (name) => root.querySelector(`[data-${name}]`)
const inState = (...states) => items.filter(({ state }) => states.includes(state))
const count = (number, one, many) => ngettext(one, many, number).replace("%s", number)

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

function button(words, file, press) {
  const hidden = el("span", { class: "visually-hidden" }, ` ${file.name}`)
  const made = el("button", { type: "button", class: "button" }, words, hidden)
  made.addEventListener("click", press)
  return made
}

// -- What a row shows

function add(file, refusal) {
  const item = { file, state: "waiting", sent: 0, row: el("li", { class: "desk-upload__file" }) }
  items.push(item)
  part("files").append(item.row)
  if (refusal) fail(item, refusal, { isFinal: true })
  else show(item, gettext("Waiting"))
}

function show(item, words, ...tools) {
  const { file, row } = item
  row.dataset.state = item.state
  item.bar = el("progress", { max: "1", value: String(item.sent), "aria-label": file.name })
  item.words = el("p", { class: "quiet" }, words)
  const isUnderWay = ["waiting", "sending"].includes(item.state)
  if (isUnderWay) tools.push(button(gettext("Cancel"), file, () => cancel(item)))
  row.replaceChildren(
    el(
      "div",
      { class: "desk-upload__said" },
      el("p", { class: "desk-upload__name" }, el("strong", {}, file.name)),
      ...(isUnderWay ? [item.bar] : []),
      item.words,
      el("p", { class: "desk-upload__acts" }, ...tools),
    ),
  )
}

function fail(item, words, { isFinal = false, tools = [] } = {}) {
  item.state = isFinal ? "refused" : "failed"
  item.sent = 1
  const again = isFinal ? [] : [button(gettext("Try again"), item.file, () => retry(item))]
  show(item, words, ...again, ...tools, button(gettext("Take off the list"), item.file, () => drop(item)))
  item.words.className = "desk-problem"
}

function finish(item, answer) {
  item.state = answer.state
  item.sent = 1
  item.picture = answer.picture
  item.row.dataset.state = answer.state
  const page = new DOMParser().parseFromString(answer.row, "text/html")
  const hadFocus = item.row.contains(document.activeElement)
  item.row.replaceChildren(...page.body.childNodes)
  if (hadFocus) item.row.querySelector("a, button")?.focus()
}

function tell() {
  const ready = inState("added").length
  const wrong = inState("failed", "refused").length
  const twins = inState("twin").length
  const left = inState("waiting", "sending").length
  const said = [
    ready && count(ready, "%s picture added", "%s pictures added"),
    twins && count(twins, "%s is in the library already", "%s are in the library already"),
    wrong && count(wrong, "%s failed", "%s failed"),
    left && count(left, "%s to go", "%s to go"),
  ].filter(Boolean)
  announce(said.length ? `${said.join(", ")}.` : gettext("The list is empty."), left === 0)
  part("all").hidden = items.length === 0
  part("cancel-all").hidden = left === 0
  part("retry-all").hidden = inState("failed").length === 0
  const numbers = inState("added").map(({ picture }) => picture)
  part("next").hidden = numbers.length === 0 || left > 0
  if (numbers.length) {
    const query = numbers.map((number) => `picture=${number}`).join("&")
    part("describe-link").href = `${root.dataset.describe}?${query}`
  }
  advance()
}

function announce(words, isLast) {
  clearTimeout(timer)
  const pause = isLast ? 0 : Math.max(0, toldAt + PAUSE - Date.now())
  timer = setTimeout(() => {
    toldAt = Date.now()
    if (part("summary").textContent !== words) part("summary").textContent = words
  }, pause)
}

function advance() {
  // By bytes, so that a large file counts for more; nothing is known of one that was never begun.
  const size = (item) => Math.max(1, item.file.size)
  const all = items.reduce((sum, item) => sum + size(item), 0)
  const sent = items.reduce((sum, item) => sum + size(item) * item.sent, 0)
  root.querySelector("#upload-all").value = all ? sent / all : 0
}

// -- Sending

function begin() {
  while (inState("sending").length < AT_A_TIME) {
    const [next] = inState("waiting")
    if (!next) break
    send(next)
  }
  tell()
}

function send(item, fields = { file: item.file }) {
  item.state = "sending"
  item.sent = 0
  show(item, gettext("Sending"))
  const body = new FormData()
  body.append("csrfmiddlewaretoken", zone.querySelector("[name=csrfmiddlewaretoken]").value)
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const request = new XMLHttpRequest()
  item.request = request
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    item.sent = total ? loaded / total : 0
    item.bar.value = item.sent
    if (loaded === total) item.words.textContent = gettext("The desk is looking at it")
    advance()
  })
  request.addEventListener("load", () => answered(item, request))
  request.addEventListener("error", () =>
    fail(
      item,
      gettext("The desk did not answer, or the file has changed meanwhile. Nothing is lost: try again when the connection is back."),
    ),
  )
  request.addEventListener("loadend", begin)
  request.open("POST", window.location.pathname)
  request.setRequestHeader("Accept", "application/json")
  request.send(body)
}

function answered(item, request) {
  const isElsewhere = new URL(request.responseURL).pathname !== window.location.pathname
  if (isElsewhere || request.status === 403) return fail(item, closedWords(), { tools: [signIn()] })
  if (request.status === 413)
    return fail(item, gettext("The server in front of the desk takes no files this large."), { isFinal: true })
  let answer
  try {
    answer = JSON.parse(request.responseText)
  } catch {
    return fail(item, gettext("Something went wrong at the desk. Nothing is lost: try again, and tell whoever runs the site if it stays so."))
  }
  if (answer.state === "refused") fail(item, answer.sentence, { isFinal: true })
  else finish(item, answer)
}

function closedWords() {
  return gettext("You are signed out, or may not add pictures any more. Nothing is lost: sign in in another tab, then try again here.")
}

function signIn() {
  return el("a", { class: "button", href: window.location.pathname, target: "_blank" }, gettext("Sign in"))
}

/** A new sign-in brings a new token; the form gets it from a page asked for anew. */
async function renewToken() {
  try {
    const answer = await fetch(window.location.pathname)
    if (answer.redirected) return
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const token = page.querySelector("[data-zone] [name=csrfmiddlewaretoken]")
    if (token) zone.querySelector("[name=csrfmiddlewaretoken]").value = token.value
  } catch {
    // No connection: sending the file will say so.
  }
}

function wait(item) {
  item.state = "waiting"
  item.sent = 0
  show(item, gettext("Waiting"))
}

async function retry(...again) {
  again.forEach(wait)
  again[0]?.row.querySelector("button")?.focus()
  tell()
  await renewToken()
  begin()
}

function cancel(item) {
  const { request } = item
  drop(item)
  request?.abort()
}

function drop(item) {
  const next = (item.row.nextElementSibling ?? item.row.previousElementSibling)?.querySelector("button")
  const hadFocus = item.row.contains(document.activeElement)
  items = items.filter((other) => other !== item)
  item.row.remove()
  if (hadFocus) (next ?? zone.querySelector("[type=file]")).focus()
  begin()
}

// -- Choosing

function take(files) {
  const most = Number(root.dataset.mostBytes)
  for (const file of files) {
    const isTooLarge = file.size > most
    add(
      file,
      isTooLarge &&
        gettext("This file has %s MB; a picture may have %s MB.")
          .replace("%s", (file.size / 1024 ** 2).toFixed(1))
          .replace("%s", root.dataset.mostMegabytes),
    )
  }
  begin()
}

function dropped(transfer) {
  const entries = [...(transfer.items ?? [])].map((one) => one.webkitGetAsEntry?.())
  const folders = new Set(entries.filter((one) => one?.isDirectory).map(({ name }) => name))
  const files = [...transfer.files]
  take(files.filter(({ name }) => !folders.has(name)))
  for (const file of files.filter(({ name }) => folders.has(name)))
    add(file, gettext("This is a folder. Open it and drop the pictures in it."))
  tell()
}

function dress() {
  const input = zone.querySelector("[type=file]")
  part("without-script").hidden = true
  part("drop-words").hidden = false
  input.required = false
  input.addEventListener("change", () => {
    const files = [...input.files]
    input.value = "" // so that the same file can be chosen again
    take(files)
  })
  zone.addEventListener("submit", (event) => event.preventDefault())
  // Files that miss the zone would make the browser leave the page, and the list with it.
  for (const name of ["dragover", "drop"])
    document.addEventListener(name, (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault()
    })
  root.addEventListener("dragover", () => zone.classList.add("is-over"))
  root.addEventListener("dragleave", (event) => {
    if (!root.contains(event.relatedTarget)) zone.classList.remove("is-over")
  })
  root.addEventListener("drop", (event) => {
    zone.classList.remove("is-over")
    dropped(event.dataTransfer)
  })
  part("files").addEventListener("submit", (event) => {
    const item = items.find(({ row }) => row.contains(event.target))
    if (!item || !event.submitter) return
    event.preventDefault()
    send(item, { again: event.submitter.value })
    tell()
  })
  part("cancel-all").addEventListener("click", () => {
    for (const item of inState("waiting", "sending")) cancel(item)
    zone.querySelector("[type=file]").focus()
  })
  part("retry-all").addEventListener("click", () => retry(...inState("failed")))
  window.addEventListener("beforeunload", (event) => {
    if (inState("waiting", "sending").length) event.preventDefault()
  })
}

if (zone) dress()
