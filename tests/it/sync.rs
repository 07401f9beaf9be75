//! Clones that work apart and meet by `sync`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::{Desk, path_of};

/// Clones of one repository, `ana` and `luis`, in folders of their names.
struct Clones {
    desk: Desk,
}

/// What a command came to.
struct Ended {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Ended {
    fn is(&self, code: i32, stdout: &str) -> &Self {
        let Self { stderr, .. } = self;
        assert_eq!(
            (self.code, self.stdout.trim_end()),
            (code, stdout),
            "{stderr}"
        );
        self
    }
}

impl Clones {
    fn new() -> Self {
        Self::within("")
    }

    /// The store in a folder of the repository: empty, or ending in `/`.
    fn within(folder: &str) -> Self {
        let desk = Desk::nowhere();
        let clones = Self { desk };
        clones.shell(&format!(
            "git init -q --bare -b main hub.git
             git clone -q hub.git ana 2>/dev/null
             git -C ana symbolic-ref HEAD refs/heads/main
             git -C ana config user.name Ana
             git -C ana config user.email ana@soft.example
             mkdir -p ana/{folder}"
        ));
        let store = format!("ana/{folder}");
        clones.run(&store, &["init", "--timezone", "UTC"]).is(0, "");
        clones.run(&store, &["sync", "origin"]).is(0, NOTHING);
        clones.shell(
            "git -C ana branch -q -u origin/main
             git clone -q hub.git luis
             git -C luis config user.name Luis
             git -C luis config user.email luis@soft.example",
        );
        clones
    }

    fn shell(&self, script: &str) -> String {
        let script = format!("set -e; cd ..\n{script}");
        self.desk.shell(&script).trim_end().to_owned()
    }

    fn at(&self, folder: &str) -> PathBuf {
        self.desk.root().join("..").join(folder)
    }

    fn run(&self, folder: &str, arguments: &[&str]) -> Ended {
        self.run_with(folder, arguments, &[])
    }

    fn run_with(&self, folder: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Ended {
        let output = self
            .desk
            .process()
            .args(arguments)
            .current_dir(self.at(folder))
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended {
            code: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    fn step(&self, folder: &str, arguments: &[&str]) {
        let ended = self.run(folder, arguments);
        assert_eq!(ended.code, 0, "{arguments:?}: {}", ended.stderr);
    }

    /// Files a ticket; its id.
    fn open(&self, folder: &str, title: &str) -> String {
        let ended = self.run(folder, &["open", title]);
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        ended.stdout.trim().to_owned()
    }

    fn sync(&self, folder: &str) -> Ended {
        self.run(folder, &["sync"])
    }

    fn json(&self, folder: &str, arguments: &[&str]) -> Value {
        let arguments = [arguments, &["--format", "json"]].concat();
        let ended = self.run(folder, &arguments);
        serde_json::from_str(&ended.stdout).expect(&ended.stderr)
    }

    fn ticket(&self, folder: &str, id: &str) -> String {
        fs::read_to_string(self.at(folder).join(path_of(id))).unwrap()
    }

    fn head(&self, folder: &str) -> String {
        self.shell(&format!("git -C {folder} rev-parse HEAD"))
    }

    /// All that a clone has, with what is not committed.
    fn state(&self, folder: &str) -> String {
        self.shell(&format!(
            "git -C {folder} for-each-ref refs/heads
             git -C {folder} status --porcelain -uall
             git -C {folder} diff
             git -C {folder} diff --cached"
        ))
    }

    fn hook(&self, folder: &str, name: &str, script: &str) {
        let hooks = match folder {
            "hub.git" => self.at("hub.git/hooks"),
            clone => self.at(clone).join(".git/hooks"),
        };
        fs::create_dir_all(&hooks).unwrap();
        let path = hooks.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Both have the same, and `check` finds nothing.
    fn agree(&self) {
        assert_eq!(self.head("ana"), self.head("luis"));
        for folder in ["ana", "luis"] {
            assert_eq!(
                self.shell(&format!("git -C {folder} status --porcelain")),
                ""
            );
            self.step(folder, &["check", "-q"]);
        }
    }

    /// A ticket that both have.
    fn shared(&self) -> String {
        let id = self.open("ana", "Printer");
        self.step("ana", &["sync"]);
        self.step("luis", &["sync"]);
        id
    }
}

const NOTHING: &str = "0 tickets merged, 0 sent, 0 received";

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
    assert_eq!(synced["merged"], serde_json::json!([id]));
    assert_eq!(synced["received"], serde_json::json!([mine]));
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
    let before = clones.state("ana");
    let ended = clones.sync("ana");
    ended.is(6, "");
    assert!(
        ended
            .stderr
            .contains(&format!("{path} has uncommitted edits")),
        "{}",
        ended.stderr
    );
    assert_eq!(clones.state("ana"), before);
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
    let before = clones.state("ana");
    let ended = clones.sync("ana");
    ended.is(6, "");
    assert!(
        ended.stderr.contains("a merge is in progress"),
        "{}",
        ended.stderr
    );
    assert_eq!(clones.state("ana"), before);
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
    let before = clones.state("third");
    let ended = clones.run("third", &["sync", "origin"]);
    ended.is(6, "");
    assert!(
        ended.stderr.contains("no commit in common"),
        "{}",
        ended.stderr
    );
    assert_eq!(clones.state("third"), before);
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
    let before = clones.state("ana");
    let ended = clones.sync("ana");
    ended.is(6, "");
    assert!(
        ended.stderr.contains(
            "origin/main was rewritten: 2 commits and 1 ticket that it had at the last sync are gone"
        ),
        "{}",
        ended.stderr
    );
    assert_eq!(clones.state("ana"), before);
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
            .contains("origin takes no commits on main: (pre-receive hook declined)"),
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
    let id = clones.shared();
    clones.step("luis", &["note", &id, "-m", "His."]);
    clones.step("luis", &["sync"]);
    clones.step("ana", &["note", &id, "-m", "Mine."]);
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
    let id = clones.shared();
    clones.step("luis", &["note", &id, "-m", "His."]);
    clones.step("luis", &["sync"]);
    clones.step("ana", &["note", &id, "-m", "Mine."]);
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
    let id = clones.shared();
    clones.step("luis", &["note", &id, "-m", "His."]);
    clones.step("luis", &["sync"]);
    clones.step("ana", &["note", &id, "-m", "Mine."]);
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
    ended.is(1, "");
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
        let before = clones.state("ana");
        let ended = clones.sync("ana");
        ended.is(6, "");
        assert!(
            ended
                .stderr
                .contains("with what origin/main has, bitacora.yaml could not be read"),
            "{}",
            ended.stderr
        );
        assert_eq!(clones.state("ana"), before);
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
