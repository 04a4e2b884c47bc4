// Adds links to our own stories by number; without it such a link is typed as an address.

import { gettext, Mark } from "django-prose-editor/editor"
import { ask, el, NotYet } from "newsroom/dialog"
import { describeStory, finder } from "newsroom/finder"
import { lookUp, suggest } from "newsroom/library"

export const StoryLink = Mark.create({
  name: "storyLink",
  priority: 1001, // asked before the link to other sites
  inclusive: false,
  excludes: "storyLink link",

  addOptions: () => ({ find: "", suggest: "" }),

  addAttributes: () => ({
    story: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-story"),
      renderHTML: ({ story }) => ({ "data-story": story }),
    },
  }),

  parseHTML: () => [{ tag: "a[data-story]" }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],

  addMarkView() {
    return ({ mark }) => {
      const dom = el("a", { "data-story": mark.attrs.story })
      lookUp(this.options.find, Number(mark.attrs.story)).then((story) => {
        dom.title = whereTo(story)
        dom.classList.toggle("is-not-public", story !== undefined && !story?.is_public)
      })
      return { dom, contentDOM: dom, ignoreMutation: ({ type }) => type === "attributes" }
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "storyLink",
      groups: "desk",
      priority: 110,
      button: buttons.text(gettext("Story link"), gettext("Link to one of our stories")),
      command: (editor) => linkToStory(editor, this.options),
      active: (editor) => editor.isActive("storyLink"),
    })
    menu.defineItem({
      name: "unlinkStory",
      groups: "link",
      button: buttons.material("link_off", gettext("Remove the link to the story")),
      command: (editor) =>
        editor.chain().focus().extendMarkRange("storyLink").unsetMark("storyLink").run(),
      hidden: (editor) => !editor.isActive("storyLink"),
    })
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Shift-k": ({ editor }) => {
        linkToStory(editor, this.options)
        return true
      },
    }
  },
})

/** What a link to a story leads to, in words. */
export function whereTo(story) {
  if (story === undefined) return ""
  if (story === null) return gettext("This story no longer exists. Readers see plain words.")
  if (story.is_public) return story.headline
  return gettext("%(headline)s (%(state)s: readers see plain words)")
    .replace("%(headline)s", story.headline)
    .replace("%(state)s", story.state_label)
}

async function linkToStory(editor, options) {
  const address = options.find
  const present = Number(editor.getAttributes("storyLink").story) || null
  const now = el("p", { class: "desk-dialog__now" })
  const search = finder({
    label: gettext("Part of the headline"),
    address,
    describe: describeStory,
    start: present ? { id: present } : null,
    suggested: suggest(options.suggest),
    onChoose: (story) => (now.textContent = whereTo(story)),
  })
  if (present) now.textContent = whereTo(await lookUp(address, present))
  const story = await ask({
    title: gettext("Link to one of our stories"),
    content: [search, now],
    submit: gettext("Set the link"),
    answer: () => {
      if (!search.chosen) throw new NotYet(gettext("Choose a story from the list."))
      return search.chosen
    },
  })
  const chain = editor.chain().focus()
  if (story) {
    const mark = { type: "storyLink", attrs: { story: story.id } }
    if (present) chain.extendMarkRange("storyLink").setMark("storyLink", mark.attrs)
    else if (!editor.state.selection.empty) chain.setMark("storyLink", mark.attrs)
    else chain.insertContent({ type: "text", text: story.headline, marks: [mark] })
  }
  chain.run()
}
