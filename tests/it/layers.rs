//! The sources themselves: imports point down only.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// What each layer may import beside itself.
const ALLOWED: [(&str, &[&str]); 9] = [
    ("core", &[]),
    ("store", &["core"]),
    ("index", &["core"]),
    ("render", &["core"]),
    ("desk", &["core", "store", "index", "render"]),
    ("commands", &["core", "store", "index", "render", "desk"]),
    ("error", &["core", "store", "desk"]),
    ("fuzzing", &["core", "store"]),
    ("main", &[]),
];

/// Every source with its path below `src/`, comments and files of tests left out.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "rs"))
        .filter(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap();
            let path = path.to_str().unwrap();
            !path.ends_with("tests.rs") && !path.contains("/tests/")
        })
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            let code = text
                .lines()
                .map(|line| line.split_once("//").map_or(line, |(code, _)| code))
                .collect::<Vec<_>>()
                .join("\n");
            (path.to_str().unwrap().to_owned(), code)
        })
        .collect()
}

/// The code without the tests that stand at its end.
fn before_tests(code: &str) -> &str {
    let tests = code.split_once("#[cfg(test)]\nmod tests {");
    tests.map_or(code, |(before, _)| before)
}

fn layer(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap()
}

/// The words that follow `prefix` in the code.
fn after<'a>(code: &'a str, prefix: &str) -> Vec<&'a str> {
    let pieces = code.split(prefix).skip(1);
    pieces
        .flat_map(|rest| match rest.strip_prefix('{') {
            // `use crate::{core::..., store::...}` names several.
            Some(group) => group.split('}').next().unwrap().split(',').collect(),
            None => vec![rest],
        })
        .map(|rest| {
            let rest = rest.trim_start();
            let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            &rest[..end.unwrap_or(rest.len())]
        })
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn imports_point_down_only() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let layer = layer(&path);
        if layer == "lib" {
            continue;
        }
        let allowed = ALLOWED.iter().find(|(name, _)| *name == layer);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{path} belongs to no layer"));
        for name in after(&code, "crate::") {
            if name != layer && !allowed.contains(&name) {
                wrong.push(format!("{path} imports {name}"));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// Crates that stand behind one layer, with the files that may name them beside.
const BEHIND: [(&str, &str, &[&str]); 6] = [
    ("git2", "store", &[]),
    ("libgit2_sys", "store", &[]),
    ("rusqlite", "index", &[]),
    ("comfy_table", "render", &[]),
    (
        "clap",
        "commands",
        &["lib.rs", "render/format.rs", "render/style.rs"],
    ),
    ("clap_complete", "commands", &["lib.rs"]),
];

#[test]
fn a_crate_stands_behind_one_layer() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let code = before_tests(&code);
        for (name, of, beside) in BEHIND {
            let is_named = code.contains(&format!("{name}::"));
            if is_named && layer(&path) != of && !beside.contains(&path.as_str()) {
                wrong.push(format!("{path} names {name}"));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn no_path_climbs_to_the_root_of_the_crate() {
    for (path, code) in sources() {
        // A module inside the file is one deeper than the file.
        let modules = path.trim_end_matches("/mod.rs").matches('/').count() + 2;
        assert!(
            !code.contains(&"super::".repeat(modules + 1)),
            "{path} climbs out of its layer"
        );
    }
}

#[test]
fn only_one_file_is_unsafe_and_none_prints_past_the_desk() {
    for (path, code) in sources() {
        let words: Vec<&str> = code
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '!')
            .collect();
        let is_unsafe = words.contains(&"unsafe");
        assert!(!is_unsafe || path == "store/sys.rs", "{path} is unsafe");
        for printing in ["print!", "println!", "eprint!", "eprintln!", "dbg!"] {
            assert!(!words.contains(&printing), "{path} has {printing}");
        }
    }
}

#[test]
fn git_is_started_in_one_place() {
    for (path, code) in sources() {
        let starts = code.contains("Command::new(\"git");
        assert!(
            !starts || path == "store/git/program.rs",
            "{path} starts git by itself"
        );
    }
}

/// Whatever is written passes the sanitiser there; the bar that shows how far
/// work is has only numbers, and wants the terminal.
#[test]
fn one_file_alone_writes_on_the_standard_streams() {
    for (path, code) in sources() {
        // Whether a stream is a terminal may be asked anywhere.
        let code = code.replace("stdout().is_terminal()", "");
        let code = code.replace("stderr().is_terminal()", "");
        let may = path == "render/stream.rs";
        for stream in [
            "stdout()",
            "stderr()",
            "Stdio::inherit",
            "error.print()",
            "exit()",
        ] {
            let mut found = code.match_indices(stream);
            let is_call = |at: usize| {
                let before = code[..at].chars().next_back();
                !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
            };
            assert!(
                may || !found.any(|(at, _)| is_call(at)),
                "{path} has {stream}"
            );
        }
        let shows_a_bar = code.contains("ProgressDrawTarget::stderr");
        assert!(
            !shows_a_bar || path == "desk/progress.rs",
            "{path} shows a bar"
        );
    }
}

#[test]
fn the_core_does_no_input_or_output_and_has_no_clock() {
    for (path, code) in sources() {
        if layer(&path) != "core" {
            continue;
        }
        for word in [
            "std::fs",
            "std::io",
            "std::env",
            "std::process",
            "Utc::now",
            "Local::now",
        ] {
            assert!(!code.contains(word), "{path} has {word}");
        }
    }
}

/// A message says what is wrong, why, and what to do; who wants to pass a guard
/// finds the flag in the help.
#[test]
fn no_hint_hands_out_the_way_round_a_guard() {
    for (path, code) in sources() {
        let code = before_tests(&code);
        for flag in ["--no-verify", "--no-gpg-sign", "--force", "reset --hard"] {
            let may = path == "commands/flags.rs";
            assert!(may || !code.contains(flag), "{path} says {flag}");
        }
    }
}

/// Modules by their paths (`core::report`), with their code before their tests.
type Modules = BTreeMap<Vec<String>, String>;

fn modules() -> Modules {
    let parts = |path: &str| -> Vec<String> {
        let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
        path.split('/').map(str::to_owned).collect()
    };
    let sources = sources()
        .into_iter()
        .map(|(path, code)| (parts(&path), before_tests(&code).to_owned()));
    sources.collect()
}

/// The paths of `a::{b, c::{d}}`, names that are renamed as they were.
fn paths(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((before, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap().trim();
        return vec![path.split("::").map(str::to_owned).collect()];
    };
    let group = group.trim_end().strip_suffix('}').unwrap();
    let prefix = before.split("::").filter(|part| !part.is_empty());
    let prefix: Vec<String> = prefix.map(|part| part.trim().to_owned()).collect();
    let mut depth = 0;
    let items = group.split(|letter| {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        letter == ',' && depth == 0
    });
    let items = items.filter(|item| !item.trim().is_empty());
    let below = items.flat_map(paths);
    below.map(|path| [prefix.clone(), path].concat()).collect()
}

/// What the module imports: whether for others, and the path from the crate.
fn imports(module: &[String], code: &str) -> Vec<(bool, Vec<String>)> {
    let statements = code.split(';').filter_map(|text| {
        let (before, tree) = text.rsplit_once("use ")?;
        let before = before.trim_end();
        let is_statement = before.is_empty() || before.ends_with([';', '}', ')', ']', 'b', '{']);
        let is_public = before.ends_with("pub") || before.ends_with(')');
        is_statement.then_some((is_public, tree))
    });
    let mut found = Vec::new();
    for (is_public, tree) in statements {
        for path in paths(tree) {
            let path = match path[0].as_str() {
                "crate" => path[1..].to_vec(),
                "self" => [module, &path[1..]].concat(),
                "super" => {
                    let up = path.iter().take_while(|part| *part == "super").count();
                    let from = module.len().saturating_sub(up);
                    [&module[..from], &path[up..]].concat()
                }
                _ => [module, &path[..]].concat(),
            };
            found.push((is_public, path));
        }
    }
    found
}

/// The paths from the crate that stand in the code without an import.
fn mentions(code: &str) -> Vec<Vec<String>> {
    // Who may see something is no need of it.
    let code = code.replace("pub(in crate::", "pub(in ");
    let found = code.split("crate::").skip(1).filter_map(|rest| {
        let is_of_path = |letter: char| letter.is_alphanumeric() || "_:".contains(letter);
        let end = rest.find(|letter: char| !is_of_path(letter))?;
        let path = rest[..end].split("::").filter(|part| !part.is_empty());
        let path = path.map(str::to_owned).collect();
        // A group is an import.
        (!rest[end..].starts_with('{')).then_some(path)
    });
    found.collect()
}

/// The module in which a path ends, through whatever hands its name on.
fn home(path: &[String], modules: &Modules) -> Option<Vec<String>> {
    let length = (1..=path.len())
        .rev()
        .find(|length| modules.contains_key(&path[..*length]))?;
    let (module, rest) = path.split_at(length);
    if let Some(name) = rest.first() {
        let handed_on = imports(module, &modules[module]).into_iter();
        let mut handed_on = handed_on.filter(|(is_public, path)| {
            *is_public && path.last() == Some(name) && path.len() > module.len() + 1
        });
        if let Some((_, from)) = handed_on.next() {
            return home(&[&from[..], &rest[1..]].concat(), modules);
        }
    }
    Some(module.to_vec())
}

/// The files below a module that import each other in a circle.
fn circles(top: &[&str]) -> Vec<String> {
    let modules = modules();
    let is_below = |module: &[String]| {
        let same = module.iter().zip(top).all(|(a, b)| a == b);
        same && module.len() >= top.len()
    };
    let below = modules.keys().filter(|module| is_below(module));
    let mut needs: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for module in below {
        let own = imports(module, &modules[module]).into_iter();
        let own = own.filter(|(is_public, _)| !is_public);
        let own = own.map(|(_, path)| path);
        let own = own.chain(mentions(&modules[module]));
        let homes = own.filter_map(|path| home(&path, &modules));
        let homes = homes.filter(|home| home != module && is_below(home));
        needs.insert(module.clone(), homes.collect());
    }
    let arrows: usize = needs.values().map(BTreeSet::len).sum();
    assert!(
        arrows > needs.len(),
        "{arrows} imports were found below {top:?}"
    );
    // Whoever needs nobody that is left goes, and whom nobody needs: circles stay.
    loop {
        let left: BTreeSet<_> = needs.keys().cloned().collect();
        let wanted: BTreeSet<_> = needs.values().flatten().cloned().collect();
        needs.retain(|module, needed| !needed.is_disjoint(&left) && wanted.contains(module));
        if needs.len() == left.len() {
            break;
        }
    }
    needs.keys().map(|module| module.join("::")).collect()
}

#[test]
fn no_files_of_these_import_each_other_in_a_circle() {
    for top in [
        &["core"][..],
        &["store"],
        &["index"],
        &["render"],
        &["desk"],
    ] {
        assert_eq!(circles(top), [""; 0], "{top:?}");
    }
}

#[test]
fn a_long_file_says_why_it_is_one() {
    let long = sources().into_iter().filter_map(|(path, code)| {
        let lines = before_tests(&code).lines().count();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let text = fs::read_to_string(root.join(&path)).unwrap();
        let mut head = text.lines().take_while(|line| line.starts_with("//!"));
        let has_reason = head.any(|line| line.contains("One file:"));
        (lines > 500 && !has_reason).then(|| format!("{path} has {lines} lines"))
    });
    assert_eq!(long.collect::<Vec<_>>(), [""; 0]);
}

/// A page, a board, a gateway of mails read and write through these two.
#[test]
fn what_reads_and_what_writes_neither_prints_nor_knows_how() {
    let all = sources();
    let parts = all
        .iter()
        .filter(|(path, _)| path.starts_with("desk/books/") || path.starts_with("desk/pen/"));
    let mut files = 0;
    for (path, code) in parts {
        let code = before_tests(code);
        for word in ["crate::render", "stream::", "stdout", "stderr", "print"] {
            assert!(!code.contains(word), "{path} has {word}");
        }
        files += 1;
    }
    assert!(files > 20, "{files} files");
}
