// Adds choosing a picture or a story from a list; without it its number is typed.

import { ask, el, NotYet } from "newsroom/dialog"
import {
  badges,
  describePicture,
  describeStory,
  finder,
  pictureDemands,
  pictureRefusal,
  refusalAsItIs,
} from "newsroom/finder"
import { suggest } from "newsroom/library"

const gettext = window.gettext ?? ((words) => words)

const KINDS = {
  picture: {
    label: gettext("Words of caption, credit, alt text or keywords"),
    describe: describePicture,
    refusal: refusalAsItIs,
    refusalWithOwnWords: pictureRefusal,
    shown: (picture, ownAlt) => [
      el("img", {
        src: picture.preview,
        alt: picture.alt,
        width: picture.width,
        height: picture.height,
      }),
      el(
        "span",
        { class: "desk-chooser__words" },
        `${picture.caption} `,
        el("span", { class: "desk-chooser__credit" }, picture.credit),
      ),
      badges(picture) ?? "",
      ...pictureDemands(picture, ownAlt).map((words) => el("p", { class: "desk-problem" }, words)),
    ],
  },
  story: {
    label: gettext("Part of the headline"),
    describe: describeStory,
    shown: (story) => [story.headline],
  },
}

function dress(chooser) {
  const kind = KINDS[chooser.dataset.chooser]
  const input = chooser.querySelector("[data-chooser-value]")
  const now = chooser.querySelector("[data-chosen]")
  if (!kind || !input || chooser.querySelector(".desk-chooser__tools")) return
  const ownAlt = document.getElementById(chooser.dataset.ownAlt) // where this use has words of its own
  input.hidden = true
  const choose = el("button", { type: "button", class: "button" }, gettext("Choose…"))
  const clear = el("button", { type: "button", class: "button" }, gettext("Take away"))
  const show = (...content) => {
    now.replaceChildren(...content)
    clear.hidden = !input.value
    input.dispatchEvent(new Event("change", { bubbles: true }))
  }
  const tell = (item) => {
    for (const hint of chooser.parentElement.querySelectorAll("[data-library-says]")) {
      const words = item?.[hint.dataset.librarySays] ?? ""
      hint.querySelector("[data-words]").textContent = words
      hint.hidden = !words
    }
  }
  choose.addEventListener("click", async () => {
    const search = finder({
      label: kind.label,
      address: chooser.dataset.find,
      describe: kind.describe,
      refusal: ownAlt ? kind.refusalWithOwnWords : kind.refusal,
      upload: chooser.dataset.upload,
      start: input.value ? { id: Number(input.value) } : null,
      suggested: suggest(chooser.dataset.suggest),
    })
    const item = await ask({
      title: chooser.dataset.title,
      content: [search],
      submit: gettext("Choose"),
      answer: () => {
        if (!search.chosen) throw new NotYet(gettext("Choose one from the list."))
        return search.chosen
      },
    })
    if (item && String(item.id) !== input.value) {
      input.value = item.id
      show(...kind.shown(item, ownAlt?.value.trim()))
      tell(item)
    }
    choose.focus()
  })
  clear.addEventListener("click", () => {
    input.value = ""
    show(el("span", { class: "quiet" }, gettext("None chosen.")))
    tell(null)
    choose.focus()
  })
  clear.hidden = !input.value
  chooser.append(el("div", { class: "desk-chooser__tools" }, choose, clear))
}

for (const chooser of document.querySelectorAll("[data-chooser]"))
  if (!chooser.closest(".empty-form")) dress(chooser)
document.addEventListener("formset:added", (event) => {
  for (const chooser of event.target.querySelectorAll("[data-chooser]")) dress(chooser)
})
