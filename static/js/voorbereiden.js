/* While somebody prepares: their words save themselves (htmx does that). This says what went wrong, keeps what was not
   saved yet, and tries again when the network is back or when they logged in elsewhere. Without this script the page has
   its button. `verseSleutel` is that of opnieuw.js. */

const formulier = document.querySelector("[data-voorbereiden]");
const uitgelogd = document.getElementById("uitgelogd");
const geenNet = document.getElementById("geen-net");
const nogNiet = new Set();
let verstuurd = false;

const isVak = (veld) => veld instanceof HTMLTextAreaElement && veld.hasAttribute("hx-post");

formulier.addEventListener("input", (gebeurtenis) => {
  if (isVak(gebeurtenis.target)) nogNiet.add(gebeurtenis.target);
});

// A login page or a page about a token is no receipt: the box, and all that stands around it, stays.
document.body.addEventListener("htmx:beforeSwap", (gebeurtenis) => {
  const { requestConfig, xhr } = gebeurtenis.detail;
  if (!isVak(requestConfig.elt) || ![401, 403].includes(xhr.status)) return;
  gebeurtenis.detail.shouldSwap = false;
  uitgelogd.hidden = false;
});

document.body.addEventListener("htmx:afterRequest", (gebeurtenis) => {
  const { elt, requestConfig, xhr, successful } = gebeurtenis.detail;
  if (!isVak(elt)) return;
  geenNet.hidden = xhr.status !== 0 && xhr.status < 500;
  // What was typed while this was on its way is sent after it.
  const wat = requestConfig.formData?.get(elt.name) ?? requestConfig.parameters[elt.name];
  if (successful) {
    uitgelogd.hidden = true;
    if (wat === elt.value) nogNiet.delete(elt);
  }
});

async function probeerOpnieuw() {
  if (!nogNiet.size || (uitgelogd.hidden && geenNet.hidden)) return;
  const sleutel = await verseSleutel(formulier.dataset.voorbereiden);
  if (!sleutel) return;
  document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": sleutel }));
  formulier.elements.csrfmiddlewaretoken.value = sleutel;
  for (const veld of nogNiet) htmx.trigger(veld, "nogeens");
}

for (const wanneer of ["focus", "online"]) window.addEventListener(wanneer, probeerOpnieuw);
setInterval(probeerOpnieuw, 10_000);

formulier.addEventListener("submit", () => {
  verstuurd = true;
});
window.addEventListener("beforeunload", (gebeurtenis) => {
  if (nogNiet.size && !verstuurd) gebeurtenis.preventDefault();
});
