//! How far long work is, for who looks on.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::books::{Gauge, Work};

/// Less is read before anybody has seen that it takes time.
const MANY: usize = 2_000;

/// A line on standard error that goes away at the end.
struct Line(ProgressBar);

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
    };
    if all < MANY && matches!(work, Work::Files | Work::Checks) {
        return Box::new(Line(ProgressBar::hidden()));
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
    Box::new(Line(bar))
}

impl Gauge for Line {
    fn at(&self, done: usize, all: usize) {
        if all >= MANY {
            self.0.set_length(all as u64);
            self.0.set_position(done as u64);
        }
    }

    fn advance(&self, more: usize) {
        self.0.inc(more as u64);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
