// What the paper clip offers: files, invoices, a voice message, contacts, stickers.

import { h } from "./dom.js";
import { popMenu } from "./menu.js";
import { card } from "./tray.js";

const STICKERS = ["👍", "🔥", "😂", "🎉", "🐈", "❤️"];

export function attachSheet(anchor, words, samples, { pick, sample, voice, contact, others, sticker }) {
  const close = (act) => () => {
    sheet.hidePopover();
    act();
  };
  const strip = samples.map((one) => card(one, close(() => sample(one.number)), { menu: true }));
  const emoji = STICKERS.map((one) => h("button", { type: "button", role: "menuitem", tabindex: "-1", "aria-label": `${words.sticker} ${one}`, on: { click: close(() => sticker(one)) } }, one));
  const sheet = popMenu(
    anchor,
    [
      samples.length > 0 && h("div", { class: "strip quiet-scroll", "aria-label": words.samples }, strip),
      { text: words.choose, icon: "image", act: pick },
      { text: words.voice, icon: "mic", act: voice },
      { text: words.myNumber, icon: "phone", act: contact },
      others && { text: `${words.contact}…`, icon: "person", act: others },
      h("div", { class: "stickers" }, emoji),
    ],
    { label: words.attach, className: "sheet" },
  );
}
