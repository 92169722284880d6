/* Ask before somebody leaves a page with words in it that were not saved. For a form with data-waarschuw; "nu" says
   that the server could not save what stands in it. What was sent is not unsaved any more, unless the sending failed. */

const verstuurd = new Map();

function velden(formulier) {
  return [...formulier.elements].filter((veld) => veld.matches("textarea, input[type=text]"));
}

function onbewaard(formulier) {
  if (verstuurd.has(formulier)) return velden(formulier).some((veld) => veld.value !== verstuurd.get(formulier).get(veld));
  const nietGelukt = formulier.dataset.waarschuw === "nu";
  return velden(formulier).some((veld) => (nietGelukt ? veld.value : veld.value !== veld.defaultValue));
}

addEventListener("submit", ({ target }) => {
  if (target.matches("[data-waarschuw]")) verstuurd.set(target, new Map(velden(target).map((veld) => [veld, veld.value])));
}, true);

for (const mislukt of ["htmx:sendError", "htmx:responseError", "htmx:sendAbort", "pageshow"]) {
  addEventListener(mislukt, () => verstuurd.clear());
}

addEventListener("beforeunload", (gebeurtenis) => {
  if ([...document.querySelectorAll("[data-waarschuw]")].some(onbewaard)) gebeurtenis.preventDefault();
});
