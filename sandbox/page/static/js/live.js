// The socket: hears what changed, says what people do, and comes back by itself.

import { tool } from "./tool.js";

const FIRST_WAIT = 400;
const LONGEST_WAIT = 3000;

export class Live extends EventTarget {
  #socket = null;
  #asks = new Map();
  #number = 0;
  #wait = FIRST_WAIT;

  open() {
    const address = new URL("/page/live", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#wait = FIRST_WAIT;
      this.#tell("open");
    });
    socket.addEventListener("message", (event) => this.#hear(JSON.parse(event.data)));
    socket.addEventListener("close", () => this.#lost());
  }

  // Resolves with the server's answer; rejects with a readable reason.
  ask(what, body = {}) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Error(tool.noConnection));
    const ask = ++this.#number;
    this.#socket.send(JSON.stringify({ do: what, ask, ...body }));
    return new Promise((resolve, reject) => this.#asks.set(ask, { resolve, reject }));
  }

  #hear(told) {
    const waiting = this.#asks.get(told.ask);
    this.#asks.delete(told.ask);
    if (told.kind === "done") waiting?.resolve(told);
    else if (told.kind === "refused") waiting?.reject(new Error(told.why));
    else this.#tell(told.kind, told);
  }

  #lost() {
    for (const { reject } of this.#asks.values()) reject(new Error(tool.noConnection));
    this.#asks.clear();
    this.#tell("lost");
    setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 1.6);
  }

  #tell(kind, detail = null) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}
