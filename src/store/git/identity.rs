//! In whose name a commit is made.

use super::error::GitError;
use super::program;

/// A person as git names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub name: String,
    pub email: String,
}

/// One of the two people whom a commit names.
pub(super) struct Person {
    /// What the environment says, name and address.
    given: [&'static str; 2],
    /// When, says the environment.
    date: &'static str,
    configured: [&'static str; 2],
    ident: &'static str,
}

pub(super) const AUTHOR: Person = Person {
    given: ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"],
    date: "GIT_AUTHOR_DATE",
    configured: ["author.name", "author.email"],
    ident: "GIT_AUTHOR_IDENT",
};

pub(super) const COMMITTER: Person = Person {
    given: ["GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"],
    date: "GIT_COMMITTER_DATE",
    configured: ["committer.name", "committer.email"],
    ident: "GIT_COMMITTER_IDENT",
};

/// As git does: the environment, then `author.*` or `committer.*`, then
/// `user.*`, for the address also `EMAIL`. What is still missing git makes of
/// the account and the machine, unless `user.useConfigOnly` forbids it: so it is
/// asked.
pub(super) fn of(git: &git2::Repository, person: &Person) -> Result<Identity, GitError> {
    let config = git
        .config()
        .map_err(GitError::git("read git's configuration"))?;
    let find = |place: usize, general: &str| {
        let given = std::env::var(person.given[place]).ok();
        let keys = [person.configured[place], general];
        let configured = || keys.iter().find_map(|key| config.get_string(key).ok());
        given.or_else(configured)
    };
    let mail = || std::env::var("EMAIL").ok().filter(|mail| !mail.is_empty());
    let name = find(0, "user.name").map(|name| without_crud(&name));
    let email = find(1, "user.email")
        .or_else(mail)
        .map(|email| without_crud(&email));
    let is_said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    if let (Some(name), Some(email)) = (&name, &email)
        && !name.is_empty()
        && !email.is_empty()
    {
        let (name, email) = (name.clone(), email.clone());
        return Ok(Identity { name, email });
    }
    if let Ok((name, email, _)) = program::identity(git.path(), person.ident)
        && !name.is_empty()
        && !email.is_empty()
    {
        return Ok(Identity { name, email });
    }
    let said = [is_said(&name), is_said(&email)];
    let missing = ["user.name", "user.email"].into_iter().zip(said);
    let mut keys: Vec<&str> = missing
        .filter(|(_, is_said)| !is_said)
        .map(|(key, _)| key)
        .collect();
    // What the environment says is empty, no configuration mends.
    for (place, key) in ["user.name", "user.email"].into_iter().enumerate() {
        let is_empty = std::env::var(person.given[place]).is_ok_and(|text| text.is_empty());
        if let Some(found) = keys.iter_mut().find(|found| is_empty && **found == key) {
            *found = person.given[place];
        }
    }
    Err(GitError::NoIdentity { keys })
}

/// What git leaves of a name or an address: signs that would end it are taken
/// out, and points, quotes and blanks off its ends.
fn without_crud(text: &str) -> String {
    let is_crud = |letter: char| letter <= ' ' || ".,:;<>\"\\'".contains(letter);
    let kept = text.trim_matches(is_crud).chars();
    kept.filter(|letter| !"<>\n".contains(*letter)).collect()
}

/// The person with the moment of the commit: `time`, unless the environment
/// says otherwise, as git reads it.
pub(super) fn signature(
    git: &git2::Repository,
    person: &Person,
    who: &Identity,
    time: (i64, i32),
) -> Result<git2::Signature<'static>, GitError> {
    let mut when = git2::Time::new(time.0, time.1);
    if std::env::var_os(person.date).is_some_and(|date| !date.is_empty()) {
        let (_, _, (seconds, minutes)) = program::identity(git.path(), person.ident)?;
        when = git2::Time::new(seconds, minutes);
    }
    git2::Signature::new(&who.name, &who.email, &when).map_err(GitError::git("name who commits"))
}
