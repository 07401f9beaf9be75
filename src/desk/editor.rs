//! The user's editor, as `git commit` runs it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use super::Desk;

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

/// Lines that begin so are instructions and are left out.
const COMMENT: &str = "#";

impl Desk {
    /// The editor's command line: `GIT_EDITOR`, `core.editor`, `VISUAL`,
    /// `EDITOR`, else vi. All of them are the user's own, so a shell may read
    /// them, as git lets it.
    fn editor(&self) -> String {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        variable("GIT_EDITOR")
            .or_else(|| self.store.repository().config_string("core.editor"))
            .or_else(|| variable("VISUAL"))
            .or_else(|| variable("EDITOR"))
            .unwrap_or_else(|| "vi".to_owned())
    }

    /// Where a text lies while it is edited, and where it is kept when the
    /// command fails afterwards.
    ///
    /// Each process has its own: two editors may be open at once, and a text
    /// that was kept stays until somebody has read it.
    fn draft_path(&self, name: &str) -> PathBuf {
        self.store
            .repository()
            .git_dir()
            .join("bitacora")
            .join(format!("{}-{name}", std::process::id()))
    }

    /// Lets the user edit `text` in a file and gives back what it then holds.
    /// No lock is held meanwhile.
    pub fn edit_text(&self, name: &str, text: &str) -> anyhow::Result<String> {
        let path = self.draft_path(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("create {}", folder.display()))?;
        }
        fs::File::create(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .with_context(|| format!("write {}", path.display()))?;
        let ran = self.run_editor(&path);
        let read = || fs::read_to_string(&path).with_context(|| format!("read {}", path.display()));
        if let Err(error) = ran {
            if read().is_ok_and(|left| left == text) {
                self.drop_draft(name);
            }
            return Err(error);
        }
        read()
    }

    fn run_editor(&self, path: &Path) -> anyhow::Result<()> {
        let editor = self.editor();
        let status = Command::new("sh")
            .arg("-c")
            .arg(format!("{editor} \"$@\""))
            .arg(&editor)
            .arg(path)
            .status()
            .with_context(|| format!("run the editor `{editor}`"))?;
        if status.success() {
            Ok(())
        } else {
            Err(EditorError::Failed(editor).into())
        }
    }

    /// Asks for a text in the editor, under a template whose lines begin with
    /// `#` and are left out. An empty text aborts.
    pub fn ask_text(&self, name: &str, template: &str) -> anyhow::Result<String> {
        let commented: String = template
            .lines()
            .map(|line| format!("{COMMENT} {line}").trim_end().to_owned() + "\n")
            .collect();
        let text = self.edit_text(name, &format!("\n{commented}"))?;
        let text = without_comments(&text);
        if text.is_empty() {
            return Err(self.nothing_written(name));
        }
        Ok(text)
    }

    /// Whoever writes nothing wants nothing, and has nothing to lose.
    pub(super) fn nothing_written(&self, name: &str) -> anyhow::Error {
        self.drop_draft(name);
        EditorError::Empty.into()
    }

    fn drop_draft(&self, name: &str) {
        let _ = fs::remove_file(self.draft_path(name));
    }

    /// Runs a step that uses a text from the editor: when it fails, the text
    /// is kept and its place is told, with `again`, the command line that takes
    /// it up when the place is put behind it.
    pub fn with_draft<T>(
        &self,
        (name, again): (&str, Option<&str>),
        step: impl FnOnce() -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let result = step();
        let path = self.draft_path(name);
        if !path.exists() {
            return result;
        }
        if result.is_ok() {
            self.drop_draft(name);
            return result;
        }
        let again = again.map(|again| {
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

/// The text without instructions, without blank lines around it.
pub(super) fn without_comments(text: &str) -> String {
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with(COMMENT))
        .map(str::trim_end)
        .collect();
    kept.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_and_blank_edges_are_left_out() {
        assert_eq!(
            without_comments("\n\nIt stopped.  \n\n# say what\nTwice.\n#\n"),
            "It stopped.\n\nTwice."
        );
        assert_eq!(without_comments("\n# only this\n"), "");
    }
}
