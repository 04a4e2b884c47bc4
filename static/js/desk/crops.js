// Adds setting the focal point and the crops on the picture itself, each shown as it changes;
// without it their numbers are typed and shown once they are saved.

const gettext = window.gettext ?? ((words) => words)
const STEP = 0.01
const LEAP = 0.1
const SCALE = 0.02
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const tool = document.querySelector("[data-crop-tool]")
if (tool) dress(tool)

function dress(tool) {
  const picture = { width: Number(tool.dataset.width), height: Number(tool.dataset.height) }
  const stage = tool.querySelector("[data-stage]")
  const mark = stage.querySelector("[data-focal]")
  const frame = stage.querySelector("[data-frame]")
  const status = tool.querySelector("[data-status]")
  const hint = tool.querySelector("[data-hint]")
  const tools = tool.querySelector("[data-frame-tools]")
  const focal = ["focal_x", "focal_y"].map((name) => document.querySelector(`#id_${name}`))
  const crops = [...tool.querySelectorAll("[data-crop]")].map((root) => cropOf(root, picture))
  let active = null // the crop whose frame is worked on; none while it is the focal point
  let held = null // what a pointer holds: where it took hold, and of what

  const point = () => focal.map((input) => within(Number(input.value) || 0, 0, 1))

  function draw() {
    const [x, y] = point()
    mark.setAttribute("transform", `translate(${x * picture.width} ${y * picture.height})`)
    for (const crop of crops) {
      const part = crop.part([x, y])
      crop.view.setAttribute(
        "viewBox",
        [
          part.left * picture.width,
          part.top * picture.height,
          part.width * picture.width,
          part.height * picture.height,
        ].join(" "),
      )
      crop.follow.hidden = !crop.isByHand()
      crop.how.textContent = crop.isByHand()
        ? gettext("chosen by hand")
        : gettext("follows the focal point")
      crop.choose.setAttribute("aria-pressed", String(crop === active))
    }
    frame.toggleAttribute("hidden", !active)
    tools.hidden = !active
    if (active) drawFrame(active.part([x, y]))
    hint.textContent = active
      ? gettext("Arrow keys move the frame, with Shift further; plus and minus make it larger or smaller. Escape ends it.")
      : gettext("Press the place that crops should keep in sight, or move the mark with the arrow keys, with Shift further.")
    stage.setAttribute("aria-label", active ? active.name : gettext("Focal point"))
  }

  function drawFrame(part) {
    const [left, top, width, height] = [
      part.left * picture.width,
      part.top * picture.height,
      part.width * picture.width,
      part.height * picture.height,
    ]
    const hole = `M${left} ${top}h${width}v${height}h${-width}z`
    frame
      .querySelector("[data-shade]")
      .setAttribute("d", `M0 0h${picture.width}v${picture.height}h${-picture.width}z${hole}`)
    frame.querySelector("[data-edge]").setAttribute("d", hole)
    const handle = frame.querySelector("[data-handle]")
    const inside = Number(handle.getAttribute("r"))
    handle.setAttribute("cx", left + width - inside)
    handle.setAttribute("cy", top + height - inside)
  }

  function say() {
    const [x, y] = point()
    const part = active?.part([x, y])
    status.textContent = part
      ? filled(
          gettext("%(crop)s: %(left)s % from the left, %(top)s % from the top, %(width)s % wide"),
          {
            crop: active.name,
            left: percent(part.left),
            top: percent(part.top),
            width: percent(part.width),
          },
        )
      : filled(gettext("Focal point: %(left)s % from the left, %(top)s % from the top"), {
          left: percent(x),
          top: percent(y),
        })
  }

  function show() {
    draw()
    say()
  }

  function setPoint(x, y) {
    focal[0].value = String(Number(within(x, 0, 1).toFixed(3)))
    focal[1].value = String(Number(within(y, 0, 1).toFixed(3)))
    show()
  }

  function setFrame(left, top, width) {
    active.keep(left, top, width)
    show()
  }

  function scale(by) {
    const part = active.part(point())
    const width = active.bounded(part.width + by)
    const grown = width - part.width
    setFrame(part.left - grown / 2, part.top - (grown * part.height) / part.width / 2, width)
  }

  function work(crop) {
    active = crop
    show()
    if (crop) stage.focus()
  }

  function place(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      stage.getScreenCTM().inverse(),
    )
    return [at.x / picture.width, at.y / picture.height]
  }

  stage.tabIndex = 0
  stage.setAttribute("role", "application")
  stage.setAttribute("aria-describedby", hint.id)
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const [x, y] = ARROWS[event.key] ?? []
    const step = event.shiftKey ? LEAP : STEP
    if (x !== undefined && active) {
      const part = active.part(point())
      setFrame(part.left + x * step, part.top + y * step, part.width)
    } else if (x !== undefined) {
      const [across, down] = point()
      setPoint(across + x * step, down + y * step)
    } else if (active && "+=".includes(event.key)) scale(SCALE)
    else if (active && "-_".includes(event.key)) scale(-SCALE)
    else if (active && event.key === "Escape") {
      const { choose } = active
      work(null)
      choose.focus()
    } else return
    event.preventDefault()
  })

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return
    const [x, y] = place(event)
    stage.setPointerCapture(event.pointerId)
    stage.focus({ preventScroll: true })
    event.preventDefault()
    if (!active) {
      held = { point: true }
      setPoint(x, y)
      return
    }
    let part = active.part(point())
    const isHandle = event.target.closest("[data-handle]") !== null
    const isInside =
      x >= part.left &&
      x <= part.left + part.width &&
      y >= part.top &&
      y <= part.top + part.height
    if (!isHandle && !isInside) {
      setFrame(x - part.width / 2, y - part.height / 2, part.width)
      part = active.part(point())
    }
    held = { x, y, part, isHandle }
  })
  stage.addEventListener("pointermove", (event) => {
    if (!held) return
    const [x, y] = place(event)
    if (held.point) setPoint(x, y)
    else if (held.isHandle) {
      const [across, down] = [
        held.part.width + x - held.x,
        ((held.part.height + y - held.y) * held.part.width) / held.part.height,
      ]
      const wide = Math.max(across, down)
      const most = Math.min(
        1 - held.part.left,
        ((1 - held.part.top) * held.part.width) / held.part.height,
      )
      setFrame(held.part.left, held.part.top, Math.min(wide, most))
    } else setFrame(held.part.left + x - held.x, held.part.top + y - held.y, held.part.width)
  })
  for (const name of ["pointerup", "pointercancel"])
    stage.addEventListener(name, () => {
      held = null
    })

  for (const crop of crops) {
    crop.tools.hidden = false
    crop.choose.addEventListener("click", () => work(crop === active ? null : crop))
    crop.follow.addEventListener("click", () => {
      crop.clear()
      if (crop === active) active = null
      show()
      crop.choose.focus()
    })
    for (const input of crop.inputs) input.addEventListener("input", draw)
  }
  for (const input of focal) input.addEventListener("input", draw)
  tools.querySelector("[data-larger]").addEventListener("click", () => scale(SCALE))
  tools.querySelector("[data-smaller]").addEventListener("click", () => scale(-SCALE))
  tools.querySelector("[data-done]").addEventListener("click", () => {
    const { choose } = active
    work(null)
    choose.focus()
  })
  draw()
}

