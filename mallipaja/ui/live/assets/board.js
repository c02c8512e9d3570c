/* The board: writing a card, and the cards in groups or on the matrix of phases and actors. */

import { keep, make, typed } from "./dom.js";

const ASKED = "?"; // in place of a phase: nobody has chosen one, not even that there is none

/* --- writing --- */

export function composer(place, node, told) {
  const name = `card-${told.step}`;
  const kept = node.firstChild ? readout(node) : { text: place.draft(name) };
  const box = make("textarea", {
    id: "text", rows: 3, "data-focus": "text", dir: "auto", "aria-describedby": "warning left",
  });
  box.value = kept.text || "";
  const left = make("span", { id: "left", class: "left" });
  const count = () => {
    const letters = [...box.value]; // an emoji is one letter here and on the server, two in `maxlength`
    if (letters.length > told.most) box.value = letters.slice(0, told.most).join("");
    left.textContent = told.left.replace("{count}", Math.min(letters.length, told.most)).replace("{most}", told.most);
    place.draft(name, box.value);
  };
  const send = (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text) return box.focus();
    const given = readout(node);
    if (!given.kind) {
      node.querySelector("#missing").textContent = told.kindMissing;
      return node.querySelector("input[name=kind]").focus();
    }
    if (given.phase === ASKED) {
      node.querySelector("#missing-phase").textContent = told.phaseMissing;
      return node.querySelector("#phase").focus();
    }
    place.do("write", { step: told.step, text, kind: given.kind, phase: given.phase, actor: given.actor });
    box.value = "";
    count();
    box.focus();
    return undefined;
  };
  box.addEventListener("input", count);
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // Streamlit has one-letter shortcuts of its own
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
  });
  const focused = node.contains(node.getRootNode().activeElement);
  node.replaceChildren(
    make("form", { onsubmit: send },
      kinds(told, kept.kind),
      ...(told.phases ? phase(told, kept.phase) : []),
      ...(told.actors ? [choice("actor", told.actorLabel, told.actors, kept.actor)] : []),
      make("label", { for: "text", text: told.label }), box,
      make("div", { class: "under" }, left, make("button", { type: "submit", class: "main", text: told.send })),
      make("p", { id: "warning", class: "warning", text: told.warning }),
    ),
  );
  count();
  if (focused) box.focus({ preventScroll: true });
}

function readout(node) {
  const of = (name) => node.querySelector(`#${name}`)?.value || "";
  const kind = node.querySelector("input[name=kind]:checked");
  return { text: of("text"), phase: of("phase"), actor: of("actor"), kind: kind ? kind.value : of("kind") };
}

function kinds(told, chosen) {
  if (told.kinds.length === 1) return make("input", { type: "hidden", id: "kind", value: told.kinds[0].id });
  const missing = make("p", { id: "missing", class: "missing", role: "alert" });
  const options = told.kinds.map((kind) =>
    make("label", { class: "kind" },
      make("input", { type: "radio", name: "kind", value: kind.id, checked: kind.id === chosen, onchange: () => { missing.textContent = ""; } }),
      make("span", { text: `${kind.symbol} ${kind.name}` })),
  );
  return make("fieldset", {}, make("legend", { text: told.kindLabel }), ...options,
    told.kindHelp ? make("p", { class: "rule", text: told.kindHelp }) : null, missing);
}

/* No phase is chosen beforehand: a first one would get the cards of everybody who does not look. */
function phase(told, chosen = ASKED) {
  const missing = make("p", { id: "missing-phase", class: "missing", role: "alert" });
  const field = choice("phase", told.phaseLabel, [{ id: ASKED, title: told.phaseAsk }, ...told.phases], chosen);
  field.addEventListener("change", () => { missing.textContent = ""; });
  return [field, missing];
}

function choice(id, label, options, chosen) {
  const rows = options.map((one) => make("option", { value: one.id, selected: one.id === chosen, text: one.title }));
  return make("label", { class: "choice" }, make("span", { text: label }), make("select", { id }, ...rows));
}

/* --- looking and moving --- */

