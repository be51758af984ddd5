// What a user does, and what must then be on the screen. Each function gets a fresh window on a copy of `workspace/`.
//
// `needs: "server"` marks what only the real server can do; the rest also runs with the stand-in of the fast tests.
// `editor` names one of the set-ups of `run.mjs`; usual is a trusted window with the packed extension alone.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { LANGUAGE_STATUS, until } from "./editor.mjs";

const EXAMPLES = fileURLToPath(new URL("../../examples", import.meta.url));
const TICKET = "prisma/ticket.prisma";

export const scenarios = {
  "no-server": {
    editor: "bare",
    async run(window) {
      await window.open("schema.prisma");
      const toast = await window.see('.notification-toast:has-text("PSL found no server")');
      const text = await toast.innerText();
      for (const step of ["How to Get It", "Open Setting", "Show Log", "Restart"]) {
        assert.ok(text.includes(step), `the message offers "${step}"`);
      }
      await window.screenshot();
      await window.page.locator('.notification-toast >> text="Open Setting"').click();
      await window.see('.settings-editor:has-text("Path of the")');
      await window.screenshot("-setting");
    },
  },

  "broken-setting": {
    settings: { "psl.server.path": "${workspaceFolder}/tools/psl" },
    async run(window) {
      await window.open("schema.prisma");
      const toast = await window.see('.notification-toast:has-text("PSL cannot use the server")');
      const text = await toast.innerText();
      assert.match(text, /psl\.server\.path: nothing there \(.*tools\/psl\)/);
      assert.match(text, /Open Setting/);
      await window.settle();
      await window.screenshot();
      // Repaired settings take effect by themselves.
      writeFileSync(join(window.folder, ".vscode/settings.json"), "{}");
      await servers(window, 1);
    },
  },

  "crash-at-start": {
    settings: { "psl.server.path": "tools/psl" },
    prepare(folder) {
      mkdirSync(join(folder, "tools"));
      const text = `#!/bin/sh\n[ "$1" = --version ] && echo "psl 0.1.0" && exit 0\necho "no memory today" >&2\nexit 3\n`;
      writeFileSync(join(folder, "tools/psl"), text, { mode: 0o755 });
    },
    async run(window) {
      await window.open("schema.prisma");
      await window.see('.notification-toast:has-text("PSL stopped 5 times")');
      await window.settle();
      await window.screenshot();
      const texts = await window.page.locator(".notification-toast").allInnerTexts();
      assert.equal(texts.length, 1, `one message, not several: ${texts.join(" | ")}`);
      await window.command("PSL: Show Log");
      await window.see('.panel .view-line:has-text("server")');
      await until("the reason in the log", () => window.log().includes("no memory today"));
    },
  },

  mistake: {
    async run(window) {
      await window.open("mistake.prisma");
      await window.see(".squiggly-error");
      const problems = await window.problems("Strng");
      assert.ok(problems.some((it) => it.includes("type-unknown")), `code is shown: ${problems}`);
      await window.screenshot();
    },
  },

  // The example with mistakes: what the command line finds is what the editor shows.
  example: {
    needs: "server",
    prepare(folder) {
      cpSync(EXAMPLES, join(folder, "examples"), { recursive: true });
    },
    async run(window) {
      const { stdout } = spawnSync(window.binary, ["validate", "examples", "--format", "short"], { cwd: window.folder, encoding: "utf8" });
      const first = /^(.+?):(\d+):(\d+): error: .* \[([a-z0-9-]+)\]$/m.exec(stdout);
      assert.ok(first !== null, `an example with an error is expected, the command line reports: ${stdout}`);
      const [, file, line, column, code] = first;
      await window.open(file);
      await window.see(".squiggly-error");
      const problems = await window.problems(code);
      assert.ok(problems.some((it) => it.includes(code) && it.includes(`[Ln ${line}, Col ${column}]`)), `${problems}`);
      await window.screenshot();
    },
  },

  "format-on-save": {
    async run(window) {
      await window.open("mistake.prisma");
      await window.see(".squiggly-error");
      await window.goToText("prisma/mistake.prisma", "id    Int");
      await window.press("End");
      await window.type("   ");
      await window.save("prisma/mistake.prisma", (text) => text.includes("@id\n"));
      await window.screenshot();
    },
  },

  "quick-fix": {
    needs: "server",
    async run(window) {
      await window.open("mistake.prisma");
      await window.see(".squiggly-error");
      await window.goToText("prisma/mistake.prisma", "Strng", 1);
      await window.press("Control+.");
      await window.see('.action-widget .monaco-list-row:has-text("String")');
      await window.screenshot("-menu");
      await window.press("Enter");
      await window.see(".squiggly-error", { state: "detached" });
      await window.save("prisma/mistake.prisma", "label String");
      await window.screenshot();
    },
  },

  "complete-attribute": {
    needs: "server",
    async run(window) {
      await window.openServed("ticket.prisma");
      await window.goToText(TICKET, "title  String");
      await window.press("End");
      await window.type(" @");
      const labels = await window.suggestions("@unique");
      assert.ok(!labels.some((it) => it.startsWith("@relation")), `no @relation on a string: ${labels}`);
      await window.screenshot();
    },
  },

  "complete-native-type": {
    needs: "server",
    async run(window) {
      await window.openServed("ticket.prisma");
      await window.goToText(TICKET, "title  String");
      await window.press("End");
      await window.type(" @db.");
      await window.suggestions("Text");
      await window.type("Va");
      await window.suggestions("VarChar");
      await window.screenshot();
    },
  },

  "complete-relation": {
    needs: "server",
    async run(window) {
      await window.openServed("ticket.prisma");
      await window.goToText(TICKET, "@@index");
      await window.press("End");
      await window.press("Enter");
      await window.type("other Room @relation(");
      await window.suggestions("fields");
      await window.screenshot();
    },
  },

  hover: {
    needs: "server",
    async run(window) {
      await window.openServed("ticket.prisma");
      await window.goToText(TICKET, "room   Room", 8);
      await window.command("Show or Focus Hover");
      const hover = await window.see('.monaco-hover:not(.hidden):has-text("Room")');
      assert.match(await hover.textContent(), /A room people work in/);
      await window.screenshot();
    },
  },

  rename: {
    needs: "server",
    async run(window) {
      await window.openServed("ticket.prisma");
      await window.goToText(TICKET, "Room   @relation", 1);
      await window.press("F2");
      const box = window.page.locator(".rename-box input");
      await box.fill("Office");
      await box.press("Enter");
      await window.see('.view-line:has-text("Office")');
      await window.command("File: Save All Files");
      await until("both files renamed", () => {
        const [room, ticket] = [window.read("prisma/schema.prisma"), window.read(TICKET)];
        return room.includes("model Office") && room.includes('@@map("Room")') && /room +Office +@relation/.test(ticket);
      });
      await window.screenshot();
    },
  },

  diagram: {
    async run(window) {
      await window.openServed("ticket.prisma");
      await window.command("PSL: Show Entity Diagram");
      const page = await diagramPage(window);
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
      await window.goTo(11);
      await window.type("model Lamp {\n  id Int @id\n}\n");
      await page.waitForSelector('text=Lamp', { state: "attached" });
      assert.equal(await viewBox(), zoomed, "zoom and position are kept");

      await (await page.$("#find")).fill("lamp");
      await page.waitForSelector(".found");
      await window.screenshot("-found");
      await (await page.$("#fit")).click();
      await window.screenshot("-fit");
    },
  },

  // A large schema: all of it at once, readable after zooming in.
  "diagram-large": {
    prepare(folder) {
      const model = (at) =>
        `model Table${at} {\n  id   Int    @id\n  name String\n` +
        (at === 0 ? "" : `  upId Int\n  up   Table${at >> 1} @relation(fields: [upId], references: [id])\n`) +
        [2 * at, 2 * at + 1].filter((it) => it > 0 && it < 127).map((it) => `  down${it} Table${it}[]\n`).join("") +
        "}\n";
      const text = Array.from({ length: 127 }, (_, at) => model(at)).join("\n");
      writeFileSync(join(folder, "prisma/large.prisma"), text);
    },
    async run(window) {
      await window.openServed("large.prisma");
      await window.command("PSL: Show Entity Diagram");
      const page = await diagramPage(window);
      await page.waitForSelector('text=Table126', { state: "attached" });
      await window.screenshot();
      await (await page.$("#find")).fill("Table99");
      await page.waitForSelector(".found");
      await window.screenshot("-found");
    },
  },

  "fix-all": {
    needs: "server",
    prepare(folder) {
      writeFileSync(join(folder, "prisma/case.prisma"), "model Lamp {\n  id    int    @id\n  label string\n}\n");
    },
    async run(window) {
      await window.open("case.prisma");
      await window.see(".squiggly-error");
      await window.command("PSL: Fix All Safe Findings in This File");
      await window.see(".squiggly-error", { state: "detached" });
      await window.save("prisma/case.prisma", (text) => /id +Int +@id/.test(text) && /label +String/.test(text));
      await window.screenshot();
    },
  },

  restart: {
    async run(window) {
      await window.open("mistake.prisma");
      await window.see(".squiggly-error");
      const [first] = await servers(window, 1);
      process.kill(first, "SIGKILL");
      await until("another server", () => window.servers().some((pid) => pid !== first));
      await window.goToText("prisma/mistake.prisma", "label Strng");
      await window.press("Control+Shift+K");
      await window.see(".squiggly-error", { state: "detached" });
      await window.press("Control+Z");
      await window.see(".squiggly-error");
      await window.screenshot();
    },
  },

  "gives-up": {
    async run(window) {
      await window.open("mistake.prisma");
      await window.see(".squiggly-error");
      let last = 0;
      for (let times = 0; times < 5; times += 1) {
        await until("a running server", () => window.servers().some((pid) => pid !== last));
        await window.see(".squiggly-error");
        last = window.servers()[0];
        process.kill(last, "SIGKILL");
        await until("its end", () => !window.servers().includes(last));
      }
      await window.see('.notification-toast:has-text("PSL stopped 5 times")');
      await window.settle();
      await window.screenshot();
      assert.equal(await window.page.locator(".notification-toast").count(), 1, "one message, not several");
      await window.page.locator('.notification-toast >> text="Restart"').click();
      await servers(window, 1);
      await window.see(".squiggly-error");
      await window.screenshot("-restarted");
    },
  },

  status: {
    async run(window) {
      await window.openServed("ticket.prisma");
      await servers(window, 1);
      await window.page.locator(LANGUAGE_STATUS).hover();
      await window.see('.hover-language-status:has-text("Prisma 7")');
      await window.screenshot();
      await window.command("PSL: Which Files Belong Together?");
      await window.see('.tab.active:has-text("Project.md")');
      await window.see(".detected-link");
      await window.screenshot("-project");
      const { x, y } = await window.page.locator(".detected-link").last().boundingBox();
      await window.page.keyboard.down("Control");
      await window.page.mouse.click(x + 2, y + 5);
      await window.page.keyboard.up("Control");
      await window.see('.tab.active:has-text(".prisma")');
    },
  },

  // A project pinned for the other extension is judged by the rules of Prisma 6 here too.
  pinned: {
    settings: { "prisma.pinToPrisma6": true },
    async run(window) {
      await window.openServed("ticket.prisma");
      await servers(window, 1);
      await window.page.locator(LANGUAGE_STATUS).hover();
      await window.see('.hover-language-status:has-text("Prisma 6")');
      await window.screenshot();
    },
  },

  // Beside the other extension: one question, whose answer changes settings of this workspace only.
  neighbour: {
    editor: "neighbour",
    async run(window) {
      await window.open("mistake.prisma");
      await window.see('.notification-toast:has-text("Prisma\'s extension is enabled too")');
      await window.settle();
      await window.screenshot();
      await window.page.locator('.notification-toast >> text="Use PSL Here"').click();
      const settings = ".vscode/settings.json";
      await until("settings of the workspace", () => {
        const text = existsSync(join(window.folder, settings)) ? window.read(settings) : "";
        return text.includes('"prisma.enableDiagnostics": false') && text.includes('"editor.defaultFormatter": "psl.psl"');
      });
      await window.see('.extensions-viewlet .monaco-list-row:has-text("prisma")');
      await window.settle();
      await window.screenshot("-answered");
      await window.open("mistake.prisma");
      await window.goToText("prisma/mistake.prisma", "id    Int");
      await window.press("End");
      await window.type("   ");
      await window.save("prisma/mistake.prisma", (text) => text.includes("@id\n"));
      assert.ok(!window.read("prisma/mistake.prisma").includes("neighbour"), "formatted by us, without a question");
    },
  },

  // Settings that start programs do not count in a workspace that is not trusted; the bundled server does.
  untrusted: {
    editor: "untrusted",
    settings: { "psl.server.path": "/nowhere/psl" },
    async run(window) {
      await window.open("mistake.prisma");
      await window.see('.statusbar-item:has-text("Restricted Mode")');
      await window.see(".squiggly-error");
      await window.command("PSL: Show Entity Diagram");
      await (await diagramPage(window)).waitForSelector('text=Desk', { state: "attached" });
      await window.screenshot();
    },
  },

  explain: {
    async run(window) {
      await window.open("mistake.prisma");
      await window.see(".squiggly-error");
      await window.goToText("prisma/mistake.prisma", "Strng", 1);
      await window.command("PSL: Explain Finding under the Cursor");
      await window.see('.tab.active:has-text("type-unknown.md")');
      await window.settle();
      await window.screenshot();
    },
  },

  colours: {
    async run(window) {
      await window.open("schema.prisma");
      await window.settle();
      await window.screenshot();
    },
  },
};

async function servers(window, count) {
  await until(`${count} running server`, () => window.servers().length === count);
  return window.servers();
}

/** The page inside the two frames a webview is made of. */
async function diagramPage(window) {
  const outer = await (await window.see("iframe.webview.ready")).contentFrame();
  const inner = await (await outer.waitForSelector("iframe#active-frame")).contentFrame();
  await inner.waitForSelector("#view svg");
  return inner;
}
