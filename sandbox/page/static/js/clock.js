// The sandbox's clock in the bar: what time it is, and moving it.

import { add, h, say } from "./dom.js";
import { icon } from "./icons.js";
import { popUp } from "./menu.js";
import { barDate, clockTime } from "./time.js";
import { refusal, tool } from "./tool.js";

const DAY = 86_400;
const STEPS = [3600, 8 * 3600, DAY, 7 * DAY].map((seconds, at) => [...tool.steps[at], seconds]);
const UNITS = [60, 3600, DAY, 7 * DAY].map((seconds, at) => [tool.units[at], seconds]);

export class Clock {
  #base = Date.now() / 1000;
  #since = performance.now();
  #frozen = false;
  #move = null;
  #listeners = [];

  constructor(live, complain) {
    this.live = live;
    this.complain = complain;
    this.time = h("b");
    this.date = h("span", { class: "date" });
    this.buttons = STEPS.map(([label, name, seconds]) => this.#step(label, name, seconds));
    this.other = h("button", { class: "step other", type: "button", "aria-label": tool.moveClock, title: tool.moveClock }, icon("forward"));
    this.other.addEventListener("click", () => this.#choose());
    this.node = h(
      "div",
      { class: "clock", role: "group", "aria-label": tool.clock },
      h("div", { class: "now", role: "timer" }, this.time, this.date),
      this.buttons,
      this.other,
    );
    this.bar = h("i");
    this.progress = h("div", { class: "progress", role: "progressbar", "aria-label": tool.clockMoves, hidden: true }, this.bar);
    setInterval(() => this.#tick(), 500);
  }

  // Seconds since 1970 by the sandbox's clock.
  now() {
    return this.#frozen ? this.#base : this.#base + (performance.now() - this.#since) / 1000;
  }

  onTick(listener) {
    this.#listeners.push(listener);
  }

  hear({ now, frozen, move }) {
    this.#base = now;
    this.#since = performance.now();
    this.#frozen = frozen;
    this.#move = move;
    this.progress.hidden = !move;
    for (const button of [...this.buttons, this.other]) button.disabled = Boolean(move);
    this.#tick();
  }

  #tick() {
    const now = this.now();
    say(this.time, clockTime(now));
    say(this.date, barDate(now));
    if (this.#move) {
      const done = (now - this.#move.start) / (this.#move.end - this.#move.start);
      const part = Math.min(1, Math.max(0.02, done));
      this.bar.style.setProperty("transform", `scaleX(${part})`);
      this.progress.setAttribute("aria-valuenow", String(Math.round(part * 100)));
    }
    for (const listener of this.#listeners) listener(now);
  }

  #step(label, name, seconds) {
    const move = () => this.#go(seconds);
    return h("button", { class: "step", type: "button", "aria-label": name, title: name, on: { click: move } }, label);
  }

  #go(seconds) {
    this.live.ask("move", { seconds }).catch((error) => this.complain(refusal(error.message)));
  }

  #choose() {
    const number = h("input", { class: "field", type: "number", min: "1", value: "30", required: true, "aria-label": tool.howMany });
    const unit = h("select", { class: "field", "aria-label": tool.unit });
    add(unit, UNITS.map(([name, seconds]) => h("option", { value: String(seconds) }, name)));
    const go = (event) => {
      event.preventDefault();
      const seconds = Number(number.value) * Number(unit.value);
      panel.hidePopover();
      if (seconds > 0) this.#go(seconds);
    };
    const panel = popUp(
      this.other,
      h("h2", {}, tool.moveForward),
      h("div", { class: "steps" }, STEPS.map(([label, , seconds]) =>
        h("button", { class: "button", type: "button", on: { click: () => { panel.hidePopover(); this.#go(seconds); } } }, label))),
      h("form", { class: "amount", on: { submit: go } }, number, unit, h("button", { class: "button main", "aria-label": tool.move }, icon("send"))),
    );
    number.focus();
    number.select();
  }
}
