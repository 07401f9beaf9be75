//! Three clones of a desk, and the hub through which they sync.

use std::collections::{BTreeMap, BTreeSet};

use bitacora::core::layout;
use bitacora::core::lifecycle::{Filing, open};
use bitacora::core::policy::Policy;
use bitacora::core::stamp::Stamp;
use bitacora::store::config;
use bitacora::store::ticket_file;

use super::desk::instant;
use super::git::{Files, Git};
use crate::draws::Draws;

/// Monday, 2026-11-23, at eight.
pub(super) const START: i64 = 1_795_420_800;

const POLICY: &str =
    "format: 1\ntimezone: UTC\nagents:\n  ana: {tier: 1}\n  luis: {tier: 1}\n  eva: {tier: 2}\n";

pub(super) struct Clone {
    pub(super) name: &'static str,
    /// By how many seconds its clock is wrong.
    pub(super) skew: i64,
    pub(super) head: usize,
}

/// Where a word must be found at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    /// Unless the message of this `ev` was taken back.
    Message(String),
    Tags,
}

pub(super) struct World {
    pub(super) draws: Draws,
    pub(super) git: Git,
    pub(super) policy: Policy,
    pub(super) now: i64,
    pub(super) token: u32,
    /// Whether nearly all is done to the tickets of the start.
    pub(super) is_hot: bool,
    /// What nobody replaced, with the path of its ticket.
    pub(super) words: BTreeMap<String, (String, Place)>,
    pub(super) broken: BTreeSet<String>,
    pub(super) deleted: BTreeSet<String>,
    pub(super) retracted: BTreeSet<String>,
    /// Which ticket was meant by each event that links to one.
    pub(super) links: BTreeMap<String, String>,
    pub(super) hot: BTreeSet<String>,
    pub(super) clones: Vec<Clone>,
    pub(super) hub: usize,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let mut draws = Draws::new(seed);
        let mut git = Git::default();
        let policy = config::policy(POLICY.as_bytes()).unwrap();
        let is_hot = seed.is_multiple_of(2);
        let (mut files, mut hot) = (Files::new(), BTreeSet::new());
        for number in 0..if is_hot { 1 } else { 3 } {
            let id = format!("INC-261123-S{number}SSS").parse().unwrap();
            let filing = Filing {
                title: "Semilla".to_owned(),
                text: "Primera.\nSegunda.\nTercera.".to_owned(),
                ..Filing::default()
            };
            let at = instant(START);
            let stamp = Stamp {
                by: "ana".to_owned(),
                at,
                recorded: at,
                entropy: draws.bits(),
            };
            let ticket = open(id, &filing, &stamp).unwrap();
            let bytes = ticket_file::create(&ticket).unwrap();
            let path = layout::ticket(&ticket.id);
            files.insert(path.clone(), String::from_utf8(bytes).unwrap().into());
            hot.insert(path);
        }
        let root = git.commit(&[], files);
        let clones = ["ana", "luis", "eva"].map(|name| Clone {
            name,
            skew: *draws.one(&[0, 0, -45, 45]),
            head: root,
        });
        Self {
            draws,
            git,
            policy,
            now: START,
            token: 0,
            is_hot,
            words: BTreeMap::new(),
            broken: BTreeSet::new(),
            deleted: BTreeSet::new(),
            retracted: BTreeSet::new(),
            links: BTreeMap::new(),
            hot,
            clones: clones.into(),
            hub: root,
        }
    }

    pub(super) fn files(&self, who: usize) -> Files {
        Files::clone(self.git.files(self.clones[who].head))
    }

    pub(super) fn save(&mut self, who: usize, files: Files) {
        let head = self.clones[who].head;
        self.clones[who].head = self.git.commit(&[head], files);
    }

    pub(super) fn sync(&mut self, who: usize) {
        let merged = self.git.merged(self.clones[who].head, self.hub);
        self.clones[who].head = merged;
        self.hub = merged;
    }

    /// From one clone to another, past the hub: what makes merges cross.
    fn visit(&mut self) {
        let one = self.draws.below(3);
        let other = (one + 1 + self.draws.below(2)) % 3;
        let heads = [self.clones[one].head, self.clones[other].head];
        let there = self.git.merged(heads[0], heads[1]);
        let back = self.git.merged(heads[1], heads[0]);
        if self.git.files(there) != self.git.files(back) {
            self.git
                .bad("two clones merged the same two differently".to_owned());
        }
        self.clones[one].head = there;
        if self.draws.is(2) {
            self.clones[other].head = back;
        }
    }

    /// Some actions, syncs between them, and then all sync.
    pub(super) fn live_through(&mut self, actions: usize) {
        for _ in 0..actions {
            let who = self.draws.below(3);
            self.act(who);
            let chance = self.draws.below(100);
            let often = if self.is_hot { 3 } else { 6 };
            if chance < often {
                let who = self.draws.below(3);
                self.sync(who);
                self.git.count("syncs");
            } else if chance < 10 {
                self.visit();
            } else if chance < 13 {
                self.orders();
            }
        }
        self.orders();
        for _ in 0..2 {
            let first = self.draws.below(3);
            for step in 0..3 {
                self.sync((first + step) % 3);
            }
        }
        for who in 0..3 {
            self.sync(who);
        }
        let ends: BTreeSet<usize> = self.clones.iter().map(|clone| clone.head).collect();
        let mut ends = ends.into_iter().map(|head| self.git.files(head).clone());
        let first = ends.next().unwrap();
        if ends.any(|end| end != first) {
            self.git.bad("the clones end differently".to_owned());
        }
        self.judge(&first);
    }
}
