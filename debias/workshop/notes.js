// What the group writes and decides: kept in this browser where it allows that, else in memory.
const DECISIONS = [
  ["", "Not decided yet"],
  ["change", "Change it, as we have written"],
  ["governance", "Take it to clinical governance"],
  ["find-out", "Find out more first"],
  ["keep", "Keep it, and say why"],
];
const ROOM = ["here", "missing", "support", "rules", "next"];
const FIELDS = ["noticed", "affected", "words", "figures", "staff", "lived", "wording", "decision", "reason", "owner", "by"];
const KEY = `debias-workshop-${data.id}`;
const cardOf = new Map(data.cards.map((card) => [card.id, card]));
const fresh = () => ({ version: 1, title: data.title, order: data.by, minutes: data.minutes, chosen: [...data.chosen], room: {}, cards: {} });

/** Notes as they may be used: only what is known, only text. */
function sound(given) {
  const made = fresh();
  const text = (value) => (typeof value === "string" ? value.slice(0, 20000) : "");
  if (!given || typeof given !== "object") return made;
  made.title = text(given.title) || made.title;
  if (["principle", "theme", "document"].includes(given.order)) made.order = given.order;
  if (given.minutes >= 1 && given.minutes <= 60) made.minutes = Math.round(given.minutes);
  if (Array.isArray(given.chosen)) made.chosen = given.chosen.filter((id) => cardOf.has(id));
  for (const name of ROOM) if (given.room && text(given.room[name])) made.room[name] = text(given.room[name]);
  for (const [id, notes] of Object.entries(given.cards || {})) {
    if (!cardOf.has(id) || !notes || typeof notes !== "object") continue;
    made.cards[id] = {};
    for (const name of FIELDS) if (text(notes[name])) made.cards[id][name] = text(notes[name]);
  }
  return made;
}

let kept = true;
function load() {
  try {
    const text = localStorage.getItem(KEY);
    localStorage.setItem(KEY, text || JSON.stringify(fresh()));
    return sound(JSON.parse(text));
  } catch {
    kept = false;
    return fresh();
  }
}
let session = load();
let unsaved = false;

function keep() {
  unsaved = true;
  if (!kept) return;
  try { localStorage.setItem(KEY, JSON.stringify(session)); } catch { kept = false; }
}

const noteOf = (id) => session.cards[id] || {};
function note(id, name, value) {
  (session.cards[id] ||= {})[name] = value;
  keep();
}
const decisionText = (id) => (DECISIONS.find(([value]) => value === (noteOf(id).decision || "")) || DECISIONS[0])[1];

/** The chosen cards in the order that was asked for. */
function chosenCards() {
  const chosen = new Set(session.chosen);
  return ordered().filter((card) => chosen.has(card.id));
}

function ordered() {
  const place = new Map(data.cards.map((card, at) => [card.id, at]));
  const packs = data.packs.map(([id]) => id);
  const rank = { principle: (card) => card.principles[0] || 99, theme: (card) => packs.indexOf(card.pack), document: () => 0 }[session.order];
  return [...data.cards].sort((a, b) => rank(a) - rank(b) || place.get(a.id) - place.get(b.id));
}
