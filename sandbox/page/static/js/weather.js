// Limits and faults: the bad days of a network.

import { add, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { popUp } from "./menu.js";

const FAULTS = [
  ["server_error", "Server error", "500, nothing happened"],
  ["bad_gateway", "Bad gateway", "502 with a page of HTML"],
  ["html", "HTML", "200 with a page in place of JSON"],
  ["reset_before", "Reset before", "cut before it happened"],
  ["reset_after", "Reset after", "cut after it happened"],
  ["slow", "Slow", "answers late"],
  ["too_many", "Too many requests", "429, come back later"],
  ["forbidden", "Forbidden", "403, as if blocked"],
  ["duplicate", "Duplicate updates", "delivered twice"],
  ["shuffle", "Shuffled updates", "delivered out of order"],
];
const LIMITS = [
  ["per_second", "per second"],
  ["per_chat", "per second in a chat"],
  ["chat_burst", "at once in a chat"],
  ["per_group_minute", "per minute in a group"],
];

export class Weather {
  #state = { limits: {}, faults: [], complaints: [] };
  #panel = null;

  constructor(live, complain) {
    this.live = live;
    this.complain = complain;
    this.label = h("span", {}, "Faults");
    this.button = h("button", { class: "button", type: "button", title: "Limits and faults", "aria-haspopup": "dialog", on: { click: () => this.#open() } }, icon("storm"), this.label);
  }

  hear(state) {
    this.#state = state;
    const active = state.faults.length + (state.limits.on ? 1 : 0);
    this.button.classList.toggle("alarmed", active > 0 || state.complaints.length > 0);
    this.button.setAttribute("aria-label", active ? `Limits and faults, ${active} on` : "Limits and faults");
    if (this.#panel?.isConnected && !this.#panel.querySelector("input[type=number]:focus")) this.#draw();
  }

  #ask(what, body) {
    this.live.ask(what, body).catch((error) => this.complain(error.message));
  }

  #open() {
    this.#panel = popUp(this.button);
    this.#panel.setAttribute("aria-label", "Limits and faults");
    this.#draw();
    this.#panel.querySelector("input")?.focus();
    this.#panel.style.setProperty("top", `${this.button.getBoundingClientRect().bottom + 6}px`);
  }

  #draw() {
    const { limits, faults, complaints } = this.#state;
    const focused = document.activeElement?.id;
    const calm = faults.length > 0 || limits.on;
    fill(
      this.#panel,
      h("h2", {}, "Telegram’s limits"),
      this.#limits(limits),
      h("h2", {}, "Faults"),
      FAULTS.map((fault) => this.#fault(fault, faults.find(({ kind }) => kind === fault[0]))),
      calm && h("button", { class: "button", type: "button", on: { click: () => this.#ask("clear") } }, "All off"),
      complaints.length > 0 && [h("h2", {}, "What the bot did wrong"), h("ul", { class: "complaints" }, complaints.map((one) => h("li", {}, one)))],
    );
    if (focused) document.getElementById(focused)?.focus();
  }

  #limits(limits) {
    const inputs = LIMITS.map(([name, label]) => [name, number(limits[name] ?? 1, label)]);
    const send = (on) => this.#ask("limits", { on, ...Object.fromEntries(inputs.map(([name, { input }]) => [name, Number(input.value)])) });
    const row = toggle("limits", "Flood limits", "429 beyond them", limits.on, send);
    if (limits.on) {
      for (const [, { input }] of inputs) input.addEventListener("change", () => send(true));
      row.append(h("div", { class: "numbers" }, inputs.map(([, { label }]) => label)));
    }
    return row;
  }

  #fault([kind, name, what], active) {
    const numbers = {
      times: number(active?.times ?? "", "times", { placeholder: "∞" }),
      chance: number(Math.round((active?.probability ?? 1) * 100), "%"),
      ...(kind === "slow" ? { delay: number(active?.delay ?? 1, "seconds") } : {}),
      ...(kind === "too_many" ? { retry_after: number(active?.retry_after ?? 1, "seconds") } : {}),
    };
    const value = (key) => Number(numbers[key]?.input.value) || undefined;
    const send = (on) => this.#ask("fault", { fault: kind, on, times: value("times"), probability: (value("chance") ?? 100) / 100, delay: value("delay"), retry_after: value("retry_after") });
    const row = toggle(kind, name, what, Boolean(active), send);
    if (active) {
      for (const { input } of Object.values(numbers)) input.addEventListener("change", () => send(true));
      row.append(h("div", { class: "numbers" }, Object.values(numbers).map(({ label }) => label)));
    }
    return row;
  }
}

function toggle(id, name, what, on, send) {
  const input = h("input", { type: "checkbox", class: "switch", role: "switch", id: `weather-${id}`, checked: Boolean(on) });
  input.addEventListener("change", () => send(input.checked));
  const row = h("div", { class: "bad" });
  add(row, [h("label", { for: `weather-${id}` }, name, h("small", {}, what)), input]);
  return row;
}

function number(value, text, { placeholder = "" } = {}) {
  const input = h("input", { type: "number", class: "field", min: "1", value: String(value), placeholder });
  return { input, label: h("label", {}, input, text) };
}
