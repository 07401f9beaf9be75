//! Many processes at once: nothing is lost.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Child, Stdio};
use std::time::Instant;

use crate::signing::signing_by_ssh;
use crate::support::{Desk, path_of};

/// 50, or what `BITACORA_CROWD` says.
fn many() -> usize {
    std::env::var("BITACORA_CROWD").map_or(50, |many| many.parse().unwrap())
}

/// Runs the program many times at once; what each printed, all having ended well.
fn at_once(desk: &Desk, arguments: impl Fn(usize) -> Vec<String>) -> Vec<String> {
    let began = Instant::now();
    let children: Vec<Child> = (0..many())
        .map(|n| {
            desk.process()
                .env("BITACORA_SEED", (1000 + n).to_string())
                .args(arguments(n))
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let printed = children.into_iter().map(|child| {
        let output = child.wait_with_output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{error}");
        String::from_utf8(output.stdout).unwrap()
    });
    let printed = printed.collect();
    println!("{} at once: {:?}", many(), began.elapsed());
    printed
}

/// The history is linear, each commit is whole, and nothing foreign moved.
fn is_sound(desk: &Desk, commits: usize) {
    assert_eq!(desk.commits(), commits);
    assert_eq!(desk.git(["rev-list", "--merges", "HEAD"]), "");
    assert_eq!(desk.shell("git fsck --strict --no-dangling 2>&1"), "");
    assert_eq!(
        desk.shell("git status --porcelain -uall"),
        " M notes.txt\nM  src/main.c\nA  src/staged.c\n?? scratch.txt\n"
    );
    desk.run(["check", "-q"]).ok();
}

#[test]
fn incidents_filed_at_once_are_a_commit_each() {
    let desk = Desk::new();
    let before = desk.commits();
    let printed = at_once(&desk, |n| vec!["open".to_owned(), format!("Incident {n}")]);
    let ids: BTreeSet<&str> = printed.iter().map(|line| line.trim_end()).collect();
    assert_eq!(ids.len(), many());
    is_sound(&desk, before + many());
    let mut titles = BTreeSet::new();
    for id in ids {
        let text = desk.git(["show", &format!("HEAD:{}", path_of(id))]);
        let title = text.lines().find_map(|line| line.strip_prefix("title: "));
        titles.insert(title.unwrap().to_owned());
    }
    let filed: BTreeSet<String> = (0..many()).map(|n| format!("Incident {n}")).collect();
    assert_eq!(titles, filed);
}

/// Files incidents one after the other; what those said that failed.
fn failures(desk: &Desk) -> Vec<String> {
    let mut failed = Vec::new();
    for n in 0..filed() {
        let mut open = desk.process();
        open.env("BITACORA_SEED", n.to_string());
        let open = open.args(["open", "-q", &format!("Incident {n}")]).output();
        let open = open.unwrap();
        if !open.status.success() {
            failed.push(String::from_utf8(open.stderr).unwrap());
        }
    }
    failed
}

/// Git finds every signature good.
fn is_signed(desk: &Desk, commits: usize) {
    let number = format!("-{commits}");
    let judged = desk.git(["log", &number, "--format=%G? %s"]);
    let bad: Vec<&str> = judged
        .lines()
        .filter(|line| !line.starts_with("G "))
        .collect();
    assert_eq!(bad, [""; 0]);
    assert_eq!(judged.lines().count(), commits);
}

#[test]
fn incidents_signed_at_once_are_a_good_commit_each() {
    let Some(desk) = signing_by_ssh() else { return };
    let before = desk.commits();
    let printed = at_once(&desk, |n| vec!["open".to_owned(), format!("Incident {n}")]);
    let ids: BTreeSet<&str> = printed.iter().map(|line| line.trim_end()).collect();
    assert_eq!(ids.len(), many());
    is_sound(&desk, before + many());
    is_signed(&desk, many());
}

#[test]
fn incidents_are_signed_beside_a_person_who_signs_on_the_same_branch() {
    let Some(desk) = signing_by_ssh() else { return };
    let before = desk.commits();
    // What a person commits by name takes nothing of what is staged.
    let script = format!(
        "test $(cat ../home/made | wc -l) -lt {} || exit; \
         echo x >> mine; git add -N mine; git commit -q -S -m mine -- mine && echo >> ../home/made",
        filed()
    );
    let mut person = in_a_loop(&desk, &script);
    let failed = failures(&desk);
    person.wait().unwrap();
    let made = fs::read_to_string(desk.home().join("made")).unwrap();
    let made = made.lines().count();
    assert_eq!(failed, [""; 0]);
    is_sound(&desk, before + filed() + made);
    is_signed(&desk, filed() + made);
}

/// A shell's loop that runs these in turn until it is told to stop.
fn in_a_loop(desk: &Desk, script: &str) -> Child {
    let stop = desk.home().join("stop");
    let stop = stop.display();
    desk.tool("sh")
        .args([
            "-c",
            &format!("until [ -e '{stop}' ] || ! kill -0 $PPID; do {script}; done"),
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// How many are filed beside git's housekeeping: 12, or what
/// `BITACORA_HOUSEKEEPING` says.
fn filed() -> usize {
    let wanted = std::env::var("BITACORA_HOUSEKEEPING");
    wanted.map_or(12, |wanted| wanted.parse().unwrap())
}

/// Files incidents one after the other, while this runs in a loop.
fn filed_beside(script: &str) {
    let desk = Desk::new();
    let before = desk.commits();
    let mut housekeeping = in_a_loop(&desk, script);
    let failed = failures(&desk);
    fs::write(desk.home().join("stop"), "").unwrap();
    housekeeping.wait().unwrap();
    println!("{} filed, {} failed: {script}", filed(), failed.len());
    assert_eq!(failed, [""; 0]);
    is_sound(&desk, before + filed());
}

#[test]
fn incidents_are_filed_beside_git_prune_packed() {
    filed_beside("git prune-packed -q");
}

#[test]
fn incidents_are_filed_beside_all_of_gits_housekeeping() {
    filed_beside("git gc -q; git repack -adq; git prune-packed -q; git pack-refs --all");
}

#[test]
fn incidents_are_filed_beside_a_housekeeping_that_takes_what_no_ref_holds() {
    filed_beside("git gc -q --prune=now");
}

#[test]
fn incidents_filed_at_once_with_the_same_random_bits_have_ids_of_their_own() {
    let desk = Desk::new();
    let before = desk.commits();
    let children: Vec<Child> = (0..8)
        .map(|_| {
            desk.process()
                .env("BITACORA_SEED", "7")
                .args(["open", "Same"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let outputs = children
        .into_iter()
        .map(|child| child.wait_with_output().unwrap());
    let ids: BTreeSet<Vec<u8>> = outputs.map(|output| output.stdout).collect();
    assert_eq!(ids.len(), 8);
    is_sound(&desk, before + 8);
}

#[test]
fn notes_at_once_on_one_ticket_are_a_message_each() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let before = desk.commits();
    let note = |n| {
        let text = format!("Note {n}.");
        ["note", &id, "-q", "-m", &text].map(str::to_owned).to_vec()
    };
    assert!(at_once(&desk, note).iter().all(String::is_empty));
    is_sound(&desk, before + many());
    let ticket = desk.ticket(&id);
    for n in 0..many() {
        let said = format!("\n> Note {n}.\n");
        assert_eq!(ticket.matches(&said).count(), 1, "{n}");
    }
    assert_eq!(desk.events(&id).len(), many() + 1);
}

#[test]
fn of_many_who_resolve_one_ticket_at_once_one_does() {
    let desk = Desk::new();
    let id = desk.open(["A", "--kind", "usage"]);
    let before = desk.commits();
    let children: Vec<Child> = (0..10)
        .map(|n: u32| {
            desk.process()
                .env("BITACORA_SEED", n.to_string())
                .args(["resolve", &id, "-m", "Done."])
                .stdin(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut codes: Vec<Option<i32>> = children
        .into_iter()
        .map(|mut child| child.wait().unwrap().code())
        .collect();
    codes.sort_unstable();
    let mut wanted = vec![Some(0)];
    wanted.extend([Some(4); 9]);
    assert_eq!(codes, wanted);
    is_sound(&desk, before + 1);
}
