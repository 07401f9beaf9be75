//! `core.sharedRepository`: what is made has the modes that git gives it, each
//! compared with what git makes in a repository of the same kind.

use std::collections::BTreeSet;

use crate::support::Desk;

/// A commit by git in `twin`, and a ticket in `desk`, both on a branch whose
/// folder is new. `MAKE` makes the repository that it stands in.
const SCRIPT: &str = "\
umask UMASK
for name in twin desk; do
    mkdir $name
    (cd $name; MAKE; git config user.name Ana; git config user.email ana@soft.example)
done
cd twin
mkdir folder; echo one > folder/file; git add folder; git commit -q -m one
rm -r folder; git checkout -q -- folder
cd ../desk
PROGRAM init -q --timezone UTC; PROGRAM open -q One; PROGRAM list -q; PROGRAM list --all -q
";

/// The modes of everything in `folder` that this finds, without the numbers
/// that differ from one repository to the next.
fn modes(desk: &Desk, folder: &str, find: &str) -> BTreeSet<String> {
    let found = desk.shell(&format!("cd {folder}; find {find} -printf '%m\\n'"));
    found.lines().map(str::to_owned).collect()
}

/// What is made new in either, by what git makes it.
const MADE: [&str; 9] = [
    ".git/objects -mindepth 1 -type d -name '[0-9a-f][0-9a-f]'",
    ".git/objects -path '*/[0-9a-f][0-9a-f]/*' -type f",
    ".git/refs/heads/team",
    ".git/refs/heads/team/desk",
    ".git/logs -type d",
    ".git/logs/HEAD",
    ".git/logs/refs/heads/team/desk",
    ".git/index",
    ".git/HEAD",
];

/// What only this program makes, and what git makes of the same kind.
const OURS: [(&str, &str); 5] = [
    (".git/bitacora -type d", ".git/logs -type d"),
    (".git/bitacora -name lock", ".git/logs/HEAD"),
    (".git/bitacora -name '*.sqlite*'", ".git/logs/HEAD"),
    ("tickets -type f", "folder -type f"),
    ("tickets -type d", "folder -type d"),
];

/// That the two are alike, for this value and umask.
fn is_as_gits(make: &str, umask: &str) {
    let desk = Desk::nowhere();
    let script = SCRIPT
        .replace("UMASK", umask)
        .replace("MAKE", make)
        .replace("PROGRAM", env!("CARGO_BIN_EXE_bitacora"));
    desk.shell(&script);
    let alike = MADE.map(|find| (find, find));
    for (ours, theirs) in alike.iter().chain(&OURS) {
        let (ours, theirs) = (modes(&desk, "desk", ours), modes(&desk, "twin", theirs));
        assert!(!theirs.is_empty());
        assert_eq!(ours, theirs, "{make}, umask {umask}: {alike:?}");
    }
}

#[test]
fn a_repository_shared_from_the_beginning_has_the_modes_that_git_gives() {
    for (value, umask) in [
        ("group", "022"),
        ("group", "077"),
        ("all", "027"),
        ("0640", "022"),
        ("0660", "007"),
        ("umask", "002"),
    ] {
        is_as_gits(
            &format!("git init -q -b team/desk --shared={value} ."),
            umask,
        );
    }
}

#[test]
fn a_repository_shared_later_has_the_modes_that_git_gives() {
    for (value, umask) in [
        ("group", "022"),
        ("true", "077"),
        ("world", "022"),
        ("0600", "002"),
        ("false", "027"),
    ] {
        let init = "git init -q -b team/desk .";
        is_as_gits(
            &format!("{init}; git config core.sharedRepository {value}"),
            umask,
        );
    }
}

#[test]
fn what_one_member_made_before_it_was_shared_can_be_written_by_the_others() {
    let desk = Desk::new();
    desk.open(["One"]);
    desk.shell("git config core.sharedRepository group");
    desk.open(["Two"]);
    let files = "index refs/heads/main logs/HEAD logs/refs/heads/main bitacora/lock";
    let modes = desk.shell(&format!("cd .git; stat -c %a {files} bitacora"));
    assert_eq!(modes, format!("{}2775\n", "664\n".repeat(5)));
}

#[test]
fn a_value_that_git_refuses_is_refused_before_anything_is_written() {
    let desk = Desk::new();
    let id = desk.open(["One"]);
    // Git itself no longer starts then.
    desk.shell("printf '[core]\\n\\tsharedRepository = 0440\\n' >> .git/config");
    let commits = std::fs::read(desk.root().join(".git/logs/HEAD")).unwrap();
    let said = desk
        .process()
        .args(["note", &id, "-m", "x"])
        .output()
        .unwrap();
    assert_eq!(said.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(said.stderr).unwrap(),
        "error: core.sharedRepository is \"0440\", which git does not understand: \
         the owner of files must always be able to read and write them\n\
         hint: git config core.sharedRepository group\n"
    );
    let after = std::fs::read(desk.root().join(".git/logs/HEAD")).unwrap();
    assert_eq!(after, commits);
}
