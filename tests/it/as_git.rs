//! Git's configuration and environment hold for us as they hold for git: the
//! model is git itself, asked in the same environment.

use crate::support::{Desk, path_of};

/// A desk without agents, so that the author is whom git names.
fn desk() -> Desk {
    Desk::with_config("format: 1\ntimezone: UTC\n")
}

/// Whom the last commit names.
fn committed(desk: &Desk) -> String {
    let text = desk.git(["log", "-1", "--format=%an <%ae>%n%cn <%ce>"]);
    text.trim().to_owned()
}

/// Whom git would name, in an environment.
fn said_by_git(desk: &Desk, environment: &str) -> String {
    let text = desk.shell(&format!(
        "export {environment} && git var GIT_AUTHOR_IDENT && git var GIT_COMMITTER_IDENT"
    ));
    let people = text.lines().map(|line| line.rsplit_once(' ').unwrap().0);
    let people: Vec<&str> = people
        .map(|line| line.rsplit_once(' ').unwrap().0)
        .collect();
    people.join("\n")
}

#[test]
fn a_commit_names_whom_git_names_whatever_says_it() {
    let environments: &[&[(&str, &str)]] = &[
        &[("A", "1")],
        &[
            ("GIT_AUTHOR_NAME", "Eva"),
            ("GIT_AUTHOR_EMAIL", "eva@x.example"),
        ],
        &[
            ("GIT_COMMITTER_NAME", "<Bot>,"),
            ("GIT_COMMITTER_EMAIL", "bot@x.example"),
        ],
        &[
            ("GIT_CONFIG_COUNT", "2"),
            ("GIT_CONFIG_KEY_0", "user.name"),
            ("GIT_CONFIG_VALUE_0", "Counted \"C\" \\ Person"),
            ("GIT_CONFIG_KEY_1", "committer.email"),
            ("GIT_CONFIG_VALUE_1", "counted@x.example"),
        ],
        &[("GIT_CONFIG_PARAMETERS", "'user.email'='param@x.example'")],
    ];
    for environment in environments {
        let desk = desk();
        let mut open = desk.command(["open", "A"]);
        let mut exports = String::new();
        for (name, value) in *environment {
            open = open.env(name, value);
            exports.extend([name, "=", &shell_words::quote(value), " "]);
        }
        let expected = said_by_git(&desk, &exports);
        let _ = open.run().both(0);
        assert_eq!(committed(&desk), expected, "{environment:?}");
    }
}

#[test]
fn an_identity_that_a_remote_chooses_is_the_one_of_the_commit() {
    let desk = desk();
    desk.shell(
        "printf '[user]\\n\\tname = Ana Work\\n\\temail = ana@work.example\\n' > ../home/work.inc && \
         git config 'includeIf.hasconfig:remote.*.url:git@git.example:work/**.path' \"$PWD/../home/work.inc\" && \
         git remote add origin git@git.example:work/desk.git",
    );
    desk.open(["A"]);
    let ana = "Ana Work <ana@work.example>";
    assert_eq!(committed(&desk), format!("{ana}\n{ana}"));
    assert_eq!(committed(&desk), said_by_git(&desk, "A=1"));
}

#[test]
fn the_dates_of_the_environment_are_read_as_git_reads_them() {
    let desk = desk();
    let dated = desk
        .command(["open", "A"])
        .env("GIT_AUTHOR_DATE", "2026-11-22T10:00:00+0530")
        .env("GIT_COMMITTER_DATE", "@1795341600 -0330");
    let _ = dated.run().both(0);
    let told = desk.git(["log", "-1", "--format=%ad %cd", "--date=raw"]);
    assert_eq!(told.trim(), "1795321800 +0530 1795341600 -0330");
}

