// A locked phone: the time, what rang, what came silently, and their first lines.

import { h, say } from "./dom.js";
import { icon } from "./icons.js";
import { lineOf } from "./message.js";
import { unbroken } from "./rich.js";
import { clockTime, dayKey, shortDay, wallDate } from "./time.js";

export class Lock {
  #nodes = new Map();
  #today = "";

  // `unlock(key)` opens the chat that a notification is of, if one was tapped.
  constructor(words, language, colour, unlock) {
    Object.assign(this, { words, language, unlock });
    this.time = h("time");
    this.date = h("p");
    this.list = h("ol", { class: "quiet-scroll", "aria-live": "polite" });
    this.calm = h("p", { class: "calm" }, words.nothingNew);
    this.earlier = h("li", { class: "earlier" }, words.earlier);
    this.button = h("button", { class: "unlock", type: "button", on: { click: () => unlock() } }, words.unlock);
    this.node = h(
      "div",
      { class: `lock tint-${colour}`, hidden: true, role: "region", "aria-label": words.lockScreen },
      h("div", { class: "wall" }, icon("lock"), this.time, this.date),
      this.list,
      this.button,
    );
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && unlock());
  }

  update(phone) {
    this.node.hidden = !phone.locked;
    if (!phone.locked) {
      this.#nodes.clear();
      return;
    }
    const isFirst = this.#nodes.size === 0;
    const rows = phone.lock.map((entry) => {
      if (!this.#nodes.has(entry.serial)) this.#nodes.set(entry.serial, this.#note(entry, isFirst));
      return this.#nodes.get(entry.serial);
    });
    const seen = phone.lock.findIndex((entry) => entry.seen);
    if (seen >= 0) rows.splice(seen, 0, this.earlier);
    keepInStep(this.list, rows.length ? rows : [this.calm]);
  }

  tick(now) {
    this.#today = dayKey(now);
    say(this.time, clockTime(now));
    say(this.date, wallDate(now, this.language));
    for (const note of this.#nodes.values()) this.#date(note);
  }

  focus() {
    this.button.focus();
  }

  #note({ at, rang, line, media, who, chat: { key, name, initials, colour } }, isFirst) {
    const said = lineOf({ line, media }, this.words);
    const note = h(
      "li",
      { class: `note ${rang ? "rang" : "silent"} ${isFirst ? "" : "born"}`, tabindex: "0", on: { click: () => this.unlock(key), keydown: (event) => event.key === "Enter" && this.unlock(key) } },
      h("span", { class: `avatar tint-${colour}`, "aria-hidden": "true" }, initials),
      h("b", {}, name),
      h("span", { class: "when" }, h("span", { class: rang ? "visually-hidden" : "" }, rang ? this.words.rang : this.words.silent), icon(rang ? "bell" : "hush"), h("time", { data: { at: String(at) } })),
      h("p", { dir: "auto" }, unbroken(who ? `${who}: ${said}` : said)),
    );
    this.#date(note);
    return note;
  }

  // What came before today says on which day.
  #date(note) {
    const time = note.querySelector("time");
    const at = Number(time.dataset.at);
    say(time, dayKey(at) === this.#today ? clockTime(at) : `${shortDay(at, this.language)} ${clockTime(at)}`);
  }
}

// Puts exactly these nodes into the list, leaving those that stand right alone.
function keepInStep(list, nodes) {
  nodes.forEach((node, at) => {
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
  });
  while (list.children.length > nodes.length) list.lastChild.remove();
}