export function board(place, node, told) {
  if (!node.firstChild) node.append(make("div", { class: "tools" }), make("div", { class: "cells" }));
  const [tools, cells] = node.children;
  drawTools(place, tools, told);
  cells.className = `cells ${told.rows ? "matrix" : "groups"}`;
  if (told.empty && !told.cards.length) {
    cells.replaceChildren(make("p", { class: "empty", text: told.empty }));
    return;
  }
  for (const stray of cells.querySelectorAll(":scope > .empty")) stray.remove();
  keep(cells, columnsOf(told), (column) => column.id, (column) => drawColumn(place, column, told));
  for (const [at, column] of columnsOf(told).entries()) fill(place, cells.children[at], column, told);
}

/* A matrix is drawn as a section for each phase; in it the actors that have cards there. */
function columnsOf(told) {
  if (!told.rows) return told.columns;
  return told.rows.map((row) => ({ id: `row-${row.id}`, title: row.title, row: row.id }));
}

function drawColumn(place, column, told) {
  const list = make("ul", { class: "cards", "aria-label": column.title });
  const node = make("section", { class: "column" }, make("h2", { dir: "auto", text: column.title }), list);
  if (told.can.move) {
    node.addEventListener("dragover", (event) => {
      event.preventDefault();
      node.classList.add("over");
    });
    node.addEventListener("dragleave", () => node.classList.remove("over"));
    node.addEventListener("drop", (event) => {
      event.preventDefault();
      node.classList.remove("over");
      const card = event.dataTransfer.getData("text/plain");
      if (/^[0-9a-f]{32}$/.test(card)) moveTo(place, card, column, told);
    });
  }
  return node;
}

function moveTo(place, card, column, told) {
  const where = column.row === undefined ? { group: column.id } : { phase: column.row };
  place.do("move", { step: told.step, card, ...where });
}

function fill(place, node, column, told) {
  const targets = told.can.move ? JSON.stringify(told.rows || told.columns) : "";
  const here = told.cards
    .filter((card) => (told.rows ? card.row === column.row : card.column === column.id))
    .map((card) => ({ ...card, targets, can: told.can }));
  keep(node.querySelector("ul"), here, (card) => card.id, (card) => drawCard(place, card, told));
}

function drawCard(place, card, told) {
  const marks = [`${card.symbol} ${card.kind}`, card.actor, ...card.marks].filter(Boolean).join(" · ");
  const node = make("li", { class: `card ${card.code} ${card.faded ? "faded" : ""} ${card.hidden ? "hidden" : ""}` },
    make("p", { class: "marks", text: marks }),
    typed("p", card.text, "text"),
    ...(card.merged.length ? [mergedList(card, told)] : []),
    ...(card.sign ? [make("p", { class: "sign", dir: "auto", text: card.sign })] : []),
    ...(card.hint ? [make("p", { class: "hint", text: card.hint })] : []),
  );
  if (told.can.move) {
    node.draggable = true;
    node.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/plain", card.id));
    node.append(controls(place, card, told));
  } else if (card.own && told.can.takeBack && (told.can.takeBackOld || card.late)) {
    node.append(make("div", { class: "controls" },
      make("button", {
        type: "button", text: told.words.change, "data-focus": `change-${card.id}`,
        "aria-label": `${told.words.change}: ${card.text.slice(0, 60)}`, onclick: () => rewrite(place, node, card, told),
      }),
      action(place, "take_back", told.words.takeBack, { step: told.step, card: card.id }, card)));
  }
  return node;
}

/* The text of one's own card becomes a box until it is saved. */
function rewrite(place, node, card, told) {
  const text = node.querySelector(".text");
  if (!text) return;
  const box = make("textarea", {
    rows: 3, maxlength: told.most, dir: "auto", "aria-label": told.words.change,
    onkeydown: (event) => event.stopPropagation(),
  });
  box.value = card.text;
  const save = () => {
    place.do("rewrite", { step: told.step, card: card.id, text: box.value });
    text.textContent = box.value;
    box.replaceWith(text);
    warning.remove();
    button.remove();
  };
  const warning = make("p", { class: "warning", text: told.words.warning });
  const button = make("button", { type: "button", class: "main", text: told.words.save, onclick: save });
  text.replaceWith(box);
  box.after(warning, button);
  box.focus();
}

