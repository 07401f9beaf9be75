use super::*;

/// A file is written twice under these settings; git must see nothing to do,
/// and must itself check out what was written.
fn agrees(configuration: &[&str], attributes: &str, content: &str) {
    let case = format!("{configuration:?} {attributes:?} {content:?}");
    let repo = TestRepo::new();
    for pair in configuration {
        let (key, value) = pair.split_once('=').unwrap();
        repo.git(&["config", key, value]);
    }
    repo.write(".gitattributes", attributes);
    repo.git(&["add", ".gitattributes"]);
    repo.git(&["commit", "-qm", "attributes"]);
    for more in ["", "and more\n"] {
        let text = format!("{content}{more}");
        let files = vec![change("a.md", &text)];
        let written = repo
            .open()
            .transact::<_, GitError>(&WriteOptions::default(), |_| {
                Ok((Some(plan(files.clone())), ()))
            });
        assert!(written.unwrap().0.is_some(), "{case}");
        assert_eq!(repo.status(), "", "{case}");
        // A stat that does not match makes git compare the contents.
        let file = fs::File::options()
            .write(true)
            .open(repo.join("a.md"))
            .unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
        assert_eq!(repo.status(), "", "{case}");
        assert!(repo.open().status_of("a.md").unwrap().is_clean(), "{case}");
        let ours = repo.read("a.md");
        fs::remove_file(repo.join("a.md")).unwrap();
        repo.git(&["checkout", "-q", "--", "a.md"]);
        assert_eq!(repo.read("a.md"), ours, "{case}");
    }
    repo.assert_clean();
}

#[test]
fn git_agrees_with_the_line_ends_under_every_setting() {
    let configurations: [&[&str]; 5] = [
        &[],
        &["core.autocrlf=true"],
        &["core.autocrlf=input"],
        &["core.eol=crlf"],
        &["core.autocrlf=false", "core.eol=lf"],
    ];
    let attributes = [
        "",
        "*.md -text\n",
        "*.md text\n",
        "*.md text=auto\n",
        "*.md eol=crlf\n",
        "*.md text=auto eol=lf\n",
        "*.md text=auto eol=crlf\n",
        "*.md crlf=input\n",
        "*.md binary\n",
    ];
    for configuration in configurations {
        for attributes in attributes {
            agrees(configuration, attributes, "one\ntwo\n");
            agrees(configuration, attributes, "one\r\ntwo\r\n");
        }
    }
}

#[test]
fn git_agrees_about_what_is_no_text() {
    for content in [
        "mixed\r\nlines\n",
        "lone\rreturn\r\n",
        "nul\0\r\n",
        "\u{1}\u{2}\r\n",
        "dos\r\n\u{1a}",
    ] {
        agrees(&["core.autocrlf=true"], "", content);
        agrees(&[], "*.md text=auto\n", content);
        agrees(&[], "*.md text eol=crlf\n", content);
    }
}

#[test]
fn with_autocrlf_the_blob_has_lf_and_the_file_cr_lf() {
    let repo = TestRepo::new();
    repo.git(&["config", "core.autocrlf", "true"]);
    repo.append("a.md", "one").unwrap();
    repo.append("a.md", "two").unwrap();
    assert_eq!(repo.read("a.md"), "one\r\ntwo\r\n");
    let head = repo.open().head_oid().unwrap();
    assert_eq!(
        repo.open().tree_read(head, "a.md").unwrap().unwrap(),
        b"one\ntwo\n"
    );
    repo.assert_clean();
}
