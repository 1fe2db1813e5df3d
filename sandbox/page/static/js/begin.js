// A phone that has not opened the bot yet: who the bot is, and a place for a link.

import { h, say } from "./dom.js";

export class Beginning {
  // `open(url)` resolves to true when the link led somewhere.
  constructor(words, open) {
    this.words = words;
    this.open = open;
    this.avatar = h("span", { class: "avatar tint-0", "aria-hidden": "true" });
    this.name = h("h3");
    this.about = h("p");
    this.paste = h("input", { class: "field paste", placeholder: words.paste, "aria-label": words.paste, inputmode: "url", autocomplete: "off" });
    this.paste.addEventListener("keydown", (event) => event.key === "Enter" && this.follow());
    this.paste.addEventListener("paste", () => setTimeout(() => /(?:t|telegram)\.me\//i.test(this.paste.value) && this.follow()));
    this.node = h("div", { class: "begin" }, this.avatar, this.name, this.about, this.paste);
  }

  update(name, about) {
    say(this.avatar, name.slice(0, 1).toUpperCase());
    say(this.name, name);
    say(this.about, about || this.words.empty);
  }

  // True when a link was there to be followed; one that leads nowhere stays to be mended.
  follow() {
    const url = this.paste.value.trim();
    if (!url) return false;
    this.paste.value = "";
    this.open(url).then((done) => done || (this.paste.value = url));
    return true;
  }
}
