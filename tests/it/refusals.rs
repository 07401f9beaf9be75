//! States of a repository in which nothing is written, and reading goes on.

use crate::support::{CONFIG, Desk, path_of};

/// Writing is refused with these words, whatever writes; reading is not.
fn refuses(desk: &Desk, id: &str, line: &str, hint: &str) {
    let before = desk.commits();
    for command in [&["open", "B"][..], &["note", id, "-m", "x"], &["take", id]] {
        desk.run(command).error(6, line, hint);
    }
    assert_eq!(desk.commits(), before);
    assert_eq!(desk.field(id, "title"), "A");
    assert_eq!(desk.json(["list"])["tickets"][0]["id"], id);
}

#[test]
fn a_detached_head() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.shell("git checkout -q --detach");
    let line = "HEAD is detached, so a commit would belong to no branch";
    refuses(&desk, &id, line, "git switch BRANCH");
}

#[test]
fn another_branch_than_the_stores_own() {
    let desk = Desk::with_config(&format!("{CONFIG}branch: main\n"));
    let id = desk.open(["A"]);
    desk.shell("git checkout -q -b feature");
    let line = "the branch is feature, but this store is written on main";
    refuses(&desk, &id, line, "git switch main");
}

#[test]
fn a_merge_in_progress() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.shell("git stash -q && git checkout -q -b side && git commit -q --allow-empty -m side && git checkout -q main && git merge -q --no-ff --no-commit side");
    let hint = "git merge --continue, or git merge --abort";
    refuses(&desk, &id, "a merge is in progress", hint);
}

#[test]
fn a_rebase_a_cherry_pick_a_revert_and_a_bisect_in_progress() {
    for (file, operation, hint) in [
        (
            "CHERRY_PICK_HEAD",
            "cherry-pick",
            "git cherry-pick --continue, or git cherry-pick --abort",
        ),
        (
            "REVERT_HEAD",
            "revert",
            "git revert --continue, or git revert --abort",
        ),
        ("BISECT_LOG", "bisect", "git bisect reset"),
        (
            "rebase-merge/interactive",
            "rebase",
            "git rebase --continue, or git rebase --abort",
        ),
    ] {
        let desk = Desk::new();
        let id = desk.open(["A"]);
        desk.shell(&format!("mkdir -p .git/rebase-merge && rmdir .git/rebase-merge; mkdir -p \"$(dirname .git/{file})\" && git rev-parse HEAD > .git/{file}"));
        refuses(&desk, &id, &format!("a {operation} is in progress"), hint);
    }
}

#[test]
fn a_ticket_with_uncommitted_edits_is_left_alone_by_every_command() {
    let desk = Desk::new();
    let (id, other) = (desk.open(["A", "--kind", "usage"]), desk.open(["B"]));
    desk.replace(&id, "title: A", "title: Mine");
    let text = desk.ticket(&id);
    let line = format!("{} has uncommitted edits", path_of(&id));
    let hint = format!("bitacora commit, or see git status -- {}", path_of(&id));
    for command in [
        &["note", &id, "-m", "x"][..],
        &["take", &id],
        &["resolve", &id, "-m", "x"],
        &["link", &other, "--to", &id, "--as", "related"],
        &["note", &other, &id, "-m", "x"],
        &["take", &id, "--dry-run"],
    ] {
        desk.run(command).error(6, &line, &hint);
        assert_eq!(desk.ticket(&id), text);
    }
    desk.step(["note", &other, "-m", "x"]);
    assert_eq!(desk.field(&id, "title"), "Mine");
    desk.shell("git add tickets");
    let line = format!("{} has staged edits", path_of(&id));
    desk.run(["take", &id]).error(6, &line, &hint);
}

#[test]
fn a_ticket_that_was_deleted_renamed_or_never_committed_is_left_alone() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let path = path_of(&id);
    desk.shell(&format!("rm {path}"));
    let complaint = desk.run(["take", &id]).complaint(5);
    assert!(
        complaint.starts_with(&format!("error: there is no ticket `{id}`")),
        "{complaint}"
    );
    let new = "INC-261122-K7F4Q";
    desk.write(
        &path_of(new),
        format!("---\nid: {new}\ntitle: N\nstatus: open\n---\n"),
    );
    desk.run(["take", new]).error(
        6,
        &format!("{} is not committed", path_of(new)),
        &format!("bitacora commit, or see git status -- {}", path_of(new)),
    );
}

