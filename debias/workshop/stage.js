// One passage on the screen, in four steps.
const STEPS = ["What do you notice? Who is affected?", "These are the words", "Why look at it?", "How could it read?"];
const NEXT = ["Show the words", "Show why", "Show a rewrite"];
const at = { card: 0, step: 0 };

function passageElement(card, { marked = true, less = false, around = true } = {}) {
  const parts = less ? shorter(card.passage) : card.passage;
  const [before, quote, after] = parts;
  const length = before.length + quote.length + after.length;
  const size = length < 130 ? "short" : length > 330 ? "long" : "";
  return h("blockquote", { class: `passage ${less ? "less" : ""}` },
    around ? card.around.map((line) => h("p", { class: "around said" }, line)) : null,
    h("p", { class: `words said ${size}` }, marked ? inContext(parts) : [before, quote, after]));
}

/** The rule's first question; a rule that only has another wording asks for one. */
const question = (card) => card.ask[0] || (card.message.includes("?") ? card.message : `${card.message} What would you say instead?`);

const shownSteps = [
  (card) => [passageElement(card, { marked: false }), card.around.join(" ").startsWith(card.document) ? null : h("p", { class: "from said" }, card.document)],
  (card) => [passageElement(card), h("p", { class: "prompt next" }, "Is this what you noticed? What did you see that is not marked?")],
  (card) => [
    passageElement(card, { less: true, around: false }),
    h("ul", { class: "pills", "aria-label": "Anti-racism principles" }, card.principles.map((number) => h("li", {}, `${number} ${principleName.get(number) || ""}`))),
    h("p", { class: "prompt said" }, h("span", { class: "tag" }, "To discuss"), question(card)),
    h("div", { class: "evidence" },
      h("h3", {}, "Evidence"), h("p", { class: "said" }, card.why),
      STANDING[card.guidance] ? h("p", {}, h("b", {}, STANDING[card.guidance])) : null,
      card.sources.length ? h("details", {}, h("summary", {}, many(card.sources.length, "source")), sourceList(card.sources)) : null),
  ],
  (card) => [
    passageElement(card, { less: true, around: false }),
    card.replacement ? h("p", { class: "prompt next said" }, h("span", { class: "tag" }, "It could read"), card.passage[0], h("del", {}, card.passage[1]), " ", h("ins", { class: "new" }, card.replacement), card.passage[2]) : null,
    card.instead.length ? h("div", { class: "prompt next" }, h("span", { class: "tag" }, "What could be written"), card.instead.map((text) => h("p", { class: "said" }, text))) : null,
    card.ask.length ? h("div", { class: "evidence" }, h("p", { class: "said" }, card.message)) : null,
    card.ask.length > 1 || !(card.replacement || card.instead.length) ? h("div", { class: "evidence" }, h("h3", {}, "To think about while writing"), h("ul", {}, card.ask.map((text) => h("li", {}, text)))) : null,
    h("p", { class: "from" }, "A wording to begin with, not clinical advice. What would the people whom it is about write?"),
  ],
];

function area(card, name, label, rows = 3, hint = "") {
  const box = h("textarea", { id: `note-${name}`, rows });
  box.value = noteOf(card.id)[name] || "";
  box.addEventListener("input", () => note(card.id, name, box.value));
  return [h("label", { for: box.id }, label), hint ? h("p", { class: "small" }, hint) : null, box];
}

function line(card, name, label, type = "text") {
  const box = h("input", { id: `note-${name}`, type, autocomplete: "off" });
  box.value = noteOf(card.id)[name] || "";
  box.addEventListener("input", () => note(card.id, name, box.value));
  return h("div", {}, h("label", { for: box.id }, label), box);
}

function decisions(card) {
  return h("fieldset", {}, h("legend", {}, "We decide"), DECISIONS.slice(1).map(([value, text]) => {
    const box = h("input", { type: "radio", name: "decision", value });
    box.checked = noteOf(card.id).decision === value;
    box.addEventListener("change", () => note(card.id, "decision", value));
    return h("label", { class: "choice" }, box, text);
  }));
}

const noteSteps = [
  (card) => [area(card, "noticed", "What we notice", 6), area(card, "affected", "Who is affected, and how", 6)],
  (card) => [area(card, "words", "About these words", 8)],
  (card) => [h("h3", {}, "Three views"), area(card, "figures", "Figures", 3, "What do ours say, by ethnic group? What is missing?"), area(card, "staff", "Staff", 3, "What do we see and do?"), area(card, "lived", "Lived experience", 3, "What do those whom it is about tell us?")],
  (card) => [area(card, "wording", "Our wording", 3), decisions(card), area(card, "reason", "Because", 2), h("div", { class: "pair" }, line(card, "owner", "Who"), line(card, "by", "By when", "date"))],
];

function showStage() {
  const cards = chosenCards();
  at.card = Math.max(0, Math.min(cards.length - 1, at.card));
  const card = cards[at.card];
  if (!card) {
    fill($("shown"), h("p", { class: "lead" }, "Choose passages on the Set up page first."));
    fill($("notes")); fill($("steps")); $("at").textContent = ""; $("step-title").textContent = "No passage chosen";
    $("forward").disabled = true;
    return;
  }
  $("forward").disabled = false;
  $("at").textContent = `Passage ${at.card + 1} of ${cards.length}`;
  fill($("steps"), STEPS.map((name, step) => h("button", { type: "button", "aria-label": `Step ${step + 1}: ${name}`, "aria-current": step === at.step ? "true" : null, on: () => toStep(step) }, step + 1)));
  $("step-title").textContent = STEPS[at.step];
  fill($("shown"), shownSteps[at.step](card));
  fill($("notes"), noteSteps[at.step](card));
  $("back").disabled = at.card === 0 && at.step === 0;
  $("forward").textContent = NEXT[at.step] || (at.card + 1 < cards.length ? "Next passage" : "To the close");
}

/** Says so where the screen is too small for all of it. */
function more() {
  const place = $("show");
  $("more").hidden = place.scrollHeight - place.clientHeight - place.scrollTop < 12;
}

function toStep(step) {
  const byNumber = $("steps").contains(document.activeElement);
  at.step = step;
  showStage();
  if (byNumber) $("steps").children[step].focus({ preventScroll: true });
  $("show").scrollTop = 0;
  more();
  scrollTo({ top: 0, behavior: "instant" });
}

function forward() {
  if (at.step < STEPS.length - 1) toStep(at.step + 1);
  else if (at.card + 1 < chosenCards().length) { at.card += 1; toStep(0); resetClock(); } else view("close");
}

function back() {
  if (at.step > 0) toStep(at.step - 1);
  else if (at.card > 0) { at.card -= 1; toStep(STEPS.length - 1); }
}
