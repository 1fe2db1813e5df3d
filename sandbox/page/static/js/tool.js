// What the page around the phones says, in the language it was given.

import { ENGLISH } from "./tool/en.js";
import { ITALIAN } from "./tool/it.js";
import { RUSSIAN } from "./tool/ru.js";

const SPOKEN = { en: ENGLISH, ru: RUSSIAN, it: ITALIAN };
const asked = document.documentElement.lang.slice(0, 2);

export const LANGUAGE = asked in SPOKEN ? asked : "en";
export const tool = SPOKEN[LANGUAGE];

// What the server refused, worded; a reason without words of ours stays as it came.
export function refusal(why) {
  const said = tool.refusals[why] ?? why;
  return said[0].toUpperCase() + said.slice(1);
}
