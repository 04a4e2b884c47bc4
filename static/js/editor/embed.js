// Adds embeds by their address; without it such an address is an ordinary link.

import { gettext } from "django-prose-editor/editor"
import { block } from "newsroom/block"
import { ask, el, field, NotYet, outsideAddress } from "newsroom/dialog"

export const Embed = block({
  name: "embed",
  tag: "figure",
  button: gettext("Embed"),
  title: gettext("Embed from another site"),
  attributes: { address: "data-embed" },
  card: (body, { address }) => {
    const host = outsideAddress(address ?? "") ? new URL(address).hostname.replace(/^www\./, "") : ""
    body.replaceChildren(
      el("span", { class: "desk-block__label" }, gettext("Embed:")),
      el("span", { class: "desk-block__title" }, host),
      el("span", { class: "desk-block__note" }, address),
    )
  },
  ask: (present) => {
    const address = el("input", {
      type: "url",
      autofocus: true,
      value: present?.address ?? "",
      placeholder: "https://",
    })
    return ask({
      title: gettext("Embed from another site"),
      content: [
        field(gettext("Address of the video, post or map"), address),
      ],
      submit: present ? gettext("Change the embed") : gettext("Insert the embed"),
      answer: () => {
        const whole = outsideAddress(address.value, ["https:"])
        if (!whole)
          throw new NotYet(gettext("This is not an address such as https://example.org/video."))
        return { address: whole }
      },
    })
  },
})
