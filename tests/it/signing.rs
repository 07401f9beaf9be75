//! Commits are signed as git signs them, and git itself says whether they are.

use std::fs;
use std::process::{Command, Stdio};

use crate::support::{Desk, path_of};

/// A pinentry that knows the passphrase, for gpgsm will not make a key without one.
const PINENTRY: &str = r#"#!/bin/sh
echo "OK hello"
while read -r line; do
  case $line in
    GETPIN*) echo "D secret"; echo OK;;
    BYE*) echo OK; exit 0;;
    *) echo OK;;
  esac
done
"#;

const CERTIFICATE: &str = "\
Key-Type: RSA
Key-Length: 2048
Key-Usage: sign
Serial: random
Name-DN: CN=Ana Torres
Name-Email: ana@soft.example
";

/// Whether these can be run; says so where one cannot.
pub(crate) fn can_run(programs: &[&str]) -> bool {
    let is_there = |program: &&&str| {
        let ran = Command::new(program)
            .arg("--version")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        ran.is_ok()
    };
    let missing = programs.iter().find(|program| !is_there(program));
    if let Some(missing) = missing {
        println!("skipped: there is no {missing}");
    }
    missing.is_none()
}

/// A desk that signs with an ssh key of its own, which git trusts.
pub(crate) fn signing_by_ssh() -> Option<Desk> {
    can_run(&["ssh-keygen"]).then(|| {
        let desk = Desk::new();
        desk.shell(
            "ssh-keygen -q -t ed25519 -N '' -C '' -f ../home/key
             echo \"ana@soft.example $(cat ../home/key.pub)\" > ../home/allowed
             git config gpg.ssh.allowedSignersFile ../home/allowed
             git config gpg.format ssh
             git config user.signingKey '~/key.pub'
             git config commit.gpgsign true",
        );
        desk
    })
}

/// How git judges the last commits: `G` for each that is good.
fn judged(desk: &Desk, commits: usize) -> String {
    let number = format!("-{commits}");
    let judged = desk.git(["log", &number, "--format=%G?"]);
    judged.replace('\n', "")
}

/// What the last command left beside the repository's own.
fn litter(desk: &Desk) -> Vec<String> {
    let own = fs::read_dir(desk.root().join(".git/bitacora")).unwrap();
    let names = own.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("commit-")).collect()
}

/// A program that signs in the place of `ssh-keygen`.
fn stands_in(desk: &Desk, script: &str) {
    let path = desk.home().join("signer");
    fs::write(&path, format!("#!/bin/sh\n{script}")).unwrap();
    desk.shell("chmod +x ../home/signer; git config gpg.ssh.program '~/signer'");
}

