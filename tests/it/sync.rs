//! Clones that work apart and meet by `sync`.

mod clones;
mod refused;

use serde_json::json;

use clones::{Clones, NOTHING};

use crate::signing::can_run;
use crate::support::path_of;

#[test]
fn what_two_clones_recorded_is_in_both_after_each_has_synced() {
    let clones = Clones::new();
    let id = clones.shared();
    clones.desk.at("2026-11-22T15:00:00Z");
    clones.step("ana", &["note", &id, "-m", "The cable."]);
    clones.step("ana", &["take", &id]);
    let mine = clones.open("ana", "Of Ana");
    clones.desk.at("2026-11-22T15:05:00Z");
    clones.step("luis", &["note", &id, "-m", "The paper."]);
    clones.run_with("luis", &["open", "Of Luis"], &[("BITACORA_SEED", "9")]);
    clones
        .sync("ana")
        .is(0, "0 tickets merged, 2 sent, 0 received");
    let synced = clones.json("luis", &["sync"]);
    let luis = clones.head("luis");
    assert_eq!(synced["schema"], "bitacora/sync/1");
    assert_eq!(synced["merged"], json!([id]));
    assert_eq!(synced["received"], json!([mine]));
    assert_eq!(synced["sent"].as_array().unwrap().len(), 1);
    assert_eq!(synced["commit"], luis);
    assert_eq!(synced["pushed"], true);
    assert_eq!(
        clones
            .shell("git -C luis log -1 --format=%s%n%b%P")
            .lines()
            .collect::<Vec<_>>()[..2],
        [
            "sync: merge 1 ticket from origin/main",
            &format!("Ticket: {id}")
        ],
    );
    clones
        .sync("ana")
        .is(0, "0 tickets merged, 0 sent, 2 received");
    clones.agree();
    let text = clones.ticket("ana", &id);
    for part in ["The cable.", "The paper.", "assignee: ana"] {
        assert!(text.contains(part), "{text}");
    }
    clones.sync("luis").is(0, NOTHING);
}

#[test]
fn a_protected_branch_is_met_by_another_one() {
    let clones = Clones::new();
    let id = clones.shared();
    clones.hook(
        "hub.git",
        "update",
        "test \"$1\" != refs/heads/main || test -n \"$FORGE\"",
    );
    clones.step("ana", &["note", &id, "-m", "Mine."]);
    clones
        .run("ana", &["sync", "--to", "sync/ana"])
        .is(0, "0 tickets merged, 1 sent, 0 received");
    // Meanwhile main goes on; what comes of it the forge can forward.
    clones.step("luis", &["note", &id, "-m", "His."]);
    clones.shell("cd luis; FORGE=1 git push -q origin main");
    clones
        .run("ana", &["sync", "--to", "sync/ana"])
        .is(0, "1 ticket merged, 0 sent, 0 received");
    clones.shell("git -C hub.git merge-base --is-ancestor main sync/ana");
    clones.shell(
        "git -C hub.git update-ref refs/heads/main sync/ana; git -C hub.git branch -q -D sync/ana",
    );
    clones.step("ana", &["note", &id, "-m", "Again."]);
    clones
        .run("ana", &["sync", "--to", "sync/ana"])
        .is(0, "0 tickets merged, 1 sent, 0 received");
    clones.shell("git -C hub.git update-ref refs/heads/main sync/ana");
    clones.step("luis", &["sync"]);
    clones.step("ana", &["sync"]);
    clones.agree();
}

/// Between our fetch and our push another one pushes, once.
#[test]
fn whoever_is_outrun_begins_anew() {
    let clones = Clones::new();
    let id = clones.shared();
    clones.step("luis", &["note", &id, "-m", "His."]);
    clones.step("ana", &["note", &id, "-m", "Mine."]);
    clones.hook(
        "ana",
        "pre-push",
        "rm .git/hooks/pre-push; cd ../luis; git push -q origin main",
    );
    clones
        .sync("ana")
        .is(0, "1 ticket merged, 0 sent, 0 received");
    clones.step("luis", &["sync"]);
    clones.agree();
    // One who always is gives up, and has lost nothing.
    clones.hook(
        "ana",
        "pre-push",
        "cd ../luis; git commit -q --allow-empty -m again; git push -q origin main",
    );
    clones.step("ana", &["note", &id, "-m", "Once more."]);
    let ended = clones.sync("ana");
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    assert!(
        ended.stderr.contains("others pushed to origin 5 times"),
        "{}",
        ended.stderr
    );
    assert!(clones.ticket("ana", &id).contains("Once more."));
}

