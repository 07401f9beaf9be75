//! The user's editor, as `git commit` runs it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::core::instructions::Instructions;
use crate::core::layout;
use crate::core::told::Usage;
use crate::store::{ordinary, process_runs};

use super::Desk;

/// The mark of byte order, which is no part of a text.
pub(super) const MARK: char = '\u{feff}';

/// Why a text did not come out of the editor.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// The editor failed or was killed.
    #[error("the editor `{0}` failed")]
    Failed(String),
    /// Nothing was written.
    #[error("nothing was written, so nothing was done")]
    Empty,
}

/// A text while it is written: for one step with one ticket or article.
#[derive(Debug)]
pub(super) struct Draft {
    /// Of its file, behind the number of the process: the command, and what it
    /// is about.
    pub(super) name: String,
    /// The command line that takes it up when its place is put behind.
    pub(super) again: Option<String>,
}

impl Draft {
    /// The text of a file of the store, which `command` changes.
    pub(super) fn of_file(command: &str, stem: &str) -> Self {
        Self {
            name: format!("{command}-{stem}.md"),
            again: None,
        }
    }
}

impl Desk {
    /// The editor's command line: `GIT_EDITOR`, `core.editor`, `VISUAL`,
    /// `EDITOR`, else vi; on a dumb terminal neither `VISUAL` nor vi, as git has
    /// it. All of them are the user's own, so a shell may read them, as git lets
    /// it.
    fn editor(&self) -> anyhow::Result<String> {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let is_dumb = variable("TERM").is_none_or(|terminal| terminal == "dumb");
        let full_screen = |editor: Option<String>| editor.filter(|_| !is_dumb);
        variable("GIT_EDITOR")
            .or_else(|| self.books.store.repository().config_string("core.editor"))
            .or_else(|| full_screen(variable("VISUAL")))
            .or_else(|| variable("EDITOR"))
            .or_else(|| full_screen(Some("vi".to_owned())))
            .ok_or_else(|| {
                let hint = "EDITOR=ed bitacora ..., or the text on the command line";
                Usage::new("the terminal is dumb, and EDITOR is not set", hint).into()
            })
    }

    fn drafts(&self) -> PathBuf {
        self.books.store.repository().own_dir()
    }

    /// Where a text lies while it is edited, and where it is kept when the
    /// command fails afterwards.
    ///
    /// Each process has its own: two editors may be open at once, and a text
    /// that was kept stays until somebody has read it.
    fn draft_path(&self, draft: &Draft) -> PathBuf {
        let name = format!("{}-{}", std::process::id(), draft.name);
        self.drafts().join(name)
    }

    /// Tells of the same text as processes that have ended have left it.
    fn tell_of_older(&self, draft: &Draft) {
        let files = fs::read_dir(self.drafts()).into_iter().flatten().flatten();
        for file in files {
            let name = file.file_name();
            let name = name.to_string_lossy();
            let pid = name
                .split_once('-')
                .filter(|(_, name)| *name == draft.name)
                .and_then(|(pid, _)| pid.parse().ok());
            if pid.is_some_and(|pid| !process_runs(pid)) {
                self.warn(&format!(
                    "an earlier text for this is kept in {}; remove it when it has served",
                    file.path().display()
                ));
            }
        }
    }

    /// Lets the user edit `text` in a file and gives back what it then holds.
    /// No lock is held meanwhile. It is a step of [`Desk::with_draft`].
    pub(super) fn edit_text(&self, draft: &Draft, text: &str) -> anyhow::Result<String> {
        let editor = self.editor()?;
        self.flushed();
        self.tell_of_older(draft);
        let path = self.draft_path(draft);
        if let Some(folder) = path.parent() {
            let made = self.books.store.repository().make_own_dir(folder);
            made.with_context(|| format!("create {}", folder.display()))?;
        }
        // Never through a link, and never over what is there.
        fs::File::create_new(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .with_context(|| format!("write {}", path.display()))?;
        let ran = run_editor(&editor, &path);
        let read = || read_draft(&path);
        if let Err(error) = ran {
            if read().is_ok_and(|left| left == text) {
                self.drop_draft(draft);
            }
            return Err(error);
        }
        read()
    }

    /// Lets the user edit a text whose lines that begin with `#` are
    /// instructions, and gives back what was written beside them.
    pub(super) fn edit_template(&self, draft: &Draft, text: &str) -> anyhow::Result<String> {
        let repository = self.books.store.repository();
        let sign = repository.config_last(&["core.commentchar", "core.commentstring"]);
        let cleanup = repository.config_string("commit.cleanup");
        let instructions = Instructions::of(sign.as_deref(), cleanup.as_deref(), text);
        let put = instructions.put(text);
        let left = self.edit_text(draft, &put)?;
        Ok(instructions.take(left.trim_start_matches(MARK), &put))
    }

    /// Asks for a text in the editor, under a question that is left out of it.
    /// An empty text aborts.
    pub(super) fn ask_text(&self, draft: &Draft, question: &str) -> anyhow::Result<String> {
        let asked = question.lines().map(|line| format!("# {line}\n"));
        let text = self.edit_template(draft, &format!("\n{}", asked.collect::<String>()))?;
        if text.is_empty() {
            return Err(self.nothing_written(draft));
        }
        // What is kept is what `-F` takes up again.
        let path = self.draft_path(draft);
        let again = path.with_extension("new");
        fs::File::create_new(&again)
            .and_then(|mut file| file.write_all(format!("{text}\n").as_bytes()))
            .and_then(|()| fs::rename(&again, &path))
            .with_context(|| format!("write {}", path.display()))?;
        Ok(text)
    }

    /// Whoever writes nothing wants nothing, and has nothing to lose.
    pub(super) fn nothing_written(&self, draft: &Draft) -> anyhow::Error {
        self.drop_draft(draft);
        EditorError::Empty.into()
    }

    fn drop_draft(&self, draft: &Draft) {
        let _ = fs::remove_file(self.draft_path(draft));
    }

    /// Runs a step that uses a text from the editor: when it fails, the text
    /// is kept and its place is told.
    pub(super) fn with_draft<T>(
        &self,
        draft: &Draft,
        step: impl FnOnce() -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let result = step();
        let path = self.draft_path(draft);
        if !path.exists() {
            return result;
        }
        if result.is_ok() {
            self.drop_draft(draft);
            return result;
        }
        let again = draft.again.as_ref().map(|again| {
            let place = path.to_string_lossy();
            format!("; {again} {} takes it up again", shell_words::quote(&place))
        });
        self.warn(&format!(
            "the text is kept in {}{}",
            path.display(),
            again.unwrap_or_default()
        ));
        result
    }
}

/// What the editor left. It may have put another file in its place.
fn read_draft(path: &Path) -> anyhow::Result<String> {
    let name = path.display();
    let bytes = ordinary::read_own(path, layout::MOST_TEXT)
        .map_err(anyhow::Error::new)
        .and_then(|read| read.ok_or_else(|| anyhow::anyhow!("it is gone")))
        .with_context(|| format!("read {name}"))?;
    String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))
}

fn run_editor(editor: &str, path: &Path) -> anyhow::Result<()> {
    let status = Command::new("sh")
        .arg("-c")
        .arg(format!("{editor} \"$@\""))
        .arg(editor)
        .arg(path)
        .status()
        .with_context(|| format!("run the editor `{editor}`"))?;
    if status.success() {
        Ok(())
    } else {
        Err(EditorError::Failed(editor.to_owned()).into())
    }
}
