//! What is left to a person, or stays here: nothing is changed then.

use std::fs;

use super::clones::Clones;
use crate::support::{Desk, path_of};

#[test]
fn where_there_is_nobody_to_sync_with_the_command_is_named() {
    let desk = Desk::new();
    desk.run(["sync"]).error(
        2,
        "this repository knows no other one",
        "git remote add origin URL, then bitacora sync origin",
    );
    desk.git(["remote", "add", "origin", "../home/nowhere"]);
    desk.run(["sync"]).error(
        2,
        "the branch main follows none of origin",
        "bitacora sync origin; git branch --set-upstream-to=origin/main makes it the usual one",
    );
    desk.run(["sync", "hub"])
        .error(2, "no remote is called \"hub\"", "bitacora sync origin");
    let complaint = desk.run(["sync", "origin"]).complaint(1);
    assert!(
        complaint.contains("git could not fetch main from origin"),
        "{complaint}"
    );
}

#[test]
fn what_is_not_committed_is_never_touched() {
    let clones = Clones::new();
    let id = clones.shared();
    clones.step("luis", &["note", &id, "-m", "News."]);
    clones.step("luis", &["sync"]);
    clones.step("ana", &["take", &id]);
    clones.shell(
        "cd ana; printf staged > staged; git add staged; printf untracked > untracked
         printf one > tracked; git add tracked; git commit -qm mine -- tracked; printf two > tracked",
    );
    let path = path_of(&id);
    let edited = format!("sed -i 's/Printer/Scanner/' ana/{path}");
    clones.shell(&edited);
    clones.refused("ana", 6, &[&format!("{path} has uncommitted edits")]);
    clones.shell(&format!("git -C ana checkout -q -- {path}"));
    clones
        .sync("ana")
        .is(0, "1 ticket merged, 0 sent, 0 received");
    let left = clones.shell("cd ana; git status --porcelain; cat tracked staged untracked");
    assert_eq!(
        left,
        "A  staged\n M tracked\n?? untracked\ntwostageduntracked"
    );
}

#[test]
fn where_git_is_at_work_nothing_is_begun() {
    let clones = Clones::new();
    let id = clones.shared();
    clones.step("luis", &["note", &id, "-m", "News."]);
    clones.step("luis", &["sync"]);
    clones.shell("git -C ana switch -q --detach");
    let ended = clones.sync("ana");
    ended.is(6, "");
    assert!(
        ended.stderr.contains("HEAD is detached"),
        "{}",
        ended.stderr
    );
    clones.shell(
        "cd ana; git switch -q main; git switch -qc side; git commit -q --allow-empty -m one
         git switch -q main; git commit -q --allow-empty -m two; git merge -q --no-commit side",
    );
    clones.refused("ana", 6, &["a merge is in progress"]);
}

#[test]
fn two_desks_that_were_begun_apart_are_not_made_one() {
    let clones = Clones::new();
    clones.shell(
        "git init -q -b main third; git -C third config user.name Eva
         git -C third config user.email eva@soft.example; git -C third remote add origin ../hub.git",
    );
    clones
        .run("third", &["init", "--timezone", "UTC"])
        .is(0, "");
    clones.shell("cd third; git config branch.main.remote origin; git config branch.main.merge refs/heads/main");
    clones.refused("third", 6, &["no commit in common"]);
}

#[test]
fn a_branch_that_lost_what_it_had_is_left_to_a_person() {
    let clones = Clones::new();
    let id = clones.shared();
    clones.step("ana", &["note", &id, "-m", "First."]);
    clones.step("ana", &["note", &id, "-m", "Second."]);
    clones.step("ana", &["sync"]);
    clones.shell("git -C hub.git update-ref refs/heads/main main~2");
    clones.step("luis", &["note", &id, "-m", "Other."]);
    clones.step("luis", &["sync"]);
    clones.refused("ana", 6, &["origin/main was rewritten: 2 commits and 1 ticket that it had at the last sync are gone"]);
    clones
        .run("ana", &["sync", "--accept-rewrite"])
        .is(0, "1 ticket merged, 0 sent, 0 received");
    clones.step("luis", &["sync"]);
    clones.agree();
    let text = clones.ticket("luis", &id);
    assert!(
        ["First.", "Second.", "Other."]
            .iter()
            .all(|part| text.contains(part)),
        "{text}"
    );
    // A branch that is gone has lost everything.
    clones.shell("git -C hub.git update-ref -d refs/heads/main");
    let ended = clones.sync("ana");
    ended.is(6, "");
    assert!(ended.stderr.contains("was rewritten"), "{}", ended.stderr);
    assert_eq!(clones.run("ana", &["sync", "--accept-rewrite"]).code, 0);
    assert_eq!(
        clones.shell("git -C hub.git rev-parse main"),
        clones.head("ana")
    );
}

