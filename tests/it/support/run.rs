//! What a run came to. Status, standard output and standard error are compared
//! together; a run that nobody compares fails the test.

use std::process::Output;

use serde_json::Value;

use super::filed::Filed;
use super::schema::check_answers;

/// The end of a run, and what is expected of it: empty streams, until said
/// otherwise.
#[must_use = "a run that is not compared proves nothing"]
pub(crate) struct Run {
    line: String,
    status: Option<i32>,
    stdout: String,
    stderr: String,
    wanted_stdout: String,
    wanted_stderr: String,
    is_compared: bool,
    /// The tickets that the desk had filed.
    pub(super) filed: Filed,
}

impl Run {
    pub(super) fn new(line: String, output: &Output) -> Self {
        let text = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            check_answers(&text);
            text
        };
        Self {
            line,
            status: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
            wanted_stdout: String::new(),
            wanted_stderr: String::new(),
            is_compared: false,
            filed: Filed::default(),
        }
    }

    /// What a terminal showed, whose lines end in CR LF.
    pub(super) fn on_terminal(line: String, output: &Output) -> Self {
        let mut run = Self::new(line, output);
        run.stdout = run.stdout.replace("\r\n", "\n");
        run
    }

    /// What it must print.
    pub(crate) fn stdout(mut self, text: impl Into<String>) -> Self {
        self.wanted_stdout = text.into();
        self
    }

    /// What it must remark.
    pub(crate) fn stderr(mut self, text: impl Into<String>) -> Self {
        self.wanted_stderr = text.into();
        self
    }

    /// Its only remark must be a warning about this file.
    pub(crate) fn named(self, path: &str) -> Self {
        let warning = format!("warning: {path}:");
        let is_it = self.stderr.lines().count() == 1 && self.stderr.starts_with(&warning);
        let remark = if is_it { self.stderr.clone() } else { warning };
        self.stderr(remark)
    }

    /// It is done, with these streams.
    pub(crate) fn ok(self) {
        self.code(0);
    }

    /// It ends with this status and these streams.
    pub(crate) fn code(mut self, status: i32) {
        self.is_compared = true;
        let found = (self.status, &*self.stdout, &*self.stderr);
        let wanted = (Some(status), &*self.wanted_stdout, &*self.wanted_stderr);
        assert!(
            found == wanted,
            "{}\n--- found: {:?}\n{}--- stderr\n{}--- wanted: {:?}\n{}--- stderr\n{}",
            self.line,
            found.0,
            found.1,
            found.2,
            wanted.0,
            wanted.1,
            wanted.2,
        );
    }

    /// It prints nothing and ends with an error of this text and this hint.
    pub(crate) fn error(self, status: i32, line: &str, hint: &str) {
        let hint = if hint.is_empty() {
            String::new()
        } else {
            format!("hint: {hint}\n")
        };
        self.stderr(format!("error: {line}\n{hint}")).code(status);
    }

    /// It is done with no remark but the one expected; what it printed.
    #[must_use]
    pub(crate) fn shown(self) -> String {
        let stdout = self.stdout.clone();
        self.stdout(&*stdout).ok();
        stdout
    }

    /// What it shows, for a snapshot: done, with no remark but the one expected.
    /// A snapshot is blind to blank ends, to an indent of all lines and to CR: a
    /// page has none.
    #[must_use]
    pub(crate) fn page(self) -> String {
        let filed = self.filed.clone();
        let text = self.shown();
        let lines = text.strip_suffix('\n').unwrap();
        assert!(lines == lines.trim() && !lines.contains('\r'), "{text:?}");
        filed.numbered(&text)
    }

    /// It ends with this status and prints nothing; what it complained of.
    #[must_use]
    pub(crate) fn complaint(self, status: i32) -> String {
        let stderr = self.stderr.clone();
        self.stderr(&*stderr).code(status);
        stderr
    }

    /// It ends with this status; both streams, for the caller to compare.
    #[must_use]
    pub(crate) fn both(mut self, status: i32) -> (String, String) {
        self.is_compared = true;
        assert_eq!(self.status, Some(status), "{}\n{}", self.line, self.stderr);
        (
            std::mem::take(&mut self.stdout),
            std::mem::take(&mut self.stderr),
        )
    }

    /// Everything, for the caller to compare.
    #[must_use]
    pub(crate) fn taken(mut self) -> (i32, String, String) {
        self.is_compared = true;
        let status = self.status.expect("it was not killed");
        (
            status,
            std::mem::take(&mut self.stdout),
            std::mem::take(&mut self.stderr),
        )
    }

    /// It ends with this status and, after any warnings, one JSON object on
    /// standard error.
    #[must_use]
    pub(crate) fn json_error(self, status: i32) -> Value {
        let complaint = self.complaint(status);
        serde_json::from_str(complaint.lines().last().unwrap_or_default()).unwrap()
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        assert!(
            self.is_compared || std::thread::panicking(),
            "nobody compared {}",
            self.line
        );
    }
}
