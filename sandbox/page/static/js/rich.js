// Formatted text from entities. Offsets count UTF-16 units, as JavaScript's strings do.

import { h } from "./dom.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
// These stand on lines of their own, so the line breaks around them are not shown.
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
// A product's code, ABC-320 say.
const CODE = /((?<![\p{L}\d-])[\p{Lu}\d]{1,8}(?:-[\p{Lu}\d]{1,8}){1,3}(?![\p{L}\d-]))/u;

// `acts`: link(url), command(text), copy(text); `words` are the phone's.
export function rich(text, entities, acts, words) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const [nodes] = build(text, 0, text.length, sorted, 0, { acts, words });
  return nodes;
}

function build(text, from, to, entities, index, context) {
  const nodes = [];
  let at = from;
  while (index < entities.length && entities[index].offset < to) {
    const entity = entities[index];
    const start = Math.max(at, entity.offset);
    const end = Math.min(to, entity.offset + entity.length);
    const isBlock = BLOCKS.has(entity.type);
    if (start > at) nodes.push(...unbroken(isBlock ? text.slice(at, start).replace(/\n$/, "") : text.slice(at, start)));
    const [inside, next] = build(text, start, end, entities, index + 1, context);
    if (end > start) nodes.push(dress(entity, text.slice(start, end), inside, context));
    at = Math.max(at, end);
    if (isBlock && text[at] === "\n" && at < to) at += 1;
    index = next;
  }
  if (at < to) nodes.push(...unbroken(text.slice(at, to)));
  return [nodes, index];
}

// Text whose codes are never broken at a hyphen.
export function unbroken(text) {
  return text.split(CODE).map((part, at) => (at % 2 ? h("span", { class: "whole" }, part) : part));
}

function dress(entity, plain, inside, { acts, words }) {
  if (TAGS[entity.type]) return h(TAGS[entity.type], {}, inside);
  switch (entity.type) {
    case "code":
      return h("code", { on: { click: () => acts.copy(plain) }, title: words.copy }, plain);
    case "pre":
      return h("pre", { tabindex: "0" }, h("code", {}, plain));
    case "spoiler":
      return spoiler(inside, words);
    case "blockquote":
      return h("blockquote", {}, inside);
    case "expandable_blockquote":
      return foldable(inside, words);
    case "url":
      return link(/^[a-z]+:/i.test(plain) ? plain : `https://${plain}`, inside, acts);
    case "text_link":
      return link(entity.url, inside, acts);
    case "email":
      return link(`mailto:${plain}`, inside, acts);
    case "bot_command":
      return h("a", { href: "#", on: { click: (event) => { event.preventDefault(); acts.command(plain); } } }, inside);
    default:
      return h("span", {}, inside);
  }
}

export function isSafe(url) {
  return /^(https?|mailto|tel):/i.test(url);
}

function link(url, inside, acts) {
  if (!isSafe(url)) return h("span", {}, inside);
  const follow = (event) => {
    if (acts.link(url)) event.preventDefault();
  };
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", on: { click: follow } }, inside);
}

function spoiler(inside, words) {
  const node = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-expanded": "false", "aria-label": words.spoiler }, inside);
  const reveal = () => {
    node.setAttribute("aria-expanded", "true");
    node.removeAttribute("aria-label");
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") reveal();
  });
  return node;
}

function foldable(inside, words) {
  const more = h("button", { class: "unfold", type: "button", "aria-expanded": "false" }, words.showMore);
  const node = h("blockquote", { class: "folded" }, h("div", { class: "fold" }, inside), more);
  more.addEventListener("click", () => {
    const folded = node.classList.toggle("folded");
    more.textContent = folded ? words.showMore : words.showLess;
    more.setAttribute("aria-expanded", String(!folded));
  });
  return node;
}
