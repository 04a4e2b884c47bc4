// Says that a story is being read, once it was in view for ten seconds; without this file, and without scripts, nobody is counted.

const SECONDS = 10;

const hook = document.querySelector("[data-read]");
const [visit] = performance.getEntriesByType("navigation");
const isAgain = visit && (visit.type === "reload" || visit.type === "back_forward");

if (hook && !isAgain && !navigator.webdriver) { // a browser that a program drives says so
  let seen = 0;
  const clock = setInterval(() => {
    if (document.visibilityState === "visible") seen += 1;
    if (seen < SECONDS) return;
    clearInterval(clock);
    fetch(hook.dataset.read, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => {
      // The reader is offline, or the site is: one reading more or less.
    });
  }, 1000);
}
