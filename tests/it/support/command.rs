//! One run of the program, with all that it is told.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{self, Output, Stdio};
use std::rc::Rc;

use super::world::World;
use super::{Desk, Run};

/// A run in the making.
#[must_use]
pub(crate) struct Command<'a> {
    pub(super) desk: &'a Desk,
    pub(super) arguments: Vec<OsString>,
    pub(super) input: Vec<u8>,
    pub(super) variables: Vec<(OsString, OsString)>,
    pub(super) folder: PathBuf,
}

impl Command<'_> {
    /// What it reads on standard input.
    pub(crate) fn stdin(mut self, text: &str) -> Self {
        text.as_bytes().clone_into(&mut self.input);
        self
    }

    /// A variable of the environment; later ones win.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.variables.push((name.into(), value.as_ref().into()));
        self
    }

    /// Where it is run.
    pub(crate) fn within(mut self, folder: impl AsRef<Path>) -> Self {
        folder.as_ref().clone_into(&mut self.folder);
        self
    }

    /// An editor that runs this shell script on the file `$1`.
    pub(crate) fn editor(self, script: &str) -> Self {
        let path = self.desk.home().join("editor.sh");
        fs::write(&path, script).unwrap();
        self.env("GIT_EDITOR", format!("sh '{}'", path.display()))
    }

    /// Runs it, and looks whether it has touched what is not its own.
    pub(crate) fn run(self) -> Run {
        let process = self.desk.process();
        self.run_as(process, Run::new)
    }

    /// Runs it on a terminal without colours (an empty `NO_COLOR` brings them),
    /// on which both streams come out together, as standard output. `None`,
    /// and a word, where no script(1) of util-linux makes terminals.
    pub(crate) fn run_on_terminal(mut self) -> Option<Run> {
        let version = process::Command::new("script").arg("--version").output();
        let is_util_linux = version
            .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("util-linux"));
        if !is_util_linux {
            eprintln!("not run on a terminal: script of util-linux is missing");
            return None;
        }
        let mut line = vec![env!("CARGO_BIN_EXE_bitacora").to_owned()];
        let arguments = std::mem::take(&mut self.arguments);
        line.extend(
            arguments
                .into_iter()
                .map(|word| word.into_string().unwrap()),
        );
        let mut script = self.desk.process_of("script");
        script.args([
            "-q",
            "-e",
            "-f",
            "-c",
            &shell_words::join(&line),
            "/dev/null",
        ]);
        script.env("SHELL", "/bin/sh").env("NO_COLOR", "1");
        Some(self.run_as(script, Run::on_terminal))
    }

    /// Types these keys into an interactive shell that has this program on its
    /// path; what the terminal showed. `None`, and a word, where the shell or a
    /// script(1) of util-linux is missing.
    pub(crate) fn typed_into(self, shell: &str, keys: &str) -> Option<String> {
        let has = |program: &str| {
            let version = process::Command::new(program).arg("--version").output();
            version.map_or(String::new(), |output| {
                String::from_utf8_lossy(&output.stdout).into_owned()
            })
        };
        let (program, _) = shell.split_once(' ').unwrap_or((shell, ""));
        if !has("script").contains("util-linux") || has(program).is_empty() {
            eprintln!("nothing typed into {program}: it or script of util-linux is missing");
            return None;
        }
        let ours = Path::new(env!("CARGO_BIN_EXE_bitacora")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(ours.to_owned()).chain(std::env::split_paths(&path));
        let mut script = self.desk.process_of("script");
        let mut child = script
            .args(["-q", "-e", "-f", "-c", shell, "/dev/null"])
            .current_dir(&self.folder)
            .env("SHELL", "/bin/sh")
            .env("TERM", "xterm")
            .env("PATH", std::env::join_paths(paths).unwrap())
            .envs(self.variables)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A shell that waits for more than was typed sees the end of it.
        child
            .stdin
            .take()
            .unwrap()
            .write_all(keys.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn run_as(self, mut process: process::Command, read: fn(String, &Output) -> Run) -> Run {
        let desk = self.desk;
        let before = desk.world();
        desk.seed.set(desk.seed.get() + 1);
        let line = format!("bitacora {:?}", self.arguments);
        let mut child = process
            .current_dir(&self.folder)
            .env("BITACORA_SEED", desk.seed.get().to_string())
            .args(&self.arguments)
            .envs(self.variables)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input may have gone by now.
        let _ = child.stdin.take().unwrap().write_all(&self.input);
        let mut run = read(line, &child.wait_with_output().unwrap());
        run.filed = desk.filed.borrow().clone();
        let after = World::of(desk);
        desk.made.set(after.follows(&before, desk));
        desk.left.replace(Some(Rc::new(after)));
        run
    }
}
