// A picture at full size. Escape closes, arrows turn the pages of an album.

import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { tool } from "./tool.js";

export function viewPictures(urls, first = 0) {
  let at = first;
  const picture = h("img", { alt: "" });
  const close = h("button", { class: "round", type: "button", "aria-label": tool.close }, icon("close"));
  const back = h("button", { class: "round turn", type: "button", "aria-label": tool.previous }, icon("left"));
  const next = h("button", { class: "round turn next", type: "button", "aria-label": tool.next }, icon("right"));
  const dialog = h("dialog", { class: "viewer", "aria-label": tool.picture });
  fill(dialog, picture, urls.length > 1 && [back, next], close);
  const show = (to) => {
    at = (to + urls.length) % urls.length;
    picture.src = urls[at];
  };
  back.addEventListener("click", () => show(at - 1));
  next.addEventListener("click", () => show(at + 1));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  });
  document.body.append(dialog);
  show(first);
  dialog.showModal();
}
