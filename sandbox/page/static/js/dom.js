// Elements from plain data. Text always becomes a text node, never markup.

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) put(node, name, value);
  add(node, children);
  return node;
}

function put(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "class") node.className = value;
  else if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "style") for (const [key, one] of Object.entries(value)) node.style.setProperty(key, one);
  else if (name in node && typeof value !== "string") node[name] = value;
  else node.setAttribute(name, value === true ? "" : value);
}

export function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
}

export function fill(node, ...children) {
  node.replaceChildren();
  add(node, children);
}

// Sets text only when it differs, so that nothing is announced or painted twice.
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// Arrow keys, Home and End move between the controls of a group; with `rows`, up and down jump between rows.
export function arrows(group, selector, { rows = null } = {}) {
  group.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    const all = [...group.querySelectorAll(selector)].filter((one) => !one.hidden);
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const to = rows ? inGrid(event.key, all[at], rows, group) : inLine(event.key, all, at);
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    to.focus();
  });
}

function inLine(key, all, at) {
  const last = all.length - 1;
  if (key === "ArrowDown" || key === "ArrowRight") return all[at === last ? 0 : at + 1];
  if (key === "ArrowUp" || key === "ArrowLeft") return all[at === 0 ? last : at - 1];
  if (key === "Home") return all[0];
  if (key === "End") return all[last];
  return null;
}

function inGrid(key, current, rowSelector, group) {
  const rows = [...group.querySelectorAll(rowSelector)];
  const row = current.closest(rowSelector);
  const cells = [...row.children];
  const column = cells.indexOf(current);
  const y = rows.indexOf(row);
  if (key === "ArrowRight") return cells[column + 1] ?? rows[y + 1]?.firstElementChild;
  if (key === "ArrowLeft") return cells[column - 1] ?? rows[y - 1]?.lastElementChild;
  const near = (other) => other && (other.children[Math.min(column, other.children.length - 1)] ?? null);
  if (key === "ArrowDown") return near(rows[y + 1]);
  if (key === "ArrowUp") return near(rows[y - 1]);
  return null;
}

// How a scroll moves: at once for whoever asked for less motion.
export function glide() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
