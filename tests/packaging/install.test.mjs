// install.sh, the archives it expects, and the script of the GitHub action, against releases on this machine.

import assert from "node:assert/strict";
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";

import { fakeBinary, root, scratch } from "./stage.mjs";

const version = /^version = "(.+)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"))[1];
const targets = JSON.parse(readFileSync(join(root, "packaging/targets.json"), "utf8")).map((it) => it.target);

/** Releases as GitHub lays them out: one version, which is also the latest. */
function releases(t, body = "exit 0") {
  const folder = scratch(t);
  const download = join(folder, "releases/download", `v${version}`);
  const latest = join(folder, "releases/latest/download");
  const binary = fakeBinary(join(folder, "psl"), body);
  const names = targets.map((target) =>
    execFileSync("sh", [join(root, "packaging/archive.sh"), target, binary, download], { encoding: "utf8" }).trim(),
  );
  const sums = names.map((name) => {
    const sum = createHash("sha256").update(readFileSync(join(download, name))).digest("hex");
    return `${sum}  ${name}\n`;
  });
  writeFileSync(join(download, "SHA256SUMS"), sums.join(""));
  mkdirSync(latest, { recursive: true });
  cpSync(download, latest, { recursive: true });
  const own = names.find((it) => it.includes(ownTarget()));
  return { folder, download, names, own, bin: join(folder, "bin"), url: `file://${folder}/releases` };
}

function ownTarget() {
  const cpu = { x64: "x86_64", arm64: "aarch64" }[process.arch];
  return cpu + { linux: "-unknown-linux-musl", darwin: "-apple-darwin", win32: "-pc-windows-msvc" }[process.platform];
}

