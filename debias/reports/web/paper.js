// What is printed: the findings that the filters leave, document by document.
function layOutPaper(findings) {
  const made = [h("h2", {}, "Findings")];
  const sources = new Map();
  const numbered = (source) => {
    const key = source.join("|");
    if (!sources.has(key)) sources.set(key, [sources.size + 1, source]);
    return sources.get(key)[0];
  };
  let file = -1;
  for (const finding of findings) {
    const about = finding.about;
    if (finding.file !== file) {
      file = finding.file;
      made.push(h("h3", { class: "said" }, data.files[file].title || data.files[file].path), h("p", { class: "minor said" }, data.files[file].path));
    }
    made.push(h("article", {},
      h("h4", {}, h("span", { class: `badge ${finding.severity}` }, capital(finding.severity)), ` ${about.title}`),
      h("p", { class: "minor said" }, [finding.section.join(" › "), finding.place, finding.also && `also ${finding.also}`].filter(Boolean).join(" · ")),
      h("p", { class: "quote said" }, inContext(finding.context)),
      h("p", { class: "said" }, finding.message),
      h("ul", {}, [...about.ask, ...about.instead].map((text) => h("li", {}, text))),
      h("p", { class: "minor" }, [STANDING[about.guidance], about.principles.map((number) => `Principle ${number}: ${principleName.get(number) || ""}.`).join(" "), about.sources.length ? `Sources: ${about.sources.map(numbered).join(", ")}.` : ""].filter(Boolean).join(" "))));
  }
  if (sources.size) made.push(h("h2", {}, "Sources"), h("ol", { class: "minor" }, [...sources.values()].map(([, [title, publisher, year, url]]) => h("li", {}, [title, publisher, year, url].filter(Boolean).join(", ")))));
  fill($("paper"), made);
}
