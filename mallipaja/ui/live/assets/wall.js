/* The wall: large, read-only, following the facilitator. All of it is seen at once: nobody scrolls a wall. */

import { board } from "./board.js";
import { make, tick, typed } from "./dom.js";
import { picture } from "./picture.js";
import { vote } from "./vote.js";

const SIZES = [28, 25, 22, 20]; // px; under 20 nobody reads it from the back of the room
const NARROW = 900; // on a phone the page scrolls
const MARGIN = 24;

export function wall(place, root, data) {
  const told = data.wall;
  if (root.told === JSON.stringify(told)) return;
  root.told = JSON.stringify(told);
  const time = told.timer
    ? make("span", { class: "timer" }, make("span", { text: told.timer.label }), " ",
        make("strong", { "data-ends": told.timer.ends, "data-over": told.timer.over, role: "timer" }))
    : null;
  const body = make("div", { class: "body" });
  root.replaceChildren(
    make("header", {}, make("h1", { dir: "auto", text: told.title }), time || ""),
    ...(told.prompt ? [typed("p", told.prompt, "prompt")] : []),
    body,
    make("footer", {}, make("span", { text: told.foot }), make("strong", { class: "more" }),
      make("strong", { text: told.code || "" })),
  );
  if (told.join) body.append(join(told.join));
  if (told.lines) body.append(make("ul", { class: "lines" }, ...told.lines.map((line) => listed(line))));
  if (told.picture) onWall(body.appendChild(make("div", { class: "picture" })), told.picture);
  if (told.vote) vote(place, body.appendChild(make("div", { class: "vote" })), told.vote);
  if (told.board) board(place, body.appendChild(make("div", { class: "board" })), told.board);
  if (told.large) body.append(make("p", { class: "large" }, make("strong", { text: told.large.number }), " ", told.large.text));
  for (const node of root.querySelectorAll("[data-ends]")) tick(node, place.now());
  root.fittedTo = "";
  place.fit = () => fit(root, told);
  place.fit();
}

/* Make everything fit between the top of the wall and the bottom of the screen: first large type, then columns over
   the whole width, then smaller type, and at last fewer cards and a count of those left out. */
function fit(root, told) {
  const top = Math.round(root.getBoundingClientRect().top);
  const place = [window.innerWidth, window.innerHeight, top, document.fonts.status].join();
  if (root.fittedTo === place) return;
  root.fittedTo = place;
  const wide = window.innerWidth >= NARROW;
  const body = root.querySelector(".body");
  const units = [...body.querySelectorAll(".card, .item, .lines > li, .findings > li")];
  const more = root.querySelector(".more");
  const fits = () => body.scrollHeight <= body.clientHeight + 1;
  for (const unit of units) unit.hidden = false;
  more.textContent = "";
  root.classList.toggle("fitted", wide);
  root.style.height = wide ? `${Math.max(window.innerHeight - top - MARGIN, 360)}px` : "";
  if (!wide) return;
  const groups = body.querySelectorAll(".column").length;
  const ways = groups === 1 || groups > 4 ? ["flow"] : ["", "flow"];
  body.style.setProperty("--columns", Math.max(1, Math.min(units.length, 4)));
  body.classList.toggle("alone", groups === 1);
  for (const size of SIZES) {
    root.style.setProperty("--size", `${size}px`);
    body.style.setProperty("--room", `${body.clientHeight}px`);
    for (const way of ways) {
      body.classList.toggle("flow", way === "flow");
      if (fits()) return;
    }
  }
  leaveOut(units, fits, (count) => {
    const said = count === 1 ? told.more.one : told.more.many;
    more.textContent = count ? said.replace("{count}", count) : "";
  });
}

/* Hide as few as need be: the last ones of the longest lists first, so that every group keeps something. */
function leaveOut(units, fits, say) {
  const at = new Map(units.map((unit) => [unit, [...unit.parentElement.children].indexOf(unit)]));
  const order = [...units].sort((a, b) => at.get(b) - at.get(a) || units.indexOf(b) - units.indexOf(a));
  let [low, high] = [0, order.length];
  const hide = (count) => {
    for (const [n, unit] of order.entries()) unit.hidden = n < count;
    say(count);
  };
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    hide(middle);
    if (fits()) high = middle;
    else low = middle + 1;
  }
  hide(low);
}

/* Where there are counts they are the picture: a drawing of many actors is too small to be read from the back. */
function onWall(node, told) {
  const counts = told.grid;
  picture(node, { ...told, title: "", table: null, source: counts ? "" : told.source });
  if (told.bars) node.prepend(make("ul", { class: "items hours" }, ...told.bars.map((bar) => make("li", { class: "item bar" },
    make("span", { class: "name", text: bar.name }),
    make("span", { class: "track", "aria-hidden": "true" }, make("span", { class: "fill", style: `width:${(100 * bar.share).toFixed(1)}%` })),
    make("span", { class: "number", text: bar.text })))));
  if (told.legend) node.append(make("p", { class: "rule", text: told.legend }));
  if (!counts) return;
  node.classList.add("counted");
  const row = (one) => make("tr", {}, make("th", { scope: "row", text: one.name }),
    ...one.cells.map((cell) => make("td", { class: cell.code }, make("span", { role: "img", "aria-label": cell.label, text: cell.text }))));
  node.prepend(
    make("table", { class: "counts" },
      make("thead", {}, make("tr", {}, ...counts.head.map((text) => make("th", { scope: "col", text })))),
      make("tbody", {}, ...counts.rows.map(row))),
    make("p", { class: "rule", text: `${counts.legend} · ${told.source}` }));
}

function listed(line) {
  return make("li", { class: line.state || "" },
    ...(line.time ? [make("span", { class: "time", text: line.time })] : []), typed("span", line.text, "text"),
    ...(line.said ? [make("span", { class: "said", text: line.said })] : []));
}

function join(told) {
  return make("div", { class: "join" }, qr(told.qr, told.qrLabel),
    make("div", {}, make("p", { text: told.how }), make("p", { class: "address", text: told.address }),
      make("p", { text: told.orCode }), make("p", { class: "code", text: told.code })));
}

function qr(told, label) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", `0 0 ${told.size} ${told.size}`);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", label);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", told.path);
  picture.append(path);
  return picture;
}
