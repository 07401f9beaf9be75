//! The README's sessions are run: what it shows is what the program says.
//! `BITACORA_REWRITE=1 cargo test readme` writes the answers anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// Runs the commands of one block in one shell, and gives back each with what
/// it printed on both streams.
fn play(commands: &[String]) -> Vec<String> {
    play_at("2026-11-22T09:14:00-06:00", commands)
}

/// As [`play`], at another time.
fn play_at(now: &str, commands: &[String]) -> Vec<String> {
    // Memory where there is some: the disk would be waited for at every commit.
    let folder = tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap();
    let mut script = String::from("exec 2>&1\n");
    for command in commands {
        script.push_str(command);
        script.push_str("\nprintf '\\001'\n");
    }
    let program = Path::new(env!("CARGO_BIN_EXE_bitacora")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    let run = Command::new("sh")
        .arg("-c")
        .arg(script)
        .current_dir(folder.path())
        .env_clear()
        .env("PATH", format!("{}:{path}", program.display()))
        .env("HOME", folder.path())
        .env("LC_ALL", "C.UTF-8")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_COUNT", "3")
        .env("GIT_CONFIG_KEY_0", "user.name")
        .env("GIT_CONFIG_VALUE_0", "Ana Torres")
        .env("GIT_CONFIG_KEY_1", "user.email")
        .env("GIT_CONFIG_VALUE_1", "ana@soporte.example")
        .env("GIT_CONFIG_KEY_2", "init.defaultBranch")
        .env("GIT_CONFIG_VALUE_2", "main")
        .env("GIT_AUTHOR_NAME", "Ana Torres")
        .env("GIT_AUTHOR_EMAIL", "ana@soporte.example")
        .env("GIT_COMMITTER_NAME", "Ana Torres")
        .env("GIT_COMMITTER_EMAIL", "ana@soporte.example")
        .env("BITACORA_NOW", now)
        .env("BITACORA_SEED", "22")
        .output()
        .unwrap();
    let printed = String::from_utf8(run.stdout).unwrap();
    printed.split('\u{1}').map(str::to_owned).collect()
}

/// The commands of a session. One that makes a file (`cat > FILE <<END`) goes on
/// in lines with the shell's second prompt.
fn commands(block: &str) -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    let mut is_file = false;
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            is_file = command.contains("<<");
            commands.push(command.to_owned());
        } else if let (true, Some(more)) = (is_file, line.strip_prefix("> ")) {
            let command = commands.last_mut().unwrap();
            command.push('\n');
            command.push_str(more);
        } else {
            is_file = false;
        }
    }
    commands
}

#[test]
fn the_sessions_of_the_readme_say_what_the_program_says() {
    let readme = fs::read_to_string(path()).unwrap();
    let mut made = String::new();
    let mut rest = readme.as_str();
    while let Some((before, block)) = rest.split_once("```console\n") {
        let (block, after) = block.split_once("```\n").unwrap();
        let commands = commands(block);
        assert!(!commands.is_empty(), "a session without a command");
        let printed = play(&commands);
        made.push_str(before);
        made.push_str("```console\n");
        for (command, printed) in commands.iter().zip(&printed) {
            made.extend(["$ ", &command.replace('\n', "\n> "), "\n", printed]);
        }
        made.push_str("```\n");
        rest = after;
    }
    made.push_str(rest);
    if std::env::var_os("BITACORA_REWRITE").is_some() {
        fs::write(path(), made).unwrap();
    } else {
        assert_eq!(
            made, readme,
            "BITACORA_REWRITE=1 cargo test readme writes it"
        );
    }
}