#[test]
fn other_files_that_both_changed_are_merged_by_git_or_by_a_person() {
    for folder in ["", "support/"] {
        let clones = Clones::within(folder);
        let (ana, luis) = (format!("ana/{folder}"), format!("luis/{folder}"));
        clones.shell("seq 1 20 > ana/main.c; cd ana; git add main.c; git commit -qm product");
        clones.step(&ana, &["sync"]);
        clones.step(&luis, &["sync"]);
        let id = clones.open(&ana, "Printer");
        clones.shell("cd ana; sed -i 's/^1$/one/' main.c; git commit -qam one");
        clones.run_with(&luis, &["open", "Scanner"], &[("BITACORA_SEED", "9")]);
        clones.shell("cd luis; sed -i 's/^20$/twenty/' main.c; git commit -qam twenty");
        clones.step(&luis, &["sync"]);
        clones
            .sync(&ana)
            .is(0, "0 tickets merged, 1 sent, 1 received");
        assert_eq!(clones.shell("sed -n '1p;20p' ana/main.c"), "one\ntwenty");
        clones.step(&luis, &["sync"]);
        // The same lines of the configuration, and of a file of the product.
        for (clone, word) in [("ana", "1"), ("luis", "2")] {
            clones.shell(&format!(
                "cd {clone}; sed -i 's/^timezone:.*/timezone: Etc\\/GMT+{word}/' {folder}bitacora.yaml
                 sed -i 's/^10$/{word}0/' main.c; git commit -qam 'a zone'"
            ));
        }
        clones.step(&luis, &["note", &id, "-m", "News."]);
        clones.step(&luis, &["sync"]);
        let before = clones.state("ana");
        let ended = clones.sync(&ana);
        ended.is(6, "");
        let named = format!("{folder}bitacora.yaml");
        assert!(ended.stderr.contains(&named), "{}", ended.stderr);
        assert!(
            ended.stderr.contains("hint: git merge origin/main"),
            "{}",
            ended.stderr
        );
        assert_eq!(clones.state("ana"), before);
        clones.shell(&format!(
            "cd ana; git merge -q origin/main >/dev/null || git checkout -q --ours {folder}bitacora.yaml main.c
             git commit -qam merged"
        ));
        assert_eq!(clones.sync(&ana).code, 0);
        clones.step(&luis, &["sync"]);
        assert_eq!(clones.head("ana"), clones.head("luis"));
        assert!(clones.ticket(&ana, &id).contains("News."));
    }
}

#[test]
fn what_the_other_side_does_not_take_stays_here() {
    let clones = Clones::new();
    clones.shared();
    clones.hook(
        "hub.git",
        "pre-receive",
        "echo only by pull request >&2; exit 1",
    );
    let id = clones.open("ana", "Another");
    let ended = clones.sync("ana");
    ended.is(1, "");
    assert!(
        ended.stderr.contains("only by pull request"),
        "{}",
        ended.stderr
    );
    assert!(
        ended
            .stderr
            .contains("origin takes no commits on main: (pre-receive hook declined); remote: only by pull request"),
        "{}",
        ended.stderr
    );
    assert!(
        ended.stderr.contains("bitacora sync origin --to sync/ana"),
        "{}",
        ended.stderr
    );
    clones.ticket("ana", &id);
    fs::remove_file(clones.at("hub.git/hooks/pre-receive")).unwrap();
    clones
        .sync("ana")
        .is(0, "0 tickets merged, 1 sent, 0 received");
}

