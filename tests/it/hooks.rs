//! Hooks around a commit, as `git commit` runs them.

use std::fs;
use std::process::Stdio;

use crate::support::{Desk, path_of};

/// Puts a hook of a shell script where git looks for it.
fn hook(desk: &Desk, name: &str, script: &str) {
    let folder = desk.root().join(".git/hooks");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), format!("#!/bin/sh\n{script}\n")).unwrap();
    desk.shell(&format!("chmod +x .git/hooks/{name}"));
}

fn seen(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.home().join(name)).unwrap()
}

fn litter(desk: &Desk) -> Vec<String> {
    let own = fs::read_dir(desk.root().join(".git/bitacora")).unwrap();
    let names = own.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("commit-")).collect()
}

fn message(desk: &Desk) -> String {
    desk.git(["log", "-1", "--format=%B"])
}

#[test]
fn pre_commit_sees_head_and_what_would_be_committed_alone() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    hook(
        &desk,
        "pre-commit",
        "git diff --cached --name-status > ~/staged; \
         git cat-file blob \":$(git diff --cached --name-only)\" > ~/content; \
         pwd > ~/folder; env | grep -e '^GIT_AUTHOR' -e ^GIT_EDITOR | sort > ~/told; \
         git ls-files | wc -l > ~/number; git write-tree > ~/tree",
    );
    let number = desk
        .git(["ls-tree", "-r", "--name-only", "HEAD"])
        .lines()
        .count();
    desk.step(["note", &id, "-m", "A text", "--as", "carla"]);
    assert_eq!(seen(&desk, "staged"), format!("M\t{}\n", path_of(&id)));
    assert_eq!(seen(&desk, "content"), desk.ticket(&id));
    assert_eq!(
        seen(&desk, "folder").trim_end(),
        desk.root().to_str().unwrap()
    );
    assert_eq!(seen(&desk, "number").trim(), number.to_string());
    assert_eq!(seen(&desk, "tree"), desk.git(["rev-parse", "HEAD^{tree}"]));
    assert_eq!(
        seen(&desk, "told"),
        "GIT_AUTHOR_DATE=@1795356840 -0500\n\
         GIT_AUTHOR_EMAIL=carla@soft.example\n\
         GIT_AUTHOR_NAME=Carla Ruiz\n\
         GIT_EDITOR=:\n"
    );
    // The first commit of a folder is shown like any other.
    let other = desk.open(["B"]);
    assert_eq!(seen(&desk, "staged"), format!("A\t{}\n", path_of(&other)));
}

#[test]
fn a_hook_that_refuses_says_why_and_leaves_everything_as_it_was() {
    for name in ["pre-commit", "prepare-commit-msg", "commit-msg"] {
        let desk = Desk::new();
        let id = desk.open(["A"]);
        let (text, head) = (desk.ticket(&id), desk.git(["rev-parse", "HEAD"]));
        hook(&desk, name, "echo out; echo 'not today' >&2; exit 3");
        let line = format!(
            "out\nnot today\nerror: the hook {name} refuses the commit with exit 3\n\
             hint: mend what it names, and try again\n"
        );
        assert_eq!(desk.run(["take", &id]).complaint(1), line);
        assert_eq!(desk.ticket(&id), text);
        assert_eq!(desk.git(["rev-parse", "HEAD"]), head);
        assert_eq!(litter(&desk), [""; 0]);
        let note = desk.command(["note", &id]);
        let note = note.editor("echo 'Many words' > \"$1\"").run_on_terminal();
        let Some(note) = note else { return };
        let (said, _) = note.both(1);
        assert!(said.contains("warning: the text is kept in "), "{said}");
        // What it would say is not asked in a trial.
        let _ = desk.run(["take", &id, "--dry-run"]).both(0);
        if name == "prepare-commit-msg" {
            continue;
        }
        desk.step(["take", &id, "--no-verify"]);
    }
}

