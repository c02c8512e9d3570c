/* Making elements. Text people wrote goes in as text, never as HTML. */

export function make(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter(Boolean));
  return node;
}

/* A button that cannot be pressed now keeps the focus it has: it says so instead of being disabled. */
export function pressable(props, off) {
  const press = props.onclick;
  return make("button", { ...props, "aria-disabled": off ? "true" : null, onclick: (event) => off || press(event) });
}

/* Text somebody typed: its own direction, its own lines. */
export function typed(tag, text, className) {
  return make(tag, { class: className, dir: "auto", text });
}

/* Make the children of a node those of a list, keeping the nodes whose content is the same: what somebody has
   focused, opened or is dragging stays under their hands while others write. */
export function keep(parent, items, key, build) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  let at = parent.firstElementChild;
  for (const item of items) {
    const id = String(key(item));
    const told = JSON.stringify(item);
    let node = old.get(id);
    old.delete(id);
    if (!node || node.told !== told) {
      const fresh = build(item);
      fresh.dataset.key = id;
      fresh.told = told;
      if (node) {
        const focused = focusIn(node);
        if (node === at) at = fresh;
        node.replaceWith(fresh);
        refocus(fresh, focused);
      }
      node = fresh;
    }
    if (node === at) at = at.nextElementSibling;
    else move(parent, node, at);
  }
  for (const node of old.values()) node.remove();
}

function move(parent, node, before) {
  const focused = focusIn(node);
  parent.insertBefore(node, before);
  refocus(node, focused);
}

function focusIn(node) {
  const active = node.getRootNode().activeElement;
  return active && node.contains(active) ? active.dataset.focus || "" : null;
}

function refocus(node, focused) {
  if (!focused) return;
  const same = node.querySelector(`[data-focus="${focused}"]`);
  if (same) same.focus({ preventScroll: true });
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* The time that is left, or by how much it has run out. */
export function tick(node, now) {
  const left = Math.round((Number(node.dataset.ends) - now) / 1000);
  const text = `${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
  const said = left >= 0 ? text : `${node.dataset.over} ${text}`;
  if (node.textContent !== said) node.textContent = said;
  node.classList.toggle("over", left < 0);
  node.previousElementSibling.hidden = left < 0; // its label says how much is left
}
