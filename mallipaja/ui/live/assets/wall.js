/* The wall: large, read-only, following the facilitator. All of it is seen at once: nobody scrolls a wall. */

import { board } from "./board.js";
import { make, tick, typed } from "./dom.js";
import { picture } from "./picture.js";
import { vote } from "./vote.js";

const SIZES = [28, 25, 22, 20]; // px; under 20 nobody reads it from the back of the room
const NARROW = 900; // on a phone the page scrolls
const MARGIN = 24;
const PAGED = 22; // px of type where all does not fit and pages are turned
const TURN_MS = 12000;

export function wall(place, root, data) {
  const told = data.wall;
  if (root.told === JSON.stringify(told)) return;
  root.told = JSON.stringify(told);
  if (root.about !== told.title) [root.about, root.page, root.turnedAt] = [told.title, 0, Date.now()];
  const time = told.timer
    ? make("span", { class: "timer" }, make("span", { text: told.timer.label }), " ",
        make("strong", { "data-ends": told.timer.ends, "data-over": told.timer.over, role: "timer" }))
    : null;
  const body = make("div", { class: "body" });
  root.replaceChildren(
    make("header", {}, make("h1", { dir: "auto", text: told.title }), time || ""),
    ...(told.prompt ? [typed("p", told.prompt, "prompt")] : []),
    body,
    make("footer", {}, make("span", { text: told.foot }), pager(root, told),
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

/* Turning pages: by itself, unless the device asks for no movement, and by whoever is at the wall. */
function pager(root, told) {
  return make("button", {
    type: "button", class: "more", hidden: true, "aria-label": told.more.next, onclick: () => turn(root, told),
  });
}

/* Make everything fit between the top of the wall and the bottom of the screen: first large type, then columns over
   the whole width, then smaller type, and at last pages that follow each other. */
function fit(root, told) {
  const top = Math.round(root.getBoundingClientRect().top);
  const place = [window.innerWidth, window.innerHeight, top, document.fonts.status].join();
  if (root.fittedTo === place) return turnInTime(root, told);
  root.fittedTo = place;
  const wide = window.innerWidth >= NARROW;
  const body = root.querySelector(".body");
  const units = [...body.querySelectorAll(".card, .item, .lines > li, .findings > li, .hours > li")];
  for (const unit of units) unit.hidden = false;
  for (const list of body.querySelectorAll("ol.items")) [...list.children].forEach((item, n) => { item.value = n + 1; });
  root.pages = [];
  root.classList.toggle("fitted", wide);
  root.classList.remove("paged");
  root.style.height = wide ? `${Math.max(window.innerHeight - top - MARGIN, 360)}px` : "";
  root.querySelector(".more").hidden = true;
  if (!wide) return undefined;
  const groups = [...body.querySelectorAll(".column")].filter((one) => one.getClientRects().length).length;
  const ways = groups === 1 || groups > 4 ? ["flow"] : ["", "flow"];
  body.style.setProperty("--columns", Math.max(1, Math.min(units.length, 4)));
  body.classList.toggle("alone", groups === 1 && !body.querySelector(".matrix")); // a phase is named
  for (const size of SIZES) if (fitsIn(root, body, size, ways)) return undefined;
  root.classList.add("paged");
  root.querySelector(".more").hidden = false; // it takes its room from the pages
  fitsIn(root, body, told.picture ? SIZES.at(-1) : PAGED, ["flow"]); // a picture stays whole beside its sentences
  root.pages = pagesOf(units, () => fitsHeaded(body));
  return showPage(root, told);
}

function fitsIn(root, body, size, ways) {
  root.style.setProperty("--size", `${size}px`);
  body.style.setProperty("--room", `${body.clientHeight}px`);
  return ways.some((way) => {
    body.classList.toggle("flow", way === "flow");
    return fitsHeaded(body);
  });
}

/* Whether all fits, with the heading of a group said again where its cards go on in the next column; that of the only
   group on a page stands over all the columns. */
function fitsHeaded(body) {
  const fits = () => body.scrollHeight <= body.clientHeight + 1 && body.scrollWidth <= body.clientWidth + 1;
  for (const node of body.querySelectorAll(".again")) node.remove();
  const shown = [...body.querySelectorAll(".column")].filter((one) => one.querySelector(".card:not([hidden])"));
  body.classList.toggle("single", shown.length === 1);
  if (!fits() || !body.matches(".flow:not(.alone, .single)")) return fits();
  for (const column of shown) {
    let left = null;
    for (const card of column.querySelectorAll(".card:not([hidden])")) {
      const at = card.getBoundingClientRect().left;
      if (left !== null && at > left + 1) {
        card.before(make("li", { class: "again", "aria-hidden": "true", text: column.querySelector("h2").textContent }));
      }
      left = at;
    }
  }
  return fits();
}

/* As many on each page as fit, in their order: a group that goes on has its heading on the next page too. */
function pagesOf(units, fits) {
  const pages = [];
  for (let from = 0; from < units.length;) {
    let [low, high] = [from + 1, units.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      for (const [n, unit] of units.entries()) unit.hidden = n < from || n >= middle;
      if (fits()) low = middle;
      else high = middle - 1;
    }
    pages.push(units.slice(from, low));
    from = low;
  }
  return pages;
}

function showPage(root, told) {
  const at = (root.page || 0) % root.pages.length;
  for (const [n, page] of root.pages.entries()) for (const unit of page) unit.hidden = n !== at;
  fitsHeaded(root.querySelector(".body"));
  const more = root.querySelector(".more");
  more.hidden = root.pages.length < 2;
  more.textContent = told.more.page.replace("{page}", at + 1).replace("{pages}", root.pages.length);
  more.setAttribute("aria-label", `${more.textContent}: ${told.more.next}`);
}

function turn(root, told) {
  root.page = ((root.page || 0) + 1) % root.pages.length;
  root.turnedAt = Date.now();
  showPage(root, told);
}

function turnInTime(root, told) {
  if (!root.pages || root.pages.length < 2 || window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  if (Date.now() - (root.turnedAt || 0) >= TURN_MS) turn(root, told);
}

/* Where there are counts they are the picture: a drawing of many actors is too small to be read from the back. */
function onWall(node, told) {
  const counts = told.grid;
  picture(node, { ...told, title: "", table: null, source: counts ? "" : told.source });
  node.classList.toggle("barred", Boolean(told.bars));
  if (told.legend && !told.bars) node.append(make("p", { class: "rule", text: told.legend }));
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
