/* The wall: large, read-only, following the facilitator. */

import { board } from "./board.js";
import { make, tick, typed } from "./dom.js";
import { vote } from "./vote.js";

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
    make("footer", {}, make("span", { text: told.foot }), make("strong", { text: told.code || "" })),
  );
  if (told.join) body.append(join(told.join));
  if (told.lines) body.append(make("ul", { class: "lines" }, ...told.lines.map((line) => listed(line))));
  if (told.vote) vote(place, body.appendChild(make("div", { class: "vote" })), told.vote);
  if (told.board) board(place, body.appendChild(make("div", { class: "board" })), told.board);
  if (told.large) body.append(make("p", { class: "large" }, make("strong", { text: told.large.number }), " ", told.large.text));
  for (const node of root.querySelectorAll("[data-ends]")) tick(node, place.now());
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
