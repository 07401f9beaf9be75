//! How far long work is, for who looks on.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Desk;

/// Less is read before anybody has seen that it takes time.
const MANY: usize = 2_000;

/// A line on standard error that goes away at the end; nothing where nobody
/// looks on, or wants quiet.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// While rows are read.
    pub(super) fn reading(desk: &Desk, rows: usize) -> Self {
        Self::new(desk, rows, "reading {human_pos} of {human_len} rows, {eta}")
    }

    /// While files are read, if they are many.
    pub(super) fn of_files(desk: &Desk, files: usize) -> Self {
        Self::of_many(
            desk,
            files,
            "reading {human_pos} of {human_len} files, {eta}",
        )
    }

    /// While tickets are checked, if they are many.
    pub(super) fn checking(desk: &Desk, tickets: usize) -> Self {
        Self::of_many(
            desk,
            tickets,
            "checking {human_pos} of {human_len} tickets, {eta}",
        )
    }

    fn of_many(desk: &Desk, all: usize, template: &str) -> Self {
        if all < MANY {
            return Self(ProgressBar::hidden());
        }
        Self::new(desk, all, template)
    }

    /// While files and their objects are written.
    pub(super) fn writing(desk: &Desk, tickets: usize) -> Self {
        let progress = Self::new(desk, tickets, "writing {human_len} tickets");
        progress.0.tick();
        progress
    }

    /// While texts are made ready to be searched, if they prove to be many.
    pub(super) fn preparing(desk: &Desk) -> Self {
        Self::new(desk, 0, "preparing {human_pos} of {human_len} texts, {eta}")
    }

    /// While commits are read, if they prove to be many.
    pub(super) fn walking(desk: &Desk) -> Self {
        Self::new(desk, 0, "reading {human_pos} of {human_len} commits, {eta}")
    }

    /// So many of all are done.
    pub(super) fn at(&self, done: usize, all: usize) {
        if all >= MANY {
            self.0.set_length(all as u64);
            self.0.set_position(done as u64);
        }
    }

    fn new(desk: &Desk, all: usize, template: &str) -> Self {
        if desk.options.quiet {
            return Self(ProgressBar::hidden());
        }
        let target = ProgressDrawTarget::stderr_with_hz(5);
        let bar = ProgressBar::with_draw_target(Some(all as u64), target);
        Self(match ProgressStyle::with_template(template) {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        })
    }

    pub(super) fn advance(&self, more: usize) {
        self.0.inc(more as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
