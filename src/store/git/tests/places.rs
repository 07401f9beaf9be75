use super::*;

fn append_in(folder: &Path, path: &str, line: &str) -> Repository {
    let repo = Repository::open(folder).unwrap();
    append(&repo, &WriteOptions::default(), path, line)
        .unwrap()
        .unwrap();
    repo
}

#[test]
fn a_store_in_a_folder_of_a_product_has_paths_of_its_own() {
    let repo = TestRepo::new();
    repo.write("support/desk/bitacora.yaml", "format: 1\n");
    repo.git(&["add", "."]);
    repo.git(&["commit", "-qm", "desk"]);
    repo.write("dirty", "mine\n");
    let desk = append_in(&repo.join("support/desk"), "tickets/a.md", "one");
    assert_eq!(desk.prefix(), "support/desk/");
    assert_eq!(repo.read("support/desk/tickets/a.md"), "one\n");
    let head = desk.head_oid().unwrap();
    let listed = desk.tree_list(head, "").unwrap();
    let paths: Vec<_> = listed.iter().map(|entry| entry.path.as_str()).collect();
    assert_eq!(paths, ["bitacora.yaml", "tickets/a.md"]);
    repo.write("support/desk/tickets/a.md", "edited\n");
    repo.write("support/desk/tickets/new.md", "new\n");
    let changed = desk.changed_paths(|_| true).unwrap();
    let told: Vec<_> = changed
        .iter()
        .map(|(path, state)| (path.as_str(), state.difference().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("tickets/a.md", Difference::Edits),
            ("tickets/new.md", Difference::New)
        ]
    );
    assert_eq!(repo.read("dirty"), "mine\n");
    repo.assert_sound();
}

#[test]
fn a_linked_work_tree_has_its_own_branch_and_index() {
    let repo = TestRepo::new();
    let other = tempfile::tempdir().unwrap();
    let folder = other.path().join("linked");
    repo.git(&[
        "worktree",
        "add",
        "-q",
        "-b",
        "side",
        folder.to_str().unwrap(),
    ]);
    let linked = append_in(&folder, "a.md", "one");
    assert_eq!(linked.branch().as_deref(), Some("side"));
    assert_ne!(linked.git_dir(), linked.common_dir());
    assert_eq!(
        linked.common_dir(),
        repo.join(".git").canonicalize().unwrap()
    );
    assert_eq!(git_in(&folder, &["status", "--porcelain"]), "");
    assert_eq!(repo.git(&["show", "side:a.md"]), "one");
    assert_eq!(repo.git(&["rev-list", "--count", "main"]), "1");
    assert!(!repo.join("a.md").exists());
    repo.assert_clean();
}

#[test]
fn a_submodule_is_its_own_repository() {
    let product = TestRepo::new();
    let desk = TestRepo::new();
    let from = desk.path().to_str().unwrap();
    let allow = "protocol.file.allow=always";
    product.git(&["-c", allow, "submodule", "--quiet", "add", from, "desk"]);
    product.git(&["commit", "-qm", "desk"]);
    let inside = product.join("desk");
    git_in(&inside, &["config", "user.name", "Ursula"]);
    git_in(&inside, &["config", "user.email", "ursula@desk.example"]);
    let head = product.git(&["rev-parse", "HEAD"]);
    append_in(&inside, "a.md", "one");
    assert_eq!(git_in(&inside, &["status", "--porcelain"]), "");
    assert_eq!(git_in(&inside, &["show", "HEAD:a.md"]), "one");
    assert_eq!(product.git(&["rev-parse", "HEAD"]), head);
    assert_eq!(product.litter(), Vec::<PathBuf>::new());
}

#[test]
fn a_git_directory_elsewhere_is_found() {
    let work = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let git_dir = elsewhere.path().join("kept.git");
    git_in(
        work.path(),
        &[
            "init",
            "-q",
            "-b",
            "main",
            "--separate-git-dir",
            git_dir.to_str().unwrap(),
            ".",
        ],
    );
    git_in(work.path(), &["config", "user.name", "Ursula"]);
    git_in(
        work.path(),
        &["config", "user.email", "ursula@desk.example"],
    );
    let repo = append_in(work.path(), "deep/a.md", "one");
    assert_eq!(repo.git_dir(), git_dir.canonicalize().unwrap());
    assert_eq!(git_in(work.path(), &["status", "--porcelain"]), "");
}

#[test]
fn the_environment_that_git_honours_is_honoured() {
    const CHILD: &str = "BITACORA_TEST_FOLDER";
    if let Some(folder) = std::env::var_os(CHILD) {
        append_in(Path::new(&folder), "a.md", "one");
        return;
    }
    let repo = TestRepo::new();
    let work = tempfile::tempdir().unwrap();
    let name = std::thread::current().name().unwrap().to_owned();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &name])
        .env(CHILD, work.path())
        .env("GIT_DIR", repo.join(".git"))
        .env("GIT_WORK_TREE", work.path())
        .env("GIT_INDEX_FILE", work.path().join("own-index"))
        .env("GIT_COMMITTER_NAME", "Carla")
        .env("GIT_COMMITTER_DATE", "1700000000 +0100")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!(
        fs::read_to_string(work.path().join("a.md")).unwrap(),
        "one\n"
    );
    assert!(!repo.join("a.md").exists());
    assert!(work.path().join("own-index").exists());
    assert_eq!(
        repo.git(&["log", "-1", "--format=%cn %cd %an %ad", "--date=raw"]),
        "Carla 1700000000 +0100 Ana 1795000000 -0500"
    );
}

#[test]
fn init_makes_a_repository_only_where_none_is() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("new/desk");
    let made = Repository::init(&desk).unwrap();
    assert_eq!(made.workdir(), Some(desk.canonicalize().unwrap().as_path()));
    assert_eq!(made.head_oid(), None);
    assert!(made.branch().is_some());
    git_in(&desk, &["config", "user.name", "Ursula"]);
    git_in(&desk, &["config", "user.email", "ursula@desk.example"]);
    append_in(&desk, "a.md", "one");
    let inner = desk.join("support");
    let found = Repository::init(&inner).unwrap();
    assert_eq!(found.prefix(), "support/");
    assert!(!inner.join(".git").exists());
}
