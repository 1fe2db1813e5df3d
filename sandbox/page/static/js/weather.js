// Limits and faults: the bad days of a network.

import { add, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { popUp } from "./menu.js";
import { refusal, tool } from "./tool.js";

export class Weather {
  #state = { limits: {}, faults: [], complaints: [] };
  #panel = null;

  constructor(live, complain) {
    this.live = live;
    this.complain = complain;
    this.label = h("span", {}, tool.faults);
    this.button = h("button", { class: "button", type: "button", title: tool.limitsAndFaults, "aria-haspopup": "dialog", on: { click: () => this.#open() } }, icon("storm"), this.label);
  }

  hear(state) {
    this.#state = state;
    const active = state.faults.length + (state.limits.on ? 1 : 0);
    this.button.classList.toggle("alarmed", active > 0 || state.complaints.length > 0);
    this.button.setAttribute("aria-label", active ? tool.faultsOn(active) : tool.limitsAndFaults);
    if (this.#panel?.isConnected && !this.#panel.querySelector("input[type=number]:focus")) this.#draw();
  }

  #ask(what, body) {
    this.live.ask(what, body).catch((error) => this.complain(refusal(error.message)));
  }

  #open() {
    this.#panel = popUp(this.button);
    this.#panel.setAttribute("aria-label", tool.limitsAndFaults);
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
      h("h2", {}, tool.limits),
      this.#limits(limits),
      h("h2", {}, tool.faults),
      Object.keys(tool.fault).map((kind) => this.#fault(kind, faults.find((fault) => fault.kind === kind))),
      calm && h("button", { class: "button", type: "button", on: { click: () => this.#ask("clear") } }, tool.allOff),
      complaints.length > 0 && [h("h2", {}, tool.complaints), h("ul", { class: "complaints" }, complaints.map((one) => h("li", {}, one)))],
    );
    if (focused) document.getElementById(focused)?.focus();
  }

  #limits(limits) {
    const inputs = Object.entries(tool.limit).map(([name, label]) => [name, number(limits[name] ?? 1, label)]);
    const send = (on) => this.#ask("limits", { on, ...Object.fromEntries(inputs.map(([name, { input }]) => [name, Number(input.value)])) });
    const row = toggle("limits", ...tool.floodLimits, limits.on, send);
    if (limits.on) {
      for (const [, { input }] of inputs) input.addEventListener("change", () => send(true));
      row.append(h("div", { class: "numbers" }, inputs.map(([, { label }]) => label)));
    }
    return row;
  }

  #fault(kind, active) {
    const numbers = {
      times: number(active?.times ?? "", tool.times, { placeholder: "∞" }),
      chance: number(Math.round((active?.probability ?? 1) * 100), "%"),
      ...(kind === "slow" ? { delay: number(active?.delay ?? 1, tool.seconds) } : {}),
      ...(kind === "too_many" ? { retry_after: number(active?.retry_after ?? 1, tool.seconds) } : {}),
    };
    const value = (key) => Number(numbers[key]?.input.value) || undefined;
    const send = (on) => this.#ask("fault", { fault: kind, on, times: value("times"), probability: (value("chance") ?? 100) / 100, delay: value("delay"), retry_after: value("retry_after") });
    const row = toggle(kind, ...tool.fault[kind], Boolean(active), send);
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
