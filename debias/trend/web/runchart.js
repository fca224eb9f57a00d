// One run chart as SVG: the points in time order, their median, and the signals named above them.
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day as people write it; a version without one has its name. */
function day([name, date]) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  return parts ? `${Number(parts[3])} ${MONTHS[parts[2] - 1]} ${parts[1]}` : name;
}

/** Round steps for an axis from 0: at most five of them. */
function ticks(most) {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough * 0.999);
  const made = [];
  for (let at = 0; at < most + step * 0.999; at += step) made.push(Number(at.toPrecision(6)));
  return made;
}

/** Signals in as few rows as keep their names apart: [signal, row]. */
function stacked(signals, x, width) {
  const rows = [];
  return signals.map((signal) => {
    const [first, last] = [x(signal.points[0]), x(signal.points.at(-1))];
    const name = `${signal.kind} ${signal.direction}`;
    const half = Math.max((last - first) / 2, name.length * 3.6);
    const middle = Math.min(Math.max((first + last) / 2, half), width - half);
    let row = rows.findIndex((end) => end < Math.min(first, middle - half));
    if (row < 0) row = rows.push(0) - 1;
    rows[row] = Math.max(last, middle + half) + 10;
    return { signal, name, row, first, last, middle };
  });
}

function sign(kind, x, y, size = 9) {
  if (kind === "shift") return svg("rect", { class: "shift", x: x - size / 2, y: y - size / 2, width: size, height: size });
  if (kind === "trend") return svg("path", { class: "trend", d: `M${x} ${y - size} l${size * 0.9} ${size * 1.45} h${size * -1.8} z` });
  return svg("circle", { class: "point", cx: x, cy: y, r: size * 0.45 });
}

/** The chart of a series, `width` CSS pixels wide. `label` tells it to those who cannot see it. */
function runchart(one, width, height, label) {
  const [left, right, bottom] = [38, 58, 34];
  const count = one.values.length;
  const x = (at) => left + 8 + (count === 1 ? 0.5 : at / (count - 1)) * (width - left - right - 16);
  const placed = stacked(one.signals, x, width);
  const size = Math.min(9, Math.max(6, (x(1) - x(0)) * 0.45 || 9));
  const top = 22 + 21 * Math.max(0, ...placed.map(({ row }) => row + 1));
  const marks = ticks(Math.max(...one.values, one.median[0], 1));
  const y = (value) => height - bottom - (value / marks.at(-1)) * (height - bottom - top);
  const drawn = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  for (const mark of marks) drawn.append(
    svg("line", { class: "grid", x1: left, x2: width - right, y1: y(mark), y2: y(mark) }),
    svg("text", { class: "axis", x: left - 7, y: y(mark) + 4, "text-anchor": "end" }, String(mark)));
  const middle = y(one.median[0]);
  drawn.append(
    svg("line", { class: "median", x1: left, x2: width - right, y1: middle, y2: middle }),
    svg("text", { class: "median-name", x: width - right + 5, y: middle - 3 }, "median"),
    svg("text", { class: "median-name", x: width - right + 5, y: middle + 11 }, one.median[1]));
  const every = Math.ceil(count / Math.max(1, Math.floor((width - left - right) / 84)));
  data.versions.forEach((version, at) => {
    if ((count - 1 - at) % every) return;
    const name = day(version);
    const text = name.length > 12 ? `${name.slice(0, 11)}…` : name;
    drawn.append(svg("line", { class: "tick", x1: x(at), x2: x(at), y1: y(0), y2: y(0) + 5 }),
      svg("text", { class: "axis", x: x(at), y: height - bottom + 20, "text-anchor": "middle" }, text));
  });
  for (const { signal, name, row, first, last, middle: at } of placed) {
    const line = 20 + 21 * row;
    drawn.append(svg("path", { class: `bracket ${signal.kind}`, d: `M${first} ${line + 6} v-5 H${last} v5` }),
      svg("text", { class: `name ${signal.kind}`, x: at, y: line - 4, "text-anchor": "middle" }, name));
  }
  drawn.append(svg("polyline", { class: "line", points: one.values.map((value, at) => `${x(at)},${y(value)}`).join(" ") }));
  one.values.forEach((value, at) => {
    const kinds = one.signals.filter((signal) => signal.points.includes(at)).map((signal) => signal.kind);
    const shown = kinds.includes("shift") ? ["shift"] : ["point"];
    if (kinds.includes("trend")) shown.push("trend");
    drawn.append(svg("g", { "data-at": at },
      svg("title", {}, `${day(data.versions[at])}: ${one.written[at]}`),
      svg("circle", { class: "halo", cx: x(at), cy: y(value), r: size + 4 }),
      ...shown.map((kind) => sign(kind, x(at), y(value), size))));
  });
  return drawn;
}
