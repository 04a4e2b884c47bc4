// Makes the moderator's list quick: keys, verdicts without leaving the page, further cards before the
// last is reached, word of what colleagues decide. Without it every verdict is a form of its own, and
// all of it is there.

import { Cards } from "newsroom/reply-cards"
import { Keys } from "newsroom/reply-keys"
import { News } from "newsroom/reply-news"
import { Verdicts } from "newsroom/reply-verdicts"

const desk = document.querySelector("[data-reply-desk]")

if (desk) {
  const cards = new Cards(desk)
  const verdicts = new Verdicts(desk, cards)
  new Keys(desk, cards, verdicts)
  new News(desk, cards)
  const place = document.getElementById(location.hash.slice(1))?.closest("[data-reply]")
  if (place) cards.goTo(place)
  else cards.mark(cards.all[0])
}
