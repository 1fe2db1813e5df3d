// A new person, a new group, and a link to open.

import { h } from "./dom.js";
import { LANGUAGE, tool } from "./tool.js";

const LANGUAGES = [
  ["ru", "Русский"],
  ["it", "Italiano"],
  ["en", "English"],
];
const NAMES = {
  ru: ["Анна Орлова", "Игорь Беляев", "Мария Климова", "Пётр Зимин", "Ольга Седова"],
  it: ["Marco Rossi", "Giulia Conti", "Luca Ferri", "Elena Greco", "Paolo Riva"],
  en: ["Emma Hartley", "Tom Pryce", "Grace Miller", "Owen Clarke", "Lucy Ward"],
};

function modal(title, build) {
  const dialog = h("dialog", { "aria-label": title }, h("h2", {}, title));
  const cancel = h("button", { class: "button plain", type: "button", on: { click: () => dialog.close() } }, tool.cancel);
  dialog.append(build(dialog, cancel));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("[data-first]")?.focus();
}

// `create({name, language})` is called once the form is complete.
export function newPerson(taken, create) {
  modal(tool.newPerson, (dialog, cancel) => {
    const suggestion = (language) => NAMES[language].find((name) => !taken.includes(name)) ?? NAMES[language][0];
    const name = h("input", { class: "field", maxlength: "120", autocomplete: "off", data: { first: "1" } });
    const radios = LANGUAGES.map(([code, label]) => {
      const input = h("input", { type: "radio", name: "language", value: code, checked: code === LANGUAGE });
      input.addEventListener("change", () => (name.placeholder = suggestion(code)));
      return h("label", { lang: code }, input, label);
    });
    name.placeholder = suggestion(LANGUAGE);
    const form = h(
      "form",
      {},
      h("label", { class: "label" }, tool.name, name),
      h("fieldset", { class: "choices", "aria-label": tool.language }, radios),
      h("div", { class: "row" }, cancel, h("button", { class: "button main" }, tool.create)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const language = new FormData(form).get("language");
      dialog.close();
      create({ name: name.value.trim() || name.placeholder, language });
    });
    return form;
  });
}

export function askLink(open) {
  modal(tool.openLink, (dialog, cancel) => {
    const link = h("input", { class: "field", placeholder: "https://t.me/…", autocomplete: "off", required: true, inputmode: "url", data: { first: "1" } });
    const form = h("form", {}, h("label", { class: "label" }, tool.link, link), h("div", { class: "row" }, cancel, h("button", { class: "button main" }, tool.open)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.close();
      open(link.value.trim());
    });
    return form;
  });
}

// `create({title, members, bot})` is called once the group has a name.
export function newGroup({ people, chats }, create) {
  const bot = chats.find(({ kind }) => kind === "bot");
  modal(tool.newGroup, (dialog, cancel) => {
    const title = h("input", { class: "field", maxlength: "128", autocomplete: "off", required: true, data: { first: "1" } });
    const boxes = people.map((one) => choice(one, String(one.id), false));
    const withBot = bot && choice(bot, "bot", true);
    const form = h(
      "form",
      {},
      h("label", { class: "label" }, tool.groupName, title),
      h("fieldset", { class: "who-else quiet-scroll", "aria-label": tool.members }, withBot, boxes),
      h("div", { class: "row" }, cancel, h("button", { class: "button main" }, tool.makeGroup)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = new FormData(form).getAll("who");
      dialog.close();
      create({ title: title.value.trim(), members: chosen.filter((one) => one !== "bot").map(Number), bot: chosen.includes("bot") });
    });
    return form;
  });
}

function choice({ name, initials, colour }, value, checked) {
  return h("label", {}, h("span", { class: `avatar tint-${colour}`, "aria-hidden": "true" }, initials), h("span", {}, name), h("input", { type: "checkbox", class: "switch", role: "switch", name: "who", value, checked }));
}
