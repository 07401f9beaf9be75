//! Trees compared by the `git` program.

use std::collections::{BTreeSet, HashMap};
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Command, Stdio};

use git2::Oid;

use super::super::dirs::Dirs;
use super::super::program::{ask, git};
use super::trees::is_ours;

/// The store's files that each commit touched, from the store's root: of a
/// merge those that differ from every parent's. A commit that touched none has
/// no entry, one where the clone is cut has all its files. `advance` is called
/// for each that has one. `None` where git cannot be run or gives up.
pub(super) fn touched(
    place: &Dirs,
    ids: &[Oid],
    advance: impl Fn(),
) -> Option<HashMap<Oid, Vec<String>>> {
    let mut git = git(&place.git_dir);
    // Each entry of the raw format begins with a colon, so that no name of a
    // file can be taken for a commit.
    git.args(["diff-tree", "--stdin", "--root", "-r", "-c", "--raw", "-z"]);
    git.args(["--no-renames", "--no-relative", "--ignore-submodules=none"]);
    // Without it git is faster where the store is all there is.
    if !place.prefix.is_empty() {
        git.arg("--");
        git.arg(format!(":(top,literal){}", place.prefix));
    }
    // Nobody waits for a single answer.
    git.env("GIT_FLUSH", "0").env("GIT_NO_REPLACE_OBJECTS", "1");
    git.stdin(Stdio::piped()).stderr(Stdio::null());
    let mut child = git.spawn().ok()?;
    let (stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    let found = std::thread::scope(|scope| {
        // Git answers while it is asked: who only writes would wait for ever.
        scope.spawn(move || {
            let mut stdin = std::io::BufWriter::new(stdin);
            // A git that does not listen has failed, and says so at its end.
            let _ = ids.iter().try_for_each(|id| writeln!(stdin, "{id}"));
        });
        read(BufReader::new(stdout), &place.prefix, advance)
    });
    let status = child.wait().ok()?;
    found.filter(|_| status.success())
}

/// The commits that `head` has and `seen` has not, as libgit2 orders them: the
/// newest first, and none before one that follows it. `None` where git cannot be
/// run or gives up.
pub(super) fn listed(place: &Dirs, head: Oid, seen: Option<Oid>) -> Option<Vec<Oid>> {
    let mut git = git(&place.git_dir);
    git.args(["rev-list", "--date-order"]).arg(head.to_string());
    git.args(seen.map(|seen| format!("^{seen}")));
    ids(git, "walk the history")
}

/// The merge commits that `head` has and the others have not. `None` where git
/// cannot be run or gives up.
pub(super) fn merges(place: &Dirs, head: Oid, without: &[Oid]) -> Option<Vec<Oid>> {
    let mut git = git(&place.git_dir);
    git.args(["rev-list", "--min-parents=2"])
        .arg(head.to_string());
    git.args(without.iter().map(|commit| format!("^{commit}")));
    ids(git, "walk the history")
}

fn ids(mut git: Command, action: &'static str) -> Option<Vec<Oid>> {
    git.env("GIT_NO_REPLACE_OBJECTS", "1");
    let told = ask(&mut git, action, b"").ok()?;
    let told = std::str::from_utf8(&told).ok()?;
    told.lines().map(|line| Oid::from_str(line).ok()).collect()
}

/// The store's files of a folder that a commit of the history took away, from
/// the store's root, whether or not they are there again. `None` where git
/// cannot be run or gives up.
pub(super) fn removed(place: &Dirs, head: Oid, folder: &str) -> Option<BTreeSet<String>> {
    let mut git = git(&place.git_dir);
    git.args(["log", "--diff-filter=D", "--no-renames", "--no-relative"]);
    git.args(["--name-only", "--format=", "-z"])
        .arg(head.to_string());
    git.arg("--");
    git.arg(format!(":(top,literal){}{folder}", place.prefix));
    git.env("GIT_NO_REPLACE_OBJECTS", "1");
    let told = ask(&mut git, "walk the history", b"").ok()?;
    let told = String::from_utf8_lossy(&told);
    let paths = told.split(['\0', '\n']).filter(|path| !path.is_empty());
    let ours = paths.filter_map(|path| path.strip_prefix(&*place.prefix));
    Some(ours.map(str::to_owned).collect())
}

/// Reads ids, each with its entries behind it; `None` if that is not what it
/// finds.
fn read(
    mut from: impl BufRead,
    prefix: &str,
    advance: impl Fn(),
) -> Option<HashMap<Oid, Vec<String>>> {
    let mut found = HashMap::new();
    let mut paths: Option<&mut Vec<String>> = None;
    let (mut word, mut path) = (Vec::new(), Vec::new());
    while take(&mut from, &mut word)? {
        if !word.starts_with(b":") {
            let id = Oid::from_str(std::str::from_utf8(&word).ok()?).ok()?;
            paths = Some(found.entry(id).or_default());
            advance();
            continue;
        }
        if !take(&mut from, &mut path)? {
            return None;
        }
        let path = String::from_utf8_lossy(&path);
        let path = path.strip_prefix(prefix)?;
        if is_ours(path.split('/').next().unwrap_or(path)) {
            paths.as_mut()?.push(path.to_owned());
        }
    }
    Some(found)
}

/// Takes what comes before the next NUL; whether there was anything.
fn take(from: &mut impl BufRead, word: &mut Vec<u8>) -> Option<bool> {
    word.clear();
    from.read_until(0, word).ok()?;
    match word.pop() {
        None => Some(false),
        Some(0) => Some(true),
        Some(_) => None,
    }
}
