// The messages of a chat: kept in step without rebuilding what stays, and without losing one's place.

import { glide, h, say } from "./dom.js";
import { icon } from "./icons.js";
import { spin } from "./keyboard.js";
import { messageNode } from "./message.js";
import { dayKey, dayName } from "./time.js";

const NEAR = 48;

export class Log {
  #nodes = new Map();
  #signatures = new Map();
  #known = null;
  #messages = [];
  #today = null;
  #new = 0;
  #freshFrom = null;
  #atBottom = true;
  #top = 0;
  #growth = new ResizeObserver(() => this.#atBottom && this.toBottom());

  constructor(words, language, acts, clock) {
    Object.assign(this, { words, language, acts, clock });
    this.list = h("div", { class: "log quiet-scroll", role: "log", "aria-live": "polite", "aria-relevant": "additions", tabindex: "0", "aria-label": words.chat });
    this.count = h("span");
    this.pill = h("button", { class: "pill", type: "button", hidden: true, on: { click: () => this.toBottom(true) } }, icon("down"), this.count);
    this.node = h("div", { class: "log-wrap" }, this.list, this.pill);
    this.list.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.#walk(event));
    this.#growth.observe(this.list);
  }

  get atBottom() {
    return this.#atBottom;
  }

  // A new day renames the old ones.
  tick(now) {
    const today = dayKey(now);
    if (this.#today && today !== this.#today) this.#reconcile(this.#items(this.#messages), true);
    this.#today = today;
  }

  // Another chat is opened: nothing of the last one stays.
  reset() {
    for (const node of this.#nodes.values()) this.#growth.unobserve(node);
    this.#nodes.clear();
    this.#signatures.clear();
    this.list.replaceChildren();
    this.#known = null;
    this.#freshFrom = null;
    this.#new = 0;
    this.#atBottom = true;
    this.#top = 0;
  }

  update(messages, { unread, spinning }) {
    this.#messages = messages;
    const arrived = this.#arrivals(messages);
    this.#separate(messages, unread, arrived);
    const stick = this.#atBottom || arrived.some((message) => message.mine);
    this.#reconcile(this.#items(messages), this.#known === null);
    this.#known = new Set(messages.map((message) => message.serial));
    spin(this.list, spinning);
    if (stick) this.toBottom();
    else this.#new += arrived.length;
    this.#showPill();
  }

  toBottom(smooth = false) {
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smooth ? glide() : "instant" });
    if (!smooth) this.#scrolled();
  }

  jump(serial) {
    const node = this.#nodes.get(`m${serial}`) ?? this.list.querySelector(`[data-serial="${serial}"]`);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: glide() });
    node.focus({ preventScroll: true });
    node.classList.add("found");
    setTimeout(() => node.classList.remove("found"), 1400);
  }

