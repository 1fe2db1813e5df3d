// What is about to be sent: files chosen, dropped or pasted, and invoices from the tray.

import { add, fill, h } from "./dom.js";
import { icon } from "./icons.js";

export const SAMPLE = "application/x-sandbox-sample";
const MOST = 10;

export class Attachments {
  #items = [];

  constructor(words, { changed, suggest }) {
    this.words = words;
    this.changed = changed;
    this.suggest = suggest;
    this.asFile = h("input", { type: "checkbox", class: "switch", role: "switch" });
    this.list = h("ul", { class: "quiet-scroll" });
    this.ways = h("div", { class: "ways" });
    this.node = h("div", { class: "attached", hidden: true }, this.list, this.ways);
  }

  get empty() {
    return this.#items.length === 0;
  }

  addFiles(files) {
    for (const file of files) this.#items.push({ file, url: file.type.startsWith("image/") ? URL.createObjectURL(file) : null });
    this.#show();
  }

  addSample(sample) {
    this.#items.push({ sample, url: sample.small });
    this.#show();
  }

  clear() {
    for (const item of this.#items) if (item.file && item.url) URL.revokeObjectURL(item.url);
    this.#items = [];
    this.asFile.checked = false;
    this.#show();
  }

  // The form that /page/send takes.
  form({ person, caption, reply }) {
    const form = new FormData();
    form.append("person", String(person));
    form.append("caption", caption);
    if (reply) form.append("reply", String(reply));
    form.append("as_file", this.asFile.checked ? "1" : "0");
    for (const { file, sample } of this.#items) {
      if (sample) form.append("sample", String(sample.number));
      else form.append("file", file, file.name || "pasted.png");
    }
    return form;
  }

  #show() {
    this.#items.splice(MOST);
    this.node.hidden = this.empty;
    this.list.replaceChildren(...this.#items.map((item) => this.#item(item)));
    const captions = this.#items.map((item) => item.sample?.caption).filter(Boolean);
    const chip = captions.length === 1 && h("button", { class: "chip", type: "button", on: { click: () => this.suggest(captions[0]) } }, captions[0]);
    fill(this.ways, h("label", {}, this.asFile, this.words.asFile), chip);
    this.changed();
  }

  #item(item) {
    const remove = h("button", { class: "round", type: "button", "aria-label": this.words.cancel }, icon("close"));
    remove.addEventListener("click", () => {
      this.#items = this.#items.filter((other) => other !== item);
      this.#show();
    });
    const picture = item.url ? h("img", { src: item.url, alt: item.sample?.title ?? item.file.name }) : h("span", { class: "file" }, item.file.name);
    return h("li", {}, picture, remove);
  }
}

// Files and invoices may be dropped anywhere on the phone.
export function acceptDrops(node, words, { files, sample }) {
  const sign = h("div", { class: "drop", hidden: true }, icon("image"), words.drop);
  let depth = 0;
  const fits = (event) => [...event.dataTransfer.types].some((type) => type === "Files" || type === SAMPLE);
  const show = (by) => {
    depth = Math.max(0, depth + by);
    sign.hidden = depth === 0;
  };
  node.addEventListener("dragenter", (event) => fits(event) && (event.preventDefault(), show(1)));
  node.addEventListener("dragleave", (event) => fits(event) && show(-1));
  node.addEventListener("dragover", (event) => fits(event) && event.preventDefault());
  node.addEventListener("drop", (event) => {
    if (!fits(event)) return;
    event.preventDefault();
    show(-depth);
    const number = event.dataTransfer.getData(SAMPLE);
    if (number) sample(Number(number));
    else files([...event.dataTransfer.files]);
  });
  add(node, [sign]);
}
