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
    let folder = tempfile::tempdir().unwrap();
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
        .env("BITACORA_NOW", "2026-11-22T09:14:00-06:00")
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
    let folder = tempfile::tempdir().unwrap();
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
    let log = Command::new("git")
        .args(["-C", "bitacora-demo", "status", "--porcelain"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(log.stdout).unwrap(), "");
    let second = run();
    assert_eq!(
        second.status.code(),
        Some(2),
        "an existing folder is not touched"
    );
}
