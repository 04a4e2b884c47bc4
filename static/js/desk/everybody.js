// Offers everybody where one of a large house is chosen. A page brings only whoever is chosen there;
// the others are asked for once, when somebody comes to the field. Without it a link opens a page
// that names all.

const asked = new Map()

async function found(address) {
  const answer = await fetch(address)
  return (await answer.json()).results
}

export async function offerEverybody(select) {
  const address = select.dataset.everybody
  if (!address) return
  if (!asked.has(address)) asked.set(address, found(address))
  try {
    const people = await asked.get(address)
    const offered = new Set([...select.options].map((option) => option.value))
    const others = people.filter(({ id }) => !offered.has(String(id)))
    select.append(...others.map(({ id, name }) => new Option(name, id)))
    delete select.dataset.everybody
  } catch {
    asked.delete(address) // no connection, or signed out: the next who comes asks again
  }
}

document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLSelectElement) offerEverybody(target)
})
