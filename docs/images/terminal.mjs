// Draws docs/images/terminal.svg: what `psl validate` really prints, with its colours. Run it when that changes:
//
//   node docs/images/terminal.mjs [PATH OF A psl BINARY]     target/release/psl by default

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const binary = resolve(process.argv[2] ?? join(root, "target/release/psl"));
const COMMAND = ["validate", "examples/mistakes.prisma"];
/** The picture has room for these; the others are left out, visibly. */
const SHOWN = ["type-unknown-case", "referential-action-unknown", "default-enum-value-unknown"];

const CELL = { width: 8.43, height: 18, margin: 20, font: 14 };
const COLORS = { back: "#1b2333", text: "#d7dce5", dim: "#8a94a6", 31: "#ff7b72", 36: "#56c7d8", "38;5;9": "#ff7b72" };

const run = spawnSync(binary, [...COMMAND, "--color", "always"], { cwd: root, encoding: "utf8" });
if (run.error !== undefined || run.status !== 1) {
  console.error(`terminal.mjs: ${binary} does not answer with findings: ${run.error ?? run.stderr}`);
  process.exit(2);
}

const findings = run.stdout.trimEnd().split("\n\n");
const lines = [[{ text: "$ ", color: COLORS.dim }, { text: `psl ${COMMAND.join(" ")}`, bold: true }]];
let isGap = false;
for (const finding of findings) {
  if (SHOWN.some((code) => finding.includes(`[${code}]`))) {
    lines.push(...finding.split("\n").map(runs), []);
    isGap = false;
  } else if (!isGap) {
    lines.push([{ text: "⋮", color: COLORS.dim }], []);
    isGap = true;
  }
}
lines.push([{ text: run.stderr.trim() }]);
writeFileSync(join(root, "docs/images/terminal.svg"), svg(lines));

/** A line of the terminal as pieces of one look; reads the few escapes the output has. */
function runs(line) {
  const pieces = [];
  let look = {};
  for (const [part, escape] of line.matchAll(/\u001b\[([\d;]*)m|[^\u001b]+/g)) {
    if (escape === undefined) {
      pieces.push({ ...look, text: part });
    } else if (escape === "0" || escape === "") {
      look = {};
    } else if (escape === "1") {
      look = { ...look, bold: true };
    } else if (COLORS[escape] !== undefined) {
      look = { ...look, color: COLORS[escape] };
    } else {
      throw new Error(`no colour for the escape ${escape}`);
    }
  }
  return pieces;
}

/** Every piece states its width, so that columns line up in any font. */
function svg(all) {
  const columns = Math.max(...all.map((pieces) => pieces.reduce((sum, it) => sum + it.text.length, 0)));
  const width = Math.ceil(columns * CELL.width + 2 * CELL.margin);
  const height = all.length * CELL.height + 2 * CELL.margin;
  const rows = all.flatMap((pieces, row) => {
    const y = CELL.margin + (row + 0.75) * CELL.height;
    let column = 0;
    return pieces.flatMap(({ text, color, bold }) => {
      const x = CELL.margin + column * CELL.width;
      column += text.length;
      if (text.trim() === "") {
        return [];
      }
      const look = `${color === undefined ? "" : ` fill="${color}"`}${bold ? ' font-weight="bold"' : ""}`;
      const place = `x="${x.toFixed(2)}" y="${y}" textLength="${(text.length * CELL.width).toFixed(2)}"`;
      return [`<text ${place}${look}>${escaped(text)}</text>`];
    });
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>psl ${COMMAND.join(" ")}: findings with the line, the place and a repair</title>
<rect width="100%" height="100%" rx="8" fill="${COLORS.back}"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${CELL.font}" fill="${COLORS.text}">
${rows.join("\n")}
</g>
</svg>
`;
}

/** Blanks are written as no-break spaces, which no viewer takes out. */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(" ", "\u00a0");
}
