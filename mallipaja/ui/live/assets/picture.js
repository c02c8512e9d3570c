/* The picture of a step: the drawing, what it says in words, and the same as a table. */

import { make } from "./dom.js";

/* Hours as bars: the name over its bar, so that they fit a phone; beside it on a wall. */
export function bars(told) {
  return make("ul", { class: "hours" }, ...told.map((bar) => make("li", { class: "bar" },
    make("span", { class: "name", text: bar.name }),
    make("span", { class: "track", "aria-hidden": "true" }, make("span", { class: "fill", style: `width:${(100 * bar.share).toFixed(1)}%` })),
    make("span", { class: "number", text: bar.text }))));
}

export function picture(node, told) {
  const open = Boolean(node.querySelector("details")?.open); // what somebody reads stays open when the answers change
  node.replaceChildren(
    ...(told.title ? [make("h2", { dir: "auto", text: told.title })] : []),
    ...(told.nothing ? [make("p", { class: "empty", text: told.nothing })] : []),
    ...(told.image ? [make("div", { class: "drawing", tabindex: "0", "data-focus": "drawing", role: "group", "aria-label": told.alt },
      make("img", { src: told.image, alt: told.alt }))] : []),
    ...(told.bars ? [bars(told.bars), ...(told.legend ? [make("p", { class: "rule", text: told.legend })] : [])] : []),
    make("ul", { class: "findings" }, ...told.said.map((one) => make("li", { dir: "auto", text: one }))),
    ...(told.source ? [make("p", { class: "rule", text: told.source })] : []),
    ...(told.table ? [table(told.table, open)] : []),
  );
}

function table(told, open) {
  const cell = (tag) => (text, at) => make(at === 0 && tag === "td" ? "th" : tag, {
    dir: "auto", text, scope: tag === "th" ? "col" : at === 0 ? "row" : null,
  });
  return make("details", { class: "numbers", open }, make("summary", { text: told.label, "data-focus": "numbers" }),
    make("div", { class: "scrolls", tabindex: "0", role: "group", "aria-label": told.label }, make("table", {},
      make("thead", {}, make("tr", {}, ...told.head.map(cell("th")))),
      make("tbody", {}, ...told.rows.map((row) => make("tr", {}, ...row.map(cell("td"))))))));
}
