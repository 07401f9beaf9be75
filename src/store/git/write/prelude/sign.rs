//! Signing, as `gpg.format` in git-config(1) says: with gpg, gpgsm or ssh-keygen.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use git2::ErrorCode;

use super::super::super::dirs::Dirs;
use super::super::super::error::GitError;
use super::super::super::program;
use super::super::super::withheld::Withheld;
use super::scratch::Scratch;

/// What a signature is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    OpenPgp,
    X509,
    Ssh,
}

/// The formats: `gpg.format`, `gpg.<format>.program`, the program where that is
/// not set.
const FORMATS: [(&str, Format, &str); 3] = [
    ("openpgp", Format::OpenPgp, "gpg"),
    ("x509", Format::X509, "gpgsm"),
    ("ssh", Format::Ssh, "ssh-keygen"),
];

/// The program that signs, and with which key.
pub(super) struct Signer {
    format: Format,
    /// Where it is run, as git does: paths may be relative to it.
    top: PathBuf,
    program: PathBuf,
    key: Option<String>,
    /// Tells the key where none is set.
    key_command: Option<String>,
}

impl Signer {
    /// `None` where commits are not to be signed.
    ///
    /// # Errors
    /// A setting that git does not understand either.
    pub(super) fn of(config: &git2::Config, place: &Dirs) -> Result<Option<Self>, GitError> {
        match config.get_bool("commit.gpgsign") {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
            Err(_) => return Err(strange(config, "commit.gpgsign").into()),
        }
        let text = |key: &str| config.get_string(key).ok().filter(|text| !text.is_empty());
        let name = text("gpg.format").unwrap_or_else(|| FORMATS[0].0.to_owned());
        let found = FORMATS.iter().find(|(known, ..)| *known == name);
        let (name, format, usual) = *found.ok_or_else(|| strange(config, "gpg.format"))?;
        // What libgit2 does not understand of a path, such as ~ana, git does.
        let program = |key: &str| match config.get_path(key) {
            Ok(path) => Some(path),
            Err(error) if error.code() == ErrorCode::NotFound => None,
            Err(_) => program::configured_path(&place.git_dir, key),
        };
        let set = program(&format!("gpg.{name}.program")).or_else(|| {
            let is_gpg = format == Format::OpenPgp;
            is_gpg.then(|| program("gpg.program")).flatten()
        });
        let is_ssh = format == Format::Ssh;
        let is_home = |key: &String| is_ssh && key.starts_with('~');
        let key = text("user.signingKey").map(|key| match program("user.signingKey") {
            Some(path) if is_home(&key) => path.to_string_lossy().into_owned(),
            _ => key,
        });
        Ok(Some(Self {
            format,
            top: place.work_tree.clone().unwrap_or_default(),
            program: set.unwrap_or_else(|| usual.into()),
            key,
            key_command: text("gpg.ssh.defaultKeyCommand").filter(|_| is_ssh),
        }))
    }

    /// The signature of a commit.
    ///
    /// # Errors
    /// No key is known, the program cannot be run, or it does not sign.
    pub(super) fn sign(
        &self,
        text: &[u8],
        committer: &git2::Signature<'_>,
        scratch: &Scratch,
    ) -> Result<String, GitError> {
        let signature = if self.format == Format::Ssh {
            self.sign_by_ssh(text, scratch)?
        } else {
            self.sign_by_gpg(text, committer)?
        };
        Ok(signature.replace("\r\n", "\n"))
    }

    /// As git calls gpg and gpgsm. That something was signed is said on the
    /// descriptor of states alone (`SIG_CREATED`, in gpg's doc/DETAILS).
    fn sign_by_gpg(
        &self,
        text: &[u8],
        committer: &git2::Signature<'_>,
    ) -> Result<String, GitError> {
        let key = self.key.clone().unwrap_or_else(|| {
            let name = String::from_utf8_lossy(committer.name_bytes());
            let email = String::from_utf8_lossy(committer.email_bytes());
            format!("{name} <{email}>")
        });
        let mut program = Command::new(&self.program);
        program.args(["--status-fd=2", "-bsau", &key]);
        let output = self.ran(&mut program, text)?;
        let said = String::from_utf8_lossy(&output.stderr);
        let is_signed = said
            .lines()
            .any(|line| line.starts_with("[GNUPG:] SIG_CREATED "));
        match String::from_utf8(output.stdout) {
            Ok(signature) if output.status.success() && is_signed => Ok(signature),
            _ => Err(self.unsigned(&said).into()),
        }
    }

    /// As git calls ssh-keygen: it signs a file, and its signature is a file.
    fn sign_by_ssh(&self, text: &[u8], scratch: &Scratch) -> Result<String, GitError> {
        let key = match &self.key {
            Some(key) => key.clone(),
            None => self.told_key()?,
        };
        let literal = key
            .strip_prefix("key::")
            .or(key.starts_with("ssh-").then_some(key.as_str()));
        let file = match literal {
            Some(literal) => scratch.write("key", format!("{literal}\n").as_bytes())?,
            None => PathBuf::from(key.clone()),
        };
        let payload = scratch.write("payload", text)?;
        let mut program = Command::new(&self.program);
        program.args(["-Y", "sign", "-n", "git", "-f"]).arg(&file);
        // The agent has the private half.
        if literal.is_some() {
            program.arg("-U");
        }
        program.arg(&payload);
        let output = self.ran(&mut program, b"")?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(self.unsigned(&said).into());
        }
        // Without a file it has not signed, whatever it says.
        let signature = fs::read_to_string(scratch.path("payload.sig"));
        let signature = signature.unwrap_or_default();
        if signature.trim().is_empty() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(self.unsigned(&said).into());
        }
        Ok(signature)
    }

    /// What `gpg.ssh.defaultKeyCommand` says: the first line is the key.
    fn told_key(&self) -> Result<String, GitError> {
        let command = self.key_command.as_ref().ok_or(Withheld::NoKey)?;
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(&self.top);
        let output = ran(&mut shell, command, b"")?;
        let told = String::from_utf8_lossy(&output.stdout);
        let first = told.lines().next().unwrap_or_default().trim();
        let is_key = first.starts_with("key::") || first.starts_with("ssh-");
        if output.status.success() && is_key {
            return Ok(first.to_owned());
        }
        Err(Withheld::NoKey.into())
    }

    fn ran(&self, program: &mut Command, told: &[u8]) -> Result<Output, Withheld> {
        program.current_dir(&self.top);
        ran(program, &self.program.to_string_lossy(), told)
    }

    /// The program's words, without those that are for programs.
    fn unsigned(&self, said: &str) -> Withheld {
        let lines = said.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("[GNUPG:]"));
        let mut words = lines.collect::<Vec<_>>().join("; ");
        if words.is_empty() {
            "it ended without a word".clone_into(&mut words);
        }
        Withheld::Unsigned {
            program: self.program.display().to_string(),
            said: words,
        }
    }
}

/// Runs a program of the user's to its end.
fn ran(program: &mut Command, name: &str, told: &[u8]) -> Result<Output, Withheld> {
    let failed = |error: std::io::Error| Withheld::NoSigner {
        program: name.to_owned(),
        said: error.to_string(),
    };
    program::converse(program, told).map_err(failed)
}

fn strange(config: &git2::Config, key: &'static str) -> Withheld {
    let value = config.get_string(key).unwrap_or_default();
    Withheld::Setting { key, value }
}
