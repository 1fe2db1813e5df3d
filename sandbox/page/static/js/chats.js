// The chats of one phone in a row below its head: one tap opens another.

import { arrows, h } from "./dom.js";

export class Chats {
  #shown = "";

  constructor(words, unread, open) {
    Object.assign(this, { unread, open });
    this.node = h("div", { class: "chats", role: "tablist", "aria-label": words.chats, hidden: true });
    arrows(this.node, '[role="tab"]');
  }

  update({ open, chats }) {
    const shape = JSON.stringify([open, chats]);
    if (shape === this.#shown) return;
    this.#shown = shape;
    const focused = this.node.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    this.node.hidden = chats.length < 2;
    this.node.replaceChildren(...chats.map((chat) => this.#tab(chat, chat.key === open)));
    this.node.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focused) this.node.querySelector(`[data-key="${focused}"]`)?.focus({ preventScroll: true });
  }

  #tab({ key, name, initials, colour, unread }, chosen) {
    const badge = unread > 0 && h("span", { class: "badge", "aria-label": this.unread(unread) }, String(unread));
    return h(
      "button",
      { type: "button", role: "tab", title: name, data: { key }, "aria-selected": String(chosen), tabindex: chosen ? "0" : "-1", on: { click: () => this.open(key) } },
      h("span", { class: `avatar tint-${colour}`, "aria-hidden": "true" }, initials),
      h("span", { class: "name" }, name),
      badge,
    );
  }
}
