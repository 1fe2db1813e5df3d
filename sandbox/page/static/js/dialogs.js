// A new person, and a link to open.

import { h } from "./dom.js";

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
  const cancel = h("button", { class: "button plain", type: "button", on: { click: () => dialog.close() } }, "Cancel");
  dialog.append(build(dialog, cancel));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("[data-first]")?.focus();
}

// `create({name, language})` is called once the form is complete.
export function newPerson(taken, create) {
  modal("New person", (dialog, cancel) => {
    const suggestion = (language) => NAMES[language].find((name) => !taken.includes(name)) ?? NAMES[language][0];
    const name = h("input", { class: "field", maxlength: "120", autocomplete: "off", data: { first: "1" } });
    const radios = LANGUAGES.map(([code, label], at) => {
      const input = h("input", { type: "radio", name: "language", value: code, checked: at === 0 });
      input.addEventListener("change", () => (name.placeholder = suggestion(code)));
      return h("label", { lang: code }, input, label);
    });
    name.placeholder = suggestion("ru");
    const form = h(
      "form",
      {},
      h("label", { class: "label" }, "Name", name),
      h("fieldset", { class: "choices", "aria-label": "Language" }, radios),
      h("div", { class: "row" }, cancel, h("button", { class: "button main" }, "Create")),
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
  modal("Open a link", (dialog, cancel) => {
    const link = h("input", { class: "field", placeholder: "https://t.me/…", autocomplete: "off", required: true, inputmode: "url", data: { first: "1" } });
    const form = h("form", {}, h("label", { class: "label" }, "A t.me link", link), h("div", { class: "row" }, cancel, h("button", { class: "button main" }, "Open")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.close();
      open(link.value.trim());
    });
    return form;
  });
}
