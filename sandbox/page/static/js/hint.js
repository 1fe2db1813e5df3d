// One calm line that says where to begin; once hidden it stays so in this browser.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { tool } from "./tool.js";

const KEY = "hint hidden";

// null where there is nothing to say.
export function hintLine(text) {
  if (!text || recall() === text) return null;
  const hide = h("button", { class: "round", type: "button", "aria-label": tool.hide, title: tool.hide, on: { click: () => away() } }, icon("close"));
  const node = h("aside", { class: "hint", "aria-label": tool.hint }, icon("spark"), h("p", {}, text), hide);
  const away = () => {
    node.remove();
    remember(text);
  };
  node.addEventListener("keydown", (event) => event.key === "Escape" && away());
  return node;
}

// Browsers may keep their storage to themselves.
function recall() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(text) {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // Then it is shown again at the next visit.
  }
}