#[test]
fn what_is_missing_of_an_identity_is_named_with_the_line_that_sets_it() {
    let desk = desk();
    desk.shell("git config user.useConfigOnly true && git config --unset user.name");
    let line = "git does not know who you are: user.name is not set";
    let hint = "git config --global user.name \"Your Name\"";
    desk.run(["open", "A"]).error(1, line, hint);
    desk.shell("git config user.name Ana");
    let empty = desk.command(["open", "A"]).env("GIT_COMMITTER_NAME", "");
    let line = "git does not know who you are: GIT_COMMITTER_NAME is empty";
    empty.run().error(1, line, "unset GIT_COMMITTER_NAME");
}

#[test]
fn settings_beside_the_identity_are_gits_too() {
    let desk = desk();
    let set = |key: &str, value: &str| {
        let open = desk.command(["open", "A"]);
        open.env("GIT_CONFIG_COUNT", "1")
            .env("GIT_CONFIG_KEY_0", key)
            .env("GIT_CONFIG_VALUE_0", value)
    };
    let complaint = set("commit.gpgsign", "perhaps").run().complaint(1);
    assert!(
        complaint.contains("commit.gpgsign is \"perhaps\""),
        "{complaint}"
    );
    desk.shell("mkdir ../home/hooks && printf '#!/bin/sh\\nexit 1\\n' > ../home/hooks/pre-commit && chmod +x ../home/hooks/pre-commit");
    let hooks = desk.home().join("hooks");
    let complaint = set("core.hooksPath", hooks.to_str().unwrap())
        .run()
        .complaint(1);
    assert!(complaint.contains("pre-commit"), "{complaint}");
    let nowhere = Desk::nowhere();
    let init = nowhere.command(["init", "--timezone", "UTC", "--as", "ana"]);
    let init = init
        .env("GIT_CONFIG_COUNT", "3")
        .env("GIT_CONFIG_KEY_0", "init.defaultBranch")
        .env("GIT_CONFIG_VALUE_0", "trunk")
        .env("GIT_CONFIG_KEY_1", "user.name")
        .env("GIT_CONFIG_VALUE_1", "Ana")
        .env("GIT_CONFIG_KEY_2", "user.email")
        .env("GIT_CONFIG_VALUE_2", "ana@x.example");
    let _ = init.run().both(0);
    assert_eq!(
        nowhere.git(["symbolic-ref", "HEAD"]).trim(),
        "refs/heads/trunk"
    );
}

/// Makes HEAD a commit of what is staged, with a date that nobody can read.
fn undated(desk: &Desk) -> String {
    let text = desk.shell(
        "git add tickets bitacora.yaml && \
         c=$(printf 'tree %s\\nparent %s\\nauthor Odd <o@x> 99999999999999999999 +0000\\ncommitter Odd <o@x> 99999999999999999999 +0000\\n\\nodd\\n' \
         $(git write-tree) $(git rev-parse HEAD) | git hash-object -t commit -w --stdin --literally) && \
         git update-ref refs/heads/main $c && echo $c",
    );
    text.trim().to_owned()
}