/** A crop beside the picture: its part, by hand or by the focal point, as parts of 1. */
function cropOf(root, picture) {
  const ratio = Number(root.dataset.across) / Number(root.dataset.down)
  const high = (width) => (width * picture.width) / ratio / picture.height
  const widest = Math.min(1, 1 / high(1))
  const least = Math.min(widest, Number(root.dataset.least) / picture.width)
  const inputs = [...root.querySelectorAll("input")]
  const isByHand = () =>
    inputs.every((input) => input.value.trim() !== "" && Number.isFinite(Number(input.value)))
  return {
    name: root.dataset.name,
    inputs,
    isByHand,
    view: root.querySelector("[data-view]"),
    how: root.querySelector("[data-how]"),
    tools: root.querySelector("[data-tools]"),
    choose: root.querySelector("[data-choose]"),
    follow: root.querySelector("[data-follow]"),
    bounded: (width) => within(width, least, widest),
    part([x, y]) {
      if (isByHand()) {
        const [left, top, width] = inputs.map((input) => Number(input.value))
        if (width > 0) return { left, top, width, height: high(width) }
      }
      const height = high(widest)
      return {
        left: within(x - widest / 2, 0, 1 - widest),
        top: within(y - height / 2, 0, 1 - height),
        width: widest,
        height,
      }
    },
    keep(left, top, width) {
      const wide = within(width, least, widest)
      const kept = [within(left, 0, 1 - wide), within(top, 0, 1 - high(wide)), wide]
      for (const [place, input] of inputs.entries())
        input.value = String(Number(kept[place].toFixed(4)))
    },
    clear() {
      for (const input of inputs) input.value = ""
    },
  }
}

function within(value, least, most) {
  return Math.min(Math.max(value, least), Math.max(least, most))
}

function percent(part) {
  return Math.round(part * 100)
}

function filled(words, values) {
  return words.replace(/%\((\w+)\)s/g, (_all, name) => values[name])
}
