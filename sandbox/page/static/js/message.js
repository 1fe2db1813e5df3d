// One bubble: quote, media, text, time and ticks, reactions, and the buttons below it.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./keyboard.js";
import { album, documentRow, photo, photoWidth, sticker, voice } from "./media.js";
import { rich } from "./rich.js";
import { clockTime, fullTime } from "./time.js";

// `messages` are several only for an album; `acts` are what the phone can do; `first` and `last` in a run of one side.
export function messageNode({ messages, first, last, words, language, acts }) {
  const message = messages.find((one) => one.text) ?? messages[0];
  const keyed = message.buttons.length > 0;
  const classes = ["message", message.mine && "mine", first && "first", last && "last", keyed && "keyed"];
  const node = h("article", { class: classes.filter(Boolean).join(" "), tabindex: "-1", data: { serial: String(messages[0].serial) } });
  node.append(bubble({ messages, message, words, language, acts }));
  if (keyed) node.append(inlineKeyboard(message, acts));
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img")) return;
    event.preventDefault();
    acts.menu(message, node, event.clientX ? { x: event.clientX, y: event.clientY } : null);
  });
  onLongPress(node, (at) => acts.menu(message, node, at));
  node.addEventListener("keydown", (event) => {
    if (event.target === node && event.key === "Enter") {
      event.preventDefault();
      acts.menu(message, node, null);
    }
  });
  return node;
}

function bubble({ messages, message, words, language, acts }) {
  const media = messages[0].media;
  const kind = media?.kind;
  const node = h("div", { class: "bubble" });
  if (kind === "photo") {
    node.classList.add("pictured");
    node.classList.toggle("bare", !message.text);
    node.style.setProperty("--wide", messages.length > 1 || message.buttons.length ? "320px" : photoWidth(media));
  }
  if (kind === "sticker") node.classList.add("stuck");
  if (message.reply) node.append(quote(message.reply, words, acts));
  node.append(...mediaNodes(messages, words));
  if (message.text) node.append(text(message, words, acts));
  const reactions = reactionRow(message, words, acts);
  node.append(stamp(message, words, language));
  if (reactions) node.append(reactions);
  node.append(moreButton(message, words, acts));
  return node;
}

function mediaNodes(messages, words) {
  const media = messages[0].media;
  if (!media) return [];
  if (media.kind === "photo") {
    return [messages.length > 1 ? album(messages, words) : photo(media, { urls: [media.full], at: 0, words })];
  }
  const make = { document: documentRow, voice, sticker }[media.kind];
  return messages.map((one) => make(one.media, words));
}

function text(message, words, acts) {
  const node = h("div", { class: "text", dir: "auto" }, rich(message.text, message.entities, acts, words));
  const width = 42 + (message.mine ? 17 : 0) + (message.edited ? words.edited.length * 6.4 + 4 : 0);
  node.style.setProperty("--stamp", `${Math.round(width)}px`);
  return node;
}

function stamp(message, words, language) {
  const sign = message.mine ? icon(message.waiting ? "wait" : "check") : null;
  const time = h("time", { datetime: new Date(message.at * 1000).toISOString(), title: fullTime(message.at, language) }, clockTime(message.at));
  const state = message.waiting ? h("span", { class: "visually-hidden" }, words.waitingForNetwork) : null;
  return h("span", { class: "stamp" }, message.edited && `${words.edited} `, time, sign, state);
}

// Not every phone's browser makes a context menu of a long press.
function onLongPress(node, act) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  node.addEventListener("touchstart", (event) => {
    const { clientX: x, clientY: y } = event.touches[0];
    stop();
    if (!event.target.closest(".key, a")) timer = setTimeout(() => !document.querySelector(".menu") && act({ x, y }), 500);
  }, { passive: true });
  for (const end of ["touchend", "touchmove", "touchcancel"]) node.addEventListener(end, stop, { passive: true });
}

export function lineOf({ line, media }, words) {
  return media ? words[media] : line;
}

function quote(reply, words, acts) {
  return h(
    "button",
    { class: "quote", type: "button", on: { click: () => acts.jump(reply.serial) } },
    reply.thumb && h("img", { src: reply.thumb, alt: "" }),
    h("span", {}, h("b", {}, reply.who), h("i", {}, lineOf(reply, words))),
  );
}

function reactionRow(message, words, acts) {
  const { bot, person } = message.reactions;
  if (!bot && !person) return null;
  const row = h("div", { class: "reactions" });
  if (bot) row.append(h("span", { role: "img", "aria-label": bot }, bot));
  if (person) row.append(h("button", { type: "button", "aria-label": `${person}, ${words.takeBack}`, on: { click: () => acts.react(message, null) } }, person));
  return row;
}

function moreButton(message, words, acts) {
  const button = h("button", { class: "more", type: "button", tabindex: "-1", "aria-label": words.more, "aria-haspopup": "menu" }, icon("down"));
  button.addEventListener("click", () => acts.menu(message, button, null));
  return button;
}