#[test]
fn a_dry_run_and_one_that_sends_nothing_leave_the_others_alone() {
    let clones = Clones::new();
    clones.parted();
    let before = clones.state("ana");
    let hub = || clones.shell("git -C hub.git rev-parse main");
    let theirs = hub();
    clones
        .run("ana", &["sync", "--dry-run"])
        .is(0, "1 ticket would be merged, 0 sent, 0 received");
    assert_eq!(clones.state("ana"), before);
    let synced = clones.json("ana", &["sync", "--no-push"]);
    assert_eq!(synced["pushed"], false);
    assert_eq!(synced["commit"], clones.head("ana"));
    assert_eq!(hub(), theirs);
    clones
        .run("ana", &["sync", "--no-push"])
        .is(0, "0 tickets merged, 1 to send, 0 received");
}

#[test]
fn an_id_that_two_drew_becomes_two_and_a_line_says_so() {
    let clones = Clones::new();
    let seed = [("BITACORA_SEED", "4")];
    let one = clones.run_with("ana", &["open", "Of Ana"], &seed);
    let other = clones.run_with("luis", &["open", "Of Luis"], &seed);
    let (one, other) = (one.stdout.trim(), other.stdout.trim());
    assert_eq!(one, other);
    // Two clones that draw one id draw different events, as good as always.
    clones.shell(&format!(
        "cd luis; sed -i -E 's/^(  ev: ).*/\\1zzzzzz/' {}; git commit -qam drawn",
        path_of(one)
    ));
    clones.step("ana", &["sync"]);
    let ended = clones.sync("luis");
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(ended.stdout.contains(one), "{}", ended.stdout);
    clones.step("ana", &["sync"]);
    clones.agree();
    let list = clones.run("ana", &["list", "--format", "csv"]).stdout;
    assert!(
        list.contains("Of Ana") && list.contains("Of Luis"),
        "{list}"
    );
}

#[test]
fn a_version_that_cannot_be_read_stays_beside_and_a_person_decides() {
    let clones = Clones::new();
    let id = clones.shared();
    clones.step("ana", &["note", &id, "-m", "Mine."]);
    clones.step("ana", &["sync"]);
    let path = path_of(&id);
    clones.shell(&format!(
        "cd luis; sed -i '1a<<<<<<< HEAD' {path}; git commit -qam broken"
    ));
    let ended = clones.sync("luis");
    assert_eq!(ended.code, 6, "{}{}", ended.stdout, ended.stderr);
    assert!(
        ended.stdout.starts_with(&format!("{id}: ")),
        "{}",
        ended.stdout
    );
    assert!(clones.ticket("luis", &id).contains("Mine."));
    let beside = clones.shell(&format!("ls luis/{}", path.trim_end_matches(".md")));
    assert!(beside.starts_with("unmerged-"), "{beside}");
    assert_eq!(
        clones.shell("git -C hub.git rev-parse main"),
        clones.head("luis")
    );
}

#[test]
fn hooks_see_a_merge_as_git_shows_it() {
    let clones = Clones::new();
    let id = clones.parted();
    clones.hook("ana", "pre-commit", "exit 1");
    clones.hook(
        "ana",
        "pre-merge-commit",
        "git diff --cached --name-only >> ../ran; exit 1",
    );
    let before = clones.state("ana");
    let ended = clones.sync("ana");
    ended.is(1, "");
    assert!(
        ended
            .stderr
            .contains("the hook pre-merge-commit refuses the commit"),
        "{}",
        ended.stderr
    );
    assert_eq!(clones.state("ana"), before);
    assert_eq!(clones.shell("cat ran"), path_of(&id));
    clones.hook("ana", "pre-merge-commit", "exit 0");
    clones.hook("ana", "prepare-commit-msg", "echo prepare \"$2\" >> ../ran");
    clones.hook("ana", "post-commit", "echo post-commit >> ../ran");
    clones.hook(
        "ana",
        "post-merge",
        "echo post-merge \"$1\" $(git rev-parse HEAD) >> ../ran",
    );
    clones
        .sync("ana")
        .is(0, "1 ticket merged, 0 sent, 0 received");
    let ran = clones.shell("tail -n +2 ran");
    assert_eq!(
        ran,
        format!("prepare merge\npost-merge 0 {}", clones.head("ana"))
    );
}

#[test]
fn a_clone_without_files_and_one_without_a_past_meet_the_others_too() {
    let clones = Clones::new();
    let id = clones.shared();
    clones.step("ana", &["note", &id, "-m", "Mine."]);
    clones.step("ana", &["sync"]);
    clones.shell(
        "git -C hub.git config uploadpack.allowFilter true
         git clone -q --filter=blob:none file://$PWD/hub.git partial
         git clone -q --depth 1 file://$PWD/hub.git shallow
         for clone in partial shallow; do
             git -C $clone config user.name Eva; git -C $clone config user.email eva@soft.example
         done",
    );
    for clone in ["partial", "shallow"] {
        clones.step("ana", &["note", &id, "-m", "More."]);
        clones.step("ana", &["sync"]);
        clones.step(clone, &["note", &id, "-m", clone]);
        clones
            .run(clone, &["sync"])
            .is(0, "1 ticket merged, 0 sent, 0 received");
    }
    clones.step("ana", &["sync"]);
    let text = clones.ticket("ana", &id);
    assert!(
        text.contains("> partial") && text.contains("> shallow"),
        "{text}"
    );
    assert_eq!(text.matches("> More.").count(), 2);
}

