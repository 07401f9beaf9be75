//! Commits in memory, with git's own bases: criss-cross ones are merged first.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::hash::{Hash as _, Hasher as _};
use std::rc::Rc;

use bitacora::core::merge::{Trees, Union, merge_trees};
use bitacora::store::merge::proven;

pub(super) type Files = BTreeMap<String, Rc<str>>;

struct Commit {
    files: Rc<Files>,
    /// Itself too.
    ancestors: Rc<BTreeSet<usize>>,
}

#[derive(Default)]
pub(super) struct Git {
    commits: Vec<Commit>,
    known: HashMap<(Vec<usize>, u64), usize>,
    pub(super) counts: BTreeMap<&'static str, usize>,
    pub(super) wrong: Vec<String>,
}

fn changed(base: &Files, side: &Files) -> BTreeSet<String> {
    let paths = base.keys().chain(side.keys());
    let is_other = |path: &&String| base.get(*path) != side.get(*path);
    paths.filter(is_other).cloned().collect()
}

/// The union of two sides, and the files that it comes to.
pub(super) fn merge(base: &Files, ours: &Files, theirs: &Files) -> (Files, Union) {
    let read = |files: &Files, path: &str| -> Result<Option<Vec<u8>>, Infallible> {
        Ok(files.get(path).map(|text| text.as_bytes().to_vec()))
    };
    let (mine, yours) = (changed(base, ours), changed(base, theirs));
    let Ok(union) = merge_trees(&Trees {
        read: [
            &|path: &str| read(base, path),
            &|path: &str| read(ours, path),
            &|path: &str| read(theirs, path),
        ],
        changed: [&mine, &yours],
        proof: &proven,
    });
    let mut end = base.clone();
    let mut put = |path: &String, text: Option<Rc<str>>| match text {
        Some(text) => {
            end.insert(path.clone(), text);
        }
        None => {
            end.remove(path);
        }
    };
    for (side, paths) in [(ours, &mine), (theirs, &yours)] {
        for path in paths {
            put(path, side.get(path).cloned());
        }
    }
    for path in mine.intersection(&yours) {
        assert!(union.files.contains_key(path), "{path} is not decided");
    }
    for (path, file) in &union.files {
        let text = file
            .as_ref()
            .map(|bytes| std::str::from_utf8(bytes).unwrap());
        put(path, text.map(Rc::from));
    }
    (end, union)
}

impl Git {
    pub(super) fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    pub(super) fn bad(&mut self, what: String) {
        self.wrong.push(what);
    }

    pub(super) fn files(&self, commit: usize) -> &Rc<Files> {
        &self.commits[commit].files
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Files> {
        self.commits.iter().map(|commit| &*commit.files)
    }

    pub(super) fn commit(&mut self, parents: &[usize], files: Files) -> usize {
        let mut parents = parents.to_vec();
        parents.sort_unstable();
        let mut hasher = DefaultHasher::new();
        files.hash(&mut hasher);
        let key = (parents, hasher.finish());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let number = self.commits.len();
        let above = key
            .0
            .iter()
            .flat_map(|parent| &*self.commits[*parent].ancestors);
        let ancestors = above.copied().chain([number]).collect();
        self.commits.push(Commit {
            files: Rc::new(files),
            ancestors: Rc::new(ancestors),
        });
        self.known.insert(key, number);
        number
    }

    pub(super) fn is_in(&self, one: usize, other: usize) -> bool {
        self.commits[other].ancestors.contains(&one)
    }

    fn bases(&self, a: usize, b: usize) -> Vec<usize> {
        let (a, b) = (&self.commits[a].ancestors, &self.commits[b].ancestors);
        let both: BTreeSet<usize> = a.intersection(b).copied().collect();
        let is_last = |one: &&usize| {
            !both
                .iter()
                .any(|other| other != *one && self.is_in(**one, *other))
        };
        both.iter().filter(is_last).copied().collect()
    }

    pub(super) fn merged(&mut self, a: usize, b: usize) -> usize {
        if self.is_in(a, b) {
            return b;
        }
        if self.is_in(b, a) {
            return a;
        }
        let bases = self.bases(a, b);
        self.count("merges");
        if bases.len() > 1 {
            self.count("criss-cross merges");
        }
        let mut bases = bases.into_iter();
        let mut base = bases.next().unwrap();
        for other in bases {
            base = self.merged(base, other);
        }
        let [base, ours, theirs] =
            [base, a, b].map(|commit| Rc::clone(&self.commits[commit].files));
        let (end, union) = merge(&base, &ours, &theirs);
        self.prove([&base, &ours, &theirs], &end, &union);
        self.commit(&[a, b], end)
    }

    /// What holds of each merge.
    fn prove(&mut self, [base, ours, theirs]: [&Files; 3], end: &Files, union: &Union) {
        let (swapped, told) = merge(base, theirs, ours);
        if swapped != *end || told != *union {
            let path = end
                .iter()
                .find(|(path, text)| swapped.get(*path) != Some(*text));
            self.bad(format!("not symmetric: {path:?}"));
        }
        for side in [ours, theirs] {
            if merge(side, end, side).0 != *end || merge(end, end, side).0 != *side {
                self.bad("not at rest".to_owned());
            }
        }
        for (path, was) in base {
            let [ours, theirs] = [ours.get(path), theirs.get(path)];
            let is_edited = ours.is_some() != theirs.is_some() && ours.or(theirs) != Some(was);
            if is_edited && !end.contains_key(path) {
                self.bad(format!("an edit of {path} is lost to a deletion"));
            }
        }
        *self.counts.entry("tickets on both sides").or_default() += union.merged;
        for (what, word) in [
            ("ids drawn twice", "it was "),
            ("versions beside", "the other version is"),
            ("texts that lost", "is under Unmerged"),
        ] {
            let looks = union.looks.iter();
            let found = looks
                .filter(|(_, sentence)| sentence.contains(word))
                .count();
            *self.counts.entry(what).or_default() += found;
        }
    }
}
