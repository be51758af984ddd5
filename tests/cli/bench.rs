//! A scratch folder in which the binary is run.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

/// What a run printed, and its code.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A folder of its own, removed at the end.
pub struct Bench {
    dir: PathBuf,
}

impl Bench {
    pub fn new() -> Bench {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("psl-cli-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let dir = std::env::temp_dir().join(name);
        fs::create_dir_all(dir.join(".git")).unwrap(); // Looking upwards ends here.
        Bench { dir: dir.canonicalize().unwrap() }
    }

    pub fn file(self, name: &str, text: &str) -> Bench {
        self.bytes(name, text.as_bytes())
    }

    pub fn bytes(self, name: &str, bytes: &[u8]) -> Bench {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn read_bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    pub fn psl(&self, args: &[&str]) -> Run {
        self.psl_in(args, &[])
    }

    /// Runs with the given environment variables and none of those that decide about colours or formats.
    pub fn psl_in(&self, args: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = self.command(Path::new(env!("CARGO_BIN_EXE_psl")));
        command.args(args).envs(variables.iter().copied()).stdin(Stdio::null());
        command.output().unwrap().into()
    }

    pub fn psl_with_input(&self, args: &[&str], input: &str) -> Run {
        let mut command = self.command(Path::new(env!("CARGO_BIN_EXE_psl")));
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap().into()
    }

    /// Runs a line of shell; `$PSL` is the binary.
    pub fn shell(&self, line: &str) -> Run {
        let mut command = self.command(Path::new("sh"));
        command.args(["-c", line]).env("PSL", env!("CARGO_BIN_EXE_psl")).stdin(Stdio::null());
        command.output().unwrap().into()
    }

    /// Whether `git apply` takes the diff.
    pub fn apply_with_git(&self, diff: &str) -> bool {
        fs::write(self.path(".diff"), diff).unwrap();
        let mut git = self.command(Path::new("git"));
        // The folder is no repository, so git applies to the files as they are.
        fs::remove_dir_all(self.path(".git")).unwrap();
        let applied = git.args(["apply", ".diff"]).status().unwrap().success();
        fs::create_dir_all(self.path(".git")).unwrap();
        applied
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.dir);
        for variable in [
            "NO_COLOR",
            "FORCE_COLOR",
            "CLICOLOR_FORCE",
            "PSL_FORMAT",
            "COLUMNS",
            "RUST_BACKTRACE",
            "PSL_LOG",
        ] {
            command.env_remove(variable);
        }
        command.env("LANG", "C.UTF-8").env("GIT_CEILING_DIRECTORIES", self.dir.parent().unwrap());
        command
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}
