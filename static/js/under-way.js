/**
 * Under way: while something goes on in the house, ask every two seconds how far it has come.
 *
 * Without this file the page has a link that asks once more. It moves the bar and the
 * sentence with it, and shows the whole page anew once it is over.
 */

const EVERY_MS = 2000;

/**
 * Ask for this page, and put what has changed in its place.
 */
async function ask() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("progress");
  const shown = document.querySelector("progress");
  if (!answer.ok || !fresh || !shown) {
    location.reload();
    return;
  }
  shown.value = fresh.value;
  shown.max = fresh.max;
  const said = page.querySelector("[data-under-way]");
  const saying = document.querySelector("[data-under-way]");
  if (said && saying) {
    saying.textContent = said.textContent;
  }
  later();
}

/** Ask in a while; a network that is away for a moment is asked again too. */
function later() {
  setTimeout(() => ask().catch(later), EVERY_MS);
}

later();

export {};
