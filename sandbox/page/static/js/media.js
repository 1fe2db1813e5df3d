// Pictures, files, voices, contacts and stickers inside a bubble.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { viewPictures } from "./viewer.js";

const WIDEST = 296;
const TALLEST = 330;

export function photo(media, { urls, at, words, className = "" }) {
  const image = h("img", { src: media.small, srcset: `${media.small} 240w, ${media.full} ${media.width}w`, sizes: `${WIDEST}px`, alt: words.photo, width: media.width, height: media.height, decoding: "sync", draggable: "false" });
  const show = () => !button.classList.contains("broken") && viewPictures(urls, at);
  const button = h("button", { class: `photo ${className}`, type: "button", "aria-label": words.photo, on: { click: show } }, image);
  image.addEventListener("error", () => {
    button.classList.add("broken");
    if (!button.querySelector("svg")) button.append(icon("image"));
  });
  return button;
}

// The width at which a lone picture keeps its shape within the bubble.
export function photoWidth({ width, height }) {
  const scale = Math.min(WIDEST / width, TALLEST / height, 1);
  return `${Math.max(190, Math.round(width * scale))}px`;
}

export function album(messages, words) {
  const urls = messages.map((message) => message.media.full);
  const node = h("div", { class: "album" });
  messages.forEach((message, at) => {
    const size = sizeInAlbum(messages.length, at);
    const waits = message.waiting ? " waits" : "";
    node.append(photo(message.media, { urls, at, words, className: size + waits }));
  });
  return node;
}

function sizeInAlbum(count, at) {
  if (count === 2 || count === 4) return "half";
  const over = count % 3;
  if (over === 1 && at === 0) return "whole";
  if (over === 2 && at < 2) return "half";
  return "";
}

export function documentRow(media, words) {
  const sign = media.preview ? h("img", { src: media.url, alt: "", decoding: "sync" }) : icon("file");
  return h(
    "a",
    { class: "document", href: media.url, download: media.name, "aria-label": `${words.document}: ${media.name}` },
    h("span", { class: "sign" }, sign),
    h("span", {}, h("b", {}, media.name), h("small", {}, bytes(media.size, words))),
  );
}

export function voice(media) {
  const bars = Array.from({ length: 26 }, (_, at) => {
    const height = 5 + Math.abs(Math.sin(at * 1.7) * Math.cos(at * 0.6)) * 17;
    return h("i", { style: { height: `${height.toFixed(1)}px` } });
  });
  const seconds = String(media.duration % 60).padStart(2, "0");
  return h(
    "div",
    { class: "voice" },
    h("span", { class: "sign" }, icon("mic")),
    h("span", {}, h("span", { class: "bars", "aria-hidden": "true" }, bars), h("small", {}, `${Math.floor(media.duration / 60)}:${seconds}`)),
  );
}

export function contactRow(media, words) {
  return h(
    "div",
    { class: "contact", role: "img", "aria-label": `${words.contact}: ${media.name}, ${media.number}` },
    h("span", { class: `avatar tint-${media.colour}` }, media.initials),
    h("span", {}, h("b", {}, media.name), h("small", {}, media.number)),
  );
}

export function sticker(media) {
  return h("div", { class: "sticker", role: "img", "aria-label": media.emoji }, media.emoji);
}

function bytes(size, words) {
  if (size < 1024) return `${size} ${words.bytes[0]}`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(0)} ${words.bytes[1]}`;
  return `${(size / 1024 / 1024).toFixed(1)} ${words.bytes[2]}`;
}