#[test]
fn a_commit_with_an_unreadable_date_ends_nothing() {
    let desk = Desk::new();
    let first = desk.open(["First"]);
    desk.replace(&first, "title: First", "title: Fist");
    let odd = undated(&desk);
    let second = desk.open(["Second"]);
    desk.step(["note", &first, "-m", "On top of it."]);
    let expected: Vec<String> = desk
        .git(["log", "--format=%H"])
        .lines()
        .map(str::to_owned)
        .collect();
    assert!(expected.contains(&odd));
    let (stdout, said) = desk.run(["log", "--commits", "--format", "csv"]).both(3);
    assert!(
        stdout.contains(&first) && stdout.contains(&second),
        "{stdout}"
    );
    let told = stdout.lines().find(|line| line.contains(&odd[..9]));
    assert!(
        told.is_some_and(|line| line.starts_with(',') && line.contains("unreadable commit")),
        "{stdout}"
    );
    assert!(said.contains(&format!("commit {}", &odd[..9])), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    // An answer in which it does not stand is whole.
    let _ = desk.run(["log", "--commits", &second]).both(0);
    for no_index in [false, true] {
        let mut command = desk.process();
        command.args(["log", "--commits", "--format", "json"]);
        if no_index {
            command.env("BITACORA_NO_INDEX", "1");
        }
        let document = command.output().unwrap().stdout;
        let document: serde_json::Value = serde_json::from_slice(&document).unwrap();
        assert_eq!(document["remarks"][0]["code"], "commit");
        let commits = document["commits"].as_array().unwrap();
        for commit in commits {
            let is_odd = commit["commit"] == *odd;
            for when in ["at", "committed_at"] {
                assert_eq!(commit[when].is_null(), is_odd, "{commit}");
            }
            assert_eq!(commit["unreadable"].is_string(), is_odd, "{commit}");
        }
        assert!(commits.iter().any(|commit| commit["commit"] == *odd));
    }
    let odd = undated(&desk);
    desk.write("bitacora.yaml", desk.read("bitacora.yaml") + "# edited\n");
    desk.step(["commit"]);
    let (stdout, _) = desk
        .run(["list", "--columns", "id", "--at-commit", &odd])
        .both(0);
    assert!(stdout.contains(&second), "{stdout}");
    let (stdout, _) = desk.run(["check"]).both(7);
    assert_eq!(stdout.lines().count(), 1, "only the title: {stdout}");
}

/// Our program without the guard: git itself gives up on such a repository.
fn unguarded(desk: &Desk, arguments: &[&str]) -> (Option<i32>, String) {
    let program = env!("CARGO_BIN_EXE_bitacora");
    let output = std::process::Command::new(program)
        .args(arguments)
        .current_dir(desk.store())
        .env("HOME", desk.home())
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[test]
fn a_tree_ten_thousand_folders_deep_is_named_and_ends_nothing() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let git = git2::Repository::open(desk.root()).unwrap();
    let blob = git.blob(b"x\n").unwrap();
    let put = |name: &str, id, mode, into: Option<&git2::Tree<'_>>| {
        let mut builder = git.treebuilder(into).unwrap();
        builder.insert(name, id, mode).unwrap();
        builder.write().unwrap()
    };
    let mut deep = put("x.md", blob, 0o100_644, None);
    for _ in 0..10_000 {
        deep = put("d", deep, 0o040_000, None);
    }
    let head = git.head().unwrap().peel_to_commit().unwrap();
    let root = head.tree().unwrap();
    let tickets = root.get_name("tickets").unwrap().to_object(&git).unwrap();
    let tickets = put("deep", deep, 0o040_000, tickets.as_tree());
    let root = put("tickets", tickets, 0o040_000, Some(&root));
    let root = git.find_tree(root).unwrap();
    let who = head.author();
    let deep = git
        .commit(None, &who, &who, "deep", &root, &[&head])
        .unwrap();
    let deep = deep.to_string();
    let said = "it lies deeper than 64 folders";
    let list = ["list", "--columns", "id", "--at-commit", &deep];
    let (stdout, stderr) = desk.run(list).both(3);
    assert_eq!(stdout, format!("ID\n{id}\n"));
    assert!(stderr.contains(said), "{stderr}");
    desk.shell(&format!("git update-ref HEAD {deep}"));
    let (code, text) = unguarded(&desk, &["check"]);
    assert!(code == Some(7) && text.contains(said), "{code:?}");
    for command in [
        &["list"][..],
        &["log", "--commits"],
        &["commit"],
        &["open", "B", "--as", "ana"],
        &["note", &id, "-m", "x", "--as", "ana"],
    ] {
        let (code, text) = unguarded(&desk, command);
        assert!(
            code.is_some_and(|code| code < 100),
            "{command:?}: {code:?} {text:.300}"
        );
    }
}