#[test]
fn a_strategy_that_a_person_is_used_to_loses_nothing() {
    for setting in ["pull.twohead ours", "branch.main.mergeOptions '-s ours'"] {
        let clones = Clones::new();
        let id = clones.shared();
        clones.step("luis", &["note", &id, "-m", "His."]);
        clones.step("luis", &["sync"]);
        clones.step("ana", &["note", &id, "-m", "Mine."]);
        clones.shell(&format!("git -C ana config {setting}"));
        clones
            .sync("ana")
            .is(0, "1 ticket merged, 0 sent, 0 received");
        clones.step("luis", &["sync"]);
        clones.agree();
        assert!(clones.ticket("ana", &id).contains("His."));
    }
}

/// Two that merge the same two histories apart, and then each other's merge.
#[test]
fn merges_of_merges_end_in_the_same_tickets() {
    let clones = Clones::new();
    let id = clones.shared();
    clones.step("luis", &["note", &id, "-m", "His."]);
    clones.step("ana", &["note", &id, "-m", "Mine."]);
    clones.shell(
        "git -C ana remote add luis ../luis; git -C luis remote add ana ../ana
         git -C ana branch mine; git -C luis branch his
         git -C ana fetch -q luis; git -C luis fetch -q ana",
    );
    for (one, other, branch) in [("ana", "luis", "his"), ("luis", "ana", "mine")] {
        clones.shell(&format!(
            "git -C {one} config branch.main.remote {other}
             git -C {one} config branch.main.merge refs/heads/{branch}"
        ));
        clones
            .run(one, &["sync", "--no-push"])
            .is(0, "1 ticket merged, 0 to send, 0 received");
    }
    assert_eq!(clones.ticket("ana", &id), clones.ticket("luis", &id));
    clones.step("ana", &["take", &id]);
    clones.step("luis", &["wait", &id, "--on", "customer"]);
    for clone in ["ana", "luis"] {
        clones.shell(&format!("git -C {clone} config branch.main.remote origin; git -C {clone} config branch.main.merge refs/heads/main"));
    }
    clones.step("ana", &["sync"]);
    clones.step("luis", &["sync"]);
    clones.step("ana", &["sync"]);
    clones.agree();
    let text = clones.ticket("ana", &id);
    for part in ["His.", "Mine.", "event: attended", "event: waited"] {
        assert_eq!(text.matches(part).count(), 1, "{part}: {text}");
    }
}

#[test]
fn a_merge_is_signed_as_any_other_commit() {
    if !can_run(&["ssh-keygen"]) {
        return;
    }
    let clones = Clones::new();
    let id = clones.parted();
    clones.shell(
        "ssh-keygen -q -t ed25519 -N '' -f key; echo \"ana@soft.example $(cat key.pub)\" > signers
         cd ana; git config gpg.format ssh; git config user.signingKey $PWD/../key
         git config commit.gpgsign true; git config gpg.ssh.allowedSignersFile $PWD/../signers",
    );
    clones
        .sync("ana")
        .is(0, "1 ticket merged, 0 sent, 0 received");
    assert_eq!(
        clones.shell("git -C ana log -1 --format='%G? %p' | wc -w"),
        "3"
    );
    assert_eq!(clones.shell("git -C ana log -1 --format=%G?"), "G");
    // A key that is gone leaves all as it was.
    clones.step("luis", &["sync"]);
    clones.step("luis", &["note", &id, "-m", "More."]);
    clones.step("luis", &["sync"]);
    clones.step("ana", &["note", &id, "-m", "And more."]);
    clones.shell("rm key");
    clones.refused("ana", 1, &["ssh-keygen did not sign the commit"]);
}

#[test]
fn a_repository_that_is_named_in_the_environment_is_synced_from_anywhere() {
    let clones = Clones::within("support/");
    clones.open("ana/support/", "Printer");
    let ended = clones.run_with("ana", &["-C", "support", "sync"], &[("GIT_DIR", ".git")]);
    ended.is(0, "0 tickets merged, 1 sent, 0 received");
}

#[test]
fn a_mode_and_a_text_that_two_changed_are_both_kept() {
    let clones = Clones::new();
    let id = clones.shared();
    let path = path_of(&id);
    clones.shell(&format!(
        "cd luis; chmod +x {path}; git commit -qam mode; git push -q"
    ));
    clones.step("ana", &["note", &id, "-m", "Mine."]);
    clones
        .sync("ana")
        .is(0, "1 ticket merged, 0 sent, 0 received");
    let listed = clones.shell(&format!("git -C ana ls-tree HEAD {path}"));
    assert!(listed.starts_with("100755 "), "{listed}");
}
