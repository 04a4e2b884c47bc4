// Narrows the editor's stock parts to the body's grammar; without it the server drops the rest.

import {
  Blockquote as StockBlockquote,
  Document as StockDocument,
  gettext,
  Link as StockLink,
  ListItem as StockListItem,
  OrderedList as StockOrderedList,
} from "django-prose-editor/editor"
import { ask, el, field, NotYet, outsideAddress } from "newsroom/dialog"

export const Document = StockDocument.extend({ content: "(block | special)+" })

export const Blockquote = StockBlockquote.extend({ content: "paragraph+" })

export const ListItem = StockListItem.extend({ content: "paragraph list*" })

export const OrderedList = StockOrderedList.extend({
  addAttributes: () => ({}),
  addNodeView: () => null,
})

/** A link to another site or a mail address: it has an address and nothing else. */
export const Link = StockLink.extend({
  excludes: "link storyLink",

  addOptions() {
    return {
      ...this.parent?.(),
      HTMLAttributes: {},
      isAllowedUri: (address) => /^(https?:\/\/|mailto:)/i.test(address ?? ""),
    }
  },

  addAttributes: () => ({ href: { default: null } }),

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          if (!editor.state.selection.empty || editor.isActive("link")) linkOutside(editor)
          return true
        },
    }
  },
})

async function linkOutside(editor) {
  const address = el("input", {
    type: "url",
    autofocus: true,
    value: editor.getAttributes("link").href ?? "",
    placeholder: "https://",
  })
  const href = await ask({
    title: gettext("Link to a page elsewhere"),
    content: [
      field(
        gettext("Address"),
        address,
        gettext("For a story of this newspaper use “Story link”: it never goes stale."),
      ),
    ],
    submit: gettext("Set the link"),
    answer: () => {
      const whole = outsideAddress(address.value, ["http:", "https:", "mailto:"])
      if (!whole)
        throw new NotYet(gettext("This is not an address such as https://example.org/page."))
      return whole
    },
  })
  const chain = editor.chain().focus()
  if (href) chain.extendMarkRange("link").setMark("link", { href })
  chain.run()
}
