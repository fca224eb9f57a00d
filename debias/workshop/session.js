// The session as a whole: its parts, the clock, keys, saving.
let current = "setup";

function view(name) {
  current = name;
  for (const section of document.querySelectorAll(".view")) section.hidden = section.id !== name;
  for (const button of document.querySelectorAll(".top [data-view]")) {
    if (button.dataset.view === name) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
  }
  if (name === "stage") {
    showStage();
    more();
    $("step-title").focus({ preventScroll: true }); // so that Space is a step, not this button again
  }
  if (name === "setup") showChoices();
  if (name === "close") showDecisions();
  scrollTo({ top: 0, behavior: "instant" });
}

function showDecisions() {
  const rows = chosenCards().map((card, number) => h("tr", {}, h("td", {}, number + 1), h("td", { class: "said" }, inContext(shorter(card.passage))), h("td", { class: "said" }, noteOf(card.id).wording || ""), h("td", {}, decisionText(card.id)), h("td", { class: "said" }, [noteOf(card.id).owner, noteOf(card.id).by].filter(Boolean).join(", "))));
  fill($("decisions"), h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Decisions" }, h("table", {}, h("thead", {}, h("tr", {}, ["Passage", "Words", "Our wording", "Decision", "Who, by when"].map((name) => h("th", { scope: "col" }, name)))), h("tbody", {}, rows))));
  $("kept").textContent = kept ? "The notes are kept in this browser on this computer, and nowhere else. Save them before you leave, and delete them from a computer that others use." : "This browser keeps no notes: save them before you close this page.";
}

// The clock: minutes for one passage, counted by the time of day so that it stays right.
const clock = { left: 0, ends: 0, ticking: 0 };
function showClock() {
  const seconds = clock.ends ? Math.ceil((clock.ends - Date.now()) / 1000) : clock.left;
  const away = Math.abs(seconds);
  $("time").textContent = `${seconds < 0 ? "+" : ""}${Math.floor(away / 60)}:${String(away % 60).padStart(2, "0")}`;
  $("time").classList.toggle("low", seconds <= 30);
}
function runClock() {
  if (clock.ends) { clock.left = Math.ceil((clock.ends - Date.now()) / 1000); clock.ends = 0; clearInterval(clock.ticking); } else { clock.ends = Date.now() + clock.left * 1000; clock.ticking = setInterval(showClock, 250); }
  $("run").textContent = clock.ends ? "Stop" : "Start";
  $("run").setAttribute("aria-pressed", String(Boolean(clock.ends)));
  showClock();
}
function resetClock() {
  clock.left = session.minutes * 60;
  if (clock.ends) clock.ends = Date.now() + clock.left * 1000;
  showClock();
}

/** Everything that stands in the page from the notes: at the start, and after notes were opened. */
function refresh() {
  $("heading").textContent = session.title || "De-biasing workshop";
  $("title").value = session.title;
  $("order").value = session.order;
  $("minutes").value = session.minutes;
  for (const name of ROOM) $(`room-${name}`).value = session.room[name] || "";
  resetClock();
  view(current);
}

for (const name of ROOM) $(`room-${name}`).addEventListener("input", () => { session.room[name] = $(`room-${name}`).value; keep(); });
for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => view(button.dataset.view));
for (const button of document.querySelectorAll("[data-paper]")) button.addEventListener("click", () => printAs(button.dataset.paper));
for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
$("title").addEventListener("input", () => { session.title = $("title").value; $("heading").textContent = session.title || "De-biasing workshop"; keep(); });
$("order").addEventListener("change", () => { session.order = $("order").value; keep(); showChoices(); });
$("minutes").addEventListener("input", () => { const value = Math.round(Number($("minutes").value)); if (value >= 1 && value <= 60) { session.minutes = value; keep(); resetClock(); tally(); } });
$("only").addEventListener("change", showChoices);
$("few").addEventListener("click", () => { session.chosen = [...data.chosen]; keep(); showChoices(); });
$("none").addEventListener("click", () => { session.chosen = []; keep(); showChoices(); });
$("begin").addEventListener("click", () => { at.card = at.step = 0; view("welcome"); });
$("to-stage").addEventListener("click", () => view("stage"));
$("forward").addEventListener("click", forward);
$("back").addEventListener("click", back);
$("notes").addEventListener("submit", (event) => event.preventDefault());
function hideNotes() {
  const alone = $("stage").classList.toggle("alone");
  $("hide").setAttribute("aria-pressed", String(alone));
  $("hide").textContent = alone ? "Show notes" : "Hide notes";
  more();
}
$("hide").addEventListener("click", hideNotes);
$("show").addEventListener("scroll", more, { passive: true });
addEventListener("resize", more);
$("run").addEventListener("click", runClock);
$("help").addEventListener("click", () => $("keys").showModal());
$("save-csv").addEventListener("click", () => { save(fileName("csv"), "text/csv;charset=utf-8", asCsv()); $("said").textContent = "Saved as CSV."; });
$("save-json").addEventListener("click", () => { save(fileName("json"), "application/json", asJson()); $("said").textContent = "Saved as JSON."; });
$("open-json").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", async () => {
  const [file] = $("file").files;
  if (!file) return;
  try {
    const opened = JSON.parse(await file.text());
    if (opened.kind !== "debias-workshop") throw new Error("another kind of file");
    const known = Object.keys(opened.session.cards || {}).filter((id) => cardOf.has(id)).length;
    session = sound(opened.session);
    keep();
    refresh();
    $("said").textContent = `Notes opened: ${many(known, "passage")} of this session.`;
  } catch {
    $("said").textContent = "This is not a file of saved notes.";
  }
  $("file").value = "";
});
$("forget").addEventListener("click", () => $("sure").showModal());
$("sure-yes").addEventListener("click", () => {
  session = fresh();
  try { localStorage.removeItem(KEY); } catch { kept = false; }
  unsaved = false;
  $("sure").close();
  refresh();
  $("said").textContent = "All notes are deleted from this browser.";
});
addEventListener("beforeunload", (event) => { if (unsaved && !kept) event.preventDefault(); });
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event)) { event.target.blur(); return; }
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const step = (number) => () => current === "stage" && toStep(number);
  const onButton = event.key === " " && event.target.closest("button, summary, a, label");
  const move = (by) => () => {
    if (current === "stage") (by > 0 ? forward : back)();
    else if (current === "welcome" && by > 0) view("stage");
    else return false;
    return true;
  };
  const keys = {
    " ": onButton ? null : move(1), ArrowRight: move(1), PageDown: move(1), ArrowLeft: move(-1), PageUp: move(-1),
    1: step(0), 2: step(1), 3: step(2), 4: step(3),
    n: () => { if (current !== "stage") return; if ($("stage").classList.contains("alone")) hideNotes(); const box = $("notes").querySelector("textarea"); if (box) box.focus(); },
    h: () => current === "stage" && hideNotes(),
    t: runClock, r: resetClock,
    f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => {})),
    "?": () => $("keys").showModal(),
  };
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act && act() !== false) event.preventDefault();
});
fill($("principles"), data.principles.map(([number, name, statement]) => h("li", { value: number }, h("b", {}, name), statement ? ` ${statement}` : "")));
themes($("theme"));
refresh();
