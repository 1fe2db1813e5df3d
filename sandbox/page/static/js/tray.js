// Invoices to photograph: drag one onto a phone, or tap it.

import { SAMPLE } from "./attach.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { tool } from "./tool.js";

export function card(sample, act, { menu = false } = {}) {
  // A div, because some browsers drag no button.
  const role = menu ? { role: "menuitem", tabindex: "-1" } : { role: "button", tabindex: "0", draggable: "true" };
  const node = h(
    "div",
    { class: "card", lang: sample.language, ...role, on: { click: act } },
    h("img", { src: sample.small, alt: "", loading: "lazy", draggable: "false", width: 180, height: 240 }),
    h("span", {}, h("b", {}, sample.title), h("span", {}, sample.seller)),
  );
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
  node.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData(SAMPLE, String(sample.number));
    event.dataTransfer.effectAllowed = "copy";
    event.dataTransfer.setDragImage(node.firstChild, 60, 80);
  });
  return node;
}

// Beside the phones the tray takes this much, and each phone this much at the least.
const TRAY = 168;
const PHONE = 322;

export class Tray {
  #chosen = false;

  constructor(take) {
    this.take = take;
    this.cards = h("div", { class: "cards quiet-scroll" });
    const close = h("button", { class: "round", type: "button", "aria-label": tool.close, on: { click: () => this.#choose(false) } }, icon("close"));
    this.node = h("aside", { class: "tray", "aria-label": tool.samples }, h("header", {}, h("h2", {}, tool.invoices), close), this.cards);
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.#choose(false));
    this.button = h("button", { class: "button tray-toggle", type: "button", title: tool.samples, on: { click: () => this.#choose() } }, icon("papers"), h("span", {}, tool.invoices));
    this.fit(1);
  }

  hear({ samples }) {
    this.cards.replaceChildren(...samples.map((sample) => card(sample, () => this.take(sample.number))));
    this.button.hidden = samples.length === 0;
    if (samples.length === 0) this.toggle(false);
  }

  // Open at first only where it leaves room for all phones; after that whoever plays decides.
  fit(phones) {
    if (!this.#chosen) this.toggle(!this.button.hidden && innerWidth >= TRAY + Math.max(phones, 2) * PHONE);
  }

  #choose(open) {
    this.#chosen = true;
    this.toggle(open);
    if (this.node.hidden) this.button.focus();
  }

  toggle(open = this.node.hidden) {
    this.node.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }
}
