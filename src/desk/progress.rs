//! How far long work is, for who looks on.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::books::{Gauge, Work};

/// Less is read before anybody has seen that it takes time.
const MANY: usize = 2_000;

/// The same of files that are merged, each of which takes longer.
const MANY_MERGED: usize = 300;

/// A line on standard error that goes away at the end.
struct Line {
    bar: ProgressBar,
    /// How many there must be that it is shown.
    least: usize,
}

/// A line for work that proves long.
#[must_use]
pub fn line(work: Work, all: usize) -> Box<dyn Gauge> {
    let template = match work {
        Work::Rows => "reading {human_pos} of {human_len} rows, {eta}",
        Work::Files => "reading {human_pos} of {human_len} files, {eta}",
        Work::Checks => "checking {human_pos} of {human_len} tickets, {eta}",
        Work::Writing => "writing {human_len} tickets",
        Work::Texts => "preparing {human_pos} of {human_len} texts, {eta}",
        Work::Commits => "reading {human_pos} of {human_len} commits, {eta}",
        Work::Merging => "merging {human_pos} of {human_len} files, {eta}",
    };
    let least = match work {
        Work::Merging => MANY_MERGED,
        _ => MANY,
    };
    if all < MANY && matches!(work, Work::Files | Work::Checks) {
        let bar = ProgressBar::hidden();
        return Box::new(Line { bar, least });
    }
    let target = ProgressDrawTarget::stderr_with_hz(5);
    let bar = ProgressBar::with_draw_target(Some(all as u64), target);
    let bar = match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    };
    if work == Work::Writing {
        bar.tick();
    }
    Box::new(Line { bar, least })
}

impl Gauge for Line {
    fn at(&self, done: usize, all: usize) {
        if all >= self.least {
            self.bar.set_length(all as u64);
            self.bar.set_position(done as u64);
        }
    }

    fn advance(&self, more: usize) {
        self.bar.inc(more as u64);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
