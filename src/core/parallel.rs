//! Work on many things at once.

use std::cell::Cell;
use std::convert::Infallible;
use std::panic::resume_unwind;
use std::sync::mpsc::{TrySendError, sync_channel};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread::{available_parallelism, scope};

/// In how many shares a core takes what there is to do: some items take longer
/// than others, and whoever is done takes more of them.
const SHARES: usize = 16;
/// Items that another core is called for.
const LEAST: usize = 16;
/// Likewise where each takes as long as calling it: files to be parsed.
const LEAST_OF_FILES: usize = 2;

thread_local! {
    /// Whether this thread works on a share already: then all cores have enough
    /// to do, and nobody is called for what the share is made of.
    static HAS_SHARE: Cell<bool> = const { Cell::new(false) };
}

/// Works on a share.
fn share<R>(work: impl FnOnce() -> R) -> R {
    let had = HAS_SHARE.replace(true);
    let done = work();
    HAS_SHARE.set(had);
    done
}

/// Applies `work` to every item on all cores; the results keep the order.
pub fn in_parallel<'t, T: Sync, R: Send>(
    items: &'t [T],
    work: impl Fn(&'t T) -> R + Sync,
) -> Vec<R> {
    at_least(LEAST, items, work)
}

/// Changes every item, on all cores.
pub fn each_in_parallel<T: Send>(items: &mut [T], work: impl Fn(&mut T) + Sync) {
    let size = (items.len() / (cores() * SHARES)).max(LEAST);
    let work = |chunk: &mut [T]| chunk.iter_mut().for_each(&work);
    let Ok(_) = as_they_come(items.chunks_mut(size), Ok::<_, Infallible>, work);
}

/// As [`in_parallel`], for work that takes a tenth of a millisecond or more.
pub fn files_in_parallel<'t, T: Sync, R: Send>(
    items: &'t [T],
    work: impl Fn(&'t T) -> R + Sync,
) -> Vec<R> {
    at_least(LEAST_OF_FILES, items, work)
}

fn at_least<'t, T: Sync, R: Send>(
    least: usize,
    items: &'t [T],
    work: impl Fn(&'t T) -> R + Sync,
) -> Vec<R> {
    let size = (items.len() / (cores() * SHARES)).max(least);
    let work = |_, chunk: &'t [T]| chunk.iter().map(&work).collect::<Vec<R>>();
    in_chunks(items, size, work).into_iter().flatten().collect()
}

/// Applies `work` to one share of the items on each core, none smaller than
/// `least` unless it is the last; the results keep the order.
pub fn in_shares<'t, T: Sync, R: Send>(
    items: &'t [T],
    least: usize,
    work: impl Fn(&'t [T]) -> R + Sync,
) -> Vec<R> {
    let size = items.len().div_ceil(cores()).max(least);
    in_chunks(items, size, |_, share| work(share))
}

/// Applies `work` on all cores to so many items at a time, with the place of
/// the first; the results keep the order.
pub fn in_chunks<'t, T: Sync, R: Send>(
    items: &'t [T],
    size: usize,
    work: impl Fn(usize, &'t [T]) -> R + Sync,
) -> Vec<R> {
    let chunks = items.chunks(size).enumerate();
    let work = |(place, chunk)| work(place * size, chunk);
    let Ok(done) = as_they_come(chunks, Ok::<_, Infallible>, work);
    done
}

/// Applies `work` on all cores to what `fetch` makes of one item after the
/// other on this thread; the results keep the order. This thread works too
/// while the others have enough to do.
///
/// # Errors
/// The first of `fetch`, after which nothing more is fetched.
pub fn as_they_come<I, T: Send, R: Send, E>(
    items: impl IntoIterator<Item = I>,
    mut fetch: impl FnMut(I) -> Result<T, E>,
    work: impl Fn(T) -> R + Sync,
) -> Result<Vec<R>, E> {
    if HAS_SHARE.get() {
        let items = items.into_iter();
        return items.map(|item| Ok(work(fetch(item)?))).collect();
    }
    let helpers = cores() - 1;
    let (give, waiting) = sync_channel::<(usize, T)>(helpers * 2);
    let (waiting, work) = (&Mutex::new(waiting), &work);
    scope(move |scope| {
        let help = move || {
            let mut done = Vec::new();
            loop {
                let next = waiting
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .recv();
                let Ok((place, item)) = next else {
                    return done;
                };
                done.push((place, share(|| work(item))));
            }
        };
        let mut handles = Vec::new();
        let mut done = Vec::new();
        let mut failed = None;
        for (place, item) in items.into_iter().enumerate() {
            let item = match fetch(item) {
                Ok(item) => item,
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            };
            // Where there is little to do, nobody is called.
            if place > 0 && handles.len() < helpers {
                handles.push(scope.spawn(help));
            }
            let given = give.try_send((place, item));
            if let Err(TrySendError::Full(mine) | TrySendError::Disconnected(mine)) = given {
                done.push((mine.0, share(|| work(mine.1))));
            }
        }
        drop(give);
        done.extend(help());
        for handle in handles {
            match handle.join() {
                Ok(others) => done.extend(others),
                Err(panic) => resume_unwind(panic),
            }
        }
        if let Some(error) = failed {
            return Err(error);
        }
        done.sort_by_key(|(place, _)| *place);
        Ok(done.into_iter().map(|(_, result)| result).collect())
    })
}

/// Asked once: the system is asked for what a container may use of it.
fn cores() -> usize {
    static CORES: LazyLock<usize> =
        LazyLock::new(|| available_parallelism().map_or(1, usize::from));
    *CORES
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::*;

    #[test]
    fn results_keep_the_order_however_long_each_takes() {
        for count in [0_u64, 1, 2, 7, 500] {
            let slow_first = |n: u64| {
                (0..(count - n) * 50).fold(n, |n, k| if black_box(k) == k { n } else { k })
            };
            let done = as_they_come(0..count, Ok::<_, ()>, slow_first);
            assert_eq!(done, Ok((0..count).collect()));
        }
    }

    #[test]
    fn whoever_works_on_a_share_calls_nobody() {
        let shares: Vec<u64> = (0..64).collect();
        let threads = in_parallel(&shares, |_| {
            let own = std::thread::current().id();
            let within = in_parallel(&shares, |_| std::thread::current().id());
            within.iter().all(|id| *id == own)
        });
        assert!(threads.into_iter().all(|alone| alone));
        assert!(!HAS_SHARE.get());
    }

    #[test]
    fn nothing_is_fetched_after_an_error() {
        let mut fetched = Vec::new();
        let fetch = |n: u64| {
            fetched.push(n);
            if n == 3 { Err(n) } else { Ok(n) }
        };
        assert_eq!(as_they_come(0..9, fetch, |n| n), Err(3));
        assert_eq!(fetched, [0, 1, 2, 3]);
    }

    #[test]
    #[should_panic(expected = "of the work")]
    fn a_panic_of_the_work_is_not_lost() {
        let _ = as_they_come(0..9, Ok::<_, ()>, |n| assert!(n != 4, "of the work"));
    }
}
