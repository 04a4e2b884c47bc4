// Where a browser keeps words that the server does not have: by account and story, so that nobody
// else who signs in here is shown them. Without it such words would be gone with the page.

const START = "newsroom.kept-words:"
const LONGEST = 30 * 24 * 3600 * 1000 // milliseconds that words are kept

function startOf({ account, story }) {
  return `${START}${account}:${story || "new"}:`
}

function keyOf(words) {
  return startOf(words) + words.page
}

/** Keeps {account, story, page, address, at, body}; whether there was room for it. */
export function keep(words) {
  try {
    localStorage.setItem(keyOf(words), JSON.stringify(words))
    return true
  } catch {
    return false // no storage, or no room in it
  }
}

export function drop(words) {
  try {
    localStorage.removeItem(keyOf(words))
  } catch {
    // No storage: nothing was kept.
  }
}

/** What is kept of one account at one story, the oldest first. */
export function kept(place) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(startOf(place)))
    const found = keys.map((key) => JSON.parse(localStorage.getItem(key))).filter(Boolean)
    for (const words of found) if (Date.now() - words.at > LONGEST) drop(words)
    return found.filter((words) => Date.now() - words.at <= LONGEST).sort((a, b) => a.at - b.at)
  } catch {
    return [] // no storage, or nothing of ours
  }
}

const SENT = "newsroom.sent-words"

/** Remembers which words this tab sends to be saved. */
export function noteSent(words) {
  try {
    sessionStorage.setItem(SENT, JSON.stringify({ ...words, body: "" }))
  } catch {
    // No storage: the server knows, and says so when they are sent once more.
  }
}

/** The words this tab sent last, if any; asked once. */
export function sentLast() {
  try {
    const words = JSON.parse(sessionStorage.getItem(SENT))
    sessionStorage.removeItem(SENT)
    return words
  } catch {
    return null
  }
}
