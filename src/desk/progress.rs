//! How far an import is, for who looks on.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::desk::Desk;

/// A line on standard error that goes away at the end; nothing where nobody
/// looks on, or wants quiet.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// While rows are read.
    pub(super) fn reading(desk: &Desk, rows: usize) -> Self {
        Self::new(desk, rows, "reading {human_pos} of {human_len} rows, {eta}")
    }

    /// While files and their objects are written.
    pub(super) fn writing(desk: &Desk, tickets: usize) -> Self {
        let progress = Self::new(desk, tickets, "writing {human_len} tickets");
        progress.0.tick();
        progress
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

    pub(super) fn advance(&self, rows: usize) {
        self.0.inc(rows as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
