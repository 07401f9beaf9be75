use super::*;

/// Writes each content under each line of attributes, all in one repository
/// with this configuration, twice. Git must see nothing to do, and must itself
/// check out what was written.
fn agrees(configuration: &[&str], attributes: &[&str], contents: &[&str]) {
    let repo = TestRepo::new();
    for pair in configuration {
        let (key, value) = pair.split_once('=').unwrap();
        repo.git(&["config", key, value]);
    }
    let mut lines = String::new();
    let mut files = Vec::new();
    for (kind, attributes) in attributes.iter().enumerate() {
        lines += &[&kind.to_string(), "-* ", attributes, "\n"].concat();
        for (number, content) in contents.iter().enumerate() {
            files.push((format!("{kind}-{number}.md"), (*content).to_owned()));
        }
    }
    repo.write(".gitattributes", &lines);
    repo.git(&["add", ".gitattributes"]);
    repo.git(&["commit", "-qm", "attributes"]);
    for _ in 0..2 {
        write(&repo, &files);
        for (path, content) in &mut files {
            let file = fs::File::options().write(true).open(repo.join(path));
            // Git compares the contents of a file whose time is not the one it knows.
            file.unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
            let state = repo.open().status_of(path).unwrap();
            assert!(state.is_clean(), "{configuration:?} {path} {lines}");
            content.push_str("and more\n");
        }
        assert_eq!(repo.status(), "", "{configuration:?} {lines}");
        let ours: Vec<_> = files.iter().map(|(path, _)| repo.read(path)).collect();
        for (path, _) in &files {
            fs::remove_file(repo.join(path)).unwrap();
        }
        repo.git(&["checkout", "-q", "--", "."]);
        for ((path, _), ours) in files.iter().zip(ours) {
            assert_eq!(repo.read(path), ours, "{configuration:?} {path} {lines}");
        }
    }
    repo.assert_clean();
}

fn write(repo: &TestRepo, files: &[(String, String)]) {
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| change(path, text))
        .collect();
    let written = repo
        .open()
        .transact::<_, GitError>(&WriteOptions::default(), |_| {
            Ok((Some(plan(files.clone())), ()))
        });
    assert!(written.unwrap().0.is_some());
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
        "-text",
        "text",
        "text=auto",
        "eol=lf",
        "eol=crlf",
        "text=auto eol=lf",
        "text=auto eol=crlf",
        "crlf=input",
        "binary",
    ];
    let contents = [
        "one\ntwo\n",
        "one\r\ntwo\r\n",
        "mixed\r\nlines\n",
        "lone\rreturn\r\n",
        "nul\0\r\n",
        "\u{1}\u{2}\r\n",
        "dos\r\n\u{1a}",
        "",
    ];
    for configuration in configurations {
        agrees(configuration, &attributes, &contents);
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
