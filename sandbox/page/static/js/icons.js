// The few signs of the page, drawn with strokes on a 24 by 24 grid.

const PATHS = {
  bell: "M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5a2.2 2.2 0 0 0 4 0",
  hush: "M6 16V11a6 6 0 0 1 .8-3M9.5 5.6A6 6 0 0 1 18 11v5l1 1.4M16 18H4.5L6 16M10 20.5a2.2 2.2 0 0 0 4 0M4 4l16 16",
  chat: "M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-5 4v-4.100A2.5 2.5 0 0 1 4 13.5z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  clip: "M20 11.5l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.700l-8.4 8.400a1.7 1.7 0 0 1-2.4-2.400L15 7.2",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v11H9zM5 15V4h10",
  cross: "M12 5v14M5 12h14",
  dots: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  down: "M6 10l6 6 6-6",
  edit: "M5 19l1-4.5L16.5 4l3.5 3.5L9.5 18zM14 6.5L17.5 10",
  file: "M6 3.5h8l4 4v13H6zM14 3.5v4h4",
  forward: "M5 6l7 6-7 6zM13 6l7 6-7 6z",
  grid: "M4 6.5h16v11H4zM7.5 10v.01M11 10v.01M14.5 10v.01M17 10v.01M8 14h8",
  image: "M4 5h16v14H4zM4 16l4.5-4.5 4 4L15 13l5 4.5M15.5 9v.01",
  left: "M15 5l-7 7 7 7",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.700l1-1",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  mic: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6 11.5a6 6 0 0 0 12 0M12 17.5V21",
  network: "M3.5 9.5a13 13 0 0 1 17 0M6.5 13a8.5 8.5 0 0 1 11 0M9.5 16.300a4 4 0 0 1 5 0M12 19.5v.01",
  nonetwork: "M3.5 9.5A13 13 0 0 1 8 6.900M12 6.5a13 13 0 0 1 8.5 3M6.5 13a8.5 8.5 0 0 1 4-2M15.5 11.700a8.5 8.5 0 0 1 2 1.300M9.5 16.300a4 4 0 0 1 5 0M12 19.5v.01M4 4l16 16",
  out: "M8 16L17 7M9.5 7H17v7.5",
  papers: "M8 3.5h11v14H8zM16 20.5H5v-14M11 8h5M11 11.5h5",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.7-4 3.7-6 7.5-6s6.8 2 7.5 6",
  reply: "M10 6L4 12l6 6M4.5 12H14a6 6 0 0 1 6 6",
  right: "M9 5l7 7-7 7",
  send: "M5 12h13M12.5 5.5L19 12l-6.5 6.5",
  spark: "M12 3.500l1.9 5.100 5.100 1.900-5.100 1.900L12 17.500l-1.900-5.100L5 10.500l5.100-1.900zM19 16v4M17 18h4",
  stop: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
  storm: "M7 16a4 4 0 0 1-.5-8A5.5 5.5 0 0 1 17 8.5a3.8 3.8 0 0 1 .5 7.5M12.5 12l-2.5 4h4l-2.5 4.5",
  wait: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  if (name === "dots") path.setAttribute("stroke-width", "2.8");
  svg.append(path);
  return svg;
}