#[test]
fn what_a_hook_makes_of_the_message_is_taken() {
    let desk = Desk::new();
    hook(
        &desk,
        "prepare-commit-msg",
        "echo \"$2\" > ~/source; test $# = 2; \
         { echo 'desk: an incident'; sed 1d \"$1\"; } > ~/message; cp ~/message \"$1\"",
    );
    hook(
        &desk,
        "commit-msg",
        "test $# = 1; git interpret-trailers --in-place --trailer 'Reviewed-by: Eva <eva@soft.example>' \"$1\"; \
         printf '\\n\\n' >> \"$1\"",
    );
    let id = desk.open(["A"]);
    assert_eq!(seen(&desk, "source"), "message\n");
    let ev = desk.json(["log", &id])["events"][0]["ev"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        message(&desk),
        format!(
            "desk: an incident\n\nTicket: {id}\nEvent: {ev} opened\n\
             Reviewed-by: Eva <eva@soft.example>\n\n"
        )
    );
    assert_eq!(
        desk.git(["log", "-g", "-1", "--format=%gs"]),
        "commit: desk: an incident\n"
    );
    desk.run(["check", "-q"]).ok();
}

#[test]
fn the_trailers_by_which_history_is_read_must_stay() {
    for script in [
        "sed -i /Event/d \"$1\"",
        "sed -i /Ticket/d \"$1\"",
        "sed -i 's/opened/closed/' \"$1\"",
        "printf '\\nA last word.\\n' >> \"$1\"",
        "printf '\\351\\n' > \"$1\"",
    ] {
        let desk = Desk::new();
        hook(&desk, "commit-msg", script);
        let before = desk.commits();
        desk.run(["open", "A"]).error(
            1,
            "a hook changed the trailers at the end of the message, by which history is read",
            "in commit-msg, git interpret-trailers --in-place adds a line to them, and a text goes above them",
        );
        assert_eq!(desk.commits(), before, "{script}");
        assert_eq!(
            desk.git(["status", "--porcelain", "tickets"]),
            "",
            "{script}"
        );
    }
}

#[test]
fn what_a_hook_stages_is_told_and_not_committed() {
    let desk = Desk::new();
    hook(
        &desk,
        "pre-commit",
        "for path in $(git diff --cached --name-only); do \
           blob=$(git cat-file blob \":$path\" | tr a-z A-Z | git hash-object -w --stdin); \
           git update-index --cacheinfo \"100644,$blob,$path\"; done; \
         git update-index --add --cacheinfo \"100644,$blob,made.txt\"",
    );
    let (status, id, stderr) = desk.run(["open", "A quiet title"]).taken();
    let id = id.trim_end();
    assert_eq!(status, 0);
    assert_eq!(
        stderr,
        format!(
            "warning: a hook staged made.txt and {}, and a command commits what it made itself: \
             tell the hook to leave the files of the store alone\n",
            path_of(id)
        )
    );
    assert!(desk.ticket(id).contains("A quiet title"));
    assert_eq!(
        desk.git(["show", "--format=", "--name-only"]),
        format!("{}\n", path_of(id))
    );
}

#[test]
fn a_file_that_a_hook_makes_where_ours_would_be_is_kept() {
    let desk = Desk::new();
    hook(
        &desk,
        "pre-commit",
        "for path in $(git diff --cached --name-only); do mkdir -p \"${path%/*}\"; echo mine > \"$path\"; done",
    );
    let before = desk.commits();
    let open = desk
        .process()
        .args(["open", "A"])
        .env("BITACORA_SEED", "5")
        .output()
        .unwrap();
    assert_eq!(open.status.code(), Some(6), "{open:?}");
    assert_eq!(desk.commits(), before);
    let status = desk.git(["status", "--porcelain", "-uall", "tickets"]);
    let path = status.trim_end().strip_prefix("?? ").unwrap();
    assert_eq!(desk.read(path), "mine\n");
}

