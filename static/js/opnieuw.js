/* On a page that gives back what somebody had typed: copy it, and send it once more after they logged in elsewhere.

   Logging in made a new token, which the form does not have yet; it stands in every page of who is logged in. Without
   this script the form is sent as it is, and the page that follows asks to press once more. */

document.documentElement.dataset.js = "";

async function verseSleutel(adres) {
  try {
    const pagina = await (await fetch(adres)).text();
    const koppen = new DOMParser().parseFromString(pagina, "text/html").body.getAttribute("hx-headers");
    return koppen && JSON.parse(koppen)["x-csrftoken"];
  } catch {
    return null;
  }
}

document.addEventListener("submit", async (gebeurtenis) => {
  const formulier = gebeurtenis.target;
  if (!formulier.dataset.opnieuw) return;
  gebeurtenis.preventDefault();
  const sleutel = await verseSleutel(formulier.dataset.opnieuw);
  formulier.querySelector("[role=status]").hidden = Boolean(sleutel);
  if (!sleutel) return;
  formulier.elements.csrfmiddlewaretoken.value = sleutel;
  formulier.submit();
});

document.addEventListener("click", async (gebeurtenis) => {
  const knop = gebeurtenis.target.closest("[data-kopieer]");
  if (!knop) return;
  const veld = document.getElementById(knop.dataset.kopieer);
  veld.select();
  try {
    await navigator.clipboard.writeText(veld.value);
  } catch {
    document.execCommand("copy");
  }
  knop.nextElementSibling.textContent = "Gekopieerd.";
});
