/* The phone's keyboard of digits for boxes of numbers. Streamlit's text inputs cannot ask for one themselves, and its
   number input takes neither a decimal comma nor blank. Every page loads this; it does nothing where no such box is. */
const modes = { digits: "numeric", decimal: "decimal" };
const mark = () => {
  for (const box of document.querySelectorAll('input[type="text"]:not([inputmode])')) {
    for (const [kind, mode] of Object.entries(modes)) {
      if (box.closest(`[class*="st-key-${kind}-"]`)) box.setAttribute("inputmode", mode);
    }
  }
};
new MutationObserver(mark).observe(document.documentElement, { childList: true, subtree: true });
