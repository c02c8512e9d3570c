/* The agenda: blocks with their times, put in another order by dragging or by the buttons. */

import { keep, make, pressable, typed } from "./dom.js";

export function agenda(place, node, told) {
  if (!node.firstChild) node.append(make("ol", { class: "blocks" }));
  const ids = told.blocks.map((block) => block.id);
  const next = (told.blocks.find((block) => block.state === "coming") || {}).id;
  const items = told.blocks.map((block, at) => ({
    ...block, first: at === 0, last: at === ids.length - 1, next: block.id === next, order: ids.join(),
  }));
  keep(node.firstChild, items, (block) => block.id, (block) => draw(place, block, ids, told));
}

function draw(place, block, ids, told) {
  const node = make("li", { class: `block ${block.state}` },
    make("span", { class: "time", text: block.time }), typed("span", block.title, "title"),
    make("span", { class: "length", text: block.length }),
    ...(block.said ? [make("span", { class: "said", text: block.said })] : []));
  if (!told.can) return node;
  const step = (by) => {
    const order = [...ids];
    const at = order.indexOf(block.id);
    [order[at], order[at + by]] = [order[at + by], order[at]];
    place.do("order", { order });
  };
  node.draggable = true;
  node.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/plain", block.id));
  node.addEventListener("dragover", (event) => event.preventDefault());
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    const moved = event.dataTransfer.getData("text/plain");
    if (!ids.includes(moved) || moved === block.id) return;
    const order = ids.filter((one) => one !== moved);
    order.splice(ids.indexOf(block.id), 0, moved);
    place.do("order", { order });
  });
  const button = (by, text, label, off) => pressable({
    type: "button", text, "data-focus": `${by}-${block.id}`, "aria-label": `${label}: ${block.title}`,
    onclick: () => step(by),
  }, off);
  const run = make("button", {
    type: "button", class: block.next ? "main" : "", "data-focus": `run-${block.id}`,
    text: block.state === "running" ? told.words.end : told.words.run,
    "aria-label": `${block.state === "running" ? told.words.end : told.words.run}: ${block.title}`,
    onclick: () => place.do(block.state === "running" ? "end_block" : "run_block", { block: block.id }),
  });
  node.append(make("span", { class: "controls" },
    button(-1, "↑", told.words.up, block.first), button(1, "↓", told.words.down, block.last),
    ...(block.state === "off" || block.state === "done" ? [] : [run])));
  return node;
}
