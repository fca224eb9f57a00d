// What is printed: a handout without answers, or the record of the session.
const lines = (count) => Array.from({ length: count }, () => h("div", { class: "line" }));

function handout() {
  return [h("h2", {}, session.title || "De-biasing workshop"), h("p", {}, "Read each passage by yourself first. We look at words, not at people; you may pass at any time."),
    chosenCards().map((card, number) => h("article", {}, h("h3", {}, `Passage ${number + 1}`), card.around.map((text) => h("p", { class: "around said" }, text)), h("p", { class: "words said" }, card.passage.join("")),
      h("p", {}, h("b", {}, "What do you notice? Who is affected?")), lines(3), h("p", {}, h("b", {}, "How could it read?")), lines(2)))];
}

const pairs = (rows) => h("dl", {}, rows.filter(([, value]) => value).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));

function record() {
  const { room } = session;
  return [h("h2", {}, `${session.title || "De-biasing workshop"}: record`), h("p", {}, `Printed ${new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`),
    pairs([["Who was in the room", room.here], ["Whose experience was missing", room.missing], ["Invited, supported, paid", room.support], ["Ground rules we added", room.rules], ["What we look at again", room.next]]),
    chosenCards().map((card, number) => {
      const mine = noteOf(card.id);
      return h("article", {}, h("h3", {}, `${number + 1} ${card.title}`), h("p", { class: "around said" }, [card.document, ...card.around, card.place].filter(Boolean).join(" · ")), h("p", { class: "words said" }, inContext(card.passage)),
        pairs([["Principles", card.principles.map((n) => `${n} ${principleName.get(n) || ""}`).join("; ")], ["Question", card.message], ["What we notice", mine.noticed], ["Who is affected", mine.affected], ["About the words", mine.words], ["Figures", mine.figures], ["Staff", mine.staff], ["Lived experience", mine.lived], ["Our wording", mine.wording], ["Decision", decisionText(card.id)], ["Because", mine.reason], ["Who, by when", [mine.owner, mine.by].filter(Boolean).join(", ")]]));
    })];
}

let wanted = "";
function layOutPaper() {
  const kind = wanted || { guide: "guide", close: "record" }[current] || "handout";
  document.body.dataset.paper = kind;
  fill($("paper"), kind === "record" ? record() : kind === "handout" ? handout() : []);
}
addEventListener("beforeprint", layOutPaper);
addEventListener("afterprint", () => { fill($("paper")); wanted = ""; });
function printAs(kind) { wanted = kind; print(); }
