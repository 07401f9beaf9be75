//! Answers that also go to files and to the page of a CI job.

use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::core::layout;
use crate::core::policy::Language;
use crate::core::told::Usage;
use crate::render::github::annotations;
use crate::render::stream::{self, Form};
use crate::render::{Answer, Format, Parts, Style, render, summary};
use crate::store::ordinary;

use super::Desk;

/// Where an answer goes beside standard output.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    /// Each is replaced as a whole.
    pub files: Vec<OutputFile>,
    /// Whether GitHub Actions shows annotations and a summary.
    pub github: bool,
}

/// A file for an answer.
#[derive(Debug, Clone)]
pub struct OutputFile {
    /// From the working folder.
    pub path: PathBuf,
    /// What is written there.
    pub format: Format,
}

impl Desk {
    /// Shows an answer in the format asked for and writes it to files. A run
    /// that should be quiet and has files prints nothing.
    pub fn deliver(&self, answer: Answer<'_>, to: &Delivery) -> anyhow::Result<()> {
        self.deliver_by(answer, self.out.options.style, to)
    }

    /// The parts of an answer that will be written.
    #[must_use]
    pub fn parts(&self, to: &Delivery) -> Parts {
        let files = to.files.iter().map(|file| file.format);
        let formats: Vec<Format> = files.chain([self.out.options.format]).collect();
        let is_data = |format: &Format| matches!(format, Format::Json | Format::Jsonl);
        let is_verdict =
            |format: &Format| matches!(format, Format::Junit | Format::Sarif | Format::Openmetrics);
        Parts {
            data: formats.iter().any(is_data),
            sheet: formats.contains(&Format::Csv),
            verdicts: to.github || formats.iter().any(is_verdict),
            lines: to.github || formats.contains(&Format::Sarif),
        }
    }

    /// As [`Desk::deliver`], with the labels, dates and decimals of a language.
    pub fn deliver_in(
        &self,
        answer: Answer<'_>,
        language: Language,
        to: &Delivery,
    ) -> anyhow::Result<()> {
        let style = Style {
            language: Some(language),
            ..self.out.options.style
        };
        self.deliver_by(answer, style, to)
    }

    /// The one way out for every answer about the store: with what it lacks,
    /// for programs as for people.
    fn deliver_by(&self, answer: Answer<'_>, style: Style, to: &Delivery) -> anyhow::Result<()> {
        let out = self.flushed();
        let answer = &out.with_beside(answer);
        if to.files.is_empty() || !out.options.quiet {
            out.options.show(answer, &style)?;
        }
        let plain = plain(&style);
        for file in &to.files {
            let mut text = Vec::new();
            render(answer, file.format, &plain, &mut text)?;
            self.is_free_for_answers(&file.path)?;
            replace(&file.path, &text)?;
        }
        if to.github {
            self.annotate(answer, &plain)?;
        }
        out.say_beside();
        Ok(())
    }

    /// The runner reads workflow commands on both streams; on standard error
    /// they do not mix with the answer.
    fn annotate(&self, answer: &Answer<'_>, style: &Style) -> anyhow::Result<()> {
        if let Some(alerts) = answer.alerts() {
            stream::say(&annotations(&alerts), Form::Own);
        }
        let Some(path) = &self.out.options.step_summary else {
            self.remark("GITHUB_STEP_SUMMARY is not set; no summary is written.");
            return Ok(());
        };
        self.is_free_for_answers(path)?;
        append(path, answer, style)
    }
}

/// As for a terminal, but without its width and colours.
fn plain(style: &Style) -> Style {
    Style {
        language: style.language,
        ..Style::default()
    }
}

/// Adds the answer to a page that may hold something already, as far as there
/// is room.
fn append(path: &Path, answer: &Answer<'_>, style: &Style) -> anyhow::Result<()> {
    let add = || -> io::Result<()> {
        let mut file = File::options().append(true).create(true).open(path)?;
        let held = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
        let mut text = Vec::new();
        summary(answer, style, held, &mut text)?;
        file.write_all(&text)
    };
    add().with_context(|| format!("cannot write {}", path.display()))
}

/// Writes a temporary file beside the path and renames it: whoever reads the
/// path sees the old text or the new one. A file that was there keeps its mode;
/// of a link the name is taken, and what it leads to stays.
fn replace(path: &Path, text: &[u8]) -> anyhow::Result<()> {
    let failed = || format!("cannot write {}", path.display());
    if ordinary::is_descriptor(path) {
        let open = File::options().write(true).open(path);
        return open
            .and_then(|mut stream| stream.write_all(text))
            .with_context(failed);
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        let folder = folder.display();
        return Err(Usage::new(
            format!("there is no folder {folder}"),
            format!("mkdir -p {folder}"),
        )
        .into());
    }
    let about = fs::symlink_metadata(path).ok();
    if about
        .as_ref()
        .is_some_and(|about| !about.is_file() && !about.is_symlink())
    {
        return Err(Usage::new(
            format!("{} is not an ordinary file", path.display()),
            "-o takes the name of a file",
        )
        .into());
    }
    let kept = about.filter(fs::Metadata::is_file);
    let write = || -> io::Result<()> {
        let mut file = tempfile::Builder::new()
            .prefix(".bitacora-")
            // As any new file, less the umask: a scraper is another user.
            .permissions(Permissions::from_mode(0o666))
            .tempfile_in(folder)?;
        if let Some(about) = kept {
            // Before a byte is in it: what was for one reader alone stays so.
            let mode = about.permissions().mode() & 0o7777;
            file.as_file()
                .set_permissions(Permissions::from_mode(mode))?;
        }
        file.write_all(text)?;
        file.persist(path)?;
        Ok(())
    };
    write().with_context(failed)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

impl Desk {
    /// Refuses a place for an answer that is the store's or git's own: a report
    /// over a ticket would be a lost ticket, one among the hooks would be run.
    fn is_free_for_answers(&self, path: &Path) -> anyhow::Result<()> {
        let Ok(folder) = folder_of(path).canonicalize() else {
            return Ok(());
        };
        let repository = self.books.store.repository();
        let root = fs::canonicalize(self.books.store.root())?;
        let of_store = [layout::TICKETS, layout::CONTRACTS, layout::FAQ].map(|top| root.join(top));
        let of_git = [repository.git_dir(), repository.common_dir()];
        let is_in = |own: &Path| folder.starts_with(own);
        if of_store.iter().any(|own| is_in(own)) || of_git.into_iter().any(is_in) {
            return Err(Usage::new(
                format!(
                    "{} lies among the files of the store or of git",
                    path.display()
                ),
                "name a file elsewhere, such as ../report.html",
            )
            .into());
        }
        Ok(())
    }
}
