//! Work on many things at once.

/// Applies `work` to every item on all cores; the results keep the order.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let shares = in_shares(items, 64, |share| {
        share.iter().map(&work).collect::<Vec<R>>()
    });
    shares.into_iter().flatten().collect()
}

/// Applies `work` to one share of the items on each core, none smaller than
/// `least` unless it is the last; the results keep the order.
pub fn in_shares<T: Sync, R: Send>(
    items: &[T],
    least: usize,
    work: impl Fn(&[T]) -> R + Sync,
) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = items.len().div_ceil(cores).max(least);
    if items.len() <= share {
        return vec![work(items)];
    }
    std::thread::scope(|scope| {
        let shares = items.chunks(share);
        let handles: Vec<_> = shares.map(|share| scope.spawn(|| work(share))).collect();
        let results = handles.into_iter().map(|handle| match handle.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        results.collect()
    })
}
