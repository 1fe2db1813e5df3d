// One person's phone: the device, its chat, its lock screen, and the switches above it.

import { acceptDrops } from "./attach.js";
import { Beginning } from "./begin.js";
import { Composer } from "./composer.js";
import { askLink } from "./dialogs.js";
import { fill, h, say } from "./dom.js";
import { icon } from "./icons.js";
import { Lock } from "./lock.js";
import { Log } from "./log.js";
import { popMenu } from "./menu.js";
import { lineOf } from "./message.js";
import { deeds } from "./deeds.js";
import { clockTime } from "./time.js";
import { tool } from "./tool.js";
import { wordsFor } from "./words.js";

const TONGUES = { ru: "Русский", it: "Italiano", en: "English" };
const REACTIONS = ["👍", "❤️", "🔥", "👀", "😂", "🎉"];

export class Phone {
  #visible = false;
  #reading = false;

  constructor(first, { live, clock, samples, chosen }) {
    Object.assign(this, { id: first.id, live, clock, state: first, messages: [] });
    this.words = wordsFor(first.language);
    this.acts = deeds(this);
    this.log = new Log(this.words, first.language, this.acts, clock);
    this.composer = new Composer(first.id, this.words, this.acts, samples);
    this.lock = new Lock(this.words, first.language, first.colour, () => this.#switch("lock", false));
    this.#build(first);
    this.node.addEventListener("focusin", () => chosen(this.id));
    new IntersectionObserver(([entry]) => this.#seen(entry.intersectionRatio > 0.4), { threshold: [0, 0.5, 1] }).observe(this.node);
  }

  update(phone, messages) {
    const was = this.state;
    this.state = phone;
    this.messages = messages;
    this.#header(phone);
    this.#chatHead(phone);
    this.beginning.node.hidden = phone.started;
    this.offline.hidden = !phone.offline;
    this.screen.inert = phone.locked;
    this.lock.update(phone);
    this.composer.update(phone);
    this.log.update(messages, { unread: phone.unread, spinning: phone.spinning });
    if (phone.locked && !was.locked && this.node.contains(document.activeElement)) this.lock.focus();
    if (!phone.locked && was.locked && document.activeElement === document.body) this.composer.focus();
    this.read();
  }

  tick(now) {
    say(this.statusTime, clockTime(now));
    this.lock.tick(now);
    this.log.tick(now);
    this.#doing(now);
  }

  // What was on the screen of an open phone counts as read.
  read() {
    const looking = this.#visible && !document.hidden && !this.state.locked && this.log.atBottom;
    if (!looking || !this.state.unread || this.#reading) return;
    this.#reading = true;
    this.live.ask("read", { person: this.id }).catch(() => {}).finally(() => (this.#reading = false));
  }

  toast(text, long = false) {
    this.bubble?.remove();
    const node = h("div", { class: "toast", role: "status" }, text);
    this.bubble = node;
    this.glass.append(node);
    setTimeout(() => node.remove(), long ? 5000 : 3600);
  }

  alert(text) {
    const close = () => {
      node.remove();
      this.screen.inert = this.state.locked;
      before?.isConnected && before.focus();
    };
    const before = document.activeElement;
    const ok = h("button", { class: "button main", type: "button", on: { click: close } }, this.words.ok);
    const node = h("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text }, h("div", {}, h("p", {}, text), ok));
    node.addEventListener("keydown", (event) => event.key === "Escape" && close());
    this.glass.append(node);
    this.screen.inert = true;
    ok.focus();
  }

  messageMenu(message, anchor, at) {
    const { words } = this;
    const quick = h("div", { class: "quick", role: "group" });
    for (const emoji of REACTIONS) {
      const mine = message.reactions.person === emoji;
      const act = () => {
        menu.hidePopover();
        this.acts.react(message, mine ? null : emoji);
      };
      quick.append(h("button", { type: "button", role: "menuitemradio", "aria-checked": String(mine), tabindex: "-1", on: { click: act } }, emoji));
    }
    const editable = message.mine && (message.text || message.media?.kind === "photo" || message.media?.kind === "document");
    const line = message.text || words[message.media?.kind] || "";
    const menu = popMenu(
      anchor,
      [
        quick,
        { text: words.reply, icon: "reply", act: () => this.composer.reply(message, line) },
        editable && { text: words.edit, icon: "edit", act: () => this.composer.edit(message) },
        message.text && { text: words.copy, icon: "copy", act: () => this.acts.copy(message.text) },
      ],
      { at, label: words.more },
    );
  }

  #build(first) {
    this.name = h("span");
    this.unread = h("span", { class: "badge", hidden: true });
    this.noNetwork = this.#toggle("network", tool.noNetwork, "offline", "warn");
    this.lockToggle = this.#toggle("lock", tool.lockScreen, "lock", "");
    this.bio = h("span", { class: "bio", lang: first.language });
    const more = h("button", { class: "round", type: "button", "aria-label": tool.more, "aria-haspopup": "menu", on: { click: () => this.#more(more) } }, icon("dots"));
    const who = h("div", { class: "who" }, h("span", { class: "face" }, h("span", { class: `avatar tint-${first.colour}`, "aria-hidden": "true" }, first.initials), this.unread), h("h2", {}, this.name, this.bio));
    this.statusTime = h("span");
    this.signs = h("span", { class: "signs" });
    this.avatar = h("span", { class: "avatar tint-0", "aria-hidden": "true" });
    this.botName = h("b");
    this.doing = h("span", { class: "doing" });
    this.names = h("div", { class: "names" }, this.botName, this.doing);
    this.others = h("button", { class: "round", type: "button", "aria-label": tool.chats, "aria-haspopup": "menu", hidden: true, on: { click: () => this.#chats() } }, icon("chat"));
    this.offline = h("div", { class: "offline-line", role: "status", hidden: true }, this.words.waitingForNetwork);
    this.beginning = new Beginning(this.words, (url) => this.acts.open(url));
    this.log.node.append(this.beginning.node);
    this.screen = h("div", { class: "glass" }, h("div", { class: "status", "aria-hidden": "true" }, this.statusTime, this.signs), h("div", { class: "chat-head" }, this.avatar, this.names, this.others), this.offline, this.log.node, this.composer.node);
    this.glass = h("div", { class: "device", lang: first.language }, this.screen, this.lock.node);
    acceptDrops(this.glass, this.words, { files: (files) => this.composer.addFiles(files), sample: (number) => this.composer.addSample(number) });
    this.node = h("section", { class: "place", "aria-label": first.name, id: `phone-${first.id}` }, h("header", {}, who, this.noNetwork, this.lockToggle, more), this.glass);
  }

  #header(phone) {
    say(this.name, phone.name);
    say(this.bio, phone.bio || (TONGUES[phone.language.slice(0, 2)] ?? phone.language));
    this.name.title = phone.name;
    this.noNetwork.setAttribute("aria-checked", String(phone.offline));
    fill(this.noNetwork, icon(phone.offline ? "nonetwork" : "network"));
    this.lockToggle.setAttribute("aria-checked", String(phone.locked));
    const unread = phone.bots.reduce((sum, bot) => sum + bot.unread, 0);
    this.unread.hidden = unread === 0;
    say(this.unread, String(unread));
    this.unread.setAttribute("aria-label", tool.unread(unread));
    fill(this.signs, icon(phone.offline ? "nonetwork" : "network"));
    this.signs.firstChild.classList.toggle("off", phone.offline);
  }

  #chatHead(phone) {
    const bot = phone.bots.find(({ id }) => id === phone.bot);
    const name = bot?.name ?? "…";
    say(this.avatar, name.slice(0, 1).toUpperCase());
    say(this.botName, name);
    this.beginning.update(name, phone.about);
    this.others.hidden = phone.bots.length < 2;
    this.#doing(this.clock.now());
  }

  #doing(now) {
    const { action, blocked } = this.state;
    const busy = action && action.until > now && !this.state.offline;
    const text = busy ? (this.words[action.name] ?? this.words.busy) : blocked ? this.words.blocked : this.words.bot;
    if (this.doing.dataset.text === text) return;
    this.doing.dataset.text = text;
    this.doing.classList.toggle("busy", Boolean(busy));
    fill(this.doing, text, busy && h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")));
  }

  #toggle(sign, label, what, className) {
    const act = () => this.#switch(what, node.getAttribute("aria-checked") !== "true");
    const node = h("button", { class: `toggle ${className}`, type: "button", role: "switch", "aria-checked": "false", "aria-label": label, title: label, on: { click: act } }, icon(sign));
    return node;
  }

  #switch(what, on) {
    return this.acts.ask(what, { on });
  }

  #more(anchor) {
    const blocked = this.state.blocked;
    popMenu(anchor, [
      { text: `${tool.openLink}…`, icon: "link", act: () => askLink((url) => this.acts.open(url)) },
      { text: blocked ? tool.unblock : tool.block, icon: "stop", danger: !blocked, act: () => this.#switch("block", !blocked) },
    ]);
  }

  #chats() {
    const items = this.state.bots.map((bot) => ({ text: bot.name + (bot.unread ? ` · ${bot.unread}` : ""), icon: "chat", checked: bot.id === this.state.bot, act: () => this.acts.ask("open", { bot: bot.id }) }));
    popMenu(this.others, items);
  }

  #seen(visible) {
    this.#visible = visible;
    this.read();
  }
}
