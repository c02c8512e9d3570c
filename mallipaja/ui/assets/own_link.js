/* The page of one's own link: a touch of the address takes all of it, and a button copies it. */
const box = document.getElementById("own");
const button = document.getElementById("copy");
const copied = async () => {
  try {
    await navigator.clipboard.writeText(box.value);
    return true;
  } catch {
    box.select(); /* without a secure connection only the older way is there */
    return document.execCommand("copy");
  }
};
box.addEventListener("focus", () => box.select());
button.hidden = false;
button.addEventListener("click", async () => {
  const done = await copied();
  if (!done) box.focus();
  document.getElementById("copied").textContent = done ? button.dataset.done : "";
});