/// What the editor does to its file, and what comes of the note.
#[test]
fn a_draft_is_never_written_through_a_link() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let victim = desk.home().join("victim");
    for plant in [
        "printf Text > \"$1\"; ln -s \"$PWD/../home/victim\" \"$1.new\"",
        "rm \"$1\"; ln -s \"$PWD/../home/victim\" \"$1\"",
    ] {
        std::fs::write(&victim, "theirs\n").unwrap();
        let Some(run) = desk.command(["note", &id]).editor(plant).run_on_terminal() else {
            return;
        };
        let (code, said, _) = run.taken();
        assert_ne!(code, 0, "{plant}: {said}");
        assert_eq!(std::fs::read_to_string(&victim).unwrap(), "theirs\n");
        assert!(!desk.ticket(&id).contains("theirs"));
    }
}

#[test]
fn what_check_cannot_look_at_is_a_finding() {
    let path = path_of("INC-261122-AAAAA");
    let day = path.rsplit_once('/').unwrap().0.to_owned();
    let (folder, name) = day.rsplit_once('/').unwrap();
    for (what, script, said) in [
        (
            "a folder that is a link in HEAD and here",
            format!(
                "git mv {day} moved && ln -s ../../../moved {folder}/{name} && git add -A && git commit -qm links"
            ),
            "symbolic link",
        ),
        (
            "a folder that is a link in HEAD alone",
            format!(
                "git mv {day} moved && ln -s ../../../moved {folder}/{name} && git add -A && git commit -qm links && rm {folder}/{name} && cp -r moved {folder}/{name}"
            ),
            "in HEAD, it is a symbolic link",
        ),
        (
            "a folder that is a submodule in HEAD",
            format!(
                "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),{folder}/23 && git commit -qm module"
            ),
            "submodule",
        ),
        (
            "an empty ref",
            ": > .git/refs/heads/main".to_owned(),
            ".git/HEAD",
        ),
        ("an empty HEAD", ": > .git/HEAD".to_owned(), ""),
        (
            "a damaged index",
            "printf DIRCgarbage > .git/index".to_owned(),
            ".git/index",
        ),
    ] {
        let desk = Desk::new();
        desk.open(["A"]);
        desk.shell(&script);
        let (code, text) = unguarded(&desk, &["check"]);
        assert!(code.is_some_and(|code| code != 0), "{what}: {text}");
        assert!(text.contains(said), "{what}: {text}");
    }
}

#[test]
fn what_stands_in_the_place_of_a_folder_is_named_by_whatever_reads_it() {
    let bare = ["-C", "../home/bare.git"];
    let past = ["--at-commit", "HEAD"];
    // A reader of each folder, and whether it reads the past.
    let readers = [
        ("tickets", "list", true),
        ("tickets", "report volume", true),
        ("tickets", "search A", false),
        ("contracts", "contract list", false),
        ("contracts", "sla", true),
        ("faq", "faq list", false),
    ];
    let kinds = [
        ("ln -s ../elsewhere", "it is a symbolic link"),
        ("echo text >", "it is a file in the place of a folder"),
        ("", "it is a submodule"),
    ];
    for (kind, reason) in kinds {
        for (folder, reader, reads_past) in readers {
            let desk = Desk::new();
            desk.open(["A"]);
            let replace = match kind {
                "" => format!(
                    "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),{folder}"
                ),
                kind => format!("{kind} {folder} && git add -A"),
            };
            desk.shell(&format!(
                "git rm -rq --ignore-unmatch {folder} && {replace} && git commit -qm other && git clone -q --bare . ../home/bare.git"
            ));
            let told = |command: &str, place: &[&str], codes: &[i32], said: &str| {
                let words: Vec<&str> = command.split(' ').chain(place.iter().copied()).collect();
                let (code, text) = unguarded(&desk, &words);
                assert!(
                    code.is_some_and(|code| codes.contains(&code)),
                    "{words:?}: {code:?} {text}"
                );
                assert!(text.contains(folder), "{words:?}: {text}");
                assert!(text.contains(said), "{words:?}: {text}");
            };
            told(reader, &bare, &[3], reason);
            told("check", &bare, &[7], reason);
            told("check", &past, &[7], reason);
            if reads_past {
                told(reader, &past, &[3], reason);
            }
            if kind.ends_with('>') {
                told(reader, &[], &[1], "is not a folder");
            }
            if kind.is_empty() {
                // Without it, as a clone leaves it, and once it is filled.
                for filled in [
                    "true",
                    &format!("mkdir {folder}"),
                    &format!("git init -q {folder}"),
                ] {
                    desk.shell(filled);
                    told(reader, &[], &[1], "is a repository of its own");
                }
            }
        }
    }
}

