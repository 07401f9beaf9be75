//! Two clones of one desk, and what is asked of them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::{Desk, path_of};

/// What a sync says that had nothing to do.
pub(super) const NOTHING: &str = "0 tickets merged, 0 sent, 0 received";

/// Clones of one repository, `ana` and `luis`, in folders of their names.
pub(super) struct Clones {
    pub(super) desk: Desk,
}

/// What a command came to.
pub(super) struct Ended {
    pub(super) code: i32,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Ended {
    pub(super) fn is(&self, code: i32, stdout: &str) -> &Self {
        let Self { stderr, .. } = self;
        assert_eq!(
            (self.code, self.stdout.trim_end()),
            (code, stdout),
            "{stderr}"
        );
        self
    }
}

impl Clones {
    pub(super) fn new() -> Self {
        Self::within("")
    }

    /// The store in a folder of the repository: empty, or ending in `/`.
    pub(super) fn within(folder: &str) -> Self {
        let desk = Desk::nowhere();
        let clones = Self { desk };
        clones.shell(&format!(
            "git init -q --bare -b main hub.git
             git clone -q hub.git ana 2>/dev/null
             git -C ana symbolic-ref HEAD refs/heads/main
             git -C ana config user.name Ana
             git -C ana config user.email ana@soft.example
             mkdir -p ana/{folder}"
        ));
        let store = format!("ana/{folder}");
        clones.run(&store, &["init", "--timezone", "UTC"]).is(0, "");
        clones.run(&store, &["sync", "origin"]).is(0, NOTHING);
        clones.shell(
            "git -C ana branch -q -u origin/main
             git clone -q hub.git luis
             git -C luis config user.name Luis
             git -C luis config user.email luis@soft.example",
        );
        clones
    }

    pub(super) fn shell(&self, script: &str) -> String {
        let script = format!("set -e; cd ..\n{script}");
        self.desk.shell(&script).trim_end().to_owned()
    }

    pub(super) fn at(&self, folder: &str) -> PathBuf {
        self.desk.root().join("..").join(folder)
    }

    pub(super) fn run(&self, folder: &str, arguments: &[&str]) -> Ended {
        self.run_with(folder, arguments, &[])
    }

    pub(super) fn run_with(
        &self,
        folder: &str,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Ended {
        let output = self
            .desk
            .process()
            .args(arguments)
            .current_dir(self.at(folder))
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended {
            code: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    pub(super) fn step(&self, folder: &str, arguments: &[&str]) {
        let ended = self.run(folder, arguments);
        assert_eq!(ended.code, 0, "{arguments:?}: {}", ended.stderr);
    }

    /// Files a ticket; its id.
    pub(super) fn open(&self, folder: &str, title: &str) -> String {
        let ended = self.run(folder, &["open", title]);
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        ended.stdout.trim().to_owned()
    }

    pub(super) fn sync(&self, folder: &str) -> Ended {
        self.run(folder, &["sync"])
    }

    pub(super) fn json(&self, folder: &str, arguments: &[&str]) -> Value {
        let arguments = [arguments, &["--format", "json"]].concat();
        let ended = self.run(folder, &arguments);
        serde_json::from_str(&ended.stdout).expect(&ended.stderr)
    }

    pub(super) fn ticket(&self, folder: &str, id: &str) -> String {
        fs::read_to_string(self.at(folder).join(path_of(id))).unwrap()
    }

    pub(super) fn head(&self, folder: &str) -> String {
        self.shell(&format!("git -C {folder} rev-parse HEAD"))
    }

    /// All that a clone has, with what is not committed.
    pub(super) fn state(&self, folder: &str) -> String {
        self.shell(&format!(
            "git -C {folder} for-each-ref refs/heads
             git -C {folder} status --porcelain -uall
             git -C {folder} diff
             git -C {folder} diff --cached"
        ))
    }

    pub(super) fn hook(&self, folder: &str, name: &str, script: &str) {
        let hooks = match folder {
            "hub.git" => self.at("hub.git/hooks"),
            clone => self.at(clone).join(".git/hooks"),
        };
        fs::create_dir_all(&hooks).unwrap();
        let path = hooks.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Both have the same, and `check` finds nothing.
    pub(super) fn agree(&self) {
        assert_eq!(self.head("ana"), self.head("luis"));
        for folder in ["ana", "luis"] {
            assert_eq!(
                self.shell(&format!("git -C {folder} status --porcelain")),
                ""
            );
            self.step(folder, &["check", "-q"]);
        }
    }

    /// A ticket that both have.
    pub(super) fn shared(&self) -> String {
        let id = self.open("ana", "Printer");
        self.step("ana", &["sync"]);
        self.step("luis", &["sync"]);
        id
    }

    /// A ticket that both have and both have noted something on, `luis` in the hub too.
    pub(super) fn parted(&self) -> String {
        let id = self.shared();
        self.step("luis", &["note", &id, "-m", "His."]);
        self.step("luis", &["sync"]);
        self.step("ana", &["note", &id, "-m", "Mine."]);
        id
    }

    /// A sync that is refused with these words, and changes nothing.
    pub(super) fn refused(&self, folder: &str, code: i32, words: &[&str]) {
        let before = self.state(folder);
        let ended = self.sync(folder);
        ended.is(code, "");
        for part in words {
            assert!(ended.stderr.contains(part), "{part}: {}", ended.stderr);
        }
        assert_eq!(self.state(folder), before);
    }
}
