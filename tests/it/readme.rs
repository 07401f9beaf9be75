//! The README and the pages of `docs/`: their sessions are run, so that what they
//! show is what the program says, and what they cite is there.
//! `BITACORA_REWRITE=1 cargo test readme` writes the answers anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

/// A path from the root of the repository.
fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A file of the repository.
fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

/// The names of the README and of the pages of `docs/`.
pub(crate) fn pages() -> Vec<String> {
    let pages = fs::read_dir(path("docs")).unwrap().map(|entry| {
        let name = entry.unwrap().file_name();
        format!("docs/{}", name.to_str().unwrap())
    });
    let pages = pages.filter(|name| Path::new(name).extension().is_some_and(|end| end == "md"));
    let mut pages: Vec<String> = std::iter::once("README.md".to_owned())
        .chain(pages)
        .collect();
    pages.sort();
    pages
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

/// A page with its sessions as the program says them now.
fn replayed(name: &str, page: &str) -> String {
    let mut made = String::new();
    let mut rest = page;
    while let Some((before, block)) = rest.split_once("```console\n") {
        let (block, after) = block.split_once("```\n").unwrap();
        let commands = commands(block);
        assert!(!commands.is_empty(), "{name}: a session without a command");
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
    made
}

/// What stands between two texts for the first time.
fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(begin).unwrap();
    rest.split_once(end).unwrap().0
}

/// The page about imports with the keys of a mapping as its reader has them.
fn with_keys(page: &str) -> String {
    let source = text("src/core/import/mapping.rs");
    let keys = between(&source, "//! ```yaml\n", "//! ```\n");
    let keys = keys.lines().map(|line| {
        let line = line.strip_prefix("//!").unwrap();
        line.strip_prefix(' ').unwrap_or(line)
    });
    let keys: String = keys.flat_map(|line| [line, "\n"]).collect();
    page.replacen(between(page, "```yaml\n", "```\n"), &keys, 1)
}

/// Writes a page where that is asked for; else where it differs, as
/// `path:line: reason`.
fn differs(name: &str, page: &str, made: &str) -> Option<String> {
    if std::env::var_os("BITACORA_REWRITE").is_some() {
        fs::write(path(name), made).unwrap();
        return None;
    }
    let lines = page.lines().zip(made.lines());
    let same = lines.take_while(|(page, made)| page == made).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("nothing").to_owned();
    let (shown, said) = (line(page), line(made));
    (page != made).then(|| format!("{name}:{}: `{shown}` is `{said}` now", same + 1))
}

#[test]
fn every_page_says_what_the_program_says() {
    let differences = pages().into_iter().filter_map(|name| {
        let page = text(&name);
        let mut made = replayed(&name, &page);
        if name == "docs/import.md" {
            made = with_keys(&made);
        }
        differs(&name, &page, &made)
    });
    let differences: Vec<String> = differences.collect();
    assert!(
        differences.is_empty(),
        "{}\nBITACORA_REWRITE=1 cargo test readme writes it",
        differences.join("\n")
    );
}

#[test]
fn a_session_that_says_something_else_is_named_with_its_page_and_line() {
    let page = "# A page\n\n```console\n$ echo one\none\n$ echo two\nthree\n```\n\nText.\n";
    let made = replayed("page.md", page);
    assert_eq!(made, page.replace("three", "two"));
    // Whoever rewrites pages has none of this name.
    if std::env::var_os("BITACORA_REWRITE").is_none() {
        let difference = differs("page.md", page, &made);
        assert_eq!(difference.unwrap(), "page.md:7: `three` is `two` now");
        assert_eq!(differs("page.md", page, page), None);
    }
}

#[test]
fn the_first_command_of_the_readme_shows_the_cycle() {
    let readme = text("README.md");
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

/// The shell steps of a ready workflow: what stands behind `run:` or
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
fn the_ready_workflows_judge_last_month() {
    let page = text("docs/ci.md");
    let blocks = page.split("```yaml\n").skip(1);
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

/// The words of the glossary, each with its Spanish where there is one.
fn words(page: &str) -> impl Iterator<Item = (&str, &str)> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = rows.map(|row| row.trim_end_matches('|').split('|').map(str::trim));
    let words = cells.filter_map(|mut cells| Some((cells.next()?, cells.next_back()?)));
    words.filter(|(word, _)| *word != "word")
}

#[test]
fn a_word_stands_once_and_its_spanish_is_that_of_reports() {
    let page = text("docs/words.md");
    let table = text("src/render/words.rs");
    let table = table.lines().filter_map(|line| {
        let (english, spanish) = line.trim().strip_prefix("(\"")?.split_once("\", \"")?;
        // A value of a closed field is `field/word`.
        let english = english.rsplit('/').next().unwrap_or(english);
        let spanish = spanish.strip_suffix("\"),")?;
        Some((english.to_lowercase(), spanish.to_lowercase()))
    });
    let table: BTreeSet<(String, String)> = table.collect();
    let mut seen = BTreeSet::new();
    for (word, spanish) in words(&page) {
        assert!(seen.insert(word), "{word} stands twice");
        let said = (word.to_owned(), spanish.to_owned());
        assert!(spanish.is_empty() || table.contains(&said), "{said:?}");
    }
    assert!(seen.len() > 100, "{seen:?}");
}

/// The prose of a page: what is no code.
fn prose(page: &str) -> String {
    let mut prose: String = page.split("```").step_by(2).collect();
    while let Some((before, rest)) = prose.split_once('`') {
        let after = rest.split_once('`').map_or("", |(_, after)| after);
        prose = format!("{before}{after}");
    }
    prose
}

/// The name of a heading in a link: `## In your shell` is `in-your-shell`.
fn anchors(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter_map(|line| line.strip_prefix('#'));
    let anchor = |heading: &str| {
        let heading = heading.trim_start_matches('#').trim().to_lowercase();
        let letters = heading.chars().filter_map(|letter| match letter {
            ' ' => Some('-'),
            '-' | '_' => Some(letter),
            letter => letter.is_alphanumeric().then_some(letter),
        });
        letters.collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_link_of_a_page_leads_to_a_file_and_a_heading() {
    let mut linked = BTreeSet::new();
    let mut dead = Vec::new();
    for name in pages().into_iter().chain(["CONTRIBUTING.md".to_owned()]) {
        let page = prose(&text(&name));
        let links = page.split("](").skip(1).map(|rest| {
            let link = rest.split_once(')').unwrap().0;
            link.split_once('#').unwrap_or((link, ""))
        });
        let links = links.filter(|(target, _)| !target.contains("://"));
        for (target, anchor) in links {
            let found = match target {
                "" => path(&name),
                target => path(&name).parent().unwrap().join(target),
            };
            let Ok(found) = found.canonicalize() else {
                dead.push(format!("{name}: {target}"));
                continue;
            };
            let is_there = anchor.is_empty()
                || fs::read_to_string(&found).is_ok_and(|page| anchors(&page).contains(anchor));
            if !is_there {
                dead.push(format!("{name}: {target}#{anchor}"));
            }
            if name == "README.md" {
                linked.insert(found);
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
    for name in pages().iter().filter(|name| *name != "README.md") {
        assert!(
            linked.contains(&path(name)),
            "{name} is in no link of the README"
        );
    }
}

/// The comments of a source, as text.
fn comments(source: &str) -> String {
    let lines = source.lines().map(|line| {
        let comment = line.trim_start().strip_prefix("//");
        comment.map_or("\n", |comment| comment.trim_start_matches(['/', '!']))
    });
    lines.collect()
}

/// The pages of the manual that a text cites, each with what follows.
fn cited(text: &str) -> impl Iterator<Item = (String, &str)> {
    text.match_indices("bitacora").filter_map(|(at, _)| {
        let (name, rest) = text[at..].split_once('(')?;
        let (section, rest) = rest.split_once(')')?;
        let is_page = name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            && ["1", "5", "7"].contains(&section);
        is_page.then(|| (format!("man/{name}.{section}"), rest))
    })
}

/// What is cited of a page of the manual and is not there: the page, or one of the
/// sections named after it (`bitacora-sla(7), BOOKING and TURNED`).
fn lacking(page: &str, mut rest: &str) -> Option<String> {
    let Ok(manual) = fs::read_to_string(path(page)) else {
        return Some(page.to_owned());
    };
    let titles = manual.lines().filter_map(|line| line.strip_prefix(".SH "));
    let titles: Vec<&str> = titles.map(|title| title.trim_matches('"')).collect();
    while let Some(next) = [", ", " and "]
        .iter()
        .find_map(|glue| rest.strip_prefix(glue))
    {
        let word = next.split(|letter: char| !letter.is_alphabetic()).next()?;
        if word.len() < 2 || word.to_uppercase() != word {
            return None;
        }
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        let named = |title: &&&str| next.strip_prefix(**title).is_some_and(ends);
        let Some(title) = titles.iter().filter(named).max_by_key(|title| title.len()) else {
            return Some(format!("{page}: {word}"));
        };
        rest = &next[title.len()..];
    }
    None
}

#[test]
fn every_page_of_the_manual_that_is_cited_is_there_and_has_the_section() {
    let mut texts: Vec<(String, String)> = pages()
        .into_iter()
        .map(|name| {
            let page = text(&name).replace('\n', " ");
            (name, page)
        })
        .collect();
    for folder in ["src", "tests", "benches"] {
        for entry in WalkDir::new(path(folder)).into_iter().map(Result::unwrap) {
            if entry.path().extension().is_some_and(|end| end == "rs") {
                let source = fs::read_to_string(entry.path()).unwrap();
                texts.push((entry.path().display().to_string(), comments(&source)));
            }
        }
    }
    let lacking = texts.iter().flat_map(|(name, text)| {
        let lacking = cited(text).filter_map(|(page, rest)| lacking(&page, rest));
        lacking.map(move |lacks| format!("{name}: {lacks}"))
    });
    let lacking: Vec<String> = lacking.collect();
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn a_section_that_the_manual_lacks_is_found() {
    for (text, lacks) in [
        ("as bitacora-sla(7) says", None),
        ("(bitacora-sla(7), BOOKING)", None),
        ("(bitacora-sla(7), BOOKING, TURNED and COMMITMENT)", None),
        ("bitacora-sla(7), and more", None),
        (
            "(bitacora-sla(7), BOOKING and TURN)",
            Some("man/bitacora-sla.7: TURN"),
        ),
        ("(bitacora-rules(7))", Some("man/bitacora-rules.7")),
    ] {
        let found: Vec<String> = cited(text)
            .filter_map(|(page, rest)| lacking(&page, rest))
            .collect();
        assert_eq!(found, lacks.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn every_file_of_the_source_that_a_page_names_is_there() {
    let mut gone = Vec::new();
    for name in pages() {
        let page = text(&name);
        for word in page.split('`').skip(1).step_by(2) {
            let tops = ["src/", "tests/", "benches/", "examples/", "man/", "fuzz/"];
            let is_path = tops.iter().any(|top| word.starts_with(top)) && !word.contains(' ');
            if is_path && !path(word).exists() && !word.contains(['*', '<', 'N']) {
                gone.push(format!("{name}: {word}"));
            }
        }
    }
    assert!(gone.is_empty(), "{}", gone.join("\n"));
}