  // Forgets what was unread: the separator leaves with the next message of one's own.
  #separate(messages, unread, arrived) {
    if (arrived.some((message) => message.mine)) this.#freshFrom = null;
    if (!unread || this.#freshFrom !== null) return;
    const theirs = messages.filter((message) => !message.mine && !message.event);
    const first = theirs[Math.max(0, theirs.length - unread)];
    if (first && (this.#known === null || !this.#atBottom || document.hidden || this.list.closest("[inert]"))) this.#freshFrom = first.serial;
  }

  #arrivals(messages) {
    return this.#known === null ? [] : messages.filter((message) => !this.#known.has(message.serial));
  }

  #items(messages) {
    const items = [];
    const runs = together(messages);
    let day = null;
    runs.forEach((run, at) => {
      const today = dayKey(run[0].at);
      if (today !== day) items.push({ key: `d${today}`, signature: dayName(run[0].at, this.clock.now(), this.language), day: true });
      const startsDay = today !== day;
      day = today;
      if (run[0].serial === this.#freshFrom) items.push({ key: "fresh", signature: "fresh", fresh: true });
      const before = runs[at - 1]?.[0];
      const after = runs[at + 1]?.[0];
      const first = startsDay || !before || side(before) !== side(run[0]);
      const last = !after || side(after) !== side(run[0]) || dayKey(after.at) !== today;
      items.push({ key: `m${run[0].serial}`, signature: JSON.stringify([run, first, last]), run, first, last });
    });
    return items;
  }

  #reconcile(items, isFirst) {
    let at = this.list.firstElementChild;
    const keys = new Set();
    for (const item of items) {
      keys.add(item.key);
      let node = this.#nodes.get(item.key);
      if (!node || this.#signatures.get(item.key) !== item.signature) {
        const fresh = this.#make(item);
        if (node) {
          this.#growth.unobserve(node);
          if (at === node) at = node.nextElementSibling;
          replaceKeepingFocus(node, fresh);
        } else if (!isFirst) fresh.classList.add("born");
        node = fresh;
        this.#growth.observe(node);
        this.#nodes.set(item.key, node);
        this.#signatures.set(item.key, item.signature);
      }
      if (node === at) at = at.nextElementSibling;
      else if (node.nextElementSibling !== at || !node.isConnected) this.list.insertBefore(node, at);
    }
    for (const [key, node] of this.#nodes) {
      if (keys.has(key)) continue;
      this.#growth.unobserve(node);
      node.remove();
      this.#nodes.delete(key);
      this.#signatures.delete(key);
    }
  }

  #make(item) {
    if (item.day) return h("div", { class: "day" }, item.signature);
    if (item.fresh) return h("div", { class: "fresh" }, this.words.newMessages);
    const { run: messages, first, last } = item;
    const { event } = messages[0];
    if (event) return h("div", { class: "event" }, this.words.events[event.kind](event.what));
    return messageNode({ messages, first, last, words: this.words, language: this.language, acts: this.acts });
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    const near = scrollHeight - scrollTop - clientHeight < NEAR;
    // A chat that grew by itself, under a picture that came late, has not been scrolled away from its end.
    this.#atBottom = near || (this.#atBottom && scrollTop >= this.#top);
    this.#top = scrollTop;
    if (this.#atBottom) this.#new = 0;
    this.#showPill();
    this.acts.looked();
  }

  #showPill() {
    this.pill.hidden = this.#atBottom;
    this.pill.classList.toggle("bare", this.#new === 0);
    this.pill.setAttribute("aria-label", this.words.newMessages);
    say(this.count, this.#new ? `${this.words.newMessages}: ${this.#new}` : "");
  }

  // Up and down walk from message to message; Right enters one, Escape leaves it.
  #walk(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...this.list.querySelectorAll(".message")];
    const at = all.indexOf(document.activeElement);
    const onList = document.activeElement === this.list;
    let to = at < 0 && event.key === "Escape" ? document.activeElement.closest(".message") : null;
    if (at < 0 && !onList && !to) return;
    if (event.key === "ArrowUp") to = onList ? all.at(-1) : all[at - 1];
    if (event.key === "ArrowDown" && !onList) to = all[at + 1];
    if (event.key === "ArrowRight" && at >= 0) to = all[at].querySelector(".key, .photo, .quote, a, .document");
    if (event.key === "Escape" && at >= 0) to = this.list;
    if (!to) return;
    event.preventDefault();
    to.focus();
    to.scrollIntoView({ block: "nearest" });
  }
}

// Who speaks: a run of bubbles is of one side.
function side({ mine, by, event, serial }) {
  if (event) return `event ${serial}`;
  return mine ? "mine" : `of ${by?.name ?? ""}`;
}

// Messages of one album stand together.
function together(messages) {
  const runs = [];
  for (const message of messages) {
    const run = runs.at(-1);
    if (message.group && run?.[0].group === message.group && run[0].mine === message.mine) run.push(message);
    else runs.push([message]);
  }
  return runs;
}

function replaceKeepingFocus(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const button = focused?.dataset.button;
  old.replaceWith(fresh);
  if (!focused) return;
  const same = button && fresh.querySelector(`[data-button="${button}"]`);
  (same || fresh.querySelector(".key") || fresh).focus({ preventScroll: true });
}
