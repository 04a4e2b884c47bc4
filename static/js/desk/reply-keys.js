// The keys of the moderator's list. A switch, remembered on this device, turns all of them off
// (WCAG 2.1.4); none does anything while somebody types, or with Ctrl, Alt or the command key.
// Without it Tab, Space and Enter do the same through the buttons.

import { isOpen } from "newsroom/reply-cards"

const SWITCH = "newsroom.reply-keys"
const REASON_KEYS = "1234567890-="
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]"

export class Keys {
  constructor(desk, cards, verdicts) {
    Object.assign(this, { desk, cards, verdicts })
    this.place = desk.querySelector("[data-keys]")
    this.dialog = this.place.querySelector("[data-keys-list]")
    this.place.hidden = false
    this.isOn = remembered() !== "off"
    const toggle = this.place.querySelector("[data-keys-switch]")
    toggle.checked = this.isOn
    toggle.addEventListener("change", () => {
      this.isOn = toggle.checked
      remember(this.isOn ? "on" : "off")
    })
    this.place.querySelector("[data-keys-help]").addEventListener("click", () => this.help())
    document.addEventListener("keydown", (event) => this.heard(event))
    this.cards.list.addEventListener("toggle", (event) => this.opened(event.target), true)
  }

  heard(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return
    const reasons = event.target.closest?.("[data-reasons][open]")
    if (reasons && event.key === "Escape") return this.close(reasons, event)
    if (!this.isOn || document.querySelector("dialog[open]") || event.target.closest?.(TYPING)) return
    if (reasons && this.reason(reasons, event)) return
    const moves = { j: () => this.cards.step(1), k: () => this.cards.step(-1) }
    const acts = {
      a: () => this.decide("approve"),
      r: () => this.askReason(),
      s: () => this.decide("spam"),
      u: () => this.verdicts.undo(),
      x: () => this.cards.tick(),
      X: () => this.cards.tickUpToHere(),
      b: () => this.follow("[data-ban]"),
      e: () => this.follow("[data-edit]"),
      o: () => this.follow(".reply-card__time"),
      "/": () => this.desk.querySelector("[data-search]").focus(),
      "?": () => this.help(),
    }
    // A key that is held down moves on, but decides once.
    const act = moves[event.key] ?? (event.repeat ? null : acts[event.key])
    if (!act) return
    event.preventDefault()
    act()
  }

  /** What is ticked, or else the current card. */
  get chosen() {
    const { ticked, current } = this.cards
    return ticked.length ? ticked : [current].filter((card) => card && isOpen(card))
  }

  decide(verb) {
    const fitting = this.chosen.filter((card) => card.querySelector(`button[name=press][value^="${verb}:"]`))
    if (fitting.length) this.verdicts.give(verb, fitting)
    else this.say(this.chosen.length)
  }

  /** Open the reasons of the current card, whose press then counts for all that is ticked. */
  askReason() {
    const [first] = this.chosen
    const card = this.chosen.includes(this.cards.current) ? this.cards.current : first
    const reasons = card?.querySelector("[data-reasons]")
    if (!reasons) return this.decide("uphold") // to refuse once more is to uphold the refusal
    this.cards.goTo(card)
    reasons.toggleAttribute("data-for-all", this.cards.ticked.length > 0)
    this.cards.fill(reasons)
    reasons.open = true
    label(reasons)
    buttons(reasons)[0].focus()
    reasons.scrollIntoView({ block: "nearest" })
  }

  reason(reasons, event) {
    const place = event.key.length === 1 ? REASON_KEYS.indexOf(event.key) : -1
    const button = buttons(reasons)[place]
    if (place < 0 || !button || event.repeat) return false
    event.preventDefault()
    button.click()
    return true
  }

  close(reasons, event) {
    event.preventDefault()
    reasons.open = false
    this.cards.goTo(reasons.closest("[data-reply]"))
  }

  /** Leave by a link of the current card, once all that was pressed is sent. */
  async follow(hook) {
    const link = this.cards.current?.querySelector(hook)
    await this.verdicts.sending
    if (link) link.click()
    else this.say(this.cards.current)
  }

  say(isThere) {
    const gettext = window.gettext ?? ((words) => words)
    this.cards.say(
      isThere ? gettext("That does not fit this reply.") : gettext("Choose a reply first: j goes to the first."),
    )
  }

  opened(reasons) {
    if (!reasons.matches?.("[data-reasons]")) return
    this.cards.fill(reasons)
    if (reasons.open) label(reasons)
    else reasons.removeAttribute("data-for-all")
  }

  help() {
    this.dialog.showModal()
  }
}

function buttons(reasons) {
  return reasons.querySelectorAll("[data-reason-list] button")
}

/** Write its key beside each reason, once. */
function label(reasons) {
  for (const [place, button] of buttons(reasons).entries()) {
    if (button.querySelector("kbd")) return
    const key = document.createElement("kbd")
    key.textContent = REASON_KEYS[place]
    button.prepend(key, " ")
  }
}

function remembered() {
  try {
    return localStorage.getItem(SWITCH)
  } catch {
    return null // no storage: the keys are on
  }
}

function remember(value) {
  try {
    localStorage.setItem(SWITCH, value)
  } catch {
    // No storage: it holds until the page is left.
  }
}
