/**
 * Passkeys: a form with `data-passkey` asks the browser for one before it is sent.
 *
 * The server gives the question (`data-question`), the browser lets the visitor answer it
 * with a finger, a face or a code, and the answer goes along in the form's own field
 * `credential`. Without this file, or in a browser that cannot do it, the offer stays
 * hidden, and the link in a mail is there as before.
 */

/**
 * Tell whether this browser can make and use passkeys, and read our questions.
 *
 * @returns {boolean}
 */
function canUsePasskeys() {
  return (
    typeof PublicKeyCredential === "function" &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function" &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function"
  );
}

/**
 * Fetch the question for a form, with the token that proves that the form is ours.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<any>}
 */
async function question(form) {
  const token = new FormData(form).get("csrf_token");
  const answer = await fetch(form.dataset.question ?? "", {
    method: "POST",
    body: new URLSearchParams({ csrf_token: String(token) }),
    credentials: "same-origin",
  });
  if (answer.status === 403) {
    // Too long ago that she showed who she is: the page itself asks her to confirm.
    location.reload();
  }
  if (!answer.ok) {
    throw new Error(`The question was answered ${answer.status}.`);
  }
  return answer.json();
}

/**
 * Have the browser make a passkey or sign with one.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<Credential | null>}
 */
async function ask(form) {
  const asked = await question(form);
  if (form.dataset.passkey === "make") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked);
  return navigator.credentials.get({ publicKey });
}

/**
 * Mark the buttons of a form as busy or as ready; a busy form is not asked again.
 *
 * @param {HTMLFormElement} form
 * @param {boolean} busy
 */
function rest(form, busy) {
  form.toggleAttribute("data-busy", busy);
  for (const button of form.querySelectorAll("button")) {
    if (busy) {
      button.setAttribute("aria-disabled", "true");
    } else {
      button.removeAttribute("aria-disabled");
    }
  }
}

/**
 * Ask, put the answer in the form and send it; say so when nothing came of it.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} failed
 */
async function answer(form, failed) {
  const field = form.elements.namedItem("credential");
  if (form.hasAttribute("data-busy") || !(field instanceof HTMLInputElement)) {
    return;
  }
  rest(form, true);
  if (failed) {
    failed.hidden = true;
  }
  try {
    field.value = JSON.stringify(await ask(form));
    form.submit();
  } catch {
    // She said no, waited too long, or has none here: the browser does not tell which.
    rest(form, false);
    if (failed) {
      failed.hidden = false;
    }
  }
}

if (canUsePasskeys()) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const offer = form.closest("[data-passkey-offer]");
    if (!(form instanceof HTMLFormElement) || !(offer instanceof HTMLElement)) {
      continue;
    }
    const failed = offer.querySelector("[data-passkey-failed]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form, failed instanceof HTMLElement ? failed : null);
    });
    offer.hidden = false;
  }
  for (const note of document.querySelectorAll("[data-passkey-missing]")) {
    note.toggleAttribute("hidden", true);
  }
}

// Going back may bring the page as it was left, with the buttons still at rest.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-passkey][data-busy]")) {
    if (form instanceof HTMLFormElement) {
      rest(form, false);
    }
  }
});
