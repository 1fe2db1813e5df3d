// What the head of a group opens: who is in it, and what can be done with it.

import { h } from "./dom.js";
import { popMenu } from "./menu.js";

export function groupMenu(anchor, { state, words, acts }) {
  const { group, people } = state;
  const bot = group.bot;
  const inside = new Set(group.members.map(({ id }) => id));
  const outside = people.filter(({ id }) => !inside.has(id));
  const others = group.members.filter(({ id }) => id !== state.id);
  const ask = (what, body) => () => acts.ask(what, body);
  popMenu(
    anchor,
    [
      h("ul", { class: "members quiet-scroll", "aria-label": words.membersTitle }, group.members.map((one) => memberRow(one, words)), group.hasBot && botRow(group, words)),
      bot && !group.hasBot && { text: words.addBot(bot), icon: "cross", act: ask("bot", { on: true }) },
      group.hasBot && group.rules && !group.botRules && { text: words.botRules(bot), icon: "spark", act: ask("rule", { on: true }) },
      group.hasBot && group.rules && group.botRules && { text: words.botObeys(bot), icon: "spark", act: ask("rule", { on: false }) },
      outside.length > 0 && { text: `${words.addMember}…`, icon: "person", act: () => choosePerson(anchor, outside, words.addMember, (who) => acts.ask("member", { who, on: true })) },
      group.rules && !group.super && { text: words.upgrade, icon: "grid", act: ask("upgrade") },
      group.hasBot && group.rules && { text: words.removeBot(bot), icon: "stop", danger: true, act: ask("bot", { on: false }) },
      group.rules && others.length > 0 && { text: `${words.removeMember}…`, icon: "stop", danger: true, act: () => choosePerson(anchor, others, words.removeMember, (who) => acts.ask("member", { who, on: false })) },
      { text: words.leave, icon: "out", danger: true, act: ask("leave") },
    ],
    { label: words.membersTitle, className: "company" },
  );
}

// One of several people, by a tap.
export function choosePerson(anchor, people, label, chosen) {
  popMenu(anchor, people.map((one) => ({ text: one.name, avatar: one, act: () => chosen(one.id) })), { label, title: label });
}

function memberRow(one, words) {
  return h("li", {}, face(one), h("span", {}, one.name), one.rules && h("small", {}, words.ruler));
}

function botRow({ bot, botRules }, words) {
  return h("li", {}, face({ initials: bot.slice(0, 1).toUpperCase(), colour: 0 }), h("span", {}, bot), h("small", {}, botRules ? `${words.bot}, ${words.ruler}` : words.bot));
}

function face({ initials, colour }) {
  return h("span", { class: `avatar tint-${colour}`, "aria-hidden": "true" }, initials);
}
