// Adds buttons that move rows up and down; without it each row has a number for its place.

const gettext = window.gettext ?? ((words) => words)

function button(words, sign, press) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "desk-row__move"
  made.textContent = sign
  made.title = words
  made.setAttribute("aria-label", words)
  made.addEventListener("click", press)
  return made
}

function rowsOf(group) {
  return [...group.querySelectorAll(".desk-row:not(.empty-form)")]
}

function number(group) {
  for (const [index, row] of rowsOf(group).entries()) {
    const place = row.querySelector("[data-place]")
    if (place) place.value = index + 1
  }
}

function dress(row) {
  const tools = row.querySelector(".desk-row__tools")
  const place = row.querySelector("[data-place]")
  if (!place || tools.querySelector(".desk-row__move")) return
  row.querySelector(".desk-row__place").hidden = true
  const group = row.closest("[data-rows]")
  const move = (step, pressed) => {
    const rows = rowsOf(group)
    const other = rows[rows.indexOf(row) + step]
    if (!other) return
    if (step < 0) other.before(row)
    else other.after(row)
    number(group)
    pressed.focus()
  }
  const up = button(gettext("Move up"), "↑", () => move(-1, up))
  const down = button(gettext("Move down"), "↓", () => move(1, down))
  tools.append(up, down)
}

for (const group of document.querySelectorAll("[data-rows]")) {
  for (const row of rowsOf(group)) dress(row)
  group.addEventListener("formset:added", (event) => {
    dress(event.target)
    number(group)
  })
  group.closest("form")?.addEventListener("submit", () => number(group))
}