function run(program, args, env = {}) {
  return new Promise((resolve) => {
    execFile(program, args, { encoding: "utf8", env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

const install = (args, env) => run("sh", [join(root, "install.sh"), ...args], env);

test("installs the latest release, or the one that is named", async (t) => {
  const there = releases(t);
  for (const args of [[], ["--version", version], ["--version", `v${version}`]]) {
    rmSync(there.bin, { recursive: true, force: true });
    const done = await install(["--from", there.url, "--to", there.bin, ...args]);
    assert.equal(done.code, 0, done.stderr);
    assert.match(done.stdout, /^installed psl 0\.0\.0 \(fake\) as .*\/bin\/psl\nnote: .* is not on PATH/);
    assert.deepEqual(readdirSync(there.bin), ["psl"]);
    assert.equal(statSync(join(there.bin, "psl")).mode & 0o777, 0o755);
  }
});

/** The address at which a folder's releases can be had over HTTP while a test runs. */
async function served(t, folder) {
  const server = createServer((request, response) => {
    const path = join(folder, request.url ?? "");
    response.writeHead(existsSync(path) ? 200 : 404).end(existsSync(path) ? readFileSync(path) : "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/releases`;
}

test("reads the environment, and works over HTTP", async (t) => {
  const there = releases(t);
  const PSL_RELEASES = await served(t, there.folder);
  const done = await install([], { PSL_RELEASES, PSL_INSTALL_DIR: there.bin, PSL_VERSION: version });
  assert.equal(done.code, 0, done.stderr);
  assert.ok(existsSync(join(there.bin, "psl")));
  const missing = await install(["--version", "9.9.9"], { PSL_RELEASES, PSL_INSTALL_DIR: there.bin });
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /cannot download .*v9\.9\.9\/SHA256SUMS: .*404.*\n {2}help: check the version/);
});

test("leaves everything as it was when something is wrong", async (t) => {
  const there = releases(t);
  const refused = async (pattern, args = []) => {
    mkdirSync(there.bin, { recursive: true });
    writeFileSync(join(there.bin, "psl"), "old");
    const done = await install(["--from", there.url, "--to", there.bin, "--version", version, ...args]);
    assert.equal(done.code, 2, done.stdout);
    assert.match(done.stderr, pattern);
    assert.match(done.stderr, /\n {2}help: \w/);
    assert.equal(readFileSync(join(there.bin, "psl"), "utf8"), "old");
  };
  await refused(/there is no flag `--force`/, ["--force"]);
  await refused(/--to needs a value/, ["--to"]);
  await refused(/cannot make `\/dev\/null\/bin`/, ["--to", "/dev/null/bin"]);
  writeFileSync(join(there.download, there.own), "something else");
  await refused(/is not what was released: its SHA-256 is [0-9a-f]{64}, not [0-9a-f]{64}/);
  rmSync(join(there.download, there.own));
  await refused(/cannot download .*\.tar\.gz/);
  writeFileSync(join(there.download, "SHA256SUMS"), "");
  await refused(/this release has no binary for /);
});

test("does not install a binary that does not run", async (t) => {
  const there = releases(t);
  const broken = fakeBinary(join(there.folder, "broken"), "");
  writeFileSync(broken, "#!/bin/sh\necho wrong machine >&2\nexit 1\n");
  chmodSync(broken, 0o755);
  execFileSync("sh", [join(root, "packaging/archive.sh"), ownTarget(), broken, there.download]);
  const sum = createHash("sha256").update(readFileSync(join(there.download, there.own))).digest("hex");
  writeFileSync(join(there.download, "SHA256SUMS"), `${sum}  ${there.own}\n`);
  const done = await install(["--from", there.url, "--to", there.bin, "--version", version]);
  assert.equal(done.code, 2);
  assert.match(done.stderr, /does not run here: wrong machine/);
  assert.ok(!existsSync(there.bin));
});

test("needs the address of the releases until a release has written it", async () => {
  const done = await install([], { PSL_RELEASES: "" });
  assert.equal(done.code, 2);
  assert.match(done.stderr, /the address of the releases is not known\n {2}help: name it with --from/);
});

test("the script knows every target that is built, and the workflow reads the same list", () => {
  const script = readFileSync(join(root, "install.sh"), "utf8");
  const windows = readFileSync(join(root, "install.ps1"), "utf8");
  for (const target of targets) {
    const system = target.slice(target.indexOf("-"));
    assert.ok(script.includes(`$cpu${system}"`), target);
    assert.ok(!system.includes("windows") || windows.includes(`"${target}"`), target);
  }
  const workflow = readFileSync(join(root, ".github/workflows/release.yml"), "utf8");
  for (const part of ["packaging/targets.json", "packaging/archive.sh", "npm/build.mjs", "SHA256SUMS"]) {
    assert.ok(workflow.includes(part), part);
  }
  assert.match(script, /^RELEASED_AT=""$/m, "the workflow replaces this line");
  assert.match(windows, /^\$ReleasedAt = ""$/m, "the workflow replaces this line");
});

test("the workflow writes the address of the releases into both scripts", (t) => {
  const folder = scratch(t);
  const workflow = readFileSync(join(root, ".github/workflows/release.yml"), "utf8");
  const steps = [...workflow.matchAll(/^ +((?:sed|grep -q) ".*install\..*)$/gm)].map(([, command]) => command);
  assert.equal(steps.length, 4);
  mkdirSync(join(folder, "dist/release"), { recursive: true });
  const releases = "https://example.org/one/two/releases";
  for (const name of ["install.sh", "install.ps1"]) {
    cpSync(join(root, name), join(folder, name));
  }
  execFileSync("sh", ["-euc", steps.join("\n")], { cwd: folder, env: { ...process.env, releases } });
  assert.ok(readFileSync(join(folder, "dist/release/install.ps1"), "utf8").includes(`$ReleasedAt = "${releases}"\n`));
});

test("says which machines have no binary", async (t) => {
  const folder = scratch(t);
  const uname = join(folder, "uname");
  const on = async (machine, system) => {
    writeFileSync(uname, `#!/bin/sh\ncase "$1" in -m) echo ${machine} ;; *) echo ${system} ;; esac\n`);
    chmodSync(uname, 0o755);
    const PATH = `${folder}:${process.env.PATH}`;
    return (await install(["--from", `file://${folder}/none`, "--to", folder], { PATH })).stderr;
  };
  assert.match(await on("armv7l", "Darwin"), /no released binary for Darwin on armv7l/);
  assert.match(await on("mips", "Linux"), /no released binary for Linux on mips\n {2}help: build it/);
  assert.match(await on("armv7l", "Linux"), /cannot download/);
});

// The script runs on any system's PowerShell; what is Windows about it are names in the environment.
const hasPowerShell = spawnSync("pwsh", ["-Version"]).status === 0;
test("install.ps1 installs, and refuses what was not released", { skip: !hasPowerShell && "no pwsh" }, async (t) => {
  const there = releases(t);
  const url = await served(t, there.folder);
  const windows = (...args) =>
    run("pwsh", ["-NoProfile", "-File", join(root, "install.ps1"), "-To", there.bin, ...args], {
      PROCESSOR_ARCHITECTURE: "AMD64",
    });
  const done = await windows("-From", url);
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stdout, /^installed psl 0\.0\.0 \(fake\) as .*psl\.exe\r?\nnote: .* is not on PATH/);
  const name = there.names.find((it) => it.includes("x86_64-pc-windows"));
  writeFileSync(join(there.download, name), "something else");
  const refused = await windows("-From", url, "-Version", version);
  assert.notEqual(refused.code, 0);
  assert.match(refused.stderr + refused.stdout, /is not what was released/);
});

test("the action installs, checks and sums up", async (t) => {
  const there = releases(
    t,
    `case "$*" in
      "fmt --check") echo "a,b.prisma"; exit 1 ;;
      "validate shop --format github --format sarif=psl.sarif") echo "::error::found"; exit "\${FINDINGS:-0}" ;;
      *) echo "unexpected: $*"; exit 2 ;;
    esac`,
  );
  const work = join(there.folder, "work");
  mkdirSync(join(work, "api"), { recursive: true });
  const act = (env) =>
    run("bash", [join(root, "packaging/action.sh")], {
      PSL_RELEASES: there.url,
      RUNNER_TEMP: there.folder,
      GITHUB_WORKSPACE: work,
      GITHUB_PATH: join(there.folder, "path"),
      GITHUB_STEP_SUMMARY: join(there.folder, "summary"),
      INPUT_WORKING_DIRECTORY: join(work, "api"),
      INPUT_ARGS: "validate shop",
      INPUT_SARIF: "psl.sarif",
      ...env,
    });
  const done = await act({ INPUT_FMT: "true" });
  assert.equal(done.code, 1, done.stderr);
  assert.match(done.stdout, /^::error file=api\/a%2Cb\.prisma,title=psl fmt::not laid out/m);
  assert.match(done.stdout, /^::error::found$/m);
  const summary = readFileSync(join(there.folder, "summary"), "utf8");
  assert.match(summary, /`psl fmt --check` \| findings/);
  assert.match(summary, /`psl validate shop` \| nothing to report/);
  assert.equal(readFileSync(join(there.folder, "path"), "utf8"), `${there.folder}/psl-${version}\n`);
  assert.equal((await act({ INPUT_FMT: "false" })).code, 0);
  assert.equal((await act({ INPUT_FMT: "false", FINDINGS: "1" })).code, 1);
  assert.equal((await act({ INPUT_FMT: "true", INPUT_ARGS: "nonsense" })).code, 2);
});
