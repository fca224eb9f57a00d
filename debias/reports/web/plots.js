// Bars by severity, principle, pack and document; a bar is a button that filters by it.

/** The folder that all documents are in, which is said once and not with each. */
const folder = (() => {
  const parts = data.files.map(({ path }) => path.split(/[\\/]/).slice(0, -1));
  let depth = 0;
  while (parts.length && depth < parts[0].length && parts.every((one) => one[depth] === parts[0][depth])) depth += 1;
  return depth ? data.files[0].path.slice(0, parts[0].slice(0, depth).join("/").length + 1) : "";
})();
const nameOf = (file) => file.path.slice(folder.length);

function bar(counts, most) {
  const drawn = svg("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  drawn.append(svg("rect", { class: "none", x: 0, y: 4.5, width: 100, height: 1 }));
  let at = 0;
  for (const severity of data.severities) {
    const width = (100 * (counts[severity] || 0)) / Math.max(1, most);
    if (width) drawn.append(svg("rect", { class: severity, x: at, y: 0, width, height: 10 }));
    at += width;
  }
  return drawn;
}

/** rows: [label, counts by severity, what a click does]. */
function plot(title, about, rows, first = Infinity) {
  const sum = (counts) => Object.values(counts).reduce((all, one) => all + one, 0);
  const most = Math.max(...rows.map(([, counts]) => sum(counts)), 1);
  const lines = rows.map(([label, counts, on]) => {
    const total = sum(counts);
    const told = data.severities.filter((one) => counts[one]).map((one) => many(counts[one], one)).join(", ");
    return h("li", {}, h("button", { type: "button", class: "row", on, disabled: !total, title: told || "nothing found" },
      h("span", { class: "label" }, label), bar(counts, most), h("span", { class: "count" }, total)));
  });
  const rest = lines.splice(first);
  return h("figure", { class: "plot" }, h("h3", {}, title), h("p", { class: "where" }, about), h("ul", {}, lines),
    rest.length ? h("details", {}, h("summary", {}, `and ${rest.length} more`), h("ul", {}, rest)) : null);
}

function summary(findings, choose) {
  const by = (keys) => {
    const counts = new Map();
    for (const finding of findings) for (const key of keys(finding)) {
      if (!counts.has(key)) counts.set(key, {});
      const one = counts.get(key);
      one[finding.severity] = (one[finding.severity] || 0) + 1;
    }
    return (key) => counts.get(key) || {};
  };
  const principles = by((one) => one.about.principles);
  const packs = by((one) => [one.about.pack]);
  const files = by((one) => [one.file]);
  const severity = by((one) => [one.severity]);
  const with_ = data.files.filter((file) => file.findings.length).length;
  const tile = (kind, count, words) => h("li", { class: `tile ${kind}` }, h("b", {}, count), words);
  fill($("tiles"), tile("", findings.length, `${findings.length === 1 ? "finding" : "findings"} in ${with_} of ${many(data.files.length, "document")}`),
    data.severities.map((one) => { const n = severity(one)[one] || 0; return tile(one, n, n === 1 ? one : `${one}s`); }));
  fill($("key"), data.severities.map((one) => h("li", {}, svg("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, svg("rect", { class: one, width: 10, height: 10 })), `${one}s`)));
  const sized = data.files.map((file, number) => [file, number]).sort(([a], [b]) => b.findings.length - a.findings.length);
  const packIds = [...new Set([...data.packs.map(([id]) => id), ...findings.map((one) => one.about.pack)])];
  fill($("plots"),
    plot("By anti-racism principle", "A finding that speaks to two principles counts under both.",
      data.principles.map(([number, name]) => [`${number} ${name}`, principles(number), () => choose({ principle: String(number) })])),
    plot("By pack", "What debias looks for, by theme.",
      packIds.map((id) => [packTitle.get(id) || id, packs(id), () => choose({ pack: id })])),
    plot("By document", "The documents with most findings first.",
      sized.map(([file, number]) => [nameOf(file), files(number), () => choose({ document: String(number) })]), 12));
}

/** What the report goes without, said where nobody can miss it. */
function told() {
  const unread = data.files.filter((file) => file.unread.length);
  const part = (title, lines) => (lines.length ? h("section", { class: "note" }, h("h3", {}, title), h("ul", {}, lines.map((line) => h("li", {}, line)))) : null);
  fill($("told"),
    part("Not checked, or not all", data.errors.map(([path, reason]) => [h("b", {}, path), `: ${reason}`])),
    part("Parts that could not be read", unread.map((file) => [h("b", {}, file.path), `: ${file.unread.map(([place, reason]) => `${place} (${reason})`).join("; ")}`])),
    part("Left out, because debias does not read these formats", data.left_out),
    data.kept_out.map(([title, ...lines]) => part(title, lines)));
}