#[test]
fn the_first_command_of_the_readme_shows_the_cycle() {
    let readme = fs::read_to_string(path()).unwrap();
    let command = readme
        .lines()
        .find_map(|line| line.strip_prefix("cargo run --release -- "))
        .unwrap();
    let arguments = command.split('#').next().unwrap().split_whitespace();
    // Who reads it is in a checkout, which is nobody's desk.
    let folder = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let run = Command::new("git")
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        String::from_utf8(run.stdout).unwrap()
    };
    git(&["init", "-q", "-b", "main"]);
    let config = fs::read(folder.path().join(".git/config")).unwrap();
    let run = || {
        Command::new(env!("CARGO_BIN_EXE_bitacora"))
            .args(arguments.clone())
            .current_dir(folder.path())
            .env_clear()
            .env("PATH", std::env::var("PATH").unwrap())
            .env("HOME", folder.path())
            .output()
            .unwrap()
    };
    let first = run();
    let printed = String::from_utf8(first.stdout).unwrap();
    assert_eq!(first.status.code(), Some(0), "{printed}");
    for word in [
        "$ bitacora open",
        "$ bitacora classify",
        "$ bitacora faq promote",
        "bitacora list",
    ] {
        assert!(printed.contains(word), "{word} is not in {printed}");
    }
    assert_eq!(git(&["status", "--porcelain"]), "?? bitacora-demo/\n");
    assert_eq!(git(&["rev-list", "--all"]), "");
    let after = fs::read(folder.path().join(".git/config")).unwrap();
    assert_eq!(config, after, "the checkout's own configuration");
    assert_eq!(git(&["-C", "bitacora-demo", "status", "--porcelain"]), "");
    let commits = git(&["-C", "bitacora-demo", "rev-list", "--count", "HEAD"]);
    assert!(commits.trim().parse::<u32>().unwrap() > 170, "{commits}");
    let second = run();
    assert_eq!(
        second.status.code(),
        Some(2),
        "an existing folder is not touched"
    );
}

/// The shell steps of a workflow in the README: what stands behind `run:` or
/// as items of `script:`.
fn steps(workflow: &str) -> Vec<String> {
    let document: serde_yaml::Value = serde_yaml::from_str(workflow).unwrap();
    let text = |value: &serde_yaml::Value| value.as_str().map(str::to_owned);
    let github = document["jobs"]["report"]["steps"].as_sequence();
    let gitlab = document["service-levels"]["script"].as_sequence();
    let github = github.into_iter().flatten();
    let gitlab = gitlab.into_iter().flatten();
    let steps = github.filter_map(|step| text(&step["run"]));
    steps.chain(gitlab.filter_map(text)).collect()
}

#[test]
fn the_workflows_of_the_readme_judge_last_month() {
    let readme = fs::read_to_string(path()).unwrap();
    let blocks = readme.split("```yaml\n").skip(1);
    let workflows: Vec<&str> = blocks
        .map(|block| block.split("```").next().unwrap())
        .filter(|block| block.contains("--period last-month"))
        .collect();
    assert_eq!(workflows.len(), 2);
    let steps: Vec<Vec<String>> = workflows.iter().map(|workflow| steps(workflow)).collect();
    let mut script = vec!["bitacora init --example store >/dev/null 2>&1; cd store".to_owned()];
    for step in steps.iter().flatten() {
        // The runner ends at the first step that fails; here each says its code
        // and the files it made.
        script.push(format!(
            "{step} >/dev/null; echo \"code $?\"; ls sla.*; rm -f sla.*"
        ));
    }
    let printed = play_at("2026-12-01T12:00:00Z", &script);
    for (step, printed) in steps.iter().flatten().zip(&printed[1..]) {
        let Some(("bitacora report compliance", _)) = step.split_once(" --period last-month")
        else {
            assert!(printed.contains("\ncode 0\n"), "{step}: {printed}");
            continue;
        };
        let (said, files) = printed.split_once("code 7\n").unwrap();
        assert!(
            said.starts_with("last-month is 2026-11, 2026-11-01 to 2026-11-30 (America/Bogota).\n"),
            "{said}"
        );
        let mut named: Vec<&str> = step.split(" -o ").skip(1).collect();
        named.sort_unstable();
        assert_eq!(files.lines().collect::<Vec<_>>(), named);
    }
}
