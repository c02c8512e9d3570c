/* Votes: dots and stances while the vote is open, the result when it is closed. */

import { keep, make, pressable, typed } from "./dom.js";

export function vote(place, node, told) {
  if (!node.firstChild) node.append(make("p", { class: "left", role: "status" }), make("ol", { class: "items" }));
  const [left, list] = node.children;
  left.textContent = told.left || "";
  const items = told.items.map((item) => ({ ...item, told: told.kind, open: told.open, more: told.more }));
  keep(list, items, (item) => item.id, (item) => drawItem(place, item, told));
}

function drawItem(place, item, told) {
  const node = make("li", { class: "item" }, typed("p", item.text, "text"));
  if (told.open && told.can) node.append(told.kind === "dots" ? dots(place, item, told) : stances(place, item, told));
  if (item.result) node.append(result(item, told));
  return node;
}

function dots(place, item, told) {
  const give = (count) => place.do("vote", { step: told.step, subject: item.id, choice: "dots", count });
  const less = pressable({
    type: "button", "data-focus": `less-${item.id}`, text: "−",
    "aria-label": `${told.words.less}: ${item.text.slice(0, 60)}`, onclick: () => give(item.mine - 1),
  }, item.mine === 0);
  const more = pressable({
    type: "button", class: "main", "data-focus": `more-${item.id}`, text: "+",
    "aria-label": `${told.words.more}: ${item.text.slice(0, 60)}`, onclick: () => give(item.mine + 1),
  }, !told.more || item.mine >= told.perCard);
  const shown = make("span", { class: "dots", "aria-label": item.said, text: "●".repeat(item.mine) || "○" });
  return make("div", { class: "controls" }, less, shown, more);
}

function stances(place, item, told) {
  const buttons = told.stances.map((stance) =>
    make("button", {
      type: "button", "data-focus": `${stance.id}-${item.id}`, "aria-pressed": String(item.mine === stance.id),
      text: `${stance.symbol} ${stance.name}`,
      onclick: () => place.do("vote", {
        step: told.step, subject: item.id, choice: stance.id, count: item.mine === stance.id ? 0 : 1,
      }),
    }));
  return make("div", { class: "controls", role: "group", "aria-label": item.text.slice(0, 60) }, ...buttons);
}

/* A bar for each count, its number and its name in words beside it. */
export function result(item, told) {
  const rows = item.result.bars.map((bar) =>
    make("div", { class: "bar" },
      make("span", { class: "name", text: bar.name }),
      make("span", { class: "track", "aria-hidden": "true" },
        make("span", { class: `fill ${bar.code}`, style: `width:${(100 * bar.share).toFixed(1)}%` })),
      make("span", { class: "number", text: bar.count })));
  return make("div", { class: "result" }, ...rows,
    ...item.result.notes.map((note) => make("p", { class: "note", text: note })));
}
