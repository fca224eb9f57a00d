// Beside the text: why, what to ask, what to write, principles, guidance and sources.
function findingParts(finding) {
  const about = finding.about;
  const list = (title, texts) => (texts.length ? [h("h4", {}, title), h("ul", {}, texts.map((text) => h("li", {}, text)))] : []);
  return [
    h("p", {}, h("span", { class: `badge ${finding.severity}` }, capital(finding.severity))),
    h("h3", {}, about.title),
    h("p", { class: "where said" }, [finding.section.join(" › "), finding.place, finding.also && `also ${finding.also}`].filter(Boolean).join(" · ")),
    h("p", { class: "quote said" }, inContext(finding.context)),
    h("p", { class: "said" }, finding.message),
    list("What to ask", about.ask),
    list("What could be written", about.instead),
    finding.replacement ? [h("h4", {}, "In its place"), h("p", {}, finding.replacement)] : [],
    h("h4", {}, "Why"), h("p", { class: "said" }, about.why),
    about.guidance ? [h("h4", {}, "Guidance"), h("p", {}, STANDING[about.guidance] || about.guidance)] : [],
    h("h4", {}, about.principles.length === 1 ? "Anti-racism principle" : "Anti-racism principles"),
    h("ul", {}, about.principles.map((number) => h("li", {}, h("b", {}, `${number} ${principleName.get(number) || ""}`), principleStatement.get(number) ? h("br") : null, principleStatement.get(number)))),
    about.sources.length ? [h("h4", {}, about.sources.length === 1 ? "Source" : "Sources"), sourceList(about.sources)] : [],
    h("p", { class: "where" }, "Rule ", h("code", {}, about.name)),
  ];
}

function showPanel(finding, at, of, go) {
  const place = $("panel");
  if (!finding) {
    fill(place, h("p", {}, "No finding is left by these filters."));
    return;
  }
  fill(place, h("div", { class: "steps screen-only" },
    h("button", { type: "button", id: "before", on: () => go(-1), disabled: at === 0 }, "Before"),
    h("span", { class: "at" }, `${at + 1} of ${of}`),
    h("button", { type: "button", id: "next", on: () => go(1), disabled: at === of - 1 }, "Next")),
  findingParts(finding));
  place.scrollTop = 0;
}
