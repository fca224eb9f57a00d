// The page as a whole: filters, the way from passage to passage, keys.
const all = data.files.flatMap((file, number) => file.findings.map((finding, at) => Object.assign(finding, { file: number, number: at, about: data.rules[finding.rule] })));
for (const one of all) {
  one.searched = [one.quote, one.message, one.about.title, one.about.name, data.files[one.file].path, one.section.join(" "), one.context.join("")].join("\n").toLowerCase();
}
const state = { left: all, at: 0, file: -1 };

function filtered() {
  const words = $("find").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const severities = new Set([...document.querySelectorAll("#severities input:checked")].map((box) => box.value));
  const [principle, pack, file] = [$("principle").value, $("pack").value, $("document").value];
  return all.filter((one) => severities.has(one.severity)
    && (!principle || one.about.principles.includes(Number(principle)))
    && (!pack || one.about.pack === pack)
    && (!file || one.file === Number(file))
    && words.every((word) => one.searched.includes(word)));
}

function tell() {
  const { left } = state;
  $("status").textContent = left.length === all.length ? many(all.length, "finding") : `${left.length} of ${many(all.length, "finding")}`;
  const counts = new Map();
  for (const one of left) counts.set(one.file, (counts.get(one.file) || 0) + 1);
  const chosen = $("document").value;
  const shown = data.files.map((file, number) => [file, number]).filter(([, number]) => (chosen ? number === Number(chosen) : counts.has(number) || left.length === all.length));
  fill($("list"), shown.map(([file, number]) => h("li", {}, h("button", { type: "button", "data-file": number, on: () => openDocument(number) },
    h("span", { class: "name", title: file.path }, nameOf(file)), h("span", { class: "count" }, h("span", { class: "unseen" }, "findings: "), counts.get(number) || 0)))));
}

/** Scroll a pane, and where panes do not scroll the page, until an element is in its middle. */
function bring(element, pane) {
  if (pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY !== "visible") {
    const [inner, outer] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 40) pane.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
  } else if (pane === $("text") && matchMedia("(max-width: 46rem)").matches) {
    scrollBy({ top: element.getBoundingClientRect().top - innerHeight / 4, behavior: "instant" });
  }
}

/** Marks that the filters leave out step back; the passage that is open stands out. */
function light(scroll) {
  const left = new Set(state.left.filter((one) => one.file === state.file).map((one) => one.number));
  const now = state.left[state.at];
  let first = null;
  for (const link of document.querySelectorAll("#body .hit")) {
    const numbers = link.dataset.n.split(" ").map(Number);
    const here = now && now.file === state.file && numbers.includes(now.number);
    link.classList.toggle("out", !numbers.some((number) => left.has(number)));
    link.classList.toggle("now", Boolean(here));
    if (here) { link.setAttribute("aria-current", "true"); first ||= link; } else link.removeAttribute("aria-current");
  }
  if (first && scroll) bring(first, $("text"));
  for (const button of document.querySelectorAll("#list button")) {
    const here = Number(button.dataset.file) === state.file;
    if (here) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
    if (here && scroll) bring(button, $("documents"));
  }
}

async function show(scroll = true) {
  const now = state.left[state.at];
  showPanel(now, state.at, state.left.length, go);
  const file = now ? now.file : state.file < 0 && data.files.length ? 0 : state.file;
  if (file !== state.file && file >= 0) {
    state.file = file;
    if (!(await showDocument(file, openPassage))) return;
  }
  light(scroll);
}

async function openDocument(file) {
  const at = state.left.findIndex((one) => one.file === file);
  if (at >= 0) { state.at = at; await show(); $("text").scrollTop = 0; return; }
  state.file = file;
  fill($("panel"), h("p", {}, "Nothing is found here by these filters."));
  if (await showDocument(file, openPassage)) light(true);
}

function openPassage(file, numbers, link) {
  const places = numbers.map((number) => state.left.findIndex((one) => one.file === file && one.number === number)).filter((at) => at >= 0);
  if (!places.length) { clear(); openPassage(file, numbers, link); return; }
  state.at = places[(places.indexOf(state.at) + 1) % places.length];
  show(false);
}

function go(by) {
  view("passages");
  state.at = Math.max(0, Math.min(state.left.length - 1, state.at + by));
  show();
}

function refilter() {
  const now = state.left[state.at];
  state.left = filtered();
  state.at = Math.max(0, state.left.indexOf(now));
  tell();
  show();
}

function clear() {
  $("find").value = $("principle").value = $("pack").value = $("document").value = "";
  for (const box of document.querySelectorAll("#severities input")) box.checked = true;
  refilter();
}

function choose(filters) {
  clear();
  for (const [name, value] of Object.entries(filters)) $(name).value = value;
  view("passages");
  state.at = 0;
  refilter();
  $("passages").focus({ preventScroll: true });
}

function view(name) {
  for (const one of ["summary", "passages"]) {
    $(one).hidden = one !== name;
    $(`see-${one}`).setAttribute("aria-pressed", String(one === name));
  }
  if (name === "passages" && state.file < 0) show();
}

function options(place, everything, pairs) {
  fill(place, h("option", { value: "" }, everything), pairs.map(([value, text]) => h("option", { value }, text)));
}

const number_ = (count) => many(count, "document");
$("subtitle").textContent = `${many(all.length, "finding")} in ${number_(data.files.length)}${folder ? ` in ${folder}` : ""} · ${data.made} · debias ${data.version}`;
fill($("severities"), data.severities.map((one) => h("label", {}, h("input", { type: "checkbox", value: one, checked: true }), `${one}s`)));
options($("principle"), "all principles", data.principles.map(([number, name]) => [number, `${number} ${name}`]));
options($("pack"), "all packs", [...new Set(all.map((one) => one.about.pack))].map((id) => [id, packTitle.get(id) || id]));
options($("document"), "all documents", data.files.map((file, number) => [number, nameOf(file)]));
summary(all, choose);
told();
tell();
themes($("theme"));
$("filters").addEventListener("input", refilter);
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("clear").addEventListener("click", clear);
$("see-summary").addEventListener("click", () => view("summary"));
$("see-passages").addEventListener("click", () => view("passages"));
$("help").addEventListener("click", () => $("keys").showModal());
$("keys-close").addEventListener("click", () => $("keys").close());
$("print").addEventListener("click", () => print());
let hiddenSummary = false;
addEventListener("beforeprint", () => {
  layOutPaper(state.left);
  hiddenSummary = $("summary").hidden;
  $("summary").hidden = false;
});
addEventListener("afterprint", () => { $("summary").hidden = hiddenSummary; fill($("paper")); });
document.querySelector(".skip").addEventListener("click", () => view("passages"));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target === $("find")) { $("find").blur(); return; }
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
  const keys = {
    j: () => go($("passages").hidden ? 0 : 1), ArrowRight: () => go($("passages").hidden ? 0 : 1),
    k: () => go(-1), ArrowLeft: () => go(-1),
    "/": () => { view("passages"); $("find").focus(); },
    s: () => view($("summary").hidden ? "summary" : "passages"),
    "?": () => $("keys").showModal(),
  };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
