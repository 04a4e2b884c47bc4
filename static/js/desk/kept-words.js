// Sends what is typed on the writing screen to the server every few seconds, keeps it in the browser
// while the server cannot be had, and says who else has the story open. Without it nothing is kept
// until Save is pressed; what was kept before is offered all the same.

import { drop, keep, kept, noteSent, sentLast } from "newsroom/kept"

const gettext = window.gettext ?? ((words) => words)

const TICK = 1000 // milliseconds, as all below
const QUIET = 3000 // without a key, after which words are sent
const LONGEST = 5000 // that words wait while somebody goes on typing
const HEARTBEAT = 20_000
const PATIENCE = 15_000 // with a server that does not answer
const SLOWEST = 20_000 // between two tries to reach it
const BEACON = 60_000 // characters that a page may send while it closes

const SAYINGS = {
  signedOut: gettext("You are signed out. What you type is kept in this browser until you sign in."),
  refused: gettext("The server cannot keep it now. What you type is kept in this browser."),
  unreachable: gettext("The server cannot be reached. What you type is kept in this browser."),
  gone: gettext("The story is not there any more. What you type is kept in this browser."),
  nowhere: gettext("What you type is kept nowhere. Save it, or copy it to another place."),
  again: gettext("The server has it again."),
}

const form = document.querySelector("[data-writing]")
const line = document.querySelector("[data-keeping]")
const news = document.querySelector("[data-keeping-news]")
const others = document.querySelector("[data-others]")
const offers = document.querySelector("[data-offers]")

const calls = new Set() // that the server has not answered yet
let seen = "" // the form as it was at the last tick
let atServer = "" // the form as the server has it
let changedAt = 0
let waitingSince = 0 // 0 where nothing waits to be sent
let notBefore = 0
let failures = 0
let heardAt = 0
let isSending = false
let isSent = false

function place() {
  const { account, story = "", mark, keepAt } = form.dataset
  const address = story ? keepAt : keepAt.replace(mark, form.elements.begun_by.value)
  return { account, story, page: form.elements.page.value, address }
}

function bodyOf() {
  const data = new FormData(form)
  data.delete("csrfmiddlewaretoken")
  for (const name of [...data.keys()]) if (name.includes("__prefix__")) data.delete(name)
  return new URLSearchParams(data).toString()
}

function written(body, more) {
  const sent = new URLSearchParams(body)
  for (const [name, value] of Object.entries(more)) sent.set(name, value)
  sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  return sent
}

function age(at) {
  return Math.max(0, Math.round((Date.now() - at) / 1000))
}

/** Asks the server for something; what became of it, in one word, and its answer. */
async function ask(address, options = {}) {
  const call = new AbortController()
  const timer = setTimeout(() => call.abort(), PATIENCE)
  calls.add(call)
  try {
    const response = await fetch(address, { redirect: "manual", signal: call.signal, ...options })
    if (response.ok) return { became: "kept", answer: await response.json() }
    if (response.type === "opaqueredirect" || response.status === 403) return { became: "signedOut" }
    return { became: response.status === 404 ? "gone" : "refused" }
  } catch {
    return { became: "unreachable" }
  } finally {
    clearTimeout(timer)
    calls.delete(call)
  }
}

function callOff() {
  for (const call of calls) call.abort()
}

/** Whether the same account is signed in again: its forms get the token of the new session. */
async function signedInAgain() {
  const { became, answer } = await ask(form.dataset.signedIn)
  if (became !== "kept" || String(answer.account) !== form.dataset.account) return false
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]"))
    field.value = answer.token
  return true
}

async function post(address, body, more) {
  const first = await ask(address, { method: "POST", body: written(body, more) })
  if (first.became !== "signedOut" || !(await signedInAgain())) return first
  return ask(address, { method: "POST", body: written(body, more) })
}

// -- What is said

function say(words, said = "") {
  if (line.textContent !== words) line.textContent = words
  if (news.textContent !== said) news.textContent = said
}

function sayKept(answer) {
  say(gettext("Kept at %s").replace("%s", answer.kept_at), failures ? SAYINGS.again : "")
}

function sayFailed(became) {
  const isHere = keepHere()
  const words = isHere ? SAYINGS[became] : SAYINGS.nowhere
  say(words, words)
  if (became !== "signedOut" || !isHere) return
  const link = document.createElement("a")
  link.href = `${form.dataset.signIn}?next=${encodeURIComponent(window.location.pathname)}`
  link.target = "_blank"
  link.textContent = gettext("Sign in in another window")
  line.append(" ", link)
}

