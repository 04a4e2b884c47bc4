// Adds three sizes of text to a story, kept on this device alone. Without this file there is no choice
// to see, and the browser's own zoom does the same. It holds up no page: where the page was drawn
// before the chosen size is known, the story is drawn anew and nothing of it is seen to move.

const KEY = "newsroom-text-size";
const SIZES = ["large", "largest"];
const root = document.documentElement;

function kept() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // storage is switched off
  }
}

function keep(size) {
  try {
    if (size) localStorage.setItem(KEY, size);
    else localStorage.removeItem(KEY);
  } catch {
    // The size holds for this page, and nothing else depends on it.
  }
}

function set(size) {
  if (SIZES.includes(size)) root.dataset.textSize = size;
  else delete root.dataset.textSize;
}

function show() {
  for (const group of document.querySelectorAll("[data-text-sizes]")) {
    const steps = [...group.querySelectorAll("[data-text-size-step]")];
    const press = () => {
      for (const step of steps) {
        step.ariaPressed = String(step.dataset.textSizeStep === (root.dataset.textSize ?? ""));
      }
    };
    for (const step of steps) {
      step.addEventListener("click", () => {
        set(step.dataset.textSizeStep);
        keep(step.dataset.textSizeStep);
        press();
      });
    }
    press();
    group.hidden = false;
  }
}

function open() {
  if (!SIZES.includes(kept())) return;
  set(kept());
  root.dataset.textSizeNew = "";
  requestAnimationFrame(() => requestAnimationFrame(() => delete root.dataset.textSizeNew));
}

open();
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
else show();
