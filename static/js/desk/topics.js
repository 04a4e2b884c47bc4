// Offers the topics that exist while one is typed; without it they are typed in full.

const PAUSE = 150 // milliseconds without a key before the desk is asked

function dress(input) {
  const offers = document.createElement("datalist")
  offers.id = `${input.id}_offers`
  input.after(offers)
  input.setAttribute("list", offers.id)
  let timer
  let calledOff = new AbortController()

  async function offer() {
    // What stands before the last comma stays: the browser puts an offer in place of it all.
    const [, before, typed] = /^(.*,\s*)?(.*)$/s.exec(input.value)
    calledOff.abort()
    calledOff = new AbortController()
    if (!typed.trim()) return offers.replaceChildren()
    const url = new URL(input.dataset.topics, window.location.href)
    url.searchParams.set("q", typed)
    try {
      const answer = await fetch(url, { signal: calledOff.signal })
      if (!answer.ok) return
      const { results } = await answer.json()
      offers.replaceChildren(
        ...results.map((topic) => {
          const option = document.createElement("option")
          option.value = (before ?? "") + (topic.includes(",") ? `"${topic}"` : topic)
          option.label = topic
          return option
        }),
      )
    } catch {
      // Called off by the next key, or no connection: an offer less is no loss.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(offer, PAUSE)
  })
}

document.querySelectorAll("[data-topics]").forEach(dress)
