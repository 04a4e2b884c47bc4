// Adds taking a word of the file into its field to be looked at first; without it the button saves it.

for (const button of document.querySelectorAll("[data-take]")) {
  button.addEventListener("click", (event) => {
    const field = document.querySelector(`#id_${button.value}`)
    if (!field) return
    event.preventDefault()
    field.value = button.dataset.take
    field.dispatchEvent(new Event("input", { bubbles: true }))
    button.closest("[data-take-row]").remove()
    field.focus()
  })
}