#[test]
fn a_hook_may_look_at_the_desk_and_commits_nothing_before_the_commit_is_made() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let bitacora = env!("CARGO_BIN_EXE_bitacora");
    hook(
        &desk,
        "pre-commit",
        &format!("'{bitacora}' list --format csv > ~/list && '{bitacora}' check -q"),
    );
    desk.step(["take", &id]);
    assert!(seen(&desk, "list").contains(&id));
    let before = desk.commits();
    hook(
        &desk,
        "pre-commit",
        &format!("'{bitacora}' note {id} -m 'From within'"),
    );
    let complaint = desk.run(["note", &id, "-m", "Mine"]).complaint(1);
    assert_eq!(
        complaint,
        "error: a commit waits for the hook pre-commit, and nothing can be committed before it is made\n\
         hint: post-commit runs when it is made\n\
         error: the hook pre-commit refuses the commit with exit 1\n\
         hint: mend what it names, and try again\n"
    );
    assert_eq!(desk.commits(), before);
}

#[test]
fn post_commit_runs_afterwards_and_what_it_commits_calls_it_no_more() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let bitacora = env!("CARGO_BIN_EXE_bitacora");
    hook(
        &desk,
        "post-commit",
        &format!(
            "git log -1 --format=%s >> ~/made; '{bitacora}' -q note {id} -m 'From within'; exit 1"
        ),
    );
    let before = desk.commits();
    let (status, _, stderr) = desk.run(["take", &id]).taken();
    assert_eq!((status, desk.commits()), (0, before + 2), "{stderr}");
    assert_eq!(seen(&desk, "made"), format!("{id}: take\n"));
    assert!(desk.ticket(&id).contains("From within"));
    // As with git, it is not passed over.
    let _ = desk.run(["note", &id, "-m", "x", "--no-verify"]).taken();
    assert_eq!(desk.commits(), before + 4);
}

#[test]
fn hooks_are_those_of_git_wherever_they_and_the_store_are() {
    // In a folder of the work tree, of a store below its top, with a linked work
    // tree.
    let desk = Desk::inside("support/desk");
    desk.shell(
        "mkdir shared; printf '#!/bin/sh\\npwd >> ~/ran; git diff --cached --name-only >> ~/ran\\n' > shared/pre-commit; \
         chmod +x shared/pre-commit; git config core.hooksPath shared; git add shared; git commit -qnm hooks -- shared",
    );
    let id = desk.open(["A"]);
    let path = format!("support/desk/{}", path_of(&id));
    let ran = |top: &str, path: &str| format!("{top}\n{path}\n");
    let top = desk.root();
    assert_eq!(seen(&desk, "ran"), ran(top.to_str().unwrap(), &path));
    desk.shell("rm ../home/ran; git worktree add -q ../home/linked");
    let linked = desk.home().join("linked");
    let take = desk
        .process()
        .args(["take", &id])
        .current_dir(linked.join("support/desk"))
        .output();
    assert!(take.as_ref().unwrap().status.success(), "{take:?}");
    assert_eq!(seen(&desk, "ran"), ran(linked.to_str().unwrap(), &path));
    // A git directory that lies elsewhere.
    desk.shell("rm ../home/ran; git worktree remove -f ../home/linked; mv .git ../home/git");
    let note = desk
        .process()
        .args(["note", &id, "-m", "x"])
        .env("GIT_DIR", desk.home().join("git"))
        .env("GIT_WORK_TREE", &top)
        .output();
    assert!(note.as_ref().unwrap().status.success(), "{note:?}");
    assert_eq!(seen(&desk, "ran"), ran(top.to_str().unwrap(), &path));
    desk.shell("mv ../home/git .git");
}

/// A hook that waits until it is let go, and says when it began.
const SLOW: &str = "echo >> ~/began; cat ~/gate > /dev/null";

