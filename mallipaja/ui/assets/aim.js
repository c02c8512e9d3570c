/* The answering pages: bring a question into view that a link or the page itself names, and let nobody leave unwarned
   while something typed could not be saved. Every page loads this; it does nothing where no such mark is. */
let aimed = "";
const part = "[data-testid='stElementContainer']";
/* what stands between the line under the question before and the line under this one */
const boxOf = (line) => {
  let first = null;
  let at = line.closest(part)?.previousElementSibling;
  for (; at && !at.querySelector(".mallipaja-saved"); at = at.previousElementSibling) {
    if (at.querySelector("input, textarea, button")) first = at;
  }
  return first;
};
const reach = (name) => {
  const line = document.getElementById(name);
  if (!line) return false;
  const box = boxOf(line) ?? line;
  box.style.scrollMarginTop = "6rem";
  box.scrollIntoView({ block: "start" });
  box.querySelector("input, textarea, button")?.focus({ preventScroll: true });
  return true;
};
const look = () => {
  const mark = document.querySelector("[data-aim]");
  const now = mark ? `${mark.dataset.aim} ${mark.dataset.turn}` : "";
  if (now !== aimed && (!now || reach(mark.dataset.aim))) aimed = now;
};
new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-turn"] });
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#answer-"]');
  if (link && reach(link.getAttribute("href").slice(1))) event.preventDefault();
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-unsaved]")) event.preventDefault();
});