function mergedList(card, told) {
  const items = card.merged.map((text) => typed("li", text));
  const said = card.merged.length === 1 ? told.words.merged.one : told.words.merged.many;
  const title = said.replace("{count}", card.merged.length);
  return make("details", {}, make("summary", { text: title }), make("ul", {}, ...items));
}

function controls(place, card, told) {
  const targets = told.rows ? told.rows : told.columns;
  const at = told.rows ? card.row : card.column;
  const options = targets.map((one) => make("option", { value: one.id, selected: one.id === at, text: one.title }));
  const select = make("select", {
    "data-focus": `move-${card.id}`, "aria-label": `${told.words.move}: ${card.text.slice(0, 60)}`,
    onchange: (event) => moveTo(place, card.id, told.rows ? { row: event.target.value } : { id: event.target.value }, told),
    onkeydown: (event) => event.stopPropagation(),
  }, ...options);
  const parts = [make("label", { class: "choice" }, make("span", { text: told.words.move }), select)];
  if (told.actors) parts.push(actorChoice(place, card, told));
  if (told.can.lead) {
    const box = make("input", {
      type: "checkbox", "data-card": card.id, "data-focus": `pick-${card.id}`, onchange: () => picked(place, told),
    });
    parts.push(make("label", { class: "pick" }, box, make("span", { text: told.words.pick })));
    const what = card.hidden ? told.words.show : told.words.hide;
    parts.push(action(place, card.hidden ? "show" : "hide", what, { step: told.step, card: card.id }, card));
  }
  return make("div", { class: "controls" }, ...parts);
}

function actorChoice(place, card, told) {
  const options = told.actors.map((one) =>
    make("option", { value: one.id, selected: one.id === card.actorId, text: one.title }));
  const select = make("select", {
    "data-focus": `actor-${card.id}`, "aria-label": `${told.words.actor}: ${card.text.slice(0, 60)}`,
    onchange: (event) => place.do("move", { step: told.step, card: card.id, actor: event.target.value }),
    onkeydown: (event) => event.stopPropagation(),
  }, ...options);
  return make("label", { class: "choice" }, make("span", { text: told.words.actor }), select);
}

function action(place, what, text, more, card) {
  return make("button", {
    type: "button", text, "data-focus": `${what === "show" ? "hide" : what}-${card.id}`, "aria-label": `${text}: ${card.text.slice(0, 60)}`,
    onclick: () => place.do(what, more),
  });
}

function drawTools(place, node, told) {
  const key = JSON.stringify([told.can, told.words, told.undo, told.step]);
  if (node.told === key) return;
  node.told = key;
  const typedName = node.querySelector("#group")?.value || ""; // half-typed, while others move cards
  node.replaceChildren();
  if (!told.can.lead) return;
  const name = make("input", {
    id: "group", type: "text", maxlength: 120, "data-focus": "group", onkeydown: (event) => event.stopPropagation(),
  });
  name.value = typedName;
  const add = (event) => {
    event.preventDefault();
    if (name.value.trim()) place.do("group", { step: told.step, name: name.value });
    name.value = "";
  };
  node.append(
    ...(told.rows ? [] : [make("form", { onsubmit: add },
      make("label", { for: "group", text: told.words.group }), name,
      make("button", { type: "submit", text: told.words.addGroup }))]),
    make("button", {
      type: "button", class: "merge", disabled: true, text: told.words.merge, "data-focus": "merge",
      onclick: () => place.do("merge", { step: told.step, cards: chosen(place) }),
    }),
    ...(told.undo ? [make("button", {
      type: "button", text: told.undo.text, "data-focus": "undo", onclick: () => place.do("undo", { step: told.step, move: told.undo.move }),
    })] : []),
  );
  picked(place, told);
}

function chosen(place) {
  return [...place.root.querySelectorAll("input[data-card]:checked")].map((one) => one.dataset.card);
}

function picked(place) {
  const button = place.root.querySelector("button.merge");
  if (button) button.disabled = chosen(place).length < 2;
}
