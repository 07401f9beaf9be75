//! Three clones of a desk work apart, and sync in whatever order: what one merge after
//! the other comes to. The steps are the program's own, and what people do to files by
//! hand is there too; commits lie in memory.
//!
//! `BITACORA_DRAWS` says how many draws there are, `BITACORA_DRAW` which is the first.

mod desk;
mod git;
mod hands;
mod laws;
mod text;
mod world;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use world::World;

/// What is done in a draw.
const ACTIONS: usize = 80;

fn number(name: &str, usual: u64) -> u64 {
    let said = std::env::var(name);
    said.map_or(usual, |said| said.parse().unwrap())
}

/// What one draw comes to: how often what happened, and what was wrong.
struct Told {
    draw: u64,
    counts: BTreeMap<&'static str, usize>,
    wrong: Vec<String>,
}

fn lived(draw: u64) -> Told {
    let mut world = World::new(draw);
    world.live_through(ACTIONS);
    Told {
        draw,
        counts: world.git.counts,
        wrong: world.git.wrong,
    }
}

/// 20 draws, or what `BITACORA_DRAWS` says.
#[test]
fn what_three_clones_did_is_one_record_in_whatever_order_they_merge() {
    let first = number("BITACORA_DRAW", 1);
    let draws = number("BITACORA_DRAWS", 20);
    let next = AtomicU64::new(first);
    let told = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let draw = next.fetch_add(1, Ordering::Relaxed);
                    if draw >= first + draws {
                        break;
                    }
                    let lived = lived(draw);
                    told.lock().unwrap().push(lived);
                }
            });
        }
    });
    let mut told = told.into_inner().unwrap();
    told.sort_by_key(|told| told.draw);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (what, count) in told.iter().flat_map(|told| &told.counts) {
        *counts.entry(what).or_default() += count;
    }
    println!("{counts:?}");
    let wrong = told.iter().filter(|told| !told.wrong.is_empty());
    let wrong: Vec<String> = wrong
        .map(|told| {
            let first = told.wrong.iter().take(3).cloned().collect::<Vec<_>>();
            format!("BITACORA_DRAW={}: {}", told.draw, first.join("\n  "))
        })
        .collect();
    assert_eq!(u64::try_from(told.len()).unwrap(), draws);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
