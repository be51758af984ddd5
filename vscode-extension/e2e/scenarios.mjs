// What a user does, and what must then be on the screen. Each scenario gets a fresh window on a copy of `workspace/`, and
// a picture is taken at its end.
//
//   open       the file in front; the server has answered for it, unless `down` says that none can run
//   files      more files of the folder, by path, or a function that makes them for a binary; with `empty` its only schema
//   settings   of the folder
//   editor     one of the set-ups of `run.mjs`; usual is a trusted window with the packed extension alone
//   real       only the real server can do this; the rest also runs with the stand-in of the fast tests

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { until } from "./editor.mjs";

const MISTAKES = readFileSync(fileURLToPath(new URL("../../examples/mistakes.prisma", import.meta.url)), "utf8");
const CASE = "model Lamp {\n  id    int    @id\n  label string\n}\n";

/** Says its version and then dies. */
const CRASHES = '#!/bin/sh\n[ "$1" = --version ] && echo "psl 0.1.0" && exit 0\necho "no memory today" >&2\nexit 3\n';

/** A tree of 127 models. */
export const LARGE = Array.from({ length: 127 }, (_, at) => {
  const up = at === 0 ? "" : `  upId Int\n  up   Table${at >> 1} @relation(fields: [upId], references: [id])\n`;
  const below = [2 * at, 2 * at + 1].filter((it) => 0 < it && it < 127).map((it) => `  down${it} Table${it}[]\n`);
  return `model Table${at} {\n  id   Int    @id\n  name String\n${up}${below.join("")}}\n`;
}).join("\n");

/** As in the walkthrough, but under the shortcut for building. */
function buildTask(command) {
  const what = { type: "process", command, args: ["validate", "--format", "short"], problemMatcher: "$psl" };
  const how = { group: { kind: "build", isDefault: true }, presentation: { reveal: "never" } };
  return JSON.stringify({ version: "2.0.0", tasks: [{ label: "Check schemas", ...what, ...how }] });
}

