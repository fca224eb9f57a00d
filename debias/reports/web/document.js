// A document's text with its passages marked, made when it is opened.
const GRAVEST = (numbers, file) => data.severities.find((severity) => numbers.some((number) => data.files[file].findings[number].severity === severity));

/** Text and marks of a block: a mark is a link to the panel beside the text. */
function marked(pieces, file, open) {
  return pieces.map((piece) => {
    if (typeof piece === "string") return piece;
    const [text, numbers] = piece;
    const titles = numbers.map((number) => data.rules[data.files[file].findings[number].rule].title);
    const link = h("a", { class: `hit ${GRAVEST(numbers, file)}`, href: "#panel", "data-n": numbers.join(" "), title: titles.join(" · ") }, text);
    link.addEventListener("click", (event) => { event.preventDefault(); open(file, numbers, link); });
    return link;
  });
}

function table(cells, file, open) {
  const rows = [];
  for (const [, , pieces, [, row, column, header]] of cells) {
    const line = (rows[row] ||= []);
    (line[column] ||= { header, parts: [] }).parts.push(pieces);
  }
  const width = Math.max(...rows.filter(Boolean).map((line) => line.length));
  const made = rows.filter(Boolean).map((line) => h("tr", {}, Array.from({ length: width }, (_, at) => line[at]).map((cell) => {
    if (!cell) return h("td", {});
    const parts = cell.parts.map((pieces) => h("div", { class: "said" }, marked(pieces, file, open)));
    return cell.header ? h("th", {}, parts) : h("td", {}, parts);
  })));
  return h("div", { class: "wide", role: "group", "aria-label": "Table", tabindex: "0" }, h("table", {}, h("tbody", {}, made)));
}

const SMALL = { header: "Page header", footer: "Page footer", note: "Note", alt: "Picture", field: "Form field", option: "Choice" };

function blockElement([kind, level, pieces], file, open, headings) {
  const inner = () => h("span", { class: "said" }, marked(pieces, file, open));
  if (kind === "heading") {
    headings.at = Math.min(headings.at + 1, 3 + Math.max(1, Math.min(level, 3)));
    return h(`h${headings.at}`, {}, inner());
  }
  if (kind === "quote") return h("blockquote", {}, inner());
  if (SMALL[kind]) return h("p", { class: "small" }, h("span", { class: "kind" }, SMALL[kind]), inner());
  return h("p", {}, inner());
}

function bodyOf(rows, file, open) {
  const made = [];
  const headings = { at: 3 };
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    if (typeof row === "number") {
      made.push(h("p", { class: "gap" }, `… ${many(row, "paragraph")} without findings left out, to keep this file small …`));
    } else if (row[3]) {
      const cells = [];
      while (rows[at] && rows[at][3] && rows[at][3][0] === row[3][0]) cells.push(rows[at++]);
      at -= 1;
      made.push(table(cells, file, open));
    } else if (row[0] === "item") {
      const items = [];
      while (rows[at] && rows[at][0] === "item" && !rows[at][3]) items.push(rows[at++]);
      at -= 1;
      made.push(h("ul", {}, items.map(([, level, pieces]) => h("li", { class: level > 2 ? "deeper" : level > 1 ? "deep" : null }, h("span", { class: "said" }, marked(pieces, file, open))))));
    } else made.push(blockElement(row, file, open, headings));
  }
  return made;
}

/** Without the whole text: the passages by themselves. */
function passagesOnly(file, open) {
  return [h("p", { class: "gap" }, "The whole text is not in this report, or this browser cannot unpack it. These are the passages:"),
    ...data.files[file].findings.map((finding, number) => h("p", {}, h("span", { class: "said" }, marked([finding.context[0], [finding.context[1], [number]], finding.context[2]], file, open))))];
}

let drawing = 0;
async function showDocument(file, open) {
  const mine = ++drawing;
  const about = data.files[file];
  const rows = await unpacked(about.text);
  if (mine !== drawing) return false;
  const facts = [about.title && about.title !== about.path ? about.path : "", about.kinds.map((kind) => kind.replaceAll("-", " ")).join(", "), about.format, about.words ? many(about.words, "word") : "", many(about.findings.length, "finding")];
  const unread = about.unread.length ? h("div", { class: "note unread" }, h("p", {}, "Not all of this file could be read:"), h("ul", {}, about.unread.map(([place, reason]) => h("li", {}, `${place}: ${reason}`)))) : null;
  const first = rows && rows[0] && rows[0][0] === "heading" && rows[0][2].map((piece) => (typeof piece === "string" ? piece : piece[0])).join("").trim();
  fill($("text"), h("h3", { class: first && first === about.title.trim() ? "unseen" : "title said" }, about.title || about.path), h("p", { class: "about said" }, facts.filter(Boolean).join(" · ")), unread,
    h("div", { id: "body" }, rows ? bodyOf(rows, file, open) : passagesOnly(file, open)));
  $("text").scrollTop = 0;
  return true;
}
