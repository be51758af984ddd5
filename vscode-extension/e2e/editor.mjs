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
const LANGUAGE_STATUS = '.statusbar-item[id="status.languageStatus"]';
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

/** A window on a fresh copy of the sample workspace, without its schema if that is `empty`, with `files` and `open` in front. */
export async function openWindow(browser, code, name, { settings, folder: folderName = name, empty, files = {}, open, down, size }) {
  const folder = join(scratch, "workspaces", folderName);
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(here, "workspace"), folder, { recursive: true, filter: (path) => !(empty && basename(path) === "prisma") });
  const all = settings === undefined ? files : { ...files, ".vscode/settings.json": JSON.stringify(settings) };
  Object.entries(all).forEach(([path, text]) => write(join(folder, path), text));
  const [width, height] = size ?? [1400, 900];
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT);
  await page.goto(`${code.url}/?folder=${encodeURIComponent(folder)}`);
  await page.waitForSelector(".monaco-workbench .explorer-folders-view .monaco-list-row");
  const window = new Window(page, folder, code, name);
  if (open !== undefined) {
    await window.open(open);
  }
  if (open !== undefined && !down) {
    await window.see(`${LANGUAGE_STATUS} a[aria-label*="Prisma"]:not([aria-label*="starting"])`);
  }
  return window;
}

/** What a user does, and what a user sees. What is looked for is waited for. */
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
    // For the picture only: lets animations end.
    await this.page.waitForTimeout(500);
    await this.page.screenshot({ path });
    return path;
  }

  /** The part of the screen that `selector` covers, as a file. */
  async cut(selector, path) {
    mkdirSync(dirname(path), { recursive: true });
    await this.page.screenshot({ path, clip: await this.page.locator(selector).boundingBox() });
  }

  async type(text) {
    await this.page.keyboard.type(text, { delay: 30 });
  }

  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  /** Runs what the palette lists under `title`. */
  async command(title) {
    await this.press("F1");
    await this.see(".quick-input-widget input");
    await this.page.keyboard.type(title);
    await this.see(`.quick-input-list .monaco-list-row.focused:has-text("${title}")`);
    await this.press("Enter");
  }

  async open(file) {
    this.file = file;
    await this.press("Control+P");
    await this.see(".quick-input-widget input");
    await this.page.keyboard.type(file);
    await this.see(`.quick-input-list .monaco-list-row:has-text("${basename(file)}")`);
    await this.press("Enter");
    await this.see(`.tab.active:has-text("${basename(file)}")`);
    await this.see(".editor-group-container.active .view-line");
  }

  /** Puts the cursor before the first `text` of the file as it is on the disk, or `offset` letters further. */
  async at(text, offset = 0) {
    const lines = this.read().split("\n");
    const line = lines.findIndex((it) => it.includes(text));
    if (line < 0) {
      throw new Error(`${this.file} has no "${text}"`);
    }
    await this.goTo(line + 1, lines[line].indexOf(text) + 1 + offset);
  }

  async atEndOf(text) {
    await this.at(text);
    await this.press("End");
  }

  /** Line and column count from 1. */
  async goTo(line, column = 1) {
    await this.press("Control+G");
    await this.see(".quick-input-widget input");
    await this.page.keyboard.type(`${line}:${column}`);
    await this.press("Enter");
    await this.see(".quick-input-widget", { state: "hidden" });
  }

  /** Saves the file in front and waits until the disk has `expected`: a piece of it, or an expression for it. */
  async save(expected) {
    await this.press("Control+S");
    await this.onDisk(expected);
  }

  async onDisk(expected, file = this.file) {
    const holds = (text) => (typeof expected === "string" ? text.includes(expected) : expected.test(text));
    const what = () => `${file} with ${expected}; it is\n${existsSync(this.path(file)) ? this.read(file) : "not there"}`;
    await until(what, () => existsSync(this.path(file)) && holds(this.read(file)));
  }

  read(file = this.file) {
    return readFileSync(this.path(file), "utf8");
  }

  /** Files without a folder are schemas. */
  path(file) {
    return join(this.folder, file.includes("/") ? file : join("prisma", file));
  }

  async see(selector, options) {
    return this.page.waitForSelector(selector, options);
  }

  async squiggle() {
    await this.see(".squiggly-error");
  }

  async noSquiggle() {
    await this.see(".squiggly-error", { state: "detached" });
  }

  /** Rows of the Problems view, once there is one with `text`. */
  async problems(text) {
    await this.command("Problems: Focus on Problems View");
    await this.see(`.markers-panel .monaco-list-row:has-text("${text}")`);
    return this.page.$$eval(".markers-panel .monaco-list-row", (rows) => rows.map((it) => it.textContent));
  }

  /** Labels of the suggestions, once there is one with `text`. */
  async suggestions(text) {
    await this.see(`.suggest-widget.visible .monaco-list-row:has-text("${text}")`);
    const rows = ".suggest-widget.visible .monaco-list-row";
    return this.page.$$eval(rows, (found) => found.map((it) => it.getAttribute("aria-label")));
  }

  /** The message that contains `text`: all it says, buttons included, and a way to press one. */
  async toast(text) {
    const toast = await this.see(`.notification-toast:has-text("${text}")`);
    const press = (button) => this.page.locator(`.notification-toast:has-text("${text}") >> text="${button}"`).click();
    return { text: await toast.innerText(), press };
  }

  async toasts() {
    return this.page.locator(".notification-toast").count();
  }

  /** Opens the status of the language until it says `text`. */
  async status(text) {
    await this.page.locator(LANGUAGE_STATUS).hover();
    await this.see(`.hover-language-status:has-text("${text}")`);
  }

  /** The page of the diagram panel. */
  async diagram() {
    await this.command("PSL: Show Entity Diagram");
    const page = await this.webview();
    await page.waitForSelector("#view svg");
    return page;
  }

  /** The page inside the two frames a webview is made of. */
  async webview() {
    const outer = await (await this.see("iframe.webview.ready")).contentFrame();
    return (await outer.waitForSelector("iframe#active-frame")).contentFrame();
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

  /** Waits for the one server that is not the `last`. */
  async server(last) {
    await until("a running server", () => this.servers().length === 1 && this.servers()[0] !== last);
    return this.servers()[0];
  }

  async kill(server) {
    process.kill(server, "SIGKILL");
    await until("the end of the server", () => !this.servers().includes(server));
  }
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
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
  throw new Error(`waited ${TIMEOUT / 1000} s in vain for ${typeof what === "string" ? what : what()}`);
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
