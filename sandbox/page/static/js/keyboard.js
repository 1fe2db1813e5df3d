// Inline buttons under a message, and the reply keyboard under the composer.

import { arrows, h } from "./dom.js";
import { icon } from "./icons.js";
import { unbroken } from "./rich.js";

const CORNER = { url: "out", copy: "copy" };

export function inlineKeyboard(message, acts) {
  const node = h("div", { class: "inline", role: "group" });
  message.buttons.forEach((row, y) => node.append(h("div", {}, row.map((button, x) => inlineButton(message, button, y, x, acts)))));
  rove(node);
  return node;
}

function inlineButton(message, button, row, column, acts) {
  const corner = button.url ? CORNER.url : button.copy ? CORNER.copy : null;
  const node = h(
    "button",
    { class: `key ${button.style ?? ""}`, type: "button", data: { button: `${row}:${column}`, callback: button.data ?? "" } },
    label(button.text),
    corner && icon(corner),
  );
  if (corner) node.lastChild.classList.add("corner");
  if (button.other) node.setAttribute("aria-disabled", "true");
  else node.addEventListener("click", () => press(message, button, row, column, acts));
  return node;
}

function press(message, button, row, column, acts) {
  if (button.data) acts.tap(message, row, column, button.data);
  else if (button.copy) acts.copy(button.copy);
  else if (button.url && !acts.link(button.url)) acts.away(button.url);
}

// Marks the buttons that wait for an answer.
export function spin(log, spinning) {
  const busy = new Set(spinning.map((one) => `${one.serial} ${one.data}`));
  for (const node of log.querySelectorAll(".inline .key")) {
    const serial = node.closest(".message").dataset.serial;
    const spins = busy.has(`${serial} ${node.dataset.callback}`);
    node.classList.toggle("spins", spins);
    if (spins) node.setAttribute("aria-busy", "true");
    else node.removeAttribute("aria-busy");
  }
}

export class ReplyKeyboard {
  #shown = "";

  constructor(words, press) {
    this.press = press;
    this.node = h("div", { class: "keys quiet-scroll", role: "group", "aria-label": words.keyboard, hidden: true });
    this.open = true;
    this.exists = false;
    arrows(this.node, ".key", { rows: ".keys > div" });
  }

  // True when another keyboard came.
  update(keyboard) {
    const shape = JSON.stringify(keyboard);
    this.exists = Boolean(keyboard);
    const changed = shape !== this.#shown;
    if (changed) {
      this.#shown = shape;
      this.open = true;
      this.node.replaceChildren(...(keyboard?.rows ?? []).map((row) => h("div", {}, row.map((key) => this.#key(key)))));
      setRoving(this.node);
    }
    this.node.hidden = !this.exists || !this.open;
    return changed;
  }

  toggle(open = !this.open) {
    this.open = open;
    this.node.hidden = !this.exists || !open;
  }

  #key(key) {
    const asks = key.other === "request_contact";
    const node = h("button", { class: `key ${key.style ?? ""}`, type: "button" }, label(key.text), asks && icon("phone"));
    if (asks) node.lastChild.classList.add("corner");
    if (key.other && !asks) node.setAttribute("aria-disabled", "true");
    else node.addEventListener("click", () => this.press(key.text, asks));
    return node;
  }
}

function rove(node) {
  setRoving(node);
  arrows(node, ".key", { rows: ".inline > div" });
}

// One stop for Tab; arrows reach the rest.
function setRoving(node) {
  const keys = [...node.querySelectorAll(".key")];
  keys.forEach((key, at) => (key.tabIndex = at === 0 ? 0 : -1));
  for (const key of keys) {
    key.addEventListener("focus", () => keys.forEach((other) => (other.tabIndex = other === key ? 0 : -1)));
  }
}

// A sign stays with the word that follows it.
function label(text) {
  return unbroken(text.replace(/^(\p{Extended_Pictographic}\uFE0F?) (?=\S)/u, "$1\u00A0"));
}
