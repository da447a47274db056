/**
 * Printing: while the PDF is being made, ask every two seconds how far it has come.
 *
 * Without this file the page has a link that asks once more.
 */

const EVERY_MS = 2000;

/**
 * Ask for the PDF. Go there when it is ready, else move the bar and ask again later.
 */
async function ask() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (answer.status === 200) {
    location.reload();
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("progress");
  const shown = document.querySelector("progress");
  if (!fresh || !shown) {
    location.reload();
    return;
  }
  shown.value = fresh.value;
  shown.max = fresh.max;
  later();
}

/** Ask in a while; a network that is away for a moment is asked again too. */
function later() {
  setTimeout(() => ask().catch(later), EVERY_MS);
}

later();
