// Menus and panels that pop up beside a control, leave on Escape, and give the focus back.

import { add, arrows, h } from "./dom.js";
import { icon } from "./icons.js";
import { tool } from "./tool.js";

const GAP = 6;
const EDGE = 8;

function open(node, anchor, at) {
  document.body.append(node);
  const before = document.activeElement;
  node.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const inside = node.contains(document.activeElement) || document.activeElement === document.body;
    anchor?.setAttribute("aria-expanded", "false");
    node.remove();
    if (inside && before?.isConnected) before.focus();
  });
  node.showPopover();
  anchor?.setAttribute("aria-expanded", "true");
  placeBeside(node, anchor, at);
}

// Below the anchor where there is room, else above; always within the window.
export function placeBeside(node, anchor, at = null) {
  const box = at ? new DOMRect(at.x, at.y, 0, 0) : anchor.getBoundingClientRect();
  const { width, height } = node.getBoundingClientRect();
  const below = box.bottom + GAP + height <= innerHeight - EDGE;
  const above = box.top - GAP - height;
  const top = below ? box.bottom + GAP : Math.max(EDGE, above);
  const frame = anchor?.closest(".device")?.getBoundingClientRect();
  const edge = frame && width < frame.width ? Math.min(frame.right, innerWidth) : innerWidth;
  const left = box.left + width <= edge - EDGE ? box.left : (frame ? edge - 2 * EDGE : box.right) - width;
  node.style.setProperty("top", `${top}px`);
  node.style.setProperty("left", `${Math.min(innerWidth - width - EDGE, Math.max(EDGE, left))}px`);
}

export function popUp(anchor, ...children) {
  const node = h("div", { class: "menu panel quiet-scroll", popover: "auto", role: "dialog" });
  add(node, children);
  open(node, anchor, null);
  return node;
}

// `items`: {text, icon or avatar, act, danger, checked}, null for none, or ready nodes.
export function popMenu(anchor, items, { at = null, label = tool.menu, title = "", className = "" } = {}) {
  const node = h("div", { class: `menu quiet-scroll ${className}`, popover: "auto", role: "menu", "aria-label": label });
  const pick = (act) => () => {
    node.hidePopover();
    act();
  };
  if (title) node.append(h("p", { class: "title", "aria-hidden": "true" }, title));
  for (const item of items.filter(Boolean)) node.append(item instanceof Node ? item : entry(item, pick(item.act)));
  arrows(node, '[role^="menuitem"]');
  open(node, anchor, at);
  node.querySelector('[role^="menuitem"]')?.focus();
  return node;
}

function entry({ text, icon: name, avatar, danger, checked }, act) {
  const role = checked === undefined ? "menuitem" : "menuitemradio";
  const state = checked === undefined ? {} : { "aria-checked": String(checked) };
  return h("button", { type: "button", role, ...state, tabindex: "-1", class: danger ? "danger" : "", on: { click: act } }, name && icon(name), avatar && h("span", { class: `avatar tint-${avatar.colour}`, "aria-hidden": "true" }, avatar.initials), text);
}