#[test]
fn no_pipe_in_the_place_of_a_file_of_gits_own_is_waited_for() {
    for name in [
        "HEAD",
        "config",
        "config.worktree",
        "index",
        "packed-refs",
        "shallow",
        "refs/heads/main",
        "info/attributes",
        "info/exclude",
        "info/grafts",
        "objects/info/alternates",
    ] {
        let desk = Desk::new();
        desk.shell(&format!("rm -f .git/{name} && mkfifo .git/{name}"));
        for command in [["list", "--all"], ["open", "A"], ["log", "--commits"]] {
            let (code, text) = unguarded(&desk, &command);
            assert_eq!(code, Some(1), "{name}: {text}");
            let said = format!(".git/{name} is not an ordinary file");
            assert!(text.contains(&said), "{name}: {text}");
        }
    }
}

#[test]
fn a_chain_of_calendars_is_bounded_in_length_and_number() {
    let chain = |length: usize| {
        let links = (1..length).map(|n| format!("  c{n}: {{extends: c{}}}\n", n - 1));
        let links: String = links.collect();
        format!(
            "format: 1\ntimezone: UTC\ncalendars:\n  c0: {{hours: {{mon: [\"08:00-12:00\"]}}}}\n{links}"
        )
    };
    let desk = Desk::with_config(&chain(17));
    assert_eq!(desk.run(["list"]).taken().0, 0);
    desk.write("bitacora.yaml", chain(18));
    let complaint = desk.run(["list"]).complaint(3);
    assert!(
        complaint.contains("more than 16 calendars extend each other in a row"),
        "{complaint}"
    );
    desk.write("bitacora.yaml", chain(3_000));
    let complaint = desk.run(["list"]).complaint(3);
    assert!(
        complaint.contains("there are 3000 calendars, and at most 500 are read"),
        "{complaint}"
    );
}

/// A desk with three versions of a ticket, and a clone without old files.
fn partial() -> (Desk, String) {
    let desk = Desk::new();
    let id = desk.open(["Kept"]);
    desk.step(["note", &id, "-m", "one"]);
    desk.step(["note", &id, "-m", "two"]);
    desk.shell(
        "git config uploadpack.allowFilter true && git config uploadpack.allowAnySHA1InWant true && \
         git clone -q --filter=blob:none \"file://$PWD\" ../home/clone && \
         cd ../home/clone && git config user.name Ana && git config user.email ana@soft.example",
    );
    (desk, id)
}

#[test]
fn a_partial_clone_answers_about_the_past_through_git() {
    let (desk, id) = partial();
    let clone = desk.home().join("clone");
    for command in [
        &["list", "--columns", "id", "--at-commit", "HEAD~2"][..],
        &["show", &id, "--at-commit", "HEAD~1"],
        &["log", "--commits"],
        &["log", &id, "--commits"],
        &["report", "volume", "--at-commit", "HEAD~1"],
    ] {
        let (code, stdout, stderr) = desk.command(command).within(&clone).run().taken();
        assert_eq!(code, 0, "{command:?}: {stderr}");
        assert!(
            stdout.contains(&id) || command[0] == "report",
            "{command:?}: {stdout}"
        );
    }
}

