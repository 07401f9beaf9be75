use super::*;

fn read(text: &str) -> Foreign {
    Foreign::parse(text.as_bytes()).unwrap()
}

fn refused(text: &str) -> String {
    let fault = Foreign::parse(text.as_bytes()).unwrap_err();
    format!("{}:{}: {}", fault.line, fault.column, fault.reason)
}

#[test]
fn every_language_gives_the_same_keys_and_keeps_the_body() {
    let body = "\r\nBody\n---\n+++\n| a ---\n\n";
    for (language, header) in [
        (Language::Yaml, "---\ntitle: A\ntags: [x, y]\n---\n"),
        (
            Language::Yaml,
            "---\r\ntitle: A\r\ntags:\r\n- x\r\n- y\r\n...\r\n",
        ),
        (
            Language::Toml,
            "+++\ntitle = 'A'\ntags = [\"x\",\n \"y\"]\n+++\n",
        ),
        (
            Language::Toml,
            "\u{feff}+++ \r\ntitle = \"\"\"A\"\"\"\r\ntags = ['x', 'y']\r\n+++\r\n",
        ),
        (
            Language::Json,
            ";;;\n{\"title\": \"A\", \"tags\": [\"x\", \"y\"]}\n;;;\n",
        ),
        (
            Language::Json,
            "{\"title\": \"A\",\n\"tags\": [\"x\", \"y\"]\n}\n",
        ),
    ] {
        let file = read(&format!("{header}{body}"));
        assert_eq!(file.language, Some(language), "{header}");
        assert_eq!(file.body, body, "{header}");
        assert_eq!(file.values["title"], "A", "{header}");
        assert_eq!(
            file.values["tags"],
            serde_json::json!(["x", "y"]),
            "{header}"
        );
    }
}

#[test]
fn a_file_may_have_no_header_or_an_empty_one() {
    for text in [
        "",
        "ab",
        "# Title\n\n---\n",
        "{% include x %}\n",
        "{",
        "---- \n",
        "+++x\n",
    ] {
        let file = read(text);
        assert_eq!((file.language, &*file.body), (None, text));
    }
    for text in [
        "---\n---\n",
        "---\n# nothing\n---\n",
        "+++\n+++",
        ";;;\n\n;;;\n",
        "{}\n",
    ] {
        let file = read(text);
        assert!(file.language.is_some() && file.values.is_empty(), "{text}");
    }
}

#[test]
fn what_is_not_valid_is_named_with_its_place() {
    for (text, fault) in [
        (
            "---\ntitle: x\n",
            "1:1: the front matter opened here is never closed",
        ),
        (
            "+++\ntitle = 'x'\n",
            "1:1: the header opened here is never closed",
        ),
        (
            ";;;\n{}\n---\n",
            "1:1: the header opened here is never closed",
        ),
        (
            "{\"a\": \"}\"",
            "1:1: the header opened here is never closed",
        ),
        (
            "{\"a\": 1} text\n",
            "1:9: text on the line on which the header ends",
        ),
        (
            "---\ntitle: a: b\n---\n",
            "2:9: `: ` inside a value that is not quoted",
        ),
        (
            "---\na: 1\na: 2\n---\n",
            "3:1: the key `a` stands here twice",
        ),
        ("+++\nx = 1\nx = 2\n+++\n", "3:1: duplicate key"),
        ("{\n  \"x\": nope\n}\n", "2:9: expected ident"),
        (
            ";;;\n[1]\n;;;\n",
            "2:1: the header is not a list of keys with values",
        ),
    ] {
        assert_eq!(refused(text), fault, "{text}");
    }
}

/// Each level names the one below nine times.
fn bomb() -> String {
    let mut bomb = "a: &a [x, x]\n".to_owned();
    for (below, name) in ('a'..'j').zip('b'..) {
        let aliases = format!("*{below}, ").repeat(9);
        bomb = format!("{bomb}{name}: &{name} [{aliases}]\n");
    }
    bomb
}

#[test]
fn hostile_headers_are_refused_at_once() {
    let bomb = bomb();
    let hidden = format!(" {}\n", bomb.trim_end().replace('\n', "\n "));
    let brackets = "[".repeat(200_000);
    let maps: String = (0..600).map(|n| " ".repeat(n) + "a:\n").collect();
    for (text, reason) in [
        (format!("---\n{bomb}---\n"), "an alias"),
        // What our own reader stops at must not open the door to another.
        (
            format!("---\nt: \u{1}\n{bomb}---\n"),
            "the control character",
        ),
        (
            format!("---\n# \u{2028}b: |\n{hidden}---\n"),
            "the line break U+2028",
        ),
        (
            format!("---\n# \u{85}b: |\n - {}x\n---\n", "- ".repeat(100_000)),
            "the line break U+0085",
        ),
        (
            format!("---\nx: {brackets}\n---\n"),
            "more brackets are open here",
        ),
        (format!("---\n{maps}---\n"), "more than 64"),
        (format!("+++\nx = {brackets}\n+++\n"), "more than 64"),
        (
            format!("+++\n{}a = 1\n+++\n", "a.".repeat(100_000)),
            "more than 64",
        ),
        (format!(";;;\n{{\"x\": {brackets}}}\n;;;\n"), "more than 64"),
        (format!("{{\"x\": {brackets}\n}}\n"), "more than 64"),
        (
            format!("---\n# {}\n---\n", "x".repeat(300_000)),
            "300003 bytes",
        ),
        (
            format!("+++\n# {}\n+++\n", "x".repeat(300_000)),
            "300003 bytes",
        ),
    ] {
        let reason_found = Foreign::parse(text.as_bytes()).unwrap_err().reason;
        assert!(reason_found.starts_with(reason), "{reason_found}");
    }
}

#[test]
fn a_sign_of_an_alias_in_a_text_is_let_through_and_a_pair_is_not() {
    for text in [
        "title: Fish & chips *now* and **then**",
        "title: R&D",
        "title: 'a &b'",
        "a: &anchor x\nb: \"*other\"",
    ] {
        read(&format!("---\n{text}\n---\n"));
    }
    let fault = refused("---\na: &x 1\nb: 'a *x b'\n---\n");
    assert!(fault.starts_with("3:7: `&x` and `*x`"), "{fault}");
}
