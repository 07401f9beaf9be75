//! Differences, as git shows them.

use std::path::Path;

use super::error::GitError;

/// Lines around a difference, as git shows them.
const DIFF_CONTEXT: u32 = 3;

/// A unified difference between two versions of a file, as `git apply` takes
/// it; `before` is `None` for a new file.
///
/// # Errors
/// They cannot be compared.
pub fn diff(path: &str, before: Option<&[u8]>, after: &[u8]) -> Result<String, GitError> {
    let mut options = git2::DiffOptions::new();
    options.context_lines(DIFF_CONTEXT);
    if std::str::from_utf8(after).is_ok() {
        options.force_text(true);
    } else {
        options.show_binary(true);
    }
    let name = Some(Path::new(path));
    let old = before.unwrap_or_default();
    let compared = git2::Patch::from_buffers(old, name, after, name, Some(&mut options));
    let written = compared.and_then(|mut patch| patch.to_buf());
    let written = written.map_err(GitError::git("compare"))?;
    let difference = String::from_utf8_lossy(&written).into_owned();
    Ok(match before {
        Some(_) => difference,
        None => of_a_new_file(&difference),
    })
}

/// libgit2 compares with an empty file, and its header says so.
fn of_a_new_file(patch: &str) -> String {
    let (header, body) = match patch.find("\n@@ ").or_else(|| patch.find("\nGIT binary")) {
        Some(end) => patch.split_at(end + 1),
        None => (patch, ""),
    };
    let lines = header.lines().map(|line| {
        if let Some(index) = line.strip_prefix("index ") {
            let new = index.split("..").nth(1).unwrap_or_default();
            let new = new.split(' ').next().unwrap_or_default();
            format!(
                "new file mode 100644\nindex {:0>width$}..{new}\n",
                "",
                width = new.len()
            )
        } else if line.starts_with("--- ") {
            "--- /dev/null\n".to_owned()
        } else {
            format!("{line}\n")
        }
    });
    lines.collect::<String>() + body
}
