// Adds what the desk knows about stories and pictures by number; without it numbers stay numbers.

const asked = new Map() // address of the finder -> number -> promise of what it is
const waiting = new Map() // address of the finder -> number -> how to keep the promise

const TELLING = /^(headline|standfirst|body|tags|section|related-.*)$/ // fields that say what it is about

/** The finder's answer to words, newest first. `signal` calls it off. */
export async function find(address, words, signal) {
  const url = new URL(address, window.location.href)
  url.searchParams.set("q", words)
  const found = await fetchResults(url, signal)
  for (const item of found) remember(address, item)
  return found
}

/**
 * Stories that are like the text in the form of the story as it stands; none where no such form is
 * open or the desk cannot be asked: a hint is never an error.
 */
export async function suggest(address) {
  const form = document.querySelector("form[data-writing]")
  if (!form || !address) return []
  const typed = new FormData(form)
  const asked = new FormData()
  for (const [name, value] of typed) if (TELLING.test(name)) asked.append(name, value)
  asked.set("story", form.dataset.story ?? "")
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: asked,
      headers: { Accept: "application/json", "X-CSRFToken": typed.get("csrfmiddlewaretoken") },
    })
    if (!answer.ok) return []
    return (await answer.json()).results
  } catch {
    return []
  }
}

/**
 * What stands behind a number: the finder's item, null where there is none (any more), and
 * undefined where the desk could not be asked. Numbers asked for together are one request.
 */
export function lookUp(address, id) {
  const known = asked.get(address) ?? asked.set(address, new Map()).get(address)
  if (!known.has(id)) {
    known.set(
      id,
      new Promise((resolve) => {
        if (!waiting.has(address)) {
          waiting.set(address, new Map())
          setTimeout(() => askFor(address))
        }
        waiting.get(address).set(id, resolve)
      }),
    )
  }
  return known.get(id)
}

function remember(address, item) {
  const known = asked.get(address) ?? asked.set(address, new Map()).get(address)
  known.set(item.id, Promise.resolve(item))
}

async function askFor(address) {
  const promises = waiting.get(address)
  waiting.delete(address)
  const url = new URL(address, window.location.href)
  for (const id of promises.keys()) url.searchParams.append("id", id)
  let items
  try {
    items = new Map((await fetchResults(url)).map((item) => [item.id, item]))
  } catch {
    for (const [id, keep] of promises) {
      asked.get(address).delete(id)
      keep(undefined)
    }
    return
  }
  for (const [id, keep] of promises) keep(items.get(id) ?? null)
}

async function fetchResults(url, signal) {
  const answer = await fetch(url, { headers: { Accept: "application/json" }, signal })
  if (!answer.ok) throw new Error(`${answer.status} from ${url.pathname}`)
  return (await answer.json()).results
}
