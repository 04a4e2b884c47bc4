// Sends verdicts without leaving the moderator's list, one after the other, and shows what became of
// each card. What could not be sent stays on its card and can be sent again. Without it each verdict
// is a form that leads back to the list.

import { isSending } from "newsroom/reply-cards"

const gettext = window.gettext ?? ((words) => words)
const MOST_AT_ONCE = 100

export class Verdicts {
  constructor(desk, cards) {
    this.desk = desk
    this.cards = cards
    this.waiting = [] // acts that were not sent yet, in the order of their presses
    this.acts = [] // the numbers of the cards of each act that was done, the last at the end
    this.sending = null
    this.token = desk.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? ""
    desk.addEventListener("submit", (event) => this.pressed(event))
    window.addEventListener("beforeunload", (event) => {
      if (this.waiting.length || this.sending || this.failed.length) event.preventDefault()
    })
  }

  get failed() {
    return [...this.cards.list.querySelectorAll("[data-failed]")]
  }

  /** A press on one of the list's own buttons. */
  pressed(event) {
    const form = event.target
    const isBulk = form.hasAttribute("data-bulk")
    if (!isBulk && !form.hasAttribute("data-verdict")) return
    event.preventDefault()
    if (isBulk) return this.giveTicked(event.submitter.value, form.elements.reason?.value)
    const [verb, , , reason] = event.submitter.value.split(":")
    const reasons = event.submitter.closest("[data-reasons]")
    const note = reasons?.querySelector("[name=note]").value
    if (reasons?.hasAttribute("data-for-all")) this.giveTicked(verb, reason, note)
    else this.give(verb, [event.submitter.closest("[data-reply]")], reason, note)
  }

  giveTicked(verb, reason, note) {
    if (this.cards.ticked.length) this.give(verb, this.cards.ticked, reason, note)
    else this.cards.say(gettext("Tick at least one reply first."))
  }

  /** Give a verdict on some cards; the next card gets the focus at once. */
  give(verb, chosen, reason = "", note = "") {
    const free = chosen.filter((card) => !isSending(card))
    if (!free.length) return
    const from = free.includes(this.cards.current) ? this.cards.current : free.at(-1)
    for (const card of free) {
      card.setAttribute("aria-busy", "true")
      card.removeAttribute("data-failed")
      refuse(card, "")
    }
    const numbers = free.map((card) => card.dataset.reply)
    for (let at = 0; at < numbers.length; at += MOST_AT_ONCE) {
      this.waiting.push({ verb, reason, note, numbers: numbers.slice(at, at + MOST_AT_ONCE) })
    }
    if (verb !== "restore") {
      this.acts.push(numbers)
      this.cards.goOn(from)
    }
    this.sending ??= this.sendAll().finally(() => (this.sending = null))
  }

  /** Take back what was decided on the current card just now, or else the last act. */
  undo() {
    const current = this.cards.current
    const number = current?.dataset.reply
    const isOurs = current && (current.hasAttribute("data-done") || isSending(current))
    let numbers
    if (isOurs) {
      numbers = [number]
      this.acts = this.acts.map((act) => act.filter((one) => one !== number))
    }
    this.acts = this.acts.filter((act) => act.length)
    numbers ??= this.acts.pop()
    const isJustMade = Boolean(numbers)
    if (current?.hasAttribute("data-restorable")) numbers ??= [number]
    if (!numbers) return this.cards.say(gettext("There is nothing to undo."))
    this.waiting.push({ verb: "restore", reason: "", note: "", numbers, isJustMade })
    this.sending ??= this.sendAll().finally(() => (this.sending = null))
  }

  async sendAll() {
    while (this.waiting.length) {
      const act = this.waiting.shift()
      // Presses of the same kind that came while the last ones were under way go together.
      while (this.waiting.length && goTogether(act, this.waiting[0])) {
        act.numbers.push(...this.waiting.shift().numbers)
      }
      await this.send(act)
    }
  }

