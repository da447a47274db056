/**
 * The quick exit: "Leave this page" leaves no way back to it.
 *
 * Without this file the link is a plain link, and the page stays one step back in the
 * history. With it the page is replaced there, and goes blank at once, because a slow
 * network must not leave it standing on the screen.
 */

/**
 * Tell whether the visitor asked for a new tab or window instead.
 *
 * @param {MouseEvent} event
 * @returns {boolean}
 */
function opensElsewhere(event) {
  return event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || opensElsewhere(event)) {
    return;
  }
  const exit = event.target.closest("a.exit");
  if (!(exit instanceof HTMLAnchorElement)) {
    return;
  }
  event.preventDefault();
  document.documentElement.hidden = true;
  window.location.replace(exit.href);
});
