// Finds the `psl` binary. Knows files and processes, nothing of the editor, so it is tested without one.

import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as paths from "node:path";

/** The npm package with the command line; its native binaries are in packages of this name and a platform. */
export const NPM_PACKAGE = "@psl-tools/psl";

/** How the server is started; `pid` is the process whose end also ends the server. */
export function serverArguments(pid: number): string[] {
  return ["lsp", "--stdio", `--clientProcessId=${pid}`];
}

/** Everything the answer depends on, so that a test can describe any machine. */
export interface Search {
  setting: string;
  source: string;
  trusted: boolean;
  file: string | undefined;
  folder: string | undefined;
  extension: string;
  major: number;
  home: string;
  env: Record<string, string | undefined>;
  platform: string;
  arch: string;
}

export interface Host {
  exists(path: string): boolean;
  realpath(path: string): string;
  /** First line of `psl --version`; rejects with the reason. */
  version(path: string): Promise<string>;
}

export interface Binary {
  path: string;
  origin: string;
  version: string;
}

/** `rejected` has one sentence for every place that was looked at before. */
export interface Outcome {
  binary: Binary | undefined;
  rejected: string[];
}

interface Place {
  origin: string;
  paths: string[];
}

export async function findBinary(search: Search, host: Host = machine): Promise<Outcome> {
  const rejected: string[] = [];
  for (const { origin, paths } of places(search, host)) {
    const present = paths.filter((path) => host.exists(path));
    if (present.length === 0) {
      rejected.push(`${origin}: nothing there${paths.length === 1 ? ` (${paths[0]})` : ""}`);
    }
    for (const path of present) {
      const answer = await host.version(path).catch((error: Error) => error);
      const problem = answer instanceof Error ? answer.message : unsupported(answer, search.major);
      if (problem === undefined) {
        return { binary: { path, origin, version: String(answer) }, rejected };
      }
      rejected.push(`${origin}: ${path} ${problem}`);
    }
  }
  return { binary: undefined, rejected };
}

/** In order of preference. A path in the settings is an order: nothing else is tried. */
function places(search: Search, host: Host): Place[] {
  const { join } = search.platform === "win32" ? paths.win32 : paths.posix;
  const exe = search.platform === "win32" ? "psl.exe" : "psl";
  if (search.setting !== "") {
    return [{ origin: "setting psl.server.path", paths: [expand(search.setting, search)] }];
  }
  const bundled = { origin: "bundled with the extension", paths: [join(search.extension, "server", exe)] };
  if (!search.trusted) {
    return [bundled];
  }
  const workspace = { origin: `npm package ${NPM_PACKAGE}`, paths: npmBinaries(search, host, exe) };
  const onPath = { origin: "PATH", paths: pathBinaries(search, exe) };
  return search.source === "bundled" ? [bundled, onPath] : [workspace, bundled, onPath];
}

/** What cannot be expanded stays as it is written, so the message about the missing file shows it. */
export function expand(setting: string, search: Pick<Search, "home" | "folder" | "env" | "platform">): string {
  const { home, folder, env, platform } = search;
  const { isAbsolute, join } = platform === "win32" ? paths.win32 : paths.posix;
  const expanded = setting
    .replace(/^~(?=$|[\\/])/, () => home)
    .replaceAll("${workspaceFolder}", (written) => folder ?? written)
    .replace(/\$\{env:([^}]+)\}/g, (written, name: string) => env[name] ?? written);
  return isAbsolute(expanded) || folder === undefined ? expanded : join(folder, expanded);
}

/** The nearest installed package only: a second copy further up belongs to another project. */
function npmBinaries(search: Search, host: Host, exe: string): string[] {
  const { join, dirname } = search.platform === "win32" ? paths.win32 : paths.posix;
  const native = `${NPM_PACKAGE}-${search.platform}-${search.arch}`;
  // Both kinds of Linux binaries are static, so it does not matter which of them npm has chosen.
  const names = search.platform === "linux" ? [native, `${native}-musl`] : [native];
  const start = search.file === undefined ? search.folder : dirname(search.file);
  for (let dir = start; dir !== undefined; dir = dirname(dir) === dir ? undefined : dirname(dir)) {
    const modules = join(dir, "node_modules");
    // pnpm keeps the native package beside the real place of the wrapper, out of the project's reach.
    const wrapper = join(modules, NPM_PACKAGE);
    const beside = host.exists(wrapper) ? [dirname(dirname(host.realpath(wrapper)))] : [];
    const found = [modules, join(wrapper, "node_modules"), ...beside]
      .flatMap((at) => names.map((name) => join(at, name, "bin", exe)))
      .filter((path) => host.exists(path));
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

/** Relative entries are left out: they would run what lies in the opened folder. */
function pathBinaries({ env, platform }: Search, exe: string): string[] {
  const { delimiter, isAbsolute, join } = platform === "win32" ? paths.win32 : paths.posix;
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(delimiter);
  return folders.filter((folder) => isAbsolute(folder)).map((folder) => join(folder, exe));
}

function unsupported(version: string, major: number): string | undefined {
  const found = /^psl (\d+)\.\d+\.\d+/.exec(version);
  if (found === null) {
    return `is something else: --version says "${version}"`;
  }
  return Number(found[1]) === major ? undefined : `has version "${version}", this extension needs ${major}.x`;
}

const machine: Host = {
  exists: fs.existsSync,
  realpath: (path) => fs.realpathSync(path),
  version: (path) =>
    new Promise((resolve, reject) => {
      execFile(path, ["--version"], { timeout: 5000 }, (error, stdout) => {
        if (error === null) {
          return resolve(stdout.split("\n", 1)[0]?.trim() ?? "");
        }
        const why = error.killed === true ? "no answer to --version in 5 s" : error.message.split("\n", 1)[0];
        return reject(new Error(`does not run: ${why}`));
      });
    }),
};
