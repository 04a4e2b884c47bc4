// Adds a button that copies the address in the field beside it; without it the field is selected and copied by hand.

for (const place of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break
  const field = place.querySelector("input")
  const { copyLabel, copiedLabel } = place.dataset
  const button = document.createElement("button")
  button.type = "button"
  button.className = "button"
  button.textContent = copyLabel
  button.setAttribute("aria-describedby", field.id)
  button.addEventListener("click", async () => {
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
      button.textContent = copiedLabel
    } catch (error) {
      // The browser forbids the clipboard: the address is selected, to be copied by hand.
      if (!(error instanceof DOMException)) throw error
    }
  })
  place.append(button)
}
