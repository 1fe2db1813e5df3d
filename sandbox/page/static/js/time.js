// Instants of the sandbox's clock, in the zone the page was given (else the browser's) and a person's language.

import { LANGUAGE } from "./tool.js";

const ZONE = document.body.dataset.timezone || undefined;
const formats = new Map();

// English dates are British: the day before the month.
function format(tongue, options) {
  const language = tongue === "en" ? "en-GB" : tongue;
  const key = language + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, { timeZone: ZONE, ...options }));
  return formats.get(key);
}

export function clockTime(seconds) {
  return format("en", { hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);
}

export function dayKey(seconds) {
  return format("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" }).format(seconds * 1000);
}

export function dayName(seconds, now, language) {
  const days = Math.round((Date.parse(dayKey(now)) - Date.parse(dayKey(seconds))) / 86_400_000);
  if (days === 0 || days === 1) {
    return capital(new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day"));
  }
  const sameYear = dayKey(seconds).slice(0, 4) === dayKey(now).slice(0, 4);
  const options = { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) };
  return format(language, options).format(seconds * 1000);
}

export function wallDate(seconds, language) {
  return capital(format(language, { weekday: "long", day: "numeric", month: "long" }).format(seconds * 1000));
}

export function shortDay(seconds, language) {
  return format(language, { day: "numeric", month: "short" }).format(seconds * 1000);
}

export function barDate(seconds) {
  return format(LANGUAGE, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(seconds * 1000);
}

export function fullTime(seconds, language) {
  return format(language, { dateStyle: "long", timeStyle: "medium" }).format(seconds * 1000);
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