#[test]
fn a_changed_mode_is_refused_with_what_settles_it_and_commit_does_not_pretend() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let path = path_of(&id);
    desk.shell(&format!("chmod +x '{path}'"));
    let complaint = desk.run(["note", &id, "-m", "x"]).complaint(6);
    assert!(
        complaint.contains("change of mode\nhint: git restore "),
        "{complaint}"
    );
    assert_eq!(desk.run(["commit"]).complaint(0), "Nothing changed.\n");
    desk.shell(&format!("git restore '{path}'"));
    desk.step(["note", &id, "-m", "x"]);
}

#[test]
fn a_symbolic_link_is_never_followed_neither_at_the_end_nor_on_the_way() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let path = path_of(&id);
    let secret = desk.home().join("secret.md");
    std::fs::write(&secret, "---\nid: x\ntitle: secret\n---\n").unwrap();
    desk.shell(&format!(
        "rm {path} && ln -s '{}' {path} && git add tickets && git commit -q -m link -- tickets",
        secret.display()
    ));
    let line = format!("{path}:1:1: it is a symbolic link, which is never followed\n");
    for command in [&["show", &id][..], &["log", &id], &["take", &id]] {
        let complaint = desk.run(command).complaint(3);
        assert_eq!(complaint, line, "{command:?}");
    }
    let (stdout, stderr) = desk.run(["list"]).both(3);
    assert_eq!(stdout, "");
    assert!(
        stderr.contains("it is a symbolic link, which is never followed"),
        "{stderr}"
    );
    desk.shell("rm -r tickets && mkdir ../home/t && ln -s ../home/t tickets");
    let complaint = desk.run(["open", "B"]).complaint(1);
    assert!(
        complaint.contains("tickets is a symbolic link"),
        "{complaint}"
    );
}

#[test]
fn a_bare_repository_is_read_and_not_written() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let bare = desk.home().join("bare.git");
    desk.shell(&format!("git clone -q --bare . '{}'", bare.display()));
    let read = desk.command(["show", &id]).within(&bare);
    assert_eq!(read.run().shown(), desk.run(["show", &id]).shown());
    let complaint = desk
        .command(["take", &id, "--as", "ana"])
        .within(&bare)
        .env("GIT_COMMITTER_NAME", "Ana")
        .env("GIT_COMMITTER_EMAIL", "ana@soft.example")
        .run()
        .complaint(1);
    assert!(
        complaint.contains("it can be read but not written"),
        "{complaint}"
    );
}

#[test]
fn a_bare_repository_is_read_wherever_its_store_lies() {
    let desk = Desk::inside("support/desk");
    let id = desk.open(["A"]);
    let shown = desk.run(["show", &id]).shown();
    let bare = desk.home().join("bare.git");
    let clone = format!("git clone -q --bare . '{}'", bare.display());
    desk.shell(&clone);
    let within = |folder: &str| desk.command(["show", &id]).within(bare.join(folder)).run();
    assert_eq!(within("").shown(), shown);
    let named = |folder: &str| {
        let folder = bare.join(folder);
        let folder = folder.to_str().unwrap();
        desk.command(["-C", folder, "show", &id])
            .within(desk.home())
            .run()
    };
    for folder in ["", "support/desk", "support/desk/tickets/2026"] {
        assert_eq!(named(folder).shown(), shown, "{folder}");
    }
    let bare_text = bare.display();
    named("support/dsek").error(
        1,
        &format!("there is no store at or above {bare_text}/support/dsek"),
        "bitacora init makes one here; -C DIR or BITACORA_DIR name another",
    );
    desk.shell(&format!(
        "mkdir other && cp support/desk/bitacora.yaml support/desk/.gitattributes other && git add other && git commit -q -m other -- other && rm -r '{bare_text}' && {clone}"
    ));
    named("").error(
        1,
        &format!("{bare_text} holds several stores: other and support/desk"),
        &format!("-C {bare_text}/other names one of them"),
    );
    assert_eq!(named("support/desk").shown(), shown);
    let listed = desk.command(["check", "-q", "-C", &format!("{bare_text}/other")]);
    listed.within(desk.home()).run().ok();
}

#[test]
fn a_bare_repository_without_a_store_has_none() {
    let desk = Desk::repository(".");
    let bare = desk.home().join("bare.git");
    desk.shell(&format!("git clone -q --bare . '{}'", bare.display()));
    desk.command(["list"]).within(&bare).run().error(
        1,
        &format!("there is no store at or above {}", bare.display()),
        "bitacora init makes one here; -C DIR or BITACORA_DIR name another",
    );
}

#[test]
fn an_ignored_ticket_is_committed_all_the_same() {
    let desk = Desk::new();
    desk.shell("printf '*.md\\n' > .git/info/exclude");
    let id = desk.open(["A"]);
    desk.step(["take", &id]);
    assert_eq!(
        desk.git(["ls-files", "tickets"]),
        format!("{}\n", path_of(&id))
    );
}
