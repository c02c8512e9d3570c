/* The live part of a workshop: one element fed by JSON. What the server says is drawn; what people do is sent as
   operations with ids of their own, kept until the server says it has them, and sent again after a lost connection. */

import { agenda } from "./agenda.js";
import { board, composer } from "./board.js";
import { make, newId, tick } from "./dom.js";
import { withMine } from "./mine.js";
import { picture } from "./picture.js";
import { vote } from "./vote.js";
import { wall } from "./wall.js";

const RESEND_MS = 4000;
const places = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let place = places.get(parentElement);
  if (!place) {
    place = new Place(parentElement);
    places.set(parentElement, place);
  }
  place.send = (ops) => setTriggerValue("ops", ops);
  place.show(data);
}

class Place {
  constructor(parent) {
    this.root = make("div", { class: "live" });
    parent.appendChild(this.root);
    this.told = "";
    this.pending = new Map();
    this.timer = setInterval(() => this.beat(), 1000);
  }

  show(fed) {
    if (!fed) return;
    const told = new TextDecoder().decode(fed);
    if (told === this.told) return;
    this.told = told;
    const [tab, mine, all] = told.split("\n").map((line) => JSON.parse(line));
    const data = withMine(all, mine);
    data.now = tab.now || data.now;
    data.acked = tab.acked;
    data.error = tab.error ? { text: tab.error } : null;
    this.data = data;
    if (data.now && data.now !== this.toldAt) {
      this.toldAt = data.now; // told again with something else of the page, it is as old as it was
      this.offset = data.now - Date.now();
    }
    this.recall(data.store);
    for (const id of data.acked || []) this.pending.delete(id);
    this.remember();
    this.draw();
    this.beat();
    if (this.pending.size) this.flush();
  }

  /* Whoever uses the keyboard stays where they were: on the same control when it has been drawn anew or has moved, else
     at the part it was in, else at the title. */
  draw() {
    const before = this.root.getRootNode().activeElement;
    const inside = before && this.root.contains(before);
    const part = inside ? before.closest("[data-part]")?.dataset.part : null;
    this.drawParts();
    if (!inside || this.root.contains(this.root.getRootNode().activeElement)) return;
    const places = [
      before.dataset.focus && `[data-focus="${before.dataset.focus}"]`, part && `[data-part="${part}"]`, '[data-part="head"]',
    ];
    for (const place of places.filter(Boolean)) {
      const node = this.root.querySelector(place);
      if (!node) continue;
      if (node.dataset.part) node.tabIndex = -1;
      node.focus({ preventScroll: Boolean(node.dataset.part) });
      if (node.getRootNode().activeElement === node) return;
    }
  }

  drawParts() {
    const { data, root } = this;
    root.lang = data.lang;
    root.classList.toggle("wall", Boolean(data.wall));
    root.classList.toggle("leads", Boolean(data.leads && data.agenda));
    if (data.wall) return wall(this, root, data);
    this.part("nav", data.nav, (node) => nav(this, node, data.nav));
    this.part("head", data.head, (node) => head(node, data.head));
    this.part("timer", data.timer, (node) => timer(node, data.timer));
    this.part("composer", data.composer, (node) => composer(this, node, data.composer));
    this.part("errors", data.error, (node) => errors(node, data.error));
    this.part("status", data.status, (node) => status(node, data.status));
    this.part("agenda", data.agenda, (node) => agenda(this, node, data.agenda));
    this.part("picture", data.picture, (node) => picture(node, data.picture));
    this.part("vote", data.vote, (node) => vote(this, node, data.vote));
    this.part("board", data.board, (node) => board(this, node, data.board));
    return undefined;
  }

  /* A part of the page that is there when there is something to tell; drawn anew only when that has changed. */
  part(name, content, draw) {
    let node = this.root.querySelector(`:scope > [data-part="${name}"]`);
    if (content === undefined || content === null) {
      if (node) node.remove();
      return;
    }
    if (!node) {
      node = make("div", { "data-part": name, class: `part ${name}` });
      const order = ["nav", "head", "timer", "composer", "errors", "status", "agenda", "picture", "vote", "board"];
      const after = order.slice(order.indexOf(name) + 1);
      const next = [...this.root.children].find((one) => after.includes(one.dataset.part));
      this.root.insertBefore(node, next || null);
    }
    const told = JSON.stringify(content);
    if (node.told !== told) {
      node.told = told;
      draw(node);
    }
  }

  /* --- operations --- */

  do(what, more = {}) {
    const op = { id: newId(), what, ...more };
    this.pending.set(op.id, op);
    this.remember();
    this.flush();
    return op;
  }

  flush() {
    this.sent = Date.now();
    if (this.pending.size) this.send([...this.pending.values()]);
    this.waiting();
  }

  beat() {
    if (!this.root.isConnected) {
      clearInterval(this.timer);
      return;
    }
    if (this.pending.size && Date.now() - this.sent > RESEND_MS) this.flush();
    this.waiting();
    for (const node of this.root.querySelectorAll("[data-ends]")) tick(node, this.now());
    if (this.fit) this.fit();
  }

  waiting() {
    const late = this.pending.size && Date.now() - this.sent > 1500;
    this.root.classList.toggle("waiting", Boolean(late));
  }

  now() {
    return Date.now() + (this.offset || 0);
  }

  /* What has been typed and not yet saved outlives a reload of the tab. */
  recall(store) {
    if (!store || this.store === store) return;
    this.store = store;
    this.drafts = {};
    try {
      const kept = JSON.parse(sessionStorage.getItem(store) || "{}");
      this.drafts = kept.drafts || {};
      for (const op of kept.pending || []) this.pending.set(op.id, op);
    } catch {
      /* a browser that keeps nothing still works */
    }
  }

  remember() {
    if (!this.store) return;
    try {
      const kept = { drafts: this.drafts, pending: [...this.pending.values()] };
      sessionStorage.setItem(this.store, JSON.stringify(kept));
    } catch {
      /* full or forbidden: nothing is lost but the draft */
    }
  }

  draft(name, text) {
    if (text === undefined) return (this.drafts || {})[name] || "";
    this.drafts = this.drafts || {};
    if (text) this.drafts[name] = text;
    else delete this.drafts[name];
    this.remember();
    return text;
  }
}

function nav(place, node, told) {
  const items = told.steps.map((step) =>
    make("li", {}, make("button", {
      type: "button", "data-focus": `go-${step.id}`, "aria-current": step.at ? "step" : null,
      text: step.title, onclick: () => place.do("go", { step: step.id }),
    })),
  );
  node.replaceChildren(make("nav", { "aria-label": told.label }, make("ol", {}, ...items)));
}

function head(node, told) {
  node.replaceChildren(
    make(told.level || "h1", { dir: "auto", text: told.title }),
    ...(told.prompt ? [make("p", { class: "prompt", dir: "auto", text: told.prompt })] : []),
    ...(told.rules || []).map((rule) => make("p", { class: "rule", text: rule })),
  );
}

function timer(node, told) {
  node.replaceChildren(
    make("span", { text: told.label }), " ",
    make("strong", { "data-ends": told.ends, "data-over": told.over, role: "timer" }),
  );
}

function errors(node, told) {
  node.replaceChildren(make("p", { class: "error", role: "alert", text: told.text }));
}

function status(node, told) {
  if (!node.firstChild) node.append(make("p", { role: "status", "aria-live": "polite" }));
  node.firstChild.textContent = told.text;
}
