// Elements made by hand: text goes in as text, never as markup.
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);

/** An element; `more` are properties, attributes ("aria-…", "data-…") and `on` for its click. */
function h(tag, more, ...inner) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(more || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") made.addEventListener("click", value);
    else if (name === "class") made.className = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inner.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

function svg(tag, more, ...inner) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(more || {})) made.setAttribute(name, value);
  made.append(...inner);
  return made;
}

const fill = (place, ...inner) => place.replaceChildren(...inner.flat(Infinity).filter(Boolean));
const many = (count, one, more) => `${count} ${count === 1 ? one : more || `${one}s`}`;
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const principleName = new Map(data.principles.map(([number, name]) => [number, name]));
const principleStatement = new Map(data.principles.map(([number, , statement]) => [number, statement]));
const packTitle = new Map(data.packs);

/** How a criterion stands in guidance, in words. */
const STANDING = {
  "withdrawn": "This practice has been withdrawn.",
  "discredited": "This practice is discredited.",
  "not-in-national-guidance": "This is not in national guidance.",
  "contested": "This is contested.",
  "current-national-guidance": "This is in current national guidance: a question for clinical governance, not a reason to leave it out.",
  "national-programme": "This is part of a national programme, which says how it is done.",
  "national-standard": "A national standard asks for this.",
  "legal-duty": "The law asks for this.",
};

/** A list of sources; only web addresses become links. */
function sourceList(sources) {
  return h("ul", { class: "sources" }, sources.map(([title, publisher, year, url]) => h("li", {},
    /^https?:\/\//i.test(url) ? h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, title) : title,
    `. ${[publisher, year].filter(Boolean).join(", ")}`)));
}

/** The passage with the marked words in it, from [before, quote, after]. */
const inContext = ([before, quote, after]) => [before, h("mark", {}, quote), after];

/** Light or dark: the reader's system says, until the button is pressed. */
function themes(button) {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = (theme) => { root.dataset.theme = theme; button.textContent = theme === "dark" ? "Light" : "Dark"; };
  show(dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => show(dark.matches ? "dark" : "light"));
  button.addEventListener("click", () => show(root.dataset.theme === "dark" ? "light" : "dark"));
}

const typing = (event) => event.target.closest("input, textarea, select, [contenteditable]") !== null;

/** The document's text, unpacked; null where this browser cannot, or there is none. */
async function unpacked(text) {
  if (!text || typeof DecompressionStream === "undefined") return null;
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}
