// Adds a use's own caption and alt text beside the library's; without it a use has the library's.

import { el, field } from "newsroom/dialog"

const gettext = window.gettext ?? ((words) => words)

/**
 * Two fields for the words of one use of a picture.
 *
 * Returns `fields` for the dialog, `tell(picture)` that shows what the library says (null for none),
 * and `values()`: { caption, alt }, null where the library's stand.
 */
export function ownWords(present, picture = null) {
  const caption = el("textarea", { rows: 2, maxlength: 2000 })
  const alt = el("textarea", { rows: 2, maxlength: 400 })
  const says = [caption, alt].map(() => el("p", { class: "desk-dialog__help" }))
  const show = () => {
    for (const [place, input] of [caption, alt].entries()) {
      says[place].textContent = librarySays(input.placeholder)
      says[place].hidden = !input.value.trim() || !input.placeholder // else it stands in the field
    }
  }
  const tell = (of) => {
    caption.placeholder = of?.caption ?? ""
    alt.placeholder = of?.alt ?? ""
    show()
  }
  caption.value = present?.caption ?? ""
  alt.value = present?.alt ?? ""
  for (const input of [caption, alt]) input.addEventListener("input", show)
  tell(picture)
  return {
    tell,
    fields: [
      field(
        gettext("Caption for this story"),
        caption,
        gettext("Only where the library's caption does not fit here. The credit always shows."),
      ),
      says[0],
      field(
        gettext("Alt text for this story"),
        alt,
        gettext("Only where the library's alt text does not fit here."),
      ),
      says[1],
    ],
    values: () => ({ caption: onOneLine(caption.value), alt: onOneLine(alt.value) }),
  }
}

/** What a card says of words that are the story's own, each beside the library's. */
export function saidOtherwise({ caption, alt }, picture) {
  return [
    [caption, picture.caption, gettext("This story's own caption.")],
    [alt, picture.alt, `${gettext("This story's own alt text:")} “${alt}”`],
  ]
    .filter(([own]) => own)
    .map(([, words, said]) =>
      el("span", { class: "desk-block__own" }, words ? `${said} ${librarySays(words)}` : said),
    )
}

function librarySays(words) {
  return gettext("The library says: “%s”").replace("%s", () => words)
}

function onOneLine(words) {
  return words.replace(/\s+/g, " ").trim() || null
}
