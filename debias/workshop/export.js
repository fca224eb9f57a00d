// Notes as files: JSON to open again, CSV for a tracker.
const COLUMNS = [
  ["Document", (card) => card.document], ["File", (card) => card.path], ["Section", (card) => card.around.join(" | ")], ["Place", (card) => card.place],
  ["Passage", (card) => card.passage.join("")], ["Words", (card) => card.passage[1]], ["Question", (card) => card.message], ["Rule", (card) => card.rule],
  ["Principles", (card) => card.principles.map((number) => `${number} ${principleName.get(number) || ""}`).join("; ")],
  ["What we notice", "noticed"], ["Who is affected", "affected"], ["About the words", "words"], ["Figures", "figures"], ["Staff", "staff"], ["Lived experience", "lived"],
  ["Our wording", "wording"], ["Decision", (card) => decisionText(card.id)], ["Reason", "reason"], ["Owner", "owner"], ["By when", "by"],
  ["Who was in the room", () => session.room.here || ""], ["Whose experience was missing", () => session.room.missing || ""], ["Invited, supported, paid", () => session.room.support || ""], ["What we look at again", () => session.room.next || ""],
];

/** A cell that no spreadsheet takes for a formula, in quotes: one that begins like a formula,
 * also after spaces or in full-width signs, gets an apostrophe in front (OWASP, CSV injection). */
function cell(value) {
  const text = String(value);
  const safe = /^[\s\u00a0\ufeff\u200b]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function asCsv() {
  const lines = [COLUMNS.map(([name]) => cell(name))];
  for (const card of chosenCards()) lines.push(COLUMNS.map(([, from]) => cell(typeof from === "string" ? noteOf(card.id)[from] || "" : from(card))));
  return `\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

function asJson() {
  const passages = chosenCards().map((card) => ({
    id: card.id, document: card.document, path: card.path, section: card.around, place: card.place, passage: card.passage.join(""), quote: card.passage[1],
    message: card.message, rule: card.rule, principles: card.principles, notes: { ...noteOf(card.id) }, decision: decisionText(card.id),
  }));
  return `${JSON.stringify({ version: 1, kind: "debias-workshop", tool: { name: "debias", version: data.version }, saved: new Date().toISOString(), session, passages }, null, 2)}\n`;
}

function save(name, type, text) {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  unsaved = false;
}

const fileName = (ending) => `${(session.title || "workshop").normalize("NFKD").replace(/[^\w]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase() || "workshop"}-notes.${ending}`;
