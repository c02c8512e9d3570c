/* “Stop on this device”: what was typed and not yet sent stays in no tab. A page that says that the device has been
   forgotten (data-forgotten) clears this tab and tells the others, which clear theirs and open anew: without the cookie
   they have nothing to show. Every other page only listens. */
const channel = "BroadcastChannel" in window ? new BroadcastChannel("mallipaja.forgotten") : null;
const clear = () => {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("mallipaja.")) sessionStorage.removeItem(key);
  } catch {
    /* a browser that keeps nothing has nothing to clear */
  }
};
if (document.documentElement.hasAttribute("data-forgotten")) {
  clear();
  channel?.postMessage("forgotten");
} else if (channel) {
  channel.onmessage = () => {
    clear();
    window.location.reload();
  };
}