function hear(answer) {
  heardAt = Date.now()
  const sentences = [...answer.others, answer.newer].filter(Boolean)
  const shown = [...others.children].map((child) => child.textContent)
  if (shown.join("\n") === sentences.join("\n")) return
  others.replaceChildren(
    ...sentences.map((sentence) => {
      const paragraph = document.createElement("p")
      paragraph.textContent = sentence
      return paragraph
    }),
  )
}

// -- What is kept

function keepHere() {
  return keep({ ...place(), at: changedAt || Date.now(), body: seen })
}

function look() {
  const now = bodyOf()
  if (now !== seen) {
    seen = now
    changedAt = Date.now()
    waitingSince ||= changedAt
    keepHere()
  }
  form.toggleAttribute("data-is-kept", seen === atServer)
}

async function send() {
  const [here, body, at] = [place(), seen, changedAt]
  waitingSince = 0
  isSending = true
  const { became, answer } = await post(here.address, body, { act: "keep", age: age(at) })
  isSending = false
  if (isSent) return
  if (became === "kept" && answer.saved) return turnPage()
  if (became === "kept") {
    atServer = body
    if (seen === body) drop(here)
    sayKept(answer)
    hear(answer)
    failures = 0
  } else {
    waitingSince ||= at
    failures += 1
    notBefore = Date.now() + Math.min(SLOWEST, TICK * 2 ** failures)
    sayFailed(became)
  }
  look()
}

async function beat() {
  heardAt = Date.now()
  const { address } = place()
  const based = { act: "here", based_on: form.elements.based_on.value }
  const { became, answer } = await post(address, "", based)
  if (became === "kept") hear(answer)
}

/** What this page held is saved: what is typed on it now is another page's. */
function turnPage() {
  drop(place())
  const marks = crypto.getRandomValues(new Uint8Array(12))
  form.elements.page.value = [...marks].map((mark) => mark.toString(16).padStart(2, "0")).join("")
  seen = ""
  look()
}

function tick() {
  if (isSent) return
  look()
  const now = Date.now()
  const isTime = now - changedAt >= QUIET || now - waitingSince >= LONGEST
  if (isSending || now < notBefore) return
  if (waitingSince && isTime) send()
  else if (form.dataset.story && now - heardAt >= HEARTBEAT) beat()
}

function hide() {
  if (isSent || document.visibilityState !== "hidden") return
  look()
  if (waitingSince && !isSending) send()
}

function leave() {
  if (isSent) return
  look()
  const { address } = place()
  const words = written(seen, { act: "keep", age: age(changedAt) })
  callOff()
  if (seen !== atServer && words.toString().length < BEACON) navigator.sendBeacon(address, words)
  if (form.dataset.story) navigator.sendBeacon(address, written("", { act: "closed" }))
}

// -- What was kept before

/** Brings to the server what this browser kept of the account at this story. */
async function bringBack() {
  const sent = sentLast()
  if (sent && document.querySelector(`.messagelist .saved-${form.dataset.story}`)) drop(sent)
  const here = place()
  for (const words of kept(here)) {
    const isAnswer = words.page === here.page && form.dataset.answers !== undefined
    if (isAnswer) continue // the page shows it, and it is sent from there
    const more = { act: "keep", age: age(words.at), offers: here.page }
    const { became, answer } = await post(words.address, words.body, more)
    if (became !== "kept") continue
    drop(words)
    if (words.page === here.page && !answer.saved) return window.location.reload()
    if (answer.offers) offers.innerHTML = answer.offers
  }
}

function open() {
  seen = bodyOf()
  changedAt = Date.now()
  // The answer to a refused form holds words that are nowhere else.
  if (form.dataset.answers === undefined) atServer = seen
  else waitingSince = changedAt
  look()
  bringBack()
  setInterval(tick, TICK)
}

if (form) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return
    look()
    keepHere()
    noteSent(place())
    isSent = true
    callOff()
  })
  window.addEventListener("pageshow", () => {
    if (isSent) turnPage()
    isSent = false
  })
  window.addEventListener("online", () => (notBefore = 0))
  document.addEventListener("visibilitychange", hide)
  window.addEventListener("pagehide", leave)
  if (document.readyState === "complete") open()
  else window.addEventListener("load", open)
}
