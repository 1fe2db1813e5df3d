// The phones side by side; on a narrow screen one at a time, with tabs.

import { newPerson } from "./dialogs.js";
import { arrows, glide, h, say } from "./dom.js";
import { icon } from "./icons.js";
import { Phone } from "./phone.js";
import { refusal, tool } from "./tool.js";

export class Stage {
  #phones = new Map();
  #chats = new Map();
  #tabs = new Map();
  #epoch = new Set();
  #chosen = null;
  #born = null;

  constructor({ live, clock, samples, complain }) {
    Object.assign(this, { live, clock, samples, complain });
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": tool.people });
    arrows(this.tabs, '[role="tab"]');
    this.nobody = this.#welcome();
    this.node = h("main", { class: "phones quiet-scroll" });
    this.button = h("button", { class: "button main", type: "button", title: tool.newPerson, "aria-label": tool.newPerson, on: { click: () => this.#create() } }, icon("cross"), h("span", {}, tool.newPerson));
    clock.onTick((now) => this.#phones.forEach((phone) => phone.tick(now)));
    document.addEventListener("visibilitychange", () => this.#phones.forEach((phone) => phone.read()));
  }

  get chosen() {
    return this.#phones.get(this.#chosen) ?? [...this.#phones.values()][0];
  }

  get size() {
    return this.#phones.size;
  }

  begin() {
    this.#epoch.clear();
  }

  // A whole phone at first, later what changed.
  hear({ phone, changed, order }) {
    const isNew = !this.#epoch.has(phone.id);
    this.#epoch.add(phone.id);
    const chat = isNew ? { messages: new Map(), order: [] } : this.#chats.get(phone.id);
    for (const message of changed) chat.messages.set(message.serial, message);
    if (order) chat.order = order;
    this.#chats.set(phone.id, chat);
    const view = this.#phones.get(phone.id) ?? this.#add(phone);
    view.update(phone, chat.order.map((serial) => chat.messages.get(serial)));
    this.#tab(phone);
    if (this.#born === phone.id) this.#show(view);
  }

  // Everything was told: whoever was not named is gone.
  ready() {
    for (const [id, phone] of this.#phones) {
      if (this.#epoch.has(id)) continue;
      phone.node.remove();
      this.#tabs.get(id)?.remove();
      for (const map of [this.#phones, this.#chats, this.#tabs]) map.delete(id);
    }
    if (this.#phones.size === 0) this.node.append(this.nobody);
    else this.nobody.remove();
    if (!this.#phones.has(this.#chosen)) this.choose([...this.#phones.keys()][0] ?? null);
  }

  answer({ person, toast, alert, url, ...about }) {
    const phone = this.#phones.get(person);
    if (!phone) return;
    if (toast && alert) phone.alert(toast);
    else if (toast) phone.toast(toast);
    if (url && phone.node.contains(document.activeElement)) phone.acts.link(url) || phone.acts.away(url);
  }

  choose(id) {
    this.#chosen = id;
    for (const [other, phone] of this.#phones) phone.node.classList.toggle("chosen", other === id);
    for (const [other, tab] of this.#tabs) {
      tab.setAttribute("aria-selected", String(other === id));
      tab.tabIndex = other === id ? 0 : -1;
    }
  }

  #add(state) {
    const phone = new Phone(state, { live: this.live, clock: this.clock, samples: this.samples, chosen: (id) => this.choose(id) });
    this.#phones.set(state.id, phone);
    this.nobody.remove();
    const later = [...this.#phones.values()].find((other) => other.state.place > state.place);
    this.node.insertBefore(phone.node, later?.node ?? null);
    phone.tick(this.clock.now());
    if (this.#chosen === null) this.choose(state.id);
    return phone;
  }

  #tab(state) {
    let tab = this.#tabs.get(state.id);
    if (!tab) {
      const open = () => {
        this.choose(state.id);
        this.#phones.get(state.id).log.toBottom();
      };
      const badge = h("span", { class: "badge", hidden: true });
      tab = h("button", { type: "button", role: "tab", "aria-label": state.name, title: state.name, "aria-controls": `phone-${state.id}`, "aria-selected": "false", tabindex: "-1", on: { click: open, focus: open } }, h("span", { class: `avatar tint-${state.colour}` }, state.initials), badge);
      this.#tabs.set(state.id, tab);
      this.tabs.append(tab);
      this.choose(this.#chosen);
    }
    const unread = state.chats.reduce((sum, chat) => sum + chat.unread, 0);
    tab.lastChild.hidden = unread === 0;
    say(tab.lastChild, String(unread));
  }

  #create() {
    const taken = [...this.#phones.values()].map((phone) => phone.state.name);
    newPerson(taken, async (person) => {
      try {
        this.#born = (await this.live.ask("person", person)).person;
        const view = this.#phones.get(this.#born);
        if (view) this.#show(view);
      } catch (error) {
        this.complain(refusal(error.message));
      }
    });
  }

  #show(view) {
    this.#born = null;
    this.choose(view.id);
    view.node.scrollIntoView({ inline: "nearest", block: "nearest", behavior: glide() });
    view.composer.focus();
  }

  #welcome() {
    const button = h("button", { class: "button main", type: "button", on: { click: () => this.#create() } }, icon("person"), tool.newPerson);
    return h("div", { class: "nobody" }, h("h1", {}, tool.nobody), h("p", {}, tool.nobodyWhy), button);
  }
}
