// The page: the charts at the width there is, the numbers beside them, and what the signals say.
const [everything, ...principles] = data.series;
const several = data.per !== "document" || data.versions.some(([, , documents]) => documents !== 1);
const missed = data.versions.some((version) => version[3]);

const inSignal = (one, at) => one.signals.filter((signal) => signal.points.includes(at));
const span = ({ points }) => `${day(data.versions[points[0]])} to ${day(data.versions[points.at(-1)])}`;
const told = (one) => (one.signals.length ? one.signals.map((signal) =>
  `${capital(signal.kind)}: ${many(signal.points.length, "point")} ${signal.direction}${signal.kind === "shift" ? " the median" : ""}, ${span(signal)}`) : ["No shift and no trend"]);
const label = (one) => `Run chart of ${one.principle ? `principle ${one.title}` : "all findings"}, ${data.unit}: ` +
  `${many(one.values.length, "version")}, first ${one.written[0]}, last ${one.written.at(-1)}, median ${one.median[1]}. ${told(one).join(". ")}.`;

const days = data.versions.map(day);

/** A version's name: its day; where others have the same, also the rest of what it is called. */
function named([name, date], at) {
  const rest = date && days.indexOf(days[at]) !== days.lastIndexOf(days[at]) ? name.replace(date, "").trim() : "";
  return h("th", { scope: "row", title: name }, h("span", { class: "day" }, days[at]), rest && h("small", {}, ` ${rest}`));
}

const icon = (kind) => svg("svg", { class: "icon", viewBox: "0 0 22 22", "aria-hidden": "true" }, sign(kind, 11, 11));
const signal = ({ kind, direction }) => h("span", { class: `signal ${kind}` }, icon(kind), h("span", { class: "unseen" }, ` ${kind} ${direction} `));

function numbers() {
  const whole = capital(data.unit.replace("findings ", ""));
  const heads = [[several ? whole : "Findings", "number"], ["Signals"], several && ["Findings", "number"], several && ["Documents", "number"], missed && ["Not read", "number"]];
  const number = (value) => h("td", { class: "number" }, value);
  const rows = data.versions.map((version, at) => h("tr", { "data-at": at }, named(version, at),
    number(everything.written[at]), h("td", {}, inSignal(everything, at).map(signal)),
    several && [number(everything.counts[at]), number(version[2])], missed && number(version[3])));
  const head = (text, kind) => h("th", { scope: "col", class: kind }, text);
  fill($("table"), h("caption", {}, `${capital(data.unit)}: median ${everything.median[1]}`),
    h("thead", {}, h("tr", {}, head("Version"), heads.filter(Boolean).map(([text, kind]) => head(text, kind)))),
    h("tbody", {}, rows));
}

function byPrinciple() {
  $("principles").hidden = principles.length === 0;
  const cell = (one, at) => {
    const kinds = inSignal(one, at).map(({ kind }) => kind);
    return h("td", { class: ["number", ...kinds].join(" ") }, one.written[at], kinds.length > 0 && h("span", { class: "unseen" }, ` (${kinds.join(", ")})`));
  };
  fill($("by-principle"), h("caption", {}, `${capital(data.unit)}, by principle. Shaded: in a shift; underlined: in a trend.`),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Version"), principles.map((one) => h("th", { scope: "col", class: "number", title: one.title }, `Principle ${one.principle}`)))),
    h("tbody", {}, data.versions.map((version, at) => h("tr", { "data-at": at }, named(version, at), principles.map((one) => cell(one, at))))),
    h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "Median"), principles.map((one) => h("td", { class: "number" }, one.median[1])))));
}

const figure = (one, place) => fill(place, h("div", { class: "drawn" }),
  h("figcaption", {}, h("ul", {}, told(one).map((line) => h("li", {}, line)))));

/** Draws at the width there is; on paper, at that of an A4 page or half of it. */
function draw(paper) {
  for (const place of document.querySelectorAll(".drawn")) {
    const one = data.series[Number(place.parentElement.dataset.series)];
    const width = paper ? (one === everything ? 640 : 320) : Math.max(260, Math.round(place.clientWidth));
    if (Number(place.dataset.width) === width) continue;
    place.dataset.width = width;
    fill(place, runchart(one, width, one === everything ? Math.round(Math.min(380, 170 + width * 0.28)) : 210, label(one)));
  }
}

/** The point and the rows of a version light up together. */
function together() {
  const light = (event) => {
    const at = event.target.closest?.("[data-at]")?.dataset.at;
    for (const lit of document.querySelectorAll(".lit")) if (lit.dataset.at !== at) lit.classList.remove("lit");
    if (at !== undefined) for (const each of document.querySelectorAll(`[data-at="${at}"]`)) each.classList.add("lit");
  };
  $("main").addEventListener("pointerover", light);
  document.addEventListener("pointerleave", light);
}

$("subtitle").textContent = [data.of, `${many(data.versions.length, "version")}, ${span({ points: [0, data.versions.length - 1] })}`,
  data.unit, `debias ${data.version}, ${data.made}`].join(" · ");
$("rules").textContent = data.reading;
fill($("key"), [["point", "a version"], ["shift", "in a shift: six or more in a row on one side of the median"], ["trend", "in a trend: five or more in a row that all rise or all fall"]]
  .map(([kind, words]) => h("li", {}, icon(kind), words)));
$("whole").dataset.series = 0;
figure(everything, $("whole"));
fill($("charts"), principles.map((one, at) => {
  const place = h("figure", { class: "chart", "data-series": at + 1 });
  figure(one, place);
  place.prepend(h("h3", {}, one.title));
  return place;
}));
numbers();
byPrinciple();
themes($("theme"));
together();
draw();
let printing = false;
new ResizeObserver(() => printing || draw()).observe($("main"));
addEventListener("beforeprint", () => { printing = true; draw(true); });
addEventListener("afterprint", () => { printing = false; draw(); });
$("print").addEventListener("click", () => print());