/// Where a person wants signatures of what is merged, git says what it thinks of them.
#[test]
fn what_is_to_be_verified_is_not_merged_unsigned() {
    let clones = Clones::new();
    let id = clones.shared();
    clones.step("luis", &["note", &id, "-m", "His."]);
    clones.step("luis", &["sync"]);
    clones.shell("git -C ana config merge.verifySignatures true");
    let before = clones.state("ana");
    for with_own in [false, true] {
        if with_own {
            clones.step("ana", &["note", &id, "-m", "Mine."]);
        }
        let ended = clones.sync("ana");
        ended.is(1, "");
        assert!(
            ended.stderr.contains("verify the signature"),
            "{}",
            ended.stderr
        );
        assert!(with_own || clones.state("ana") == before);
    }
}

/// What is fetched belongs to the branch on which it was begun.
#[test]
fn a_branch_that_is_left_meanwhile_is_not_mistaken_for_another() {
    let clones = Clones::new();
    clones.parted();
    clones.shell("cd ana; git switch -qc side; git commit -q --allow-empty -m 'not for main'; git switch -q main");
    clones.hook(
        "ana",
        "pre-merge-commit",
        "env -u GIT_INDEX_FILE git switch -q side",
    );
    let (hub, side) = (
        clones.head("luis"),
        clones.shell("git -C ana rev-parse side"),
    );
    let ended = clones.sync("ana");
    ended.is(6, "");
    assert!(
        ended.stderr.contains("hint: git switch main"),
        "{}",
        ended.stderr
    );
    assert_eq!(clones.shell("git -C hub.git rev-parse main"), hub);
    assert_eq!(clones.head("ana"), side);
}

/// Git brings index and files along before it finds that the branch cannot move.
#[test]
fn a_forwarding_that_fails_half_way_leaves_all_as_it_was() {
    let clones = Clones::new();
    let id = clones.shared();
    clones.step("luis", &["note", &id, "-m", "His."]);
    clones.run_with("luis", &["open", "Another"], &[("BITACORA_SEED", "9")]);
    clones.step("luis", &["sync"]);
    clones.step("ana", &["note", &id, "-m", "Mine."]);
    let before = clones.state("ana");
    clones.shell(": > ana/.git/refs/heads/main.lock");
    let ended = clones.run("ana", &["sync", "--lock-timeout", "0"]);
    ended.is(6, "");
    assert!(
        ended.stderr.contains("if no git program is running, rm"),
        "{}",
        ended.stderr
    );
    clones.shell("rm ana/.git/refs/heads/main.lock");
    assert_eq!(clones.state("ana"), before);
    clones
        .sync("ana")
        .is(0, "1 ticket merged, 0 sent, 1 received");
    clones.step("luis", &["sync"]);
    clones.agree();
}

#[test]
fn a_configuration_that_no_command_could_read_is_not_taken() {
    let clones = Clones::new();
    let id = clones.shared();
    clones
        .shell("cd luis; echo 'timezone: Mars/X' >> bitacora.yaml; git commit -qam l; git push -q");
    for with_own in [false, true] {
        if with_own {
            clones.step("ana", &["note", &id, "-m", "Mine."]);
        }
        clones.refused(
            "ana",
            6,
            &["with what origin/main has, bitacora.yaml could not be read"],
        );
    }
}

/// The names that git would take are no branches that a person means.
#[test]
fn what_is_no_branch_is_not_pushed_to() {
    let clones = Clones::new();
    for name in ["a b", "HEAD", "@", "refs/heads/main", "a..b", ""] {
        let ended = clones.run("ana", &["sync", "--to", name]);
        ended.is(2, "");
        assert!(
            ended.stderr.contains("hint: --to sync/NAME"),
            "{}",
            ended.stderr
        );
    }
}

/// Both would fetch into the same refs.
#[test]
fn a_second_sync_of_a_clone_waits_for_the_first() {
    let clones = Clones::new();
    clones.parted();
    let program = env!("CARGO_BIN_EXE_bitacora");
    clones.hook(
        "ana",
        "pre-push",
        &format!("{program} sync --lock-timeout 0 > ../said 2>&1; echo $? >> ../said"),
    );
    clones
        .sync("ana")
        .is(0, "1 ticket merged, 0 sent, 0 received");
    let said = clones.shell("cat said");
    assert!(
        said.contains("bitacora/sync") && said.ends_with("\n6"),
        "{said}"
    );
}
