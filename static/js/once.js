/**
 * Once: a form with `data-once` is sent once, however often the button is pressed.
 *
 * The button is not disabled, because a disabled button would not send its name along. It
 * says that it is, and further presses do nothing. The server stands a double submit
 * without this file too; here it only spares the visitor the second answer.
 */

/**
 * Mark the buttons of a form as resting or as ready.
 *
 * @param {HTMLFormElement} form
 * @param {boolean} resting
 */
function rest(form, resting) {
  form.toggleAttribute("data-sent", resting);
  for (const control of form.elements) {
    if (control instanceof HTMLButtonElement && control.type === "submit") {
      if (resting) {
        control.setAttribute("aria-disabled", "true");
      } else {
        control.removeAttribute("aria-disabled");
      }
    }
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-once")) {
    return;
  }
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
  } else if (!event.defaultPrevented) {
    rest(form, true);
  }
});

// Going back may bring the page as it was left, with the buttons still at rest.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once][data-sent]")) {
    if (form instanceof HTMLFormElement) {
      rest(form, false);
    }
  }
});
