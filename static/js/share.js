// Adds a button that shares a story through the device, or copies its address; without this file the line offers e-mail alone.

for (const line of document.querySelectorAll("[data-share]")) {
  const { shareTitle: title, shareAddress: url, shareLabel, copyLabel, copiedLabel } = line.dataset;
  const canShare = "share" in navigator;
  if (!canShare && !navigator.clipboard) continue;

  const button = document.createElement("button");
  button.type = "button";
  button.className = "share__way";
  button.textContent = canShare ? shareLabel : copyLabel;
  button.addEventListener("click", async () => {
    try {
      if (canShare) {
        await navigator.share({ title, url });
      } else {
        await navigator.clipboard.writeText(url);
        button.textContent = copiedLabel;
      }
    } catch (error) {
      // The reader closed the device's own dialogue, or forbade the clipboard: nothing to mend.
      if (!(error instanceof DOMException)) throw error;
    }
  });
  line.append(button);
}
