// Adds: name and email remembered on this device, where the reader ticks the box. Without it: they are typed each time.

const KEY = "newsroom-reply";

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // storage is switched off or holds something else
  }
}

function keep(values) {
  try {
    if (values) localStorage.setItem(KEY, JSON.stringify(values));
    else localStorage.removeItem(KEY);
  } catch {
    // Nothing is remembered, and nothing else depends on it.
  }
}

for (const form of document.querySelectorAll("[data-reply-form]")) {
  const row = form.querySelector("[data-remember]");
  const choice = form.querySelector("[data-remember-choice]");
  const fields = [...form.querySelectorAll("[data-remembered]")];
  const values = kept();

  row.hidden = false;
  for (const field of fields) {
    if (typeof values[field.name] !== "string") continue;
    choice.checked = true;
    if (!field.value) field.value = values[field.name];
  }
  choice.addEventListener("change", () => {
    if (!choice.checked) keep(null);
  });
  form.addEventListener("submit", () => {
    if (choice.checked) keep(Object.fromEntries(fields.map((field) => [field.name, field.value])));
  });
}
