// Adds a button to the still of a video or a post, which shows it here; without this file, and until
// somebody presses that button, the still leads to the other site and no other site is contacted.

const SANDBOX =
  "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation"
const ALLOW = "fullscreen; picture-in-picture; encrypted-media"

for (const figure of document.querySelectorAll(".embed[data-frame]")) {
  const box = figure.querySelector(".embed__box")
  const still = figure.querySelector(".embed__still")
  const show = figure.querySelector(".embed__show")
  const hide = figure.querySelector(".embed__hide")

  show.addEventListener("click", () => {
    const frame = document.createElement("iframe")
    frame.className = "embed__frame"
    frame.title = figure.dataset.frameTitle
    frame.setAttribute("sandbox", SANDBOX)
    frame.setAttribute("allow", ALLOW)
    frame.referrerPolicy = "sendsOrigin" in figure.dataset ? "strict-origin" : "no-referrer"
    frame.src = figure.dataset.frame // last: nothing is fetched before the rules for it stand
    turn(true)
    box.append(frame)
    frame.focus()
  })

  const close = () => {
    box.querySelector("iframe").remove()
    turn(false)
    show.focus()
  }
  hide.addEventListener("click", close)
  figure.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && show.hidden) close()
  })

  function turn(isShown) {
    figure.classList.toggle("embed--shown", isShown)
    still.hidden = isShown
    show.hidden = isShown
    hide.hidden = !isShown
  }

  turn(false)
}