export const scenarios = {
  // Findings and repairs.

  mistake: {
    open: "mistake.prisma",
    async run(window) {
      await window.squiggle();
      const problems = await window.problems("Strng");
      assert.ok(problems.some((it) => it.includes("type-unknown")), `code is shown: ${problems}`);
    },
  },

  // Findings of files that are not open, and the same ones the command line has.
  "other-file": {
    real: true,
    open: "ticket.prisma",
    files: { "prisma/mistakes.prisma": MISTAKES.replace(/^datasource[^}]*}/m, "") },
    async run(window) {
      const flags = ["validate", "prisma", "--format", "short"];
      const { stdout } = spawnSync(window.binary, flags, { cwd: window.folder, encoding: "utf8" });
      const lines = [...stdout.matchAll(/^.*mistakes\.prisma:(\d+):(\d+): error: .* \[([a-z0-9-]+)\]$/gm)];
      assert.ok(lines.length > 5, stdout);
      const problems = await window.problems(lines[0][3]);
      for (const [, line, column, code] of lines.slice(0, 3)) {
        assert.ok(problems.some((it) => it.includes(code) && it.includes(`[Ln ${line}, Col ${column}]`)), `${problems}`);
      }
    },
  },

  "quick-fix": {
    real: true,
    open: "mistake.prisma",
    async run(window) {
      await window.squiggle();
      await window.at("Strng", 1);
      await window.press("Control+.");
      await window.see('.action-widget .monaco-list-row:has-text("String")');
      await window.screenshot("-menu");
      await window.press("Enter");
      await window.noSquiggle();
      await window.save("label String");
    },
  },

  "fix-all": {
    real: true,
    open: "case.prisma",
    files: { "prisma/case.prisma": CASE },
    async run(window) {
      await window.squiggle();
      await window.command("PSL: Fix All Safe Findings in This File");
      await window.noSquiggle();
      await window.save(/id +Int +@id\n +label +String\n/);
    },
  },

  "fix-on-save": {
    real: true,
    open: "case.prisma",
    files: { "prisma/case.prisma": CASE },
    settings: { "editor.codeActionsOnSave": { "source.fixAll.psl": "explicit" } },
    async run(window) {
      await window.squiggle();
      await window.save(/id +Int +@id\n +label +String\n/);
    },
  },

  explain: {
    open: "mistake.prisma",
    async run(window) {
      await window.squiggle();
      await window.at("Strng", 1);
      await window.command("PSL: Explain Finding under the Cursor");
      await window.see('.tab.active:has-text("type-unknown.md")');
      await (await window.webview()).waitForSelector("h1:has-text('type-unknown')");
    },
  },

  // Writing.

  "complete-attribute": {
    real: true,
    open: "ticket.prisma",
    async run(window) {
      await window.atEndOf("title  String");
      await window.type(" @");
      const labels = await window.suggestions("@unique");
      assert.ok(!labels.some((it) => it.startsWith("@relation")), `no @relation on a string: ${labels}`);
      await window.screenshot();
      await window.type("un");
      await window.press("Enter");
      await window.save(/title +String +@unique\n/);
    },
  },

  "complete-native-type": {
    real: true,
    open: "ticket.prisma",
    async run(window) {
      await window.atEndOf("title  String");
      await window.type(" @db.");
      await window.suggestions("Text");
      await window.type("Va");
      await window.suggestions("VarChar(n)");
      await window.screenshot();
      await window.press("ArrowDown");
      await window.press("Enter");
      await window.type("80");
      await window.save("@db.VarChar(80)\n");
    },
  },

  // Each step offers the next list by itself.
  "complete-relation": {
    real: true,
    open: "ticket.prisma",
    async run(window) {
      await window.atEndOf("references: [id]");
      await window.press("ArrowLeft");
      await window.type(", onD");
      await window.suggestions("onDelete");
      await window.press("Enter");
      await window.suggestions("Cascade");
      await window.screenshot();
      await window.press("Enter");
      await window.save("references: [id], onDelete: Cascade)");
    },
  },

  "complete-relation-arguments": {
    real: true,
    open: "ticket.prisma",
    async run(window) {
      await window.atEndOf("@@index");
      await window.press("Enter");
      await window.type("other Room @relation(");
      const labels = await window.suggestions("fields");
      assert.ok(labels.some((it) => it.startsWith("references")), `${labels}`);
    },
  },

  // What is typed is what is there: brackets close once, Enter after a whole word is a new line, comments go on.
  typing: {
    open: "ticket.prisma",
    async run(window) {
      await window.press("Control+End");
      await window.type("\n/// Gives light.\nOr does not.");
      await window.press("Enter");
      await window.press("Shift+Home");
      await window.type("model Lamp {\nid Int @id\nname String @default(\"{\")\nsizes Int[]");
      const comment = String.raw`\n/// Gives light\.\n/// Or does not\.\n`;
      const model = String.raw`model Lamp \{\n  id +Int +@id\n  name +String @default\("\{"\)\n  sizes +Int\[\]\n\}`;
      await window.save(new RegExp(comment + model));
    },
  },

  "format-on-save": {
    open: "mistake.prisma",
    async run(window) {
      await window.squiggle();
      await window.atEndOf("id    Int");
      await window.type("   ");
      await window.save("@id\n");
    },
  },

  hover: {
    real: true,
    open: "ticket.prisma",
    async run(window) {
      await window.at("room   Room", 8);
      await window.command("Show or Focus Hover");
      const hover = await window.see('.monaco-hover:not(.hidden):has-text("Room")');
      assert.match(await hover.textContent(), /A room people work in/);
    },
  },

  hints: {
    real: true,
    open: "ticket.prisma",
    settings: { "psl.inlayHints.databaseTypes": true, "psl.inlayHints.referentialActions": true, "psl.lens.references": true },
    async run(window) {
      await window.see('.codelens-decoration:has-text("used by 1 model")');
      await window.see('.view-line:has-text("@db.Text")');
      await window.see('.view-line:has-text("onDelete: Restrict")');
    },
  },

  rename: {
    real: true,
    open: "ticket.prisma",
    async run(window) {
      await window.at("Room   @relation", 1);
      await window.press("F2");
      const box = window.page.locator(".rename-box input");
      await box.fill("Office");
      await box.press("Enter");
      // Fields that are named after the model are offered too, and not ticked.
      await window.see('.bulk-edit-panel:has-text("officeId")');
      await window.screenshot("-preview");
      await window.see('.statusbar-item[aria-label*="Errors: 1"]');
      await window.page.locator('.bulk-edit-panel >> text="Apply"').click();
      await window.see('.view-line:has-text("Office")');
      await window.command("File: Save All Files");
      await window.onDisk(/room +Office +@relation/);
      await window.onDisk(/model Office [^}]*@@map\("Room"\)/, "schema.prisma");
    },
  },

  // A task shows the findings of schemas that nobody has opened.
  task: {
    real: true,
    open: "ticket.prisma",
    files: (binary) => ({ "old/schema.prisma": CASE, ".vscode/tasks.json": buildTask(binary) }),
    async run(window) {
      await window.command("Tasks: Run Build Task");
      const problems = await window.problems("type-unknown-case");
      assert.ok(problems.some((it) => it.includes("[Ln 3, Col 9]")), `${problems}`);
    },
  },

  // The diagram.

  diagram: {
    open: "ticket.prisma",
    async run(window) {
      const page = await window.diagram();
      await window.goTo(3);
      const box = await page.waitForSelector('[data-line="1"]');
      await page.waitForSelector('[data-line="1"].current');
      await window.screenshot();

      // Click: the block, in its file, in the editor.
      await window.goTo(9);
      await box.click();
      await window.see('.statusbar-item:has-text("Ln 2, Col 1")');

      // Zoomed by the wheel, and still so after an edit has brought a new picture.
      const viewBox = () => page.$eval("#view svg", (svg) => svg.getAttribute("viewBox"));
      await box.hover();
      const before = await viewBox();
      await window.page.mouse.wheel(0, -300);
      await until("zoom", async () => (await viewBox()) !== before);
      const zoomed = await viewBox();
      await window.press("Control+End");
      await window.type("\nmodel Lamp {\nid Int @id");
      await page.waitForSelector("text=Lamp", { state: "attached" });
      assert.equal(await viewBox(), zoomed, "zoom and position are kept");

      await page.fill("#find", "lamp");
      await page.waitForSelector(".found");
      await window.screenshot("-found");
      await page.click("#fit");
      await window.screenshot("-fit");
      await page.click("#save");
      await window.see('.quick-input-widget .quick-input-action:has-text("OK")');
      await window.press("Enter");
      await window.onDisk(/^<svg[^]*>Lamp<[^]*<\/svg>/, "schema.svg");
    },
  },

  // All of a large schema at once, readable after zooming in.
  "diagram-large": {
    open: "large.prisma",
    files: { "prisma/large.prisma": LARGE },
    async run(window) {
      const page = await window.diagram();
      await page.waitForSelector("text=Table126", { state: "attached" });
      await window.screenshot();
      await page.fill("#find", "Table99");
      await page.waitForSelector(".found");
      await window.screenshot("-found");
    },
  },

  // In the colours of the theme; to be looked at.
  "diagram-dark": {
    open: "ticket.prisma",
    settings: { "workbench.colorTheme": "Default Dark Modern" },
    async run(window) {
      await window.diagram();
    },
  },

  // The server, and what is said about it.

  status: {
    open: "ticket.prisma",
    async run(window) {
      await window.status("PostgreSQL · Prisma 7");
      await window.screenshot();
      await window.page.locator('.hover-language-status >> text="Show files"').click();
      await window.see('.tab.active:has-text("Project.md")');
      await window.see('.view-line:has-text("ticket.prisma") .detected-link');
      await window.screenshot("-project");
      await window.page.locator('.view-line:has-text("ticket.prisma") .detected-link').first().click({ modifiers: ["Control"] });
      await window.see('.tab.active:has-text("ticket.prisma")');
    },
  },

  "prisma-8": {
    real: true,
    open: "next.prisma",
    files: { "prisma/next.prisma": "// use prisma-next\nmodel A { id Nope }\n" },
    async run(window) {
      await window.status("Prisma 8 file, not handled");
      assert.equal(await window.page.locator(".squiggly-error").count(), 0);
    },
  },

  // A project pinned for the other extension is judged by the rules of Prisma 6 here too.
  pinned: {
    open: "ticket.prisma",
    settings: { "prisma.pinToPrisma6": true },
    async run(window) {
      await window.status("Prisma 6");
    },
  },

  restart: {
    open: "mistake.prisma",
    async run(window) {
      await window.squiggle();
      const first = await window.server();
      await window.kill(first);
      await window.server(first);
      await window.at("label Strng");
      await window.press("Control+Shift+K");
      await window.noSquiggle();
      await window.press("Control+Z");
      await window.squiggle();
    },
  },

  "gives-up": {
    open: "mistake.prisma",
    async run(window) {
      let last;
      for (let times = 0; times < 5; times += 1) {
        last = await window.server(last);
        await window.squiggle();
        await window.kill(last);
      }
      const { press } = await window.toast("PSL stopped 5 times");
      await window.screenshot();
      assert.equal(await window.toasts(), 1, "one message, not several");
      await press("Restart");
      await window.server(last);
      await window.squiggle();
      await window.screenshot("-restarted");
    },
  },

  "crash-at-start": {
    down: true,
    open: "schema.prisma",
    settings: { "psl.server.path": "tools/psl" },
    files: { "tools/psl": CRASHES },
    async run(window) {
      await window.toast("PSL stopped 5 times");
      await window.screenshot();
      assert.equal(await window.toasts(), 1, "one message, not several");
      await window.command("PSL: Show Log");
      await window.see('.panel .view-line:has-text("server")');
      await until("the reason in the log", () => window.log().includes("no memory today"));
    },
  },

  "broken-setting": {
    down: true,
    open: "schema.prisma",
    settings: { "psl.server.path": "${workspaceFolder}/tools/psl" },
    async run(window) {
      const { text } = await window.toast("PSL cannot use the server");
      assert.match(text, /psl\.server\.path: nothing there \(.*tools\/psl\)/);
      assert.match(text, /Open Setting/);
      await window.screenshot();
      // Repaired settings take effect by themselves.
      await window.open(".vscode/settings.json");
      await window.press("Control+A");
      await window.type("{}");
      await window.press("Control+S");
      await window.server();
    },
  },

  "no-server": {
    down: true,
    editor: "bare",
    open: "schema.prisma",
    async run(window) {
      const { text, press } = await window.toast("PSL found no server");
      for (const step of ["How to Get It", "Open Setting", "Show Log", "Restart"]) {
        assert.ok(text.includes(step), `the message offers "${step}"`);
      }
      await window.screenshot();
      await press("Open Setting");
      await window.see('.settings-editor:has-text("Path of the")');
      await window.screenshot("-setting");
    },
  },

  // Settings that start programs do not count in a workspace that is not trusted; the bundled server does.
  untrusted: {
    editor: "untrusted",
    open: "mistake.prisma",
    settings: { "psl.server.path": "/nowhere/psl" },
    async run(window) {
      await window.see('.statusbar-item:has-text("Restricted Mode")');
      await window.squiggle();
      await (await window.diagram()).waitForSelector("text=Desk", { state: "attached" });
    },
  },

  // Beside the other extension: one question, whose answer changes settings of this workspace only.
  neighbour: {
    editor: "neighbour",
    open: "mistake.prisma",
    async run(window) {
      const { press } = await window.toast("Prisma's extension is enabled too");
      await window.screenshot();
      await press("Use PSL Here");
      await window.onDisk('"prisma.enableDiagnostics": false', ".vscode/settings.json");
      await window.onDisk('"editor.defaultFormatter": "psl.psl"', ".vscode/settings.json");
      await window.see('.extensions-viewlet .monaco-list-row:has-text("prisma")');
      await window.screenshot("-answered");
      await window.open("mistake.prisma");
      await window.atEndOf("id    Int");
      await window.type("   ");
      await window.save("@id\n");
      assert.ok(!window.read().includes("neighbour"), "formatted by us, without a question");
    },
  },

  // What needs no server.

  walkthrough: {
    open: "ticket.prisma",
    async run(window) {
      await window.command("Welcome: Open Walkthrough");
      await window.see('.quick-input-list .monaco-list-row:has-text("Get Started with PSL")');
      await window.type("PSL");
      await window.press("Enter");
      await window.see('.getting-started-category:has-text("Get Started with PSL")');
      for (const [at, step] of ["hover", "fix", "save", "everywhere"].entries()) {
        await window.page.locator(`[data-step-id="psl.psl#start#${step}"]`).click();
        await window.screenshot(`-${at + 1}`);
      }
    },
  },

  details: {
    open: "ticket.prisma",
    async run(window) {
      await window.press("Control+Shift+X");
      await window.page.locator('.extensions-viewlet .monaco-list-row:has-text("PSL")').first().click();
      await window.see('.extension-editor:has-text("PSL – Prisma Schema Language")');
      await (await window.webview()).waitForSelector("h1");
    },
  },

  "syntax-tree": {
    open: "ticket.prisma",
    async run(window) {
      await window.command("PSL: Show Syntax Tree (Developer)");
      await window.see('.tab.active:has-text("ticket.prisma.txt")');
      await window.see('.view-line:has-text("KEYWORD")');
    },
  },
};
