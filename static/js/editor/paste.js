// Cleans what is pasted from word processors and pages; without it the server alone cleans it.

import { Extension, Plugin } from "django-prose-editor/editor"

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: clean } })],
})

const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, table, blockquote, pre, section, article"
const DROPPED = "script, style, meta, link, title, head, template, iframe, object, svg, img, picture,"
  + " video, audio, canvas, form, input, button, select, textarea, noscript, xml, o\\:p"

/** Pasted HTML as the grammar has it: words, headings, lists, links; no styles, no furniture. */
export function clean(html) {
  const inert = withoutBehaviour(html)
  if (/data-pm-slice/.test(inert)) return inert // from an editor of ours: already clean
  const root = new DOMParser().parseFromString(inert, "text/html").body
  for (const element of root.querySelectorAll(DROPPED)) element.remove()
  listsOfWord(root)
  for (const wrapper of root.querySelectorAll('[id^="docs-internal-guid"]'))
    wrapper.replaceWith(...wrapper.childNodes)
  for (const element of root.querySelectorAll("[data-style]")) emphasise(element)
  rename(root, "h1", "h2")
  rename(root, "h4, h5, h6", "h3")
  for (const cell of root.querySelectorAll("td, th"))
    if (!cell.querySelector(BLOCKS)) cell.replaceChildren(wrapped("p", cell.childNodes))
  for (const box of root.querySelectorAll("div, section, article, pre"))
    if (!box.querySelector(BLOCKS)) box.replaceWith(wrapped("p", box.childNodes))
  for (const link of root.querySelectorAll("a[href]")) straighten(link)
  for (const element of root.querySelectorAll("*")) {
    for (const { name } of [...element.attributes])
      if (!KEPT.has(name)) element.removeAttribute(name)
  }
  for (const line of root.querySelectorAll("p, h2, h3"))
    if (!line.textContent.replace(/\u00a0/g, " ").trim()) line.remove()
  return root.innerHTML
}

/**
 * The same HTML without what a browser would act on, were it only to report that the page's policy
 * forbids it: comments, style sheets, scripts, handlers. Styles are kept under another name, to be read.
 */
function withoutBehaviour(html) {
  return html
    .replace(/<(style|script|xml)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<!--[\s\S]*?-->/g, (comment) =>
      /^<!--\s*(Start|End)Fragment\s*-->$/.test(comment) ? comment : "",
    )
    .replace(/<!\[[^\]]*\]>/g, "")
    .replace(/<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi, (tag) =>
      tag
        .replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, " data-style=$1")
        .replace(/\sstyle\s*=\s*[^\s>"']+/gi, "")
        .replace(/\s(on\w+|srcset|src)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ""),
    )
}

const KEPT = new Set([
  "href",
  "data-story",
  "data-read-also",
  "data-label",
  "data-words",
  "data-href",
  "data-title",
  "data-picture",
  "data-caption",
  "data-alt",
  "data-gallery",
  "data-pull",
  "data-by",
  "data-embed",
  "data-still",
])

/** Word's lists are paragraphs that say so in a style: “mso-list: l0 level1 lfo1”. */
function listsOfWord(root) {
  let open = [] // the lists that are open now, outermost first
  for (const line of [...root.querySelectorAll("p, h1, h2, h3, h4, h5, h6, table, ul, ol")]) {
    const level = /mso-list:[^;]*level(\d+)/i.exec(line.dataset.style ?? "")?.[1]
    if (!level) {
      open = []
      continue
    }
    const marker = [...line.querySelectorAll("[data-style]")].find((part) =>
      /mso-list:\s*ignore/i.test(part.dataset.style),
    )
    const kind = /^\s*(\d+|[a-z]{1,4})[.)]/i.test(marker?.textContent ?? "") ? "ol" : "ul"
    marker?.remove()
    open.length = Math.min(open.length, Number(level))
    while (open.length < Number(level)) {
      const list = line.ownerDocument.createElement(kind)
      if (open.length) (open.at(-1).lastElementChild ?? open.at(-1)).append(list)
      else line.before(list)
      open.push(list)
    }
    const item = wrapped("li", [wrapped("p", line.childNodes)])
    open.at(-1).append(item)
    line.remove()
  }
}

/** Emphasis that a word processor wrote as a style becomes the element that means it. */
function emphasise(element) {
  const style = element.dataset.style
  const meanings = [
    [/font-weight\s*:\s*(bold|[6-9]00)/i, "strong"],
    [/font-style\s*:\s*italic/i, "em"],
    [/vertical-align\s*:\s*super/i, "sup"],
    [/vertical-align\s*:\s*sub/i, "sub"],
  ]
  const isInline = element.matches("span, font, a, b, i")
  if (!isInline || !element.textContent.trim()) return
  if (element.matches("b") && /font-weight\s*:\s*(normal|400)/i.test(style))
    element.replaceWith(...element.childNodes)
  for (const [meant, tag] of meanings)
    if (meant.test(style) && !element.matches(tag))
      element.replaceChildren(wrapped(tag, element.childNodes))
}

/** Search engines and word processors hide the address that was meant inside their own. */
function straighten(link) {
  const href = link.getAttribute("href")
  if (!/^(https?:|mailto:)/i.test(href)) return link.removeAttribute("href")
  try {
    const url = new URL(href)
    if (/(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url")
      link.setAttribute("href", url.searchParams.get("q") ?? url.searchParams.get("url") ?? href)
  } catch {
    link.removeAttribute("href")
  }
}

function rename(root, selector, tag) {
  for (const element of root.querySelectorAll(selector))
    element.replaceWith(wrapped(tag, element.childNodes))
}

function wrapped(tag, children) {
  const element = document.implementation.createHTMLDocument("").createElement(tag)
  element.append(...children)
  return element
}
