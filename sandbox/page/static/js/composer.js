// Where one writes: text, captions, replies and edits; files, commands and keys.

import { Attachments } from "./attach.js";
import { h, say } from "./dom.js";
import { icon } from "./icons.js";
import { ReplyKeyboard } from "./keyboard.js";
import { popMenu } from "./menu.js";
import { attachSheet } from "./sheet.js";
import { Suggestions } from "./suggestions.js";

export class Composer {
  #mode = null;
  #phone = null;
  #started = null;

  constructor(id, words, acts, samples) {
    Object.assign(this, { id, words, acts, samples });
    this.#makeControls();
    this.attachments = new Attachments(words, { changed: () => this.#refresh(), suggest: (text) => this.#put(text) });
    this.keyboard = new ReplyKeyboard(words, (text, asks) => this.#press(text, asks));
    this.suggestions = new Suggestions((text) => this.#submitText(text));
    this.barText = h("span");
    this.barTitle = h("b");
    this.barIcon = h("span");
    this.bar = h("div", { class: "bar", hidden: true }, this.barIcon, h("div", { class: "what" }, this.barTitle, this.barText), this.#round("close", words.cancel, () => this.cancel()));
    this.write = h("div", { class: "write" }, this.input, this.slash, this.keysToggle);
    this.row = h("form", { class: "compose" }, this.clip, this.write, this.go);
    this.big = h("button", { class: "big", type: "button" });
    this.bigWrap = h("div", { class: "big-wrap", hidden: true }, this.big);
    this.node = h("div", { class: "foot" }, this.bigWrap, this.attachments.node, this.bar, this.row, this.keyboard.node, this.picker);
    this.#listen();
  }

  update(phone) {
    this.#phone = phone;
    const silenced = Boolean(phone.group?.closed);
    const closed = phone.blocked || !phone.started || silenced;
    this.bigWrap.hidden = !closed;
    this.row.hidden = closed;
    this.big.disabled = silenced;
    say(this.big, silenced ? this.words.onlyAdmins : phone.blocked ? this.words.unblock : this.words.start);
    this.keyboard.update(closed ? null : phone.keyboard);
    this.slash.hidden = !phone.commands?.length;
    if (this.#started === false && phone.started && this.node.contains(document.activeElement)) this.input.focus();
    this.#started = phone.started;
    this.#refresh();
  }

  focus() {
    (this.row.hidden ? this.big : this.input).focus();
  }

  reply(message, line, { focus = true } = {}) {
    this.#begin("reply", message, line, "", focus);
  }

  edit(message) {
    this.#begin("edit", message, message.text, message.text, true);
  }

  // Another chat is opened: what was begun here is left.
  reset() {
    this.#mode = null;
    this.#started = null;
    this.input.value = "";
    this.suggestions.close();
    this.attachments.clear();
  }

  cancel() {
    if (this.#mode?.kind === "edit") this.#put("");
    this.#mode = null;
    this.#refresh();
    this.input.focus();
  }

  addFiles(files) {
    this.attachments.addFiles(files);
    this.focus();
  }

  addSample(number) {
    this.attachments.addSample(this.samples()[number]);
    this.focus();
  }

  #makeControls() {
    const { words } = this;
    this.input = h("textarea", { rows: 1, "aria-label": words.message, autocomplete: "off", enterkeyhint: "send" });
    this.go = h("button", { class: "round main", type: "submit", "aria-label": words.send }, icon("send"));
    this.clip = this.#round("clip", words.attach, () => this.#attach());
    this.clip.classList.add("clip");
    this.slash = h("button", { class: "round slash", type: "button", "aria-label": words.commands, on: { click: () => this.#commands() } }, "/");
    this.keysToggle = this.#round("grid", words.keyboard, () => {
      this.keyboard.toggle();
      this.#refresh();
    });
    this.picker = h("input", { type: "file", multiple: true, hidden: true, "aria-label": words.choose });
  }

  #round(name, label, act) {
    return h("button", { class: "round", type: "button", "aria-label": label, title: label, on: { click: act } }, icon(name));
  }

  #listen() {
    this.row.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.big.addEventListener("click", () => this.acts.begin(this.#phone));
    this.picker.addEventListener("change", () => {
      this.addFiles([...this.picker.files]);
      this.picker.value = "";
    });
    this.input.addEventListener("input", () => {
      this.suggestions.update(this.input, this.#phone?.commands ?? []);
      this.#refresh();
    });
    this.input.addEventListener("blur", () => this.suggestions.close());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      this.addFiles(files);
    });
  }

  #key(event) {
    if (event.isComposing || this.suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && (this.#mode || !this.attachments.empty)) {
      event.preventDefault();
      if (this.#mode) this.cancel();
      else this.attachments.clear();
    } else if (event.key === "ArrowUp" && !this.input.value) {
      const own = this.acts.lastOwn();
      if (own) {
        event.preventDefault();
        this.edit(own);
      }
    }
  }

  async #submit() {
    const text = this.input.value.trim();
    const mode = this.#mode;
    const reply = mode?.kind === "reply" ? mode.serial : null;
    if (mode?.kind === "edit") {
      if (await this.acts.edit(mode.serial, text)) this.cancel();
    } else if (!this.attachments.empty) {
      const form = this.attachments.form({ person: this.id, caption: text, reply });
      this.go.disabled = true;
      if (await this.acts.upload(form)) this.#sent(() => this.attachments.clear());
      this.#refresh();
    } else if (text && (await this.acts.text(text, reply))) this.#sent();
  }

  async #submitText(text) {
    if (await this.acts.text(this.#full(text), null)) this.#put("");
  }

  // In a group a command names its bot.
  #full(command) {
    return command + (this.#phone.group?.suffix ?? "");
  }

  #sent(also = () => {}) {
    this.#mode = null;
    this.#put("");
    also();
  }

  // A key that asks for the number tells whom it will be told.
  #press(text, asks) {
    if (asks) this.acts.confirm(this.words.shareNumber, this.words.share, () => this.acts.key(text));
    else this.acts.key(text);
  }

  #begin(kind, message, line, text, focus) {
    this.#mode = { kind, serial: message.serial };
    this.barIcon.replaceChildren(icon(kind));
    say(this.barTitle, this.words[kind]);
    say(this.barText, line);
    if (kind === "edit") this.#put(text);
    this.#refresh();
    if (focus) this.input.focus();
  }

  #put(text) {
    this.input.value = text;
    this.suggestions.close();
    this.#refresh();
    if (text) this.input.focus();
  }

  #refresh() {
    const attached = !this.attachments.empty;
    this.bar.hidden = !this.#mode;
    this.input.placeholder = attached ? this.words.caption : (this.keyboard.exists && this.#phone?.keyboard?.placeholder) || this.words.message;
    this.go.disabled = !attached && !this.input.value.trim();
    this.keysToggle.hidden = !this.keyboard.exists;
    this.keysToggle.setAttribute("aria-expanded", String(this.keyboard.open));
    this.acts.resized();
  }

  #attach() {
    attachSheet(this.clip, this.words, this.samples(), {
      pick: () => this.picker.click(),
      sample: (number) => this.addSample(number),
      voice: () => this.acts.voice(),
      contact: () => this.acts.contact(),
      others: this.#phone.people.length > 0 && (() => this.acts.otherContact(this.clip)),
      sticker: (emoji) => this.acts.sticker(emoji),
    });
  }

  #commands() {
    const items = this.#phone.commands.map(({ command, description }) => {
      const act = () => {
        menu.hidePopover();
        this.acts.text(this.#full(`/${command}`), null);
      };
      return h("button", { type: "button", role: "menuitem", tabindex: "-1", on: { click: act } }, h("b", {}, `/${command}`), h("span", {}, description));
    });
    const menu = popMenu(this.slash, items, { label: this.words.commands, className: "commands" });
  }
}