#[test]
fn a_commit_is_signed_by_ssh_as_git_would() {
    let Some(desk) = signing_by_ssh() else { return };
    let id = desk.open(["A", "-m", "A text"]);
    desk.step(["take", &id]);
    assert_eq!(judged(&desk, 2), "GG");
    // The signature is the only thing that a commit has more.
    let whole = desk.git(["cat-file", "commit", "HEAD"]);
    let (head, rest) = whole.split_once("gpgsig ").unwrap();
    let (signature, message) = rest.split_once("\n\n").unwrap();
    assert!(
        head.lines()
            .last()
            .unwrap()
            .starts_with("committer Ana Torres ")
    );
    assert!(signature.lines().skip(1).all(|line| line.starts_with(' ')));
    assert_eq!(message.lines().next().unwrap(), desk.subject());
    desk.step(["note", &id, "-m", "Not this one", "--no-gpg-sign"]);
    assert_eq!(judged(&desk, 1), "N");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_key_may_be_written_out_or_told_by_a_command() {
    let Some(desk) = signing_by_ssh() else { return };
    let key = fs::read_to_string(desk.home().join("key.pub")).unwrap();
    // The agent has the private half.
    let with_agent = |title: &str| {
        let script = "ssh-add -q \"$HOME/key\" 2>&1 && exec \"$0\" \"$@\"";
        let bitacora = env!("CARGO_BIN_EXE_bitacora");
        let mut agent = desk.tool("ssh-agent");
        agent.args(["sh", "-c", script, bitacora, "open", title]);
        let out = agent.output().unwrap();
        assert!(out.status.success(), "{out:?}");
        assert_eq!(judged(&desk, 1), "G", "{title}");
    };
    if !can_run(&["ssh-agent"]) {
        return;
    }
    for form in [
        format!("key::{}", key.trim_end()),
        key.trim_end().to_owned(),
    ] {
        desk.git(["config", "user.signingKey", &form]);
        with_agent(&form);
    }
    desk.git(["config", "--unset", "user.signingKey"]);
    desk.git(["config", "gpg.ssh.defaultKeyCommand", "cat ~/key.pub"]);
    with_agent("told by a command");
    desk.git([
        "config",
        "gpg.ssh.defaultKeyCommand",
        "echo nothing that is a key",
    ]);
    let complaint = desk.run(["open", "B"]).complaint(1);
    assert!(
        complaint.starts_with("error: git does not know with which key to sign\nhint: git config"),
        "{complaint}"
    );
}

#[test]
fn a_commit_is_signed_by_gpg_with_the_key_of_who_commits() {
    if !can_run(&["gpg"]) {
        return;
    }
    let desk = Desk::new();
    desk.shell(
        "mkdir -m 700 ../home/.gnupg
         gpg -q --batch --passphrase '' --quick-gen-key 'Ana Torres <ana@soft.example>' ed25519 sign never
         git config commit.gpgsign true",
    );
    let id = desk.open(["A"]);
    assert_eq!(judged(&desk, 1), "G");
    desk.git(["config", "user.signingKey", "ana@soft.example"]);
    desk.step(["take", &id]);
    assert_eq!(judged(&desk, 1), "G");
    desk.git(["config", "user.signingKey", "nobody@soft.example"]);
    let complaint = desk.run(["note", &id, "-m", "A text"]).complaint(1);
    let reason = "error: gpg did not sign the commit: gpg: skipped \"nobody@soft.example\": No secret key; \
                  gpg: signing failed: No secret key\n\
                  hint: git config --show-origin user.signingKey says which key is set\n";
    assert_eq!(complaint, reason);
    assert!(!desk.ticket(&id).contains("A text"));
    desk.shell("gpgconf --kill all");
}

#[test]
fn a_commit_is_signed_by_gpgsm() {
    if !can_run(&["gpgsm"]) {
        return;
    }
    let desk = Desk::new();
    fs::write(desk.home().join("pinentry"), PINENTRY).unwrap();
    fs::write(desk.home().join("certificate"), CERTIFICATE).unwrap();
    desk.shell(
        "chmod +x ../home/pinentry
         mkdir -m 700 ../home/.gnupg
         echo pinentry-program \"$HOME/pinentry\" > ../home/.gnupg/gpg-agent.conf
         echo disable-crl-checks > ../home/.gnupg/gpgsm.conf
         gpgsm -q --batch --gen-key < ../home/certificate > ../home/pem 2> ../home/said
         gpgsm -q --batch --import ../home/pem 2>> ../home/said
         key=$(gpgsm -K --with-colons 2>> ../home/said | grep ^fpr | head -n 1 | cut -d: -f10)
         echo \"$key S relax\" > ../home/.gnupg/trustlist.txt
         gpgconf --kill all
         git config gpg.format x509
         git config user.signingKey \"$key\"
         git config commit.gpgsign true",
    );
    desk.open(["A"]);
    assert_eq!(judged(&desk, 1), "G");
    desk.shell("gpgconf --kill all");
}

#[test]
fn a_key_that_is_locked_or_missing_leaves_everything_as_it_was() {
    let Some(desk) = signing_by_ssh() else { return };
    let id = desk.open(["A"]);
    let before = desk.ticket(&id);
    desk.shell("ssh-keygen -q -t ed25519 -N 'a passphrase' -f ../home/locked");
    for (key, reason) in [
        ("~/locked", "passphrase"),
        ("~/gone", "No such file or directory"),
        ("", "git does not know with which key to sign"),
    ] {
        desk.git(["config", "user.signingKey", key]);
        // Nobody is there who could be asked for the passphrase.
        let take = desk.command(["take", &id]).env("SSH_ASKPASS", "/bin/false");
        let complaint = take.env("SSH_ASKPASS_REQUIRE", "force").run().complaint(1);
        assert!(complaint.contains(reason), "{key}: {complaint}");
        assert_eq!(desk.ticket(&id), before);
        assert_eq!(litter(&desk), [""; 0]);
    }
}

#[test]
fn a_text_that_was_written_is_kept_when_the_commit_cannot_be_signed() {
    let Some(desk) = signing_by_ssh() else { return };
    let id = desk.open(["A"]);
    desk.git(["config", "user.signingKey", "~/gone"]);
    let note = desk.command(["note", &id]);
    let note = note.editor("echo 'Many words' > \"$1\"").run_on_terminal();
    let Some(note) = note else { return };
    let (said, _) = note.both(1);
    assert!(said.contains("warning: the text is kept in "), "{said}");
    let (_, path) = said.split_once("the text is kept in ").unwrap();
    let path = path.split([';', '\n']).next().unwrap();
    assert_eq!(fs::read_to_string(path).unwrap(), "Many words\n");
}

#[test]
fn a_program_that_dies_or_says_nothing_signs_nothing() {
    let Some(desk) = signing_by_ssh() else { return };
    let id = desk.open(["A"]);
    for (script, reason) in [
        (
            "kill -9 $$",
            "signer did not sign the commit: it ended without a word\n",
        ),
        (
            "exit 3",
            "signer did not sign the commit: it ended without a word\n",
        ),
        (
            "echo no >&2; exit 1",
            "signer did not sign the commit: no\n",
        ),
        (
            "exit 0",
            "signer did not sign the commit: it ended without a word\n",
        ),
    ] {
        stands_in(&desk, script);
        let complaint = desk.run(["take", &id]).complaint(1);
        assert!(complaint.contains(reason), "{script}: {complaint}");
        assert_eq!(litter(&desk), [""; 0]);
    }
    desk.git(["config", "gpg.ssh.program", "no-such-program"]);
    let complaint = desk.run(["take", &id]).complaint(1);
    let reason = "error: no-such-program, which is to sign the commit, cannot be run: \
                  No such file or directory (os error 2)\n\
                  hint: git config --show-origin --get-regexp \"^gpg\" says which program is set\n";
    assert_eq!(complaint, reason);
}

#[test]
fn a_key_and_a_program_may_be_named_from_the_top_of_the_work_tree() {
    let Some(desk) = signing_by_ssh() else { return };
    desk.shell(
        "mkdir -p ignored/keys; cp ../home/key ../home/key.pub ignored/keys
         printf '#!/bin/sh\\nexec ssh-keygen \"$@\"\\n' > ignored/signer; chmod +x ignored/signer
         git config user.signingKey ignored/keys/key.pub; git config gpg.ssh.program ignored/signer",
    );
    let open = desk.command(["open", "A"]).within(desk.root().join("src"));
    let _ = open.run().shown();
    desk.git(["config", "gpg.ssh.program", "ssh-keygen"]);
    assert_eq!(judged(&desk, 1), "G");
}

/// Both would wait for each other, if each of the two were read or written to
/// its end before the other.
#[test]
fn a_program_may_say_much_before_it_hears_all() {
    let desk = Desk::new();
    let path = desk.home().join("signer");
    let script = "#!/bin/sh\nyes much | head -c 300000 >&2\ncat > /dev/null\n\
                  echo '[GNUPG:] SIG_CREATED D' >&2\necho '-----BEGIN'\n";
    fs::write(&path, script).unwrap();
    desk.shell("chmod +x ../home/signer; git config gpg.program '~/signer'; git config commit.gpgsign true");
    desk.shell(
        "mkdir -p .git/hooks; chmod +x .git/hooks
         printf '#!/bin/sh\\n{ echo subject; yes line | head -c 300000; sed 1d \"$1\"; } > ~/m; cp ~/m \"$1\"\\n' > .git/hooks/commit-msg
         chmod +x .git/hooks/commit-msg",
    );
    let _ = desk.open(["A"]);
    assert!(
        desk.git(["cat-file", "commit", "HEAD"])
            .contains("gpgsig -----BEGIN\n")
    );
}

/// What gpg prints is a signature only where it says that it made one.
#[test]
fn a_program_in_the_place_of_gpg_must_say_that_it_signed() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let path = desk.home().join("signer");
    fs::write(&path, "#!/bin/sh\ncat > /dev/null; echo '-----BEGIN'\n").unwrap();
    desk.shell("chmod +x ../home/signer; git config gpg.program '~/signer'; git config commit.gpgsign true");
    let complaint = desk.run(["take", &id]).complaint(1);
    assert!(
        complaint.contains("signer did not sign the commit"),
        "{complaint}"
    );
}

