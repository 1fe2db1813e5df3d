// Commands offered while one types "/...".

import { h } from "./dom.js";
import { placeBeside } from "./menu.js";

export class Suggestions {
  #at = 0;
  #found = [];

  constructor(send) {
    this.send = send;
    this.node = h("div", { class: "menu commands quiet-scroll", popover: "manual", role: "listbox" });
  }

  update(input, commands) {
    const typed = /^\/\w*$/.test(input.value) ? input.value.slice(1).toLowerCase() : null;
    this.#found = typed === null ? [] : commands.filter(({ command }) => command.startsWith(typed) && command !== typed);
    if (this.#found.length === 0) return this.close();
    this.#at = -1;
    this.#show(input);
  }

  // True when the key was meant for the list.
  key(event) {
    if (!this.node.isConnected) return false;
    const { length } = this.#found;
    if (event.key === "ArrowDown") this.#at = (this.#at + 1) % length;
    else if (event.key === "ArrowUp") this.#at = (this.#at - 1 + length) % length;
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && this.#at < 0) return false;
    else if ((event.key === "Enter" || event.key === "Tab") && this.#at >= 0) this.send(`/${this.#found[this.#at].command}`);
    else return false;
    event.preventDefault();
    this.#mark();
    return true;
  }

  close() {
    if (this.node.isConnected) this.node.remove();
  }

  #show(input) {
    this.node.replaceChildren(
      ...this.#found.map(({ command, description }) => {
        const pick = (event) => {
          event.preventDefault();
          this.send(`/${command}`);
        };
        return h("div", { role: "menuitem option", "aria-selected": "false", on: { mousedown: pick } }, h("b", {}, `/${command}`), h("span", {}, description));
      }),
    );
    if (!this.node.isConnected) {
      document.body.append(this.node);
      this.node.showPopover();
    }
    placeBeside(this.node, input.closest(".write"));
  }

  #mark() {
    [...this.node.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === this.#at)));
  }
}