/// Runs something while a command waits for a slow hook; how it ended, and how
/// often the hook ran.
fn meanwhile(desk: &Desk, arguments: &[&str], act: impl FnOnce()) -> (Option<i32>, usize) {
    desk.shell("mkfifo ../home/gate");
    hook(desk, "pre-commit", SLOW);
    let mut slow = desk.process();
    slow.args(arguments).env("BITACORA_SEED", "77");
    let mut slow = slow
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let began = desk.home().join("began");
    while !began.exists() {
        std::thread::yield_now();
    }
    act();
    let gate = desk.home().join("gate");
    let status = loop {
        // Each hook that waits is let go.
        let _ = fs::File::options()
            .read(true)
            .write(true)
            .open(&gate)
            .map(drop);
        if let Some(status) = slow.try_wait().unwrap() {
            break status;
        }
        std::thread::yield_now();
    };
    (status.code(), seen(desk, "began").lines().count())
}

#[test]
fn nobody_waits_for_a_hook_of_somebody_else() {
    let desk = Desk::new();
    let (id, other) = (desk.open(["A"]), desk.open(["B"]));
    let before = desk.commits();
    let ended = meanwhile(&desk, &["take", &id], || {
        desk.step(["take", &other, "--no-verify"]);
        desk.shell("git commit -qnm 'a person' -- notes.txt");
    });
    // The hook has let pass what is committed, whatever lies below it now.
    assert_eq!(ended, (Some(0), 1));
    assert_eq!(desk.commits(), before + 3);
    desk.run(["check", "-q"]).ok();
}

#[test]
fn what_changed_meanwhile_is_shown_to_the_hook_again() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let ended = meanwhile(&desk, &["note", &id, "-m", "Mine"], || {
        desk.step(["note", &id, "-m", "Theirs", "--no-verify"]);
    });
    assert_eq!(ended, (Some(0), 2));
    let text = desk.ticket(&id);
    assert!(text.contains("Mine") && text.contains("Theirs"));
    desk.run(["check", "-q"]).ok();
}

/// Git refuses to do anything with such a path, and what it refuses is no leave to
/// pass hooks over.
#[test]
fn a_path_of_hooks_that_only_git_understands_is_left_to_git() {
    let desk = Desk::new();
    let before = desk.commits();
    desk.git(["config", "core.hooksPath", "~nobody-of-this-name/hooks"]);
    let mut open = desk.process();
    let open = open
        .args(["open", "A"])
        .env("BITACORA_SEED", "5")
        .output()
        .unwrap();
    assert_eq!(open.status.code(), Some(1), "{open:?}");
    desk.shell("sed -i /hooksPath/d .git/config");
    assert_eq!(desk.commits(), before);
}

#[test]
fn what_a_hook_sees_is_written_as_the_repository_is_shared() {
    let desk = Desk::new();
    desk.git(["config", "core.sharedRepository", "group"]);
    hook(&desk, "pre-commit", "exit 0");
    desk.shell("find .git/objects -type d -exec chmod g+ws {} +");
    let id = desk.open(["A"]);
    desk.step(["take", &id]);
    hook(&desk, "pre-commit", "exit 1");
    let _ = desk.run(["note", &id, "-m", "x"]).both(1);
    assert_eq!(desk.shell("find .git/objects -type d ! -perm -g+w"), "");
}

#[test]
fn objects_that_go_while_a_hook_looks_are_written_again() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    hook(
        &desk,
        "pre-commit",
        "echo >> ~/ran; test $(wc -l < ~/ran) -gt 1 || env -u GIT_INDEX_FILE git prune --expire=now; git diff --cached > ~/seen",
    );
    desk.step(["take", &id]);
    assert_eq!(seen(&desk, "ran").lines().count(), 2);
    assert!(seen(&desk, "seen").contains("+assignee: ana"));
    // One that always takes them away is no reason to go on for ever.
    hook(
        &desk,
        "pre-commit",
        "echo >> ~/again; env -u GIT_INDEX_FILE git prune --expire=now",
    );
    let complaint = desk.run(["note", &id, "-m", "x"]).complaint(1);
    assert_eq!(seen(&desk, "again").lines().count(), 4);
    assert!(
        complaint.starts_with("error: git cannot look what a hook did: bad object"),
        "{complaint}"
    );
}