#[test]
fn settings_that_git_does_not_understand_are_no_leave_to_commit_unsigned() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    for (key, value) in [("commit.gpgsign", "maybe"), ("gpg.format", "wax")] {
        desk.git(["config", "commit.gpgsign", "true"]);
        desk.git(["config", key, value]);
        let line = format!("{key} is \"{value}\", which git does not understand");
        let hint = format!("git config --show-origin {key} says where it stands");
        desk.run(["take", &id]).error(1, &line, &hint);
    }
}

#[test]
fn whoever_moves_the_branch_meanwhile_has_the_commit_signed_again() {
    let Some(desk) = signing_by_ssh() else { return };
    let id = desk.open(["A"]);
    let before = desk.commits();
    // A person commits while the first signature is made.
    stands_in(
        &desk,
        "test -e ~/moved || { : > ~/moved; unset GIT_INDEX_FILE; \
         git commit-tree -p HEAD -m 'a person' 'HEAD^{tree}' | xargs git update-ref HEAD; }\n\
         echo signed >> ~/signed\n\
         exec ssh-keygen \"$@\"\n",
    );
    let (status, _, stderr) = desk.run(["take", &id]).taken();
    assert_eq!((status, desk.commits()), (0, before + 2), "{stderr}");
    assert_eq!(
        desk.git(["log", "-1", "--skip=1", "--format=%s"]),
        "a person\n"
    );
    let signed = fs::read_to_string(desk.home().join("signed")).unwrap();
    assert_eq!(signed.lines().count(), 2);
    desk.git(["config", "gpg.ssh.program", "ssh-keygen"]);
    assert_eq!(judged(&desk, 1), "G");
}

