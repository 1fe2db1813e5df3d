// Invoices to photograph: drag one onto a phone, or tap it.

import { SAMPLE } from "./attach.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

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

export class Tray {
  constructor(take) {
    this.take = take;
    this.cards = h("div", { class: "cards quiet-scroll" });
    const close = h("button", { class: "round", type: "button", "aria-label": "Close", on: { click: () => this.toggle(false) } }, icon("close"));
    this.node = h("aside", { class: "tray", "aria-label": "Sample invoices" }, h("header", {}, h("h2", {}, "Invoices"), close), this.cards);
    this.button = h("button", { class: "button tray-toggle", type: "button", title: "Sample invoices", on: { click: () => this.toggle() } }, icon("papers"), h("span", {}, "Invoices"));
    this.toggle(innerWidth > 1180);
  }

  hear({ samples }) {
    this.cards.replaceChildren(...samples.map((sample) => card(sample, () => this.take(sample.number))));
    this.button.hidden = samples.length === 0;
    if (samples.length === 0) this.toggle(false);
  }

  toggle(open = this.node.hidden) {
    this.node.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }
}
