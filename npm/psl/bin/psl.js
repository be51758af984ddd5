#!/usr/bin/env node
// Starts the native binary, which is in a package of its own for each platform. Prints nothing unless that fails.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const PACKAGE = require("../package.json");
const COULD_NOT_RUN = 2;

const binary = process.env.PSL_BINARY || nativeBinary();
const child = spawn(binary, process.argv.slice(2), { stdio: "inherit", windowsHide: true });

child.on("error", (error) => {
  const origin = process.env.PSL_BINARY ? "PSL_BINARY names it; correct the path or unset it" : reinstall();
  fail(`cannot start \`${binary}\`: ${error.code ?? error.message}`, origin);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  // The child decides what a signal means; this process ends as the child does.
  process.on(signal, () => child.kill(signal));
}
child.on("exit", (code, signal) => {
  process.exit(signal === null ? code : 128 + (constants.signals[signal] ?? 0));
});

/** The binary in the package for this platform, wherever the package manager has put that. */
function nativeBinary() {
  const platform = `${process.platform}-${process.arch}`;
  const name = `${PACKAGE.name}-${platform}`;
  const exe = process.platform === "win32" ? "psl.exe" : "psl";
  try {
    return require.resolve(`${name}/bin/${exe}`);
  } catch {
    if (!Object.hasOwn(PACKAGE.optionalDependencies ?? {}, name)) {
      fail(
        `there is no package with a binary for ${platform}`,
        "build psl in a clone of its repository with `cargo install --locked --path .`, and set PSL_BINARY to its path",
      );
    }
    fail(`the package \`${name}\`, which has the binary for this machine, is not installed`, reinstall());
  }
}

function reinstall() {
  return (
    "install again, on this machine, without `--omit=optional` or `--no-optional`; a node_modules folder or a lock " +
    "file made on another platform may have left it out. Or set PSL_BINARY to the path of a psl binary"
  );
}

function fail(problem, advice) {
  process.stderr.write(`psl: ${problem}\n  help: ${advice}\n`);
  process.exit(COULD_NOT_RUN);
}
