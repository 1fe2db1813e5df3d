// What a person can do on his phone; whatever is refused is told by a toast.

import { choosePerson } from "./group.js";
import { popMenu } from "./menu.js";
import { lineOf } from "./message.js";
import { isSafe } from "./rich.js";
import { refusal, tool } from "./tool.js";

const T_ME = /^(?:https?:\/\/)?(?:t|telegram)\.me\/(\w+)/i;

export function deeds(phone) {
  // True when it was done.
  const ask = (what, body = {}) =>
    phone.live.ask(what, { person: phone.id, ...body }).then(
      () => true,
      (error) => {
        phone.toast(refusal(error.message));
        return false;
      },
    );

  const leadsHere = (url) => {
    const username = T_ME.exec(url)?.[1].toLowerCase();
    return phone.state.links.some((known) => known.toLowerCase() === username);
  };

  // A link that brings the bot into a group asks which.
  const follow = (url) => {
    if (!/[?&]startgroup\b/.test(url)) return ask("link", { url });
    const groups = phone.state.chats.filter(({ kind }) => kind === "group");
    if (groups.length === 0) return ask("link", { url });
    popMenu(phone.avatar, groups.map((one) => ({ text: one.name, avatar: one, act: () => ask("link", { url, group: one.key }) })), { label: phone.words.chooseGroup, title: phone.words.chooseGroup });
    return Promise.resolve(true);
  };

  return {
    ask,
    text: (text, reply) => ask("text", { text, reply }),
    key: (text) => ask("key", { text }),
    edit: (serial, text) => ask("edit", { serial, text }),
    react: (message, emoji) => ask("react", { serial: message.serial, emoji }),
    tap: (message, row, column, data) => ask("tap", { serial: message.serial, row, column, data }),
    reply: (message) => phone.composer.reply(message, message.text || lineOf({ line: "", media: message.media?.kind }, phone.words)),
    voice: () => ask("voice"),
    contact: () => ask("contact"),
    otherContact: (anchor) => choosePerson(anchor, phone.state.people, phone.words.contact, (of) => ask("contact", { of })),
    confirm: (question, yes, act) => phone.alert(question, yes, act),
    sticker: (emoji) => ask("sticker", { emoji }),
    command: (text) => ask("text", { text }),
    // Start follows the link that stands on an empty phone, if there is one.
    begin: (state) => (state.blocked ? ask("block", { on: false }) : phone.beginning.follow() || ask("start")),
    open: follow,
    // True when the link leads to a bot here and was followed.
    link: (url) => {
      if (!leadsHere(url)) return false;
      follow(url);
      return true;
    },
    away: (url) => isSafe(url) && window.open(url, "_blank", "noopener,noreferrer"),
    copy: (text) => copy(text).then(() => phone.toast(phone.words.copied)),
    upload: (form) => upload(form).catch((error) => {
      phone.toast(refusal(error.message));
      return false;
    }),
    menu: (message, anchor, at) => phone.messageMenu(message, anchor, at),
    jump: (serial) => phone.log.jump(serial),
    lastOwn: () => phone.messages.filter((message) => message.mine && message.text && !message.origin).at(-1),
    looked: () => phone.read(),
    resized: () => {},
  };
}

async function upload(form) {
  const answer = await fetch("/page/send", { method: "POST", body: form });
  if (answer.ok) return true;
  const { why } = await answer.json().catch(() => ({ why: tool.notSent }));
  throw new Error(why);
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).catch(() => {});
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
