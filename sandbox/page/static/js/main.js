// Puts the page together and hands out what the socket tells.

import { Clock } from "./clock.js";
import { h } from "./dom.js";
import { hintLine } from "./hint.js";
import { Live } from "./live.js";
import { Stage } from "./stage.js";
import { tool } from "./tool.js";
import { Tray } from "./tray.js";
import { Weather } from "./weather.js";

const live = new Live();
const line = h("div", { class: "line", role: "status", hidden: true });
let samples = [];
// Whether the page has been told of everything there is, since it was opened or has found its way back.
let told = false;
let hush = 0;

function complain(text) {
  line.hidden = false;
  line.textContent = text;
  clearTimeout(hush);
  hush = setTimeout(() => (line.hidden = true), 4000);
}

const clock = new Clock(live, complain);
const weather = new Weather(live, complain);
const stage = new Stage({ live, clock, samples: () => samples, complain });
const tray = new Tray((number) => stage.chosen?.composer.addSample(number));
const hint = hintLine(document.body.dataset.hint);
const brand = h("div", { class: "brand" }, h("img", { src: "/page/static/img/mark.svg", alt: "" }), h("span", {}, document.body.dataset.title));

document.body.append(
  h("header", { class: "topbar" }, brand, stage.tabs, h("div", { class: "space" }), clock.node, weather.button, tray.button, stage.button, clock.progress),
  line,
  ...(hint ? [hint] : []),
  h("div", { class: "stage" }, stage.node, tray.node),
);

live.addEventListener("open", () => {
  clearTimeout(hush);
  line.hidden = true;
  told = false;
  stage.begin();
});
live.addEventListener("lost", () => {
  clearTimeout(hush);
  line.hidden = false;
  line.textContent = tool.reconnecting;
});
live.addEventListener("clock", ({ detail }) => clock.hear(detail));
live.addEventListener("weather", ({ detail }) => weather.hear(detail));
live.addEventListener("samples", ({ detail }) => {
  samples = detail.samples;
  if (told) tray.hear(detail);
});
live.addEventListener("phone", ({ detail }) => {
  stage.hear(detail);
  tray.fit(stage.size);
});
live.addEventListener("answer", ({ detail }) => stage.answer(detail));
live.addEventListener("ready", () => {
  stage.ready();
  // Only now is there a phone for an invoice that is tapped.
  told = true;
  tray.hear({ samples });
  tray.fit(stage.size);
});
addEventListener("resize", () => tray.fit(stage.size));
live.open();
