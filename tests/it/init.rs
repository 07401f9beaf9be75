//! `bitacora init`.

use crate::support::{Desk, NOW};

const ATTRIBUTES: &str = "\
/tickets/**/*.md merge=bitacora
/faq/** merge=bitacora
/bitacora.yaml -text -filter -ident -working-tree-encoding
/tickets/** -text -filter -ident -working-tree-encoding
/contracts/** -text -filter -ident -working-tree-encoding
/faq/** -text -filter -ident -working-tree-encoding
";

fn identified(desk: &Desk) -> crate::support::Command<'_> {
    desk.command(["init", "--timezone", "America/Bogota"])
        .env("GIT_AUTHOR_NAME", "Ana Torres")
        .env("GIT_COMMITTER_NAME", "Ana Torres")
        .env("GIT_COMMITTER_EMAIL", "ana@soft.example")
}

#[test]
fn a_new_folder_becomes_a_repository_with_a_store() {
    let desk = Desk::nowhere();
    identified(&desk)
        .run()
        .stderr(
            ". is a store now, in the zone America/Bogota.\nNext: list your agents in bitacora.yaml, or bitacora open TITLE.\n",
        )
        .ok();
    assert_eq!(desk.read(".gitattributes"), ATTRIBUTES);
    assert!(
        desk.read("bitacora.yaml")
            .contains("\nformat: 1\ntimezone: America/Bogota ")
    );
    assert_eq!(desk.commits(), 1);
    assert_eq!(
        desk.git(["log", "-1", "--format=%an <%ae> %aI %s"]),
        format!("Ana Torres <ana@soft.example> {NOW} store: make a store\n")
    );
    assert_eq!(desk.shell("git status --porcelain"), "");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_folder_that_is_missing_is_made() {
    let desk = Desk::nowhere();
    let run = desk
        .command(["init", "new/desk", "--timezone", "UTC", "-q"])
        .env("GIT_COMMITTER_NAME", "Ana")
        .env("GIT_COMMITTER_EMAIL", "ana@soft.example");
    run.run().ok();
    assert!(desk.root().join("new/desk/bitacora.yaml").is_file());
}

#[test]
fn a_second_time_leaves_the_store_as_it_is() {
    let desk = Desk::nowhere();
    let (_, remark) = identified(&desk).run().both(0);
    assert!(remark.starts_with(". is a store now"), "{remark}");
    desk.write("bitacora.yaml", "format: 1\ntimezone: UTC\n# mine\n");
    identified(&desk)
        .run()
        .stderr(". is a store already.\n")
        .ok();
    assert_eq!(
        desk.read("bitacora.yaml"),
        "format: 1\ntimezone: UTC\n# mine\n"
    );
    assert_eq!(desk.commits(), 1);
}

#[test]
fn inside_a_repository_the_store_is_committed_and_nothing_else() {
    let desk = Desk::repository("support");
    desk.run(["init", "--timezone", "UTC", "-q"]).ok();
    let files = desk.git(["show", "--format=", "--name-only", "HEAD"]);
    assert_eq!(files, "support/.gitattributes\nsupport/bitacora.yaml\n");
    let id = desk.open(["A"]);
    assert_eq!(desk.json(["show", &id])["title"], "A");
}

#[test]
fn attributes_that_are_there_stay() {
    let desk = Desk::repository(".");
    desk.write(".gitattributes", "*.png binary");
    desk.shell("git add .gitattributes && git commit -q -m attributes -- .gitattributes");
    desk.run(["init", "--timezone", "UTC", "-q"]).ok();
    assert_eq!(
        desk.read(".gitattributes"),
        format!("*.png binary\n{ATTRIBUTES}")
    );
}

#[test]
fn a_zone_that_does_not_exist_is_refused_with_the_nearest_and_nothing_is_made() {
    let desk = Desk::nowhere();
    let complaint = desk
        .run(["init", "--timezone", "America/Bogata"])
        .complaint(2);
    assert!(complaint.contains("America/Bogota"), "{complaint}");
    assert!(!desk.root().join(".git").exists());
}

#[test]
fn the_zone_is_the_systems_when_none_is_said() {
    let desk = Desk::repository(".");
    let run = desk.command(["init", "-q"]).env("TZ", "America/Lima");
    run.run().ok();
    assert!(
        desk.read("bitacora.yaml")
            .contains("timezone: America/Lima ")
    );
}

#[test]
fn a_dry_run_makes_nothing() {
    let desk = Desk::nowhere();
    desk.run(["init", "new", "--timezone", "UTC", "--dry-run"])
        .stdout("would make a store in new\n")
        .ok();
    assert!(!desk.root().join("new").exists());
}

#[test]
fn without_an_identity_nothing_is_made_and_the_hint_says_how() {
    let desk = Desk::nowhere();
    desk.run(["init", "--timezone", "UTC"]).error(
        4,
        "nobody acts: git has no user.email, and neither --as nor BITACORA_AGENT is set",
        "git config user.email you@example.com, or --as AGENT",
    );
    assert!(!desk.root().join("bitacora.yaml").exists());
}

#[test]
fn what_lies_in_the_folders_of_the_store_already_is_told_of() {
    let desk = Desk::repository(".");
    desk.write("contracts/Token.sol", "contract Token {}\n");
    desk.write("faq/README.md", "# Questions\n");
    desk.write("faq/old.md", "# Old\n");
    desk.shell("git add . && git commit -q -m base");
    let (_, stderr) = desk.run(["init", "--timezone", "UTC"]).both(0);
    let apart = "bitacora init FOLDER makes a desk in a folder of its own";
    for line in [
        format!(
            "contracts/ was there already; what lies in it (1 file) stays as it is, and {apart}."
        ),
        format!(
            "warning: faq/ was there already, and 1 Markdown file in it will be read as the desk's, faq/old.md first; {apart}"
        ),
    ] {
        assert!(stderr.lines().any(|said| said == line), "{stderr}");
    }
    assert!(!stderr.contains("tickets/"), "{stderr}");
}

#[test]
fn what_was_noticed_is_said_although_nothing_came_of_it() {
    let desk = Desk::repository(".");
    let journal = desk.root().join(".git/bitacora/journal");
    std::fs::create_dir_all(&journal).unwrap();
    std::fs::write(desk.root().join(".git/index.lock"), "").unwrap();
    let run = desk.run(["init", "--lock-timeout", "0", "--timezone", "UTC"]);
    let (_, said) = run.both(6);
    assert!(
        said.starts_with("warning: what lay in the place of the journal"),
        "{said}"
    );
}
