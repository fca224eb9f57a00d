// The facilitator's page: which passages, in which order.
function groupOf(card) {
  if (session.order === "theme") return packTitle.get(card.pack) || card.pack;
  if (session.order === "document") return card.document;
  const number = card.principles[0];
  return number ? `${number} ${principleName.get(number) || ""}` : "No principle";
}

function showChoices() {
  const chosen = new Set(session.chosen);
  const groups = new Map();
  for (const card of ordered()) {
    if ($("only").checked && !chosen.has(card.id)) continue;
    const name = groupOf(card);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(card);
  }
  $("failed").hidden = !data.errors.length;
  fill($("failed"), data.errors.map(([path, reason]) => h("p", { class: "said" }, h("b", {}, path), `: ${reason}`)));
  fill($("choices"), groups.size ? [...groups].map(([name, cards]) => [h("h3", {}, name), h("ul", {}, cards.map((card) => choice(card, chosen)))])
    : h("p", { class: "lead" }, data.cards.length ? "No passage is chosen yet." : "debias found nothing to discuss in these documents."));
  tally();
}

function choice(card, chosen) {
  const box = h("input", { type: "checkbox", value: card.id });
  box.checked = chosen.has(card.id);
  box.addEventListener("change", () => {
    session.chosen = box.checked ? [...session.chosen, card.id] : session.chosen.filter((id) => id !== card.id);
    keep();
    tally();
  });
  const more = card.elsewhere.length ? ` and ${many(card.elsewhere.length, "other document")}` : "";
  return h("li", {}, h("label", {}, box, h("span", { class: "said" }, inContext(shorter(card.passage))), h("span", { class: `badge ${card.severity}` }, capital(card.severity)),
    h("span", { class: "small said" }, `${card.title} · ${card.document}${more}`)));
}

/** The marked words with what stands beside them, for a list. */
const shorter = ([before, quote, after]) => [
  before.length > 90 ? `… ${before.slice(-85).replace(/^\S*\s/, "")}` : before, quote,
  after.length > 90 ? `${after.slice(0, 85).replace(/\s\S*$/, "")} …` : after,
];

function tally() {
  const count = session.chosen.length;
  $("tally").textContent = count ? `${many(count, "passage")} · about ${many(count * session.minutes + 20, "minute")}` : "No passage chosen";
  $("begin").disabled = !count;
}
