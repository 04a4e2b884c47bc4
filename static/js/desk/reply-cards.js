// The cards of the moderator's list: which one is current, which are ticked, what is said aloud, and
// further cards before the last are reached. Without it the list is a page of forms.

const ENOUGH = 25 // cards still to decide below which further ones are fetched

const gettext = window.gettext ?? ((words) => words)
const ngettext = window.ngettext ?? ((one, many, count) => (count === 1 ? one : many))

export class Cards {
  constructor(desk) {
    this.desk = desk
    this.list = desk.querySelector("[data-cards]")
    this.said = desk.querySelector("[data-said]")
    this.end = desk.querySelector("[data-end]")
    this.current = null
    this.lastTicked = null
    this.fetching = null
    this.next = this.takeNext()
    this.list.addEventListener("focusin", (event) => this.mark(event.target.closest("[data-reply]")))
    this.list.addEventListener("change", (event) => {
      if (event.target.name !== "pick") return
      this.lastTicked = event.target.closest("[data-reply]")
      this.count()
    })
    desk.querySelector("[data-tick-all]")?.addEventListener("click", (event) => {
      event.preventDefault()
      this.tickAll()
    })
    this.list.addEventListener("click", (event) => this.fill(event.target.closest("summary")?.parentElement))
    this.count()
  }

  get all() {
    return [...this.list.querySelectorAll("[data-reply]")]
  }

  get ticked() {
    return this.open.filter((card) => box(card)?.checked)
  }

  /** Those on which nothing was decided on this page. */
  get open() {
    return this.all.filter((card) => isOpen(card))
  }

  byNumber(number) {
    return this.list.querySelector(`[data-reply="${number}"]`)
  }

  mark(card) {
    if (!card || card === this.current) return
    this.current?.classList.remove("is-current")
    this.current = card
    card.classList.add("is-current")
  }

  /** Bring a card into sight with the focus on it. */
  goTo(card) {
    if (!card) return
    this.mark(card)
    card.focus({ preventScroll: true })
    card.scrollIntoView({ block: "nearest" })
  }

  /** To the next card (1) or the one before (-1), decided or not. */
  step(by) {
    const all = this.all
    const place = all.indexOf(this.current)
    const card = place < 0 ? all[0] : all[place + by]
    if (card) this.goTo(card)
    else this.say(by > 0 ? this.wordsAtTheEnd() : gettext("This is the first reply."))
    this.fetchSoon()
  }

  /** To the next card on which nothing was decided, or, where none comes any more, one before it. */
  goOn(from) {
    const all = this.all
    const place = all.indexOf(from)
    this.fetchSoon()
    const card = all.slice(place + 1).find(isOpen)
    if (card) this.goTo(card)
    else this.goOnWhenFetched(from.dataset.reply)
  }

  async goOnWhenFetched(number) {
    while (this.fetching) await this.fetching
    if (this.current?.dataset.reply !== number) return // somebody went elsewhere meanwhile
    const from = this.byNumber(number)
    const all = this.all
    const place = all.indexOf(from)
    const card = all.slice(place + 1).find(isOpen) ?? all.slice(0, place).findLast(isOpen)
    this.goTo(card ?? from)
    if (!card) this.say(this.wordsAtTheEnd())
    this.sayEnd()
  }

  wordsAtTheEnd() {
    return this.next || this.fetching
      ? gettext("Further replies are on their way.")
      : gettext("This is the last reply.")
  }

  sayEnd() {
    const isThrough = this.open.length === 0 && !this.next && !this.fetching
    this.end.hidden = !isThrough
    this.end.textContent = isThrough ? gettext("Nothing more waits on this page.") : ""
  }

  say(words) {
    this.said.textContent = ""
    // A live region is read when it changes: the same words twice are a change as well.
    setTimeout(() => (this.said.textContent = words), 30)
  }

  tick(card = this.current) {
    const one = box(card)
    if (!one) return
    one.checked = !one.checked
    this.lastTicked = card
    this.count()
  }

  /** Tick all from the last one that was ticked to the current one. */
  tickUpToHere() {
    const all = this.all
    const places = [this.lastTicked ?? this.current, this.current].map((card) => all.indexOf(card))
    if (places.includes(-1)) return
    const [first, last] = places.sort((a, b) => a - b)
    for (const card of all.slice(first, last + 1)) if (box(card)) box(card).checked = true
    this.count()
  }

  tickAll() {
    const boxes = this.open.map(box).filter(Boolean)
    const isEvery = boxes.every((one) => one.checked)
    for (const one of boxes) one.checked = !isEvery
    this.count()
  }

  /** Give a card the reasons that it opens: the page has them once, not on every card. */
  fill(reasons) {
    if (!reasons?.matches("[data-reasons]") || reasons.querySelector("[data-reason-list]")) return
    const asked = this.desk.querySelector(`[data-reasons-of="${reasons.dataset.reasons}"]`).content.cloneNode(true)
    const note = asked.querySelector("[name=note]")
    note.id += reasons.closest("[data-reply]").dataset.reply
    asked.querySelector("label").htmlFor = note.id
    reasons.querySelector(":scope > a")?.remove() // the way to them without a script
    reasons.append(asked)
  }

  count() {
    const place = this.desk.querySelector("[data-ticked]")
    const number = this.ticked.length
    if (!place) return
    place.textContent = number
      ? ngettext("%s ticked:", "%s ticked:", number).replace("%s", number)
      : gettext("None ticked:")
  }

  /** Put a card, as the server drew it, in the place of the one that stands. */
  replace(card, html) {
    const fresh = parsed(html).querySelector("[data-reply]")
    const hadFocus = card.contains(document.activeElement)
    const isCurrent = card === this.current
    card.replaceWith(fresh)
    if (this.lastTicked === card) this.lastTicked = fresh
    if (isCurrent) {
      this.current = null
      this.mark(fresh)
    }
    if (hadFocus) fresh.focus({ preventScroll: true })
    this.count()
    return fresh
  }

  takeNext() {
    const place = this.list.querySelector("[data-next]")
    place?.remove()
    return place?.dataset.next ?? ""
  }

  fetchSoon() {
    if (this.next && !this.fetching && this.open.length < ENOUGH) {
      this.fetching = this.fetchMore().finally(() => (this.fetching = null))
    }
    this.sayEnd()
  }

  async fetchMore() {
    try {
      const response = await fetch(this.desk.dataset.more + this.next)
      if (!response.ok || response.redirected) throw new TypeError("no further cards")
      const page = parsed(await response.text())
      for (const card of page.querySelectorAll("[data-reply]")) {
        if (!this.byNumber(card.dataset.reply)) this.list.append(card)
      }
      this.next = page.querySelector("[data-next]")?.dataset.next ?? ""
      const pages = this.desk.querySelector("[data-pages] [rel=next]")
      if (pages && this.next) pages.href = this.next
      else pages?.remove()
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      this.say(gettext("Further replies could not be fetched. They are on the next page."))
    }
  }
}

export function box(card) {
  return card?.querySelector("input[name=pick][type=checkbox]") ?? null
}

export function isOpen(card) {
  return !card.hasAttribute("data-done") && !card.hasAttribute("data-taken") && !isSending(card)
}

export function isSending(card) {
  return card.getAttribute("aria-busy") === "true"
}

export function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html")
}