#[test]
fn a_program_that_hangs_keeps_nobody_else_from_committing() {
    let Some(desk) = signing_by_ssh() else { return };
    let id = desk.open(["A"]);
    stands_in(&desk, ": > ~/hangs; exec cat ~/pipe\n");
    desk.shell("mkfifo ../home/pipe");
    let mut hanging = desk.process();
    let hanging = hanging
        .args(["note", &id, "-m", "Never"])
        .env("BITACORA_SEED", "1");
    let mut hanging = hanging.stderr(Stdio::null()).spawn().unwrap();
    while !desk.home().join("hangs").exists() {
        std::thread::yield_now();
    }
    desk.git(["config", "gpg.ssh.program", "ssh-keygen"]);
    desk.step(["take", &id, "--no-gpg-sign"]);
    // Whoever signs too waits a little, and then no more.
    desk.step(["note", &id, "-m", "Mine", "--lock-timeout", "0"]);
    assert_eq!(judged(&desk, 2), "GN");
    hanging.kill().unwrap();
    hanging.wait().unwrap();
    // Nobody reads the pipe any more.
    desk.shell("exec 3<>../home/pipe");
    let text = desk.ticket(&id);
    assert!(text.contains("Mine") && !text.contains("Never"));
    assert_eq!(litter(&desk).len(), 1);
    desk.step(["note", &id, "-m", "Next"]);
    assert_eq!(litter(&desk), [""; 0]);
    assert!(desk.git(["ls-files"]).contains(&path_of(&id)));
}

#[test]
fn a_store_is_made_with_a_signed_commit_and_a_trial_signs_nothing() {
    let Some(desk) = signing_by_ssh() else { return };
    let id = desk.open(["A"]);
    desk.git(["config", "user.signingKey", "~/gone"]);
    let commits = desk.commits();
    let trial = desk.run(["take", &id, "--dry-run"]);
    let _ = trial.both(0);
    assert_eq!(desk.commits(), commits);
    desk.git(["config", "user.signingKey", "~/key"]);
    let init = desk
        .process()
        .args(["init", "other", "--timezone", "UTC"])
        .output()
        .unwrap();
    assert!(init.status.success(), "{init:?}");
    assert_eq!(judged(&desk, 1), "G");
}
