// One person's phone: the device, its chat, its lock screen, and the switches above it.

import { acceptDrops } from "./attach.js";
import { Beginning } from "./begin.js";
import { Chats } from "./chats.js";
import { Composer } from "./composer.js";
import { askLink, newGroup } from "./dialogs.js";
import { fill, h, say } from "./dom.js";
import { groupMenu } from "./group.js";
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
  #wished = null;

  constructor(first, { live, clock, samples, chosen }) {
    Object.assign(this, { id: first.id, live, clock, state: first, messages: [] });
    this.words = wordsFor(first.language);
    this.acts = deeds(this);
    this.log = new Log(this.words, first.language, this.acts, clock);
    this.composer = new Composer(first.id, this.words, this.acts, samples);
    this.lock = new Lock(this.words, first.language, first.colour, (key) => this.#unlock(key));
    this.#build(first);
    this.node.addEventListener("focusin", () => chosen(this.id));
    new IntersectionObserver(([entry]) => this.#seen(entry.intersectionRatio > 0.4), { threshold: [0, 0.5, 1] }).observe(this.node);
  }

  update(phone, messages) {
    const was = this.state;
    this.state = phone;
    this.messages = messages;
    if (phone.open !== was.open) {
      this.log.reset();
      this.composer.reset();
    }
    this.#header(phone);
    this.#chatHead(phone);
    this.chats.update(phone);
    this.beginning.node.hidden = phone.started;
    this.offline.hidden = !phone.offline;
    this.screen.inert = phone.locked;
    this.lock.update(phone);
    this.composer.update(phone);
    this.log.update(messages, { unread: phone.unread, spinning: phone.spinning });
    this.#asked(phone.asks ?? null);
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

  // With `yes` it is a question, and `act` is done if the answer is yes.
  alert(text, yes = null, act = null) {
    const close = () => {
      node.remove();
      this.screen.inert = this.state.locked;
      before?.isConnected && before.focus();
    };
    const before = document.activeElement;
    const done = () => {
      close();
      act?.();
    };
    const no = yes && h("button", { class: "button plain", type: "button", on: { click: close } }, this.words.cancel);
    const ok = h("button", { class: "button main", type: "button", on: { click: done } }, yes ?? this.words.ok);
    const node = h("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text }, h("div", {}, h("p", {}, text), h("div", { class: "answers" }, no, ok)));
    node.addEventListener("keydown", (event) => event.key === "Escape" && close());
    this.glass.append(node);
    this.screen.inert = true;
    ok.focus();
  }

  messageMenu(message, anchor, at) {
    const { words } = this;
    const quick = h("div", { class: "quick", role: "group" });
    for (const emoji of REACTIONS) {
      const mine = message.reactions.mine === emoji;
      const act = () => {
        menu.hidePopover();
        this.acts.react(message, mine ? null : emoji);
      };
      quick.append(h("button", { type: "button", role: "menuitemradio", "aria-checked": String(mine), tabindex: "-1", on: { click: act } }, emoji));
    }
    const editable = message.mine && !message.origin && (message.text || message.media?.kind === "photo" || message.media?.kind === "document");
    const menu = popMenu(
      anchor,
      [
        quick,
        { text: words.reply, icon: "reply", act: () => this.acts.reply(message) },
        !message.protected && !message.waiting && { text: words.forward, icon: "pass", act: () => this.#forward(message, anchor) },
        editable && { text: words.edit, icon: "edit", act: () => this.composer.edit(message) },
        message.text && { text: words.copy, icon: "copy", act: () => this.acts.copy(message.text) },
        message.mine && !message.waiting && { text: words.remove, icon: "bin", danger: true, act: () => this.acts.ask("delete", { serial: message.serial }) },
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
    this.company = h("button", { class: "round", type: "button", "aria-label": this.words.membersTitle, title: this.words.membersTitle, "aria-haspopup": "menu", hidden: true, on: { click: () => groupMenu(this.company, this) } }, icon("people"));
    this.chats = new Chats(this.words, tool.unread, (key) => this.acts.ask("open", { chat: key }));
    this.pinLine = h("span");
    this.pin = h("button", { class: "pin", type: "button", "aria-label": this.words.pinned, hidden: true, on: { click: () => this.log.jump(this.state.group.pinned.serial) } }, icon("pin"), this.pinLine);
    this.offline = h("div", { class: "offline-line", role: "status", hidden: true }, this.words.waitingForNetwork);
    this.beginning = new Beginning(this.words, (url) => this.acts.open(url));
    this.log.node.append(this.beginning.node);
    this.screen = h("div", { class: "glass" }, h("div", { class: "status", "aria-hidden": "true" }, this.statusTime, this.signs), h("div", { class: "chat-head" }, this.avatar, this.names, this.company), this.chats.node, this.pin, this.offline, this.log.node, this.composer.node);
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
    const unread = phone.chats.reduce((sum, chat) => sum + chat.unread, 0);
    this.unread.hidden = unread === 0;
    say(this.unread, String(unread));
    this.unread.setAttribute("aria-label", tool.unread(unread));
    fill(this.signs, icon(phone.offline ? "nonetwork" : "network"));
    this.signs.firstChild.classList.toggle("off", phone.offline);
  }

  #chatHead(phone) {
    const chat = this.#open();
    const name = chat?.name ?? "…";
    say(this.avatar, chat?.initials ?? "…");
    this.avatar.className = `avatar tint-${chat?.colour ?? 0}`;
    say(this.botName, name);
    this.beginning.update(name, phone.about);
    this.company.hidden = !phone.group;
    const pinned = phone.group?.pinned;
    this.pin.hidden = !pinned;
    if (pinned) say(this.pinLine, lineOf(pinned, this.words));
    this.#doing(this.clock.now());
  }

  #open() {
    return this.state.chats.find(({ key }) => key === this.state.open);
  }

  #doing(now) {
    const { action, blocked, group } = this.state;
    const busy = action && action.until > now && !this.state.offline;
    const calm = group ? this.words.members(group.count) : this.#open()?.kind === "person" ? this.words.contact : this.words.bot;
    const text = busy ? (this.words[action.name] ?? this.words.busy) : blocked ? this.words.blocked : calm;
    if (this.doing.dataset.text === text) return;
    this.doing.dataset.text = text;
    this.doing.classList.toggle("busy", Boolean(busy));
    fill(this.doing, text, busy && h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")));
  }

  // The bot wishes that the next text be a reply.
  #asked(serial) {
    if (serial === this.#wished) return;
    this.#wished = serial;
    const message = this.messages.find((one) => one.serial === serial);
    if (message) this.composer.reply(message, message.text, { focus: false });
  }

  #forward(message, anchor) {
    const { chats, people, id } = this.state;
    const known = new Set(chats.map(({ key }) => key));
    const strangers = people.filter((one) => !known.has(`p${one.id}`)).map((one) => ({ ...one, key: `p${one.id}` }));
    const pass = ({ key, name }) => this.acts.ask("forward", { person: id, serial: message.serial, to: key }).then((done) => done && this.toast(this.words.forwarded(name)));
    const items = [...chats, ...strangers].map((one) => ({ text: one.name, avatar: one, act: () => pass(one) }));
    popMenu(anchor, items, { label: this.words.forwardTo, title: this.words.forwardTo });
  }

  #toggle(sign, label, what, className) {
    const act = () => this.#switch(what, node.getAttribute("aria-checked") !== "true");
    const node = h("button", { class: `toggle ${className}`, type: "button", role: "switch", "aria-checked": "false", "aria-label": label, title: label, on: { click: act } }, icon(sign));
    return node;
  }

  #switch(what, on) {
    return this.acts.ask(what, { on });
  }

  async #unlock(key) {
    if (key && this.state.chats.some((chat) => chat.key === key)) await this.acts.ask("open", { chat: key });
    await this.#switch("lock", false);
  }

  #more(anchor) {
    const { blocked } = this.state;
    const group = () => newGroup(this.state, (made) => this.acts.ask("group", made));
    popMenu(anchor, [
      { text: `${tool.openLink}…`, icon: "link", act: () => askLink((url) => this.acts.open(url)) },
      { text: `${tool.newGroup}…`, icon: "people", act: group },
      this.#open()?.kind === "bot" && { text: blocked ? tool.unblock : tool.block, icon: "stop", danger: !blocked, act: () => this.#switch("block", !blocked) },
    ]);
  }

  #seen(visible) {
    this.#visible = visible;
    this.read();
  }
}