#[test]
fn a_message_that_a_hook_emptied_is_none() {
    let desk = Desk::repository(".");
    hook(&desk, "commit-msg", "rm \"$1\"");
    let before = desk.commits();
    let init = desk
        .process()
        .args(["init", "--timezone", "UTC"])
        .output()
        .unwrap();
    assert_eq!(init.status.code(), Some(1));
    let stderr = String::from_utf8(init.stderr).unwrap();
    assert_eq!(
        stderr,
        "error: a hook emptied the message, and git makes no commit without one\n\
         hint: mend the hook, and try again\n"
    );
    assert_eq!(desk.commits(), before);
}

#[test]
fn a_hook_may_commit_to_another_repository() {
    let (desk, other) = (Desk::new(), Desk::new());
    let id = other.open(["A"]);
    let bitacora = env!("CARGO_BIN_EXE_bitacora");
    let there = other.store().display().to_string();
    hook(
        &desk,
        "pre-commit",
        &format!(
            "unset $(git rev-parse --local-env-vars); '{bitacora}' -C '{there}' note {id} -m 'From elsewhere'"
        ),
    );
    let (status, _, stderr) = desk.run(["open", "B"]).taken();
    assert_eq!(status, 0, "{stderr}");
    assert!(other.ticket(&id).contains("From elsewhere"));
}

#[test]
fn hooks_of_the_configuration_run_where_git_has_them() {
    let desk = Desk::new();
    desk.shell("git config hook.look.event pre-commit; git config hook.look.command 'echo configured >> ~/ran'");
    let id = desk.open(["A"]);
    let version = desk.git(["version"]);
    let mut numbers = version.trim().rsplit(' ').next().unwrap().split('.');
    let mut number = || numbers.next().and_then(|n| n.parse().ok()).unwrap_or(0);
    let version: (u32, u32) = (number(), number());
    let ran = desk.home().join("ran").exists();
    assert_eq!(ran, version >= (2, 54), "{version:?}");
    assert!(desk.ticket(&id).contains("title: A"));
}

#[test]
fn a_git_that_cannot_run_hooks_is_no_leave_to_pass_them_over() {
    let desk = Desk::new();
    hook(&desk, "pre-commit", "exit 0");
    fs::create_dir(desk.home().join("bin")).unwrap();
    let real = desk.shell("command -v git");
    let old = format!(
        "#!/bin/sh\nfor word; do test \"$word\" != hook || {{ echo \"git: 'hook' is not a git command. See 'git --help'.\" >&2; exit 1; }}; done\nexec {} \"$@\"\n",
        real.trim()
    );
    fs::write(desk.home().join("bin/git"), old).unwrap();
    desk.shell("chmod +x ../home/bin/git");
    let path = std::env::var("PATH").unwrap();
    let before = desk.commits();
    let open = desk.command(["open", "A"]);
    let open = open.env(
        "PATH",
        format!("{}:{path}", desk.home().join("bin").display()),
    );
    let complaint = open.run().complaint(1);
    assert!(
        complaint.ends_with("error: git cannot run a hook: it has no `git hook run`, which came with 2.36\nhint: install a later git\n"),
        "{complaint}"
    );
    assert_eq!(desk.commits(), before);
}

#[test]
fn without_hooks_and_signatures_no_program_is_started() {
    let desk = Desk::new();
    hook(&desk, "pre-push", "exit 1");
    let empty = desk.home().join("empty");
    fs::create_dir(&empty).unwrap();
    let open = desk.command(["open", "A"]).env("PATH", &empty);
    let _ = open.run().shown();
    // And with one, it is.
    hook(&desk, "post-commit", ": > ~/ran");
    let open = desk.command(["open", "B"]).env("PATH", &empty);
    let _ = open.run().shown();
    assert!(!desk.home().join("ran").exists());
    desk.open(["C"]);
    assert!(desk.home().join("ran").exists());
}
