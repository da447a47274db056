/**
 * Asked if: a question that depends on the answer to another is in view only when it is asked.
 *
 * Without this file every question is in view, and each says when it is asked. The server
 * hears the answers to those alone.
 */

/**
 * Give what is chosen in the field of a name, wherever it may stand on the page.
 *
 * @param {string} name
 * @returns {Set<string>}
 */
function chosen(name) {
  const values = new Set();
  for (const control of document.getElementsByName(name)) {
    // What is out of view was not asked, so it decides nothing.
    if (control instanceof HTMLInputElement && control.checked && !control.closest("[hidden]")) {
      values.add(control.value);
    }
  }
  return values;
}

/** Show what is asked and hide the rest, from the top, because one may hang on another. */
function arrange() {
  for (const part of document.querySelectorAll("[data-asked-if]")) {
    if (part instanceof HTMLElement) {
      const { askedIf = "", askedValue = "" } = part.dataset;
      part.hidden = !chosen(askedIf).has(askedValue);
    }
  }
}

document.addEventListener("change", arrange);
// Going back may bring the answers as they were left.
window.addEventListener("pageshow", arrange);
arrange();
