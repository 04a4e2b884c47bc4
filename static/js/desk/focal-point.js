// Adds setting the focal point on the picture itself; without it its two numbers are typed.

const gettext = window.gettext ?? ((words) => words)
const frame = document.querySelector("[data-focal-point]")
const across = document.querySelector("#id_focal_x")
const down = document.querySelector("#id_focal_y")

if (frame && across && down) {
  const point = document.createElement("span")
  point.className = "desk-focal-point"
  frame.append(point)
  frame.tabIndex = 0
  frame.setAttribute("role", "application")
  frame.setAttribute(
    "aria-label",
    gettext("Focal point: arrow keys move it, or press the place in the picture."),
  )
  const show = () => {
    point.style.insetInlineStart = `${Number(across.value) * 100}%`
    point.style.insetBlockStart = `${Number(down.value) * 100}%`
  }
  const set = (x, y) => {
    across.value = Math.min(1, Math.max(0, x)).toFixed(2)
    down.value = Math.min(1, Math.max(0, y)).toFixed(2)
    show()
  }
  frame.addEventListener("click", (event) => {
    const box = frame.getBoundingClientRect()
    set((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  })
  frame.addEventListener("keydown", (event) => {
    const [x, y] =
      { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? []
    if (x === undefined) return
    event.preventDefault()
    set(Number(across.value) + x * 0.02, Number(down.value) + y * 0.02)
  })
  for (const input of [across, down]) input.addEventListener("input", show)
  show()
}
