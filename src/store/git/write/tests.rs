//! Facts about writing, each looked at with the real `git` program.

mod crowd;
mod entries;
mod housekeeping;
mod others;
mod parting;
mod recovery;
mod refusals;
mod writing;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;
use crate::store::git::tests::*;
use crate::store::git::*;
