// Starts a real VS Code (code-server) with the packed extension and drives it through a headless browser.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const scratch = process.env.PSL_E2E_DIR ?? join(tmpdir(), "psl-e2e");
export const LANGUAGE_STATUS = '.statusbar-item[id="status.languageStatus"]';
const TIMEOUT = 30_000;

const SETTINGS = {
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "files.autoSave": "off",
  "editor.hover.delay": 50,
};

/** One VS Code server with its own settings and extensions; `packages` are .vsix files. */
export async function startCode(name, packages, settings = {}) {
  const data = join(scratch, name, "data");
  const extensions = join(scratch, name, "extensions");
  rmSync(join(scratch, name), { recursive: true, force: true });
  mkdirSync(join(data, "User"), { recursive: true });
  writeFileSync(join(data, "User/settings.json"), JSON.stringify({ ...SETTINGS, ...settings }, undefined, 2));
  const entry = join(scratch, "node_modules/code-server/out/node/entry.js");
  const dirs = ["--user-data-dir", data, "--extensions-dir", extensions];
  for (const vsix of packages) {
    execFileSync(process.execPath, [entry, ...dirs, "--install-extension", vsix], { stdio: "pipe" });
  }
  const port = await freePort();
  const options = ["--bind-addr", `127.0.0.1:${port}`, "--auth", "none", "--disable-telemetry", "--disable-update-check"];
  // A `psl` of the machine must not decide what is tested here.
  const PATH = process.env.PATH.split(delimiter).filter((dir) => !existsSync(join(dir, "psl"))).join(delimiter);
  const server = spawn(process.execPath, [entry, ...dirs, ...options], { env: { ...process.env, PATH }, stdio: "pipe" });
  let output = "";
  server.stdout.on("data", (chunk) => (output += chunk));
  server.stderr.on("data", (chunk) => (output += chunk));
  const url = `http://127.0.0.1:${port}`;
  await until(`code-server at ${url}`, async () => {
    if (server.exitCode !== null) {
      throw new Error(`code-server ended:\n${output}`);
    }
    return fetch(`${url}/healthz`).then((answer) => answer.ok, () => false);
  });
  return { url, data, extensions, stop: () => server.kill() };
}

export async function startBrowser() {
  const { chromium } = createRequire(join(scratch, "package.json"))("playwright-core");
  const quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const executablePath = process.env.PSL_CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", ...quiet] });
}

/** A window on a fresh copy of the sample workspace. */
export async function openWindow(browser, code, name, { settings, prepare }) {
  const folder = join(scratch, "workspaces", name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(here, "workspace"), folder, { recursive: true });
  if (settings !== undefined) {
    mkdirSync(join(folder, ".vscode"));
    writeFileSync(join(folder, ".vscode/settings.json"), JSON.stringify(settings));
  }
  prepare?.(folder);
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT);
  await page.goto(`${code.url}/?folder=${encodeURIComponent(folder)}`);
  await page.waitForSelector(".monaco-workbench .explorer-folders-view .monaco-list-row");
  return new Window(page, folder, code, name);
}

class Window {
  constructor(page, folder, code, name) {
    Object.assign(this, { page, folder, code, name });
  }

  async close() {
    await this.page.context().close();
  }

  async screenshot(suffix = "") {
    mkdirSync(join(scratch, "screenshots"), { recursive: true });
    const path = join(scratch, "screenshots", `${this.name}${suffix}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  /** For pictures only: lets animations end. What is asserted is waited for. */
  async settle() {
    await this.page.waitForTimeout(1500);
  }

  async command(title) {
    await this.page.keyboard.press("F1");
    await this.page.waitForSelector(".quick-input-widget input");
    await this.page.keyboard.type(title);
    await this.page.waitForSelector(`.quick-input-list .monaco-list-row.focused:has-text("${title}")`);
    await this.page.keyboard.press("Enter");
  }

  async open(file) {
    await this.page.keyboard.press("Control+P");
    await this.page.waitForSelector(".quick-input-widget input");
    await this.page.keyboard.type(file);
    await this.page.waitForSelector(`.quick-input-list .monaco-list-row:has-text("${basename(file)}")`);
    await this.page.keyboard.press("Enter");
    await this.page.waitForSelector(`.tab.active:has-text("${basename(file)}")`);
    await this.page.waitForSelector(".editor-group-container.active .view-line");
  }

  /** Opens a schema and waits until the server answers for it. */
  async openServed(file) {
    await this.open(file);
    await this.page.waitForSelector(`${LANGUAGE_STATUS} a[aria-label*="Prisma"]:not([aria-label*="starting"])`);
  }

  /** Line and column count from 1. */
  async goTo(line, column = 1) {
    await this.page.keyboard.press("Control+G");
    await this.page.waitForSelector(".quick-input-widget input");
    await this.page.keyboard.type(`${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.waitForSelector(".quick-input-widget", { state: "hidden" });
  }

  async goToText(file, text, offset = 0) {
    const lines = this.read(file).split("\n");
    const at = lines.findIndex((line) => line.includes(text));
    if (at < 0) {
      throw new Error(`${file} has no "${text}"`);
    }
    await this.goTo(at + 1, lines[at].indexOf(text) + 1 + offset);
  }

  async type(text) {
    await this.page.keyboard.type(text, { delay: 30 });
  }

  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  /** Saves the active file and waits until the disk has `expected` (a string it contains, or a test). */
  async save(file, expected) {
    await this.page.keyboard.press("Control+S");
    const holds = typeof expected === "string" ? (text) => text.includes(expected) : expected;
    await until(`${file} saved as expected; it is\n${this.read(file)}`, () => holds(this.read(file)));
  }

  read(file) {
    return readFileSync(join(this.folder, file), "utf8");
  }

  async see(selector, options) {
    return this.page.waitForSelector(selector, options);
  }

  /** Texts of the Problems view, once there is one that contains `text`. */
  async problems(text) {
    await this.command("Problems: Focus on Problems View");
    const row = `.markers-panel .monaco-list-row:has-text("${text}")`;
    await this.page.waitForSelector(row);
    return this.page.$$eval(".markers-panel .monaco-list-row", (rows) => rows.map((it) => it.textContent));
  }

  /** Labels of the suggestion list, opened by typing or, with `invoke`, by the shortcut. */
  async suggestions(expected) {
    const row = `.suggest-widget.visible .monaco-list-row:has-text("${expected}")`;
    await this.page.waitForSelector(row);
    return this.page.$$eval(".suggest-widget.visible .monaco-list-row", (rows) => rows.map((it) => it.getAttribute("aria-label")));
  }

  /** What the extension has written to its output channel, in all windows so far. */
  log() {
    const logs = join(this.code.data, "logs");
    const files = readdirSync(logs, { recursive: true }).filter((file) => basename(file) === "PSL.log");
    return files.map((file) => readFileSync(join(logs, file), "utf8")).join("\n");
  }

  /** Process ids of the language servers that this extension host has started. */
  servers() {
    return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && isServer(pid, this.code.extensions)).map(Number);
  }
}

function isServer(pid, extensions) {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    const program = [readlinkSync(`/proc/${pid}/exe`), ...command].some((it) => it.startsWith(extensions) && it.endsWith("server/psl"));
    return program && command.includes("lsp");
  } catch {
    return false; // Gone meanwhile.
  }
}

export async function until(what, holds) {
  const deadline = Date.now() + TIMEOUT;
  while (Date.now() < deadline) {
    if (await holds()) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited ${TIMEOUT / 1000} s in vain for ${what}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
