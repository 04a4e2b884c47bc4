// Adds to the line that passes a story on: the device's own sheet for sharing, or a copy of the address,
// and a button that prints. Without this file the line offers e-mail, and the browser's menu prints.

for (const line of document.querySelectorAll("[data-share]")) {
  const url = line.dataset.share;
  const told = line.querySelector("[data-share-told]");
  const ways = {
    share: navigator.share && (() => navigator.share({ title: line.dataset.shareTitle, url })),
    copy: !navigator.share && (() => copy(url, told)),
    print: () => window.print(),
  };

  for (const button of line.querySelectorAll("[data-share-way]")) {
    const way = ways[button.dataset.shareWay];
    if (!way) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await way();
      } catch (error) {
        // The reader closed the device's own sheet, or it takes no address: nothing to mend.
        if (!(error instanceof DOMException)) throw error;
      }
    });
  }
}

async function copy(url, told) {
  told.textContent = ""; // so that the same words are said again
  try {
    await navigator.clipboard.writeText(url);
    told.textContent = told.dataset.shareTold;
  } catch {
    told.textContent = told.dataset.shareFailed; // forbidden, or not over https: it can be selected
  }
}
