// One bubble: author, quote, media, text, time and ticks, reactions, and the buttons below it.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./keyboard.js";
import { album, contactRow, documentRow, photo, photoWidth, sticker, voice } from "./media.js";
import { rich } from "./rich.js";
import { clockTime, fullTime } from "./time.js";

const SWIPE = 56;

// `messages` are several only for an album; `acts` are what the phone can do; `first` and `last` in a run of one side.
export function messageNode({ messages, first, last, words, language, acts }) {
  const message = messages.find((one) => one.text) ?? messages[0];
  const keyed = message.buttons.length > 0;
  const classes = ["message", message.mine && "mine", first && "first", last && "last", keyed && "keyed"];
  const node = h("article", { class: classes.filter(Boolean).join(" "), tabindex: "-1", data: { serial: String(messages[0].serial) } });
  node.append(bubble({ messages, message, first, words, language, acts }));
  if (keyed) node.append(inlineKeyboard(message, acts));
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img")) return;
    event.preventDefault();
    acts.menu(message, node, event.clientX ? { x: event.clientX, y: event.clientY } : null);
  });
  onLongPress(node, (at) => acts.menu(message, node, at));
  onSwipe(node, () => acts.reply(message));
  node.addEventListener("keydown", (event) => {
    if (event.target === node && event.key === "Enter") {
      event.preventDefault();
      acts.menu(message, node, null);
    }
  });
  return node;
}

function bubble({ messages, message, first, words, language, acts }) {
  const media = messages[0].media;
  const kind = media?.kind;
  const node = h("div", { class: "bubble" });
  if (kind === "photo") {
    node.classList.add("pictured");
    node.classList.toggle("bare", !message.text);
    node.style.setProperty("--wide", messages.length > 1 || message.buttons.length ? "320px" : photoWidth(media));
  }
  if (kind === "sticker") node.classList.add("stuck");
  if (first && message.by && !message.mine) node.append(h("b", { class: `sender ink-${message.by.colour}` }, message.by.name));
  if (message.origin) node.append(h("div", { class: "origin" }, icon("pass"), h("span", {}, words.from(message.origin))));
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
  const make = { document: documentRow, voice, sticker, contact: contactRow }[media.kind];
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

// A bubble drawn to the left is answered.
function onSwipe(node, act) {
  let from = null;
  let by = 0;
  const move = (to) => {
    by = to;
    node.style.setProperty("translate", to ? `${to}px 0` : "none");
  };
  node.addEventListener("touchstart", (event) => {
    const { clientX: x, clientY: y } = event.touches[0];
    from = event.target.closest("pre") ? null : { x, y };
  }, { passive: true });
  node.addEventListener("touchmove", (event) => {
    if (!from) return;
    const { clientX, clientY } = event.touches[0];
    if (Math.abs(clientY - from.y) > 24 && by === 0) from = null;
    else move(Math.max(-SWIPE, Math.min(0, clientX - from.x)));
  }, { passive: true });
  for (const end of ["touchend", "touchcancel"]) {
    node.addEventListener(end, () => {
      if (end === "touchend" && by <= -SWIPE) act();
      from = null;
      move(0);
    }, { passive: true });
  }
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
  const { others, mine } = message.reactions;
  if (others.length === 0 && !mine) return null;
  const row = h("div", { class: "reactions" });
  for (const emoji of new Set(others)) {
    const count = others.filter((one) => one === emoji).length;
    row.append(h("span", { role: "img", "aria-label": count > 1 ? `${emoji} ${count}` : emoji }, emoji, count > 1 && h("small", {}, count)));
  }
  if (mine) row.append(h("button", { type: "button", "aria-label": `${mine}, ${words.takeBack}`, on: { click: () => acts.react(message, null) } }, mine));
  return row;
}

function moreButton(message, words, acts) {
  const button = h("button", { class: "more", type: "button", tabindex: "-1", "aria-label": words.more, "aria-haspopup": "menu" }, icon("down"));
  button.addEventListener("click", () => acts.menu(message, button, null));
  return button;
}
