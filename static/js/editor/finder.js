// Adds searching as one types, for stories and pictures; without it their numbers are typed.

import { el } from "newsroom/dialog"
import { find } from "newsroom/library"

const gettext = window.gettext ?? ((words) => words)
const ngettext = window.ngettext ?? ((one, many, count) => (count === 1 ? one : many))
let number = 0

/**
 * A search field over a list of options, worked with the arrow keys and Enter or with a pointer.
 *
 * `describe` makes the content of an option, `refusal` says why one cannot be chosen (or ""),
 * `onChoose` is told what was chosen, `upload` is where new ones are brought in, in a tab of its own,
 * `suggested` promises items that come first while nothing is typed.
 * Returns the element; its `chosen` is the item or null.
 */
export function finder({ label, address, describe, refusal = () => "", onChoose = () => {}, start, upload, suggested }) {
  const id = `desk-finder-${++number}`
  const input = el("input", {
    id,
    type: "search",
    role: "combobox",
    autocomplete: "off",
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    "aria-controls": `${id}-list`,
    autofocus: true,
  })
  const list = el("ul", {
    id: `${id}-list`,
    class: "desk-finder__list",
    role: "listbox",
    tabindex: "0",
    "aria-label": label,
  })
  const status = el("p", { class: "desk-finder__status", role: "status" })
  const root = el(
    "div",
    { class: "desk-finder" },
    el("label", { for: id }, label),
    input,
    list,
    status,
    upload ? bringingIn(upload) : null,
  )
  root.chosen = start ?? null
  let items = []
  let first = []
  let active = -1
  let calledOff = new AbortController()
  let timer

  function show(found) {
    const held = items[active]?.id
    items = found
    active = -1
    list.replaceChildren(
      ...items.map((item, index) =>
        el(
          "li",
          {
            id: `${id}-${index}`,
            role: "option",
            class: "desk-finder__option",
            "aria-selected": String(item.id === root.chosen?.id),
            "aria-disabled": refusal(item) ? "true" : null,
          },
          ...describe(item),
          refusal(item) ? el("span", { class: "desk-finder__refusal" }, refusal(item)) : null,
        ),
      ),
    )
    // Who went to an option while the words were still looked for stays with it.
    const place = items.findIndex((item) => item.id === held)
    if (place >= 0) move(place)
    else for (const holder of [input, list]) holder.removeAttribute("aria-activedescendant")
    status.textContent = items.length
      ? ngettext("%s found", "%s found", items.length).replace("%s", items.length)
      : gettext("Nothing found. Try fewer or other words.")
  }

  async function search() {
    calledOff.abort()
    calledOff = new AbortController()
    try {
      const found = await find(address, input.value, calledOff.signal)
      const before = input.value.trim() ? [] : first
      show([...before, ...found.filter((item) => !before.some(({ id }) => id === item.id))])
    } catch (error) {
      if (error.name === "AbortError") return
      show([])
      status.textContent = gettext("The desk could not be asked. Is the connection gone?")
    }
  }

  function bringingIn(address) {
    const link = el("a", { href: address, target: "_blank" }, gettext("Upload pictures"))
    const again = el("button", { type: "button", class: "desk-link" }, gettext("Look again"))
    again.addEventListener("click", search)
    // Whoever comes back from there wants to see what they brought.
    link.addEventListener("click", () => window.addEventListener("focus", search, { once: true }))
    return el("p", { class: "desk-dialog__help" }, link, " · ", again)
  }

  function move(to) {
    if (!items.length) return
    active = (to + items.length) % items.length
    for (const [index, option] of [...list.children].entries())
      option.classList.toggle("is-active", index === active)
    list.children[active].scrollIntoView({ block: "nearest" })
    for (const holder of [input, list])
      holder.setAttribute("aria-activedescendant", `${id}-${active}`)
  }

  function choose(index) {
    const item = items[index]
    if (!item || refusal(item)) return
    root.chosen = item
    for (const [place, option] of [...list.children].entries())
      option.setAttribute("aria-selected", String(place === index))
    onChoose(item)
  }

  function keys(event) {
    if (event.key === "ArrowDown") move(active + 1)
    else if (event.key === "ArrowUp") move(active < 0 ? items.length - 1 : active - 1)
    else if (event.key === "Enter" && active >= 0 && items[active].id !== root.chosen?.id)
      choose(active)
    else if (event.key === "Enter" && event.target === list)
      input.form?.requestSubmit() // as Enter in a field does
    else return
    event.preventDefault()
  }

  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(search, 180)
  })
  input.addEventListener("keydown", keys)
  list.addEventListener("keydown", keys)
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]")
    if (option) choose([...list.children].indexOf(option))
  })
  search()
  suggested?.then((found) => {
    first = found
    if (found.length && active < 0 && !input.value.trim()) search()
  })
  return root
}

/** How a story looks in a list of options. */
export function describeStory(story) {
  return [
    el("span", { class: "desk-finder__title" }, story.headline),
    el(
      "span",
      { class: "desk-finder__facts" },
      el("span", { class: "state", "data-state": story.state }, story.state_label),
      [story.section, story.date].filter(Boolean).join(" · "),
    ),
    story.why ? el("span", { class: "desk-finder__facts" }, story.why) : null,
  ]
}

/** How a picture looks in a list of options. */
export function describePicture(picture) {
  return [
    el("img", { src: picture.thumbnail, alt: "", width: 72, height: 72, loading: "lazy" }),
    el(
      "span",
      { class: "desk-finder__words" },
      el("span", { class: "desk-finder__title" }, picture.caption || picture.alt || picture.name),
      el("span", { class: "desk-finder__facts" }, picture.credit),
      badges(picture),
    ),
  ]
}

/** What is to be seen of a picture at a glance, as a list; null where there is nothing. */
export function badges(picture) {
  if (!picture.badges?.length) return null
  return el(
    "span",
    { class: "badges" },
    ...picture.badges.map(({ kind, words }) => el("span", { class: `badge is-${kind}` }, words)),
  )
}

/** Why a picture cannot be chosen where it may have words of its own, or "". */
export function pictureRefusal(picture) {
  return picture.refusal
}

/** Why a picture cannot be chosen where the library's words stand for it, or "". */
export function refusalAsItIs(picture) {
  return picture.refusal || picture.lacks_alt
}

/** What has still to be said of a picture that is used with this alt text, or with none. */
export function pictureDemands(picture, alt = "") {
  if (picture.refusal) return [picture.refusal]
  return (picture.demands ?? []).filter((demand) => !(alt && demand === picture.lacks_alt))
}