  async send(act) {
    const chosen = act.numbers.map((number) => this.cards.byNumber(number)).filter(Boolean)
    // What was not given, because nobody could be asked or a colleague was quicker, needs no undoing.
    const fit = act.isJustMade ? chosen.filter((card) => card.hasAttribute("data-done")) : chosen
    for (const card of chosen.filter((one) => !fit.includes(one))) this.forget(card)
    if (!fit.length) return
    try {
      let response = await this.post(act, fit)
      if (response.status === 403 && (await this.renewToken())) response = await this.post(act, fit)
      if (response.redirected) throw new NotSent(gettext("You are signed out. Sign in in another window, then try again."))
      if (response.status === 403) throw new NotSent(gettext("You may not decide on replies any more."))
      if (![200, 422].includes(response.status)) throw new NotSent(gettext("The server could not take this. Nothing was done: try again."))
      this.show(act, fit, await response.json())
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError || error instanceof NotSent)) throw error
      const words = error instanceof NotSent ? error.message : gettext("No connection. Nothing was done: try again.")
      for (const card of fit) this.fail(card, act, words)
      this.cards.say(words)
    }
  }

  post(act, chosen) {
    const body = new FormData()
    body.append("csrfmiddlewaretoken", this.token)
    for (const name of ["verb", "reason", "note"]) body.append(name, act[name])
    for (const card of chosen) body.append("pick", `${card.dataset.reply}:${card.dataset.seen}`)
    const headers = { Accept: "application/json" }
    return fetch(this.desk.dataset.verdicts, { method: "POST", headers, body })
  }

  /** Whoever signed in again in another window has another token. */
  async renewToken() {
    const response = await fetch(this.desk.dataset.news)
    if (!response.ok || response.redirected) return false
    const { token } = await response.json()
    const isNew = Boolean(token)
    this.token = token ?? this.token
    return isNew
  }

  show(act, chosen, answer) {
    if (!answer.cards) {
      for (const card of chosen) this.fail(card, act, answer.said.join(" "))
      this.cards.say(answer.said.join(" "))
      return
    }
    const decided = new Set(answer.decided.map(String))
    for (const card of chosen) {
      const number = card.dataset.reply
      const html = answer.cards[number]
      const fresh = html ? this.cards.replace(card, html) : card
      if (!html) fresh.setAttribute("data-taken", "")
      fresh.removeAttribute("aria-busy")
      if (!decided.has(number) || act.verb === "restore") this.acts = this.acts.map((one) => one.filter((n) => n !== number))
    }
    const refusals = chosen
      .map((card) => this.cards.byNumber(card.dataset.reply)?.querySelector("[data-refusal]")?.textContent)
      .filter(Boolean)
    const [first] = chosen
    if (act.verb === "restore") this.cards.goTo(this.cards.byNumber(first.dataset.reply))
    const left = this.cards.open.length
    const further = this.cards.next ? "+" : ""
    this.cards.say([...answer.said, ...refusals, gettext("%s to go.").replace("%s", `${left}${further}`)].join(" "))
    this.desk.dispatchEvent(new CustomEvent("counted", { detail: answer.counts }))
    this.cards.fetchSoon()
  }

  fail(card, act, words) {
    card.removeAttribute("aria-busy")
    card.setAttribute("data-failed", "")
    this.acts = this.acts.map((one) => one.filter((number) => number !== card.dataset.reply))
    const place = refuse(card, `${words} `)
    const again = document.createElement("button")
    again.type = "button"
    again.className = "button"
    again.textContent = gettext("Try again")
    again.addEventListener("click", () => this.give(act.verb, [card], act.reason, act.note))
    place?.append(again)
  }

  forget(card) {
    if (card.hasAttribute("data-failed")) refuse(card, "")
    card.removeAttribute("data-failed")
    this.cards.goTo(card)
  }
}

class NotSent extends Error {}

function goTogether(act, other) {
  const isSame = ["verb", "reason", "note"].every((name) => act[name] === other[name])
  return isSame && act.verb !== "restore" && act.numbers.length + other.numbers.length <= MOST_AT_ONCE
}

function refuse(card, words) {
  const place = card.querySelector("[data-refusal]")
  if (place) place.textContent = words
  return place
}