#[test]
fn a_partial_clone_that_cannot_fetch_says_what_it_is_and_what_fetches_the_rest() {
    let (desk, id) = partial();
    let clone = desk.home().join("clone");
    desk.shell("cd ../home/clone && git remote set-url origin file:///nowhere");
    for command in [
        &["list", "--at-commit", "HEAD~2"][..],
        &["show", &id, "--at-commit", "HEAD~1"],
        &["log", &id, "--commits"],
    ] {
        let (code, stdout, stderr) = desk.command(command).within(&clone).run().taken();
        assert_ne!(code, 0, "{command:?}: {stdout}");
        assert!(
            stderr.contains("this is a partial clone"),
            "{command:?}: {stderr}"
        );
        assert!(!stderr.contains("git fsck"), "{command:?}: {stderr}");
    }
    // What the hint says makes it a whole clone.
    let missing = desk.shell(&format!(
        "cd ../home/clone && git remote set-url origin 'file://{}' && git fetch -q --refetch --no-filter && \
         GIT_NO_LAZY_FETCH=1 git rev-list --objects --missing=print HEAD",
        desk.root().display()
    ));
    assert!(!missing.contains('?'), "{missing}");
}

/// What a person finds in the editor of a note, and what becomes of what they
/// type above it; `None` where no terminal can be made.
fn noted(settings: &str, typed: &str) -> Option<(String, String)> {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.shell(settings);
    let typed = typed.replace('\n', "\\n");
    let script = format!(
        "cp \"$1\" ../home/template && {{ printf '{typed}'; cat ../home/template; }} > \"$1\""
    );
    let note = desk.command(["note", &id, "--at", "2026-11-22 09:14"]);
    let _ = note.editor(&script).run_on_terminal()?.both(0);
    let template = std::fs::read_to_string(desk.home().join("template")).unwrap();
    let ticket = desk.ticket(&id);
    let lines = ticket.lines().filter_map(|line| line.strip_prefix("> "));
    Some((template, lines.collect::<Vec<_>>().join("\n")))
}

#[test]
fn the_editor_leaves_out_the_lines_that_git_would_and_says_so() {
    let typed = "#4711 is it.\n; as root\nIt stopped.\n";
    let said = |sign: &str| format!("{sign} Lines that begin with '{sign}' are left out");
    for (settings, sign, kept) in [
        ("true", "#", "; as root\nIt stopped."),
        (
            "git config core.commentChar ';'",
            ";",
            "#4711 is it.\nIt stopped.",
        ),
        (
            "git config core.commentChar ';' && git config core.commentString '//'",
            "//",
            "#4711 is it.\n; as root\nIt stopped.",
        ),
        (
            "git config core.commentString '//' && git config core.commentChar ';'",
            ";",
            "#4711 is it.\nIt stopped.",
        ),
        (
            "git config core.commentChar auto",
            "#",
            "; as root\nIt stopped.",
        ),
    ] {
        let Some((template, text)) = noted(settings, typed) else {
            return;
        };
        assert!(template.contains(&said(sign)), "{settings}: {template}");
        assert_eq!(text, kept, "{settings}");
    }
    let Some((template, text)) = noted("git config commit.cleanup scissors", typed) else {
        return;
    };
    assert!(
        template.contains("# ------------------------ >8 ------------------------\n"),
        "{template}"
    );
    assert_eq!(text, typed.trim_end());
}

#[test]
fn a_journal_that_is_none_of_ours_is_told_with_where_it_is_now() {
    let desk = Desk::new();
    let id = desk.open(["First"]);
    let own = desk.root().join(".git/bitacora");
    std::fs::write(own.join("journal"), "path ../../../x\n").unwrap();
    let (_, said) = desk
        .run(["note", &id, "-m", "Written all the same."])
        .both(0);
    assert!(own.join("journal.bad-1").exists());
    let told = said.lines().find(|line| line.starts_with("warning: "));
    assert!(
        told.is_some_and(|line| line.contains("journal.bad-1")),
        "{said}"
    );
    let (_, said) = desk.run(["note", &id, "-m", "Once only."]).both(0);
    assert!(!said.contains("journal"), "{said}");
}
