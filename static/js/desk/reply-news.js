// Asks now and then what colleagues decided, and says so on the cards, while the page is looked at.
// Without it a second verdict is refused with the same words.

const EVERY = 15_000 // milliseconds
const OVERLAP = 30_000 // of what is asked for: a decision counts from when it was begun

export class News {
  constructor(desk, cards) {
    Object.assign(this, { desk, cards, since: new Date() })
    desk.addEventListener("counted", (event) => this.count(event.detail))
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.ask()
    })
    setInterval(() => this.ask(), EVERY)
  }

  async ask() {
    if (document.hidden) return
    const since = new Date(this.since - OVERLAP).toISOString()
    try {
      const response = await fetch(`${this.desk.dataset.news}?since=${encodeURIComponent(since)}`)
      if (!response.ok || response.redirected) return
      const { now, news, counts } = await response.json()
      this.since = new Date(now)
      this.count(counts)
      for (const [number, seen, words] of news) this.tell(this.cards.byNumber(number), seen, words)
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error
      // No connection: asked again later; whatever was decided meanwhile is refused in words.
    }
  }

  tell(card, seen, words) {
    const isKnown = !card || card.dataset.seen === seen || card.getAttribute("aria-busy") === "true"
    if (isKnown || card.hasAttribute("data-taken")) return
    card.setAttribute("data-taken", "")
    const place = card.querySelector("[data-refusal]")
    if (place) place.textContent = words
  }

  count(counts) {
    for (const [name, number] of Object.entries(counts ?? {})) {
      const badge = this.desk.querySelector(`[data-count="${name}"]`)
      if (!badge) continue
      badge.hidden = number === 0
      badge.textContent = number >= Number(badge.dataset.most) ? `${number}+` : number
    }
  }
}
