//! Makes stores for measuring and says where they are:
//! `cargo bench --bench stores -- [SIZE...]`, of `1k`, `10k`, `100k`, any
//! number of tickets, `history`, which has 100,000 commits, and `closed`, whose
//! tickets have all ended; `1k` when none is said. They are kept below
//! `target/tmp` and are the same on every machine.

mod cache;
mod store;

fn main() {
    let names: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let names = if names.is_empty() {
        vec!["1k".to_owned()]
    } else {
        names
    };
    for name in names {
        println!("{}", cache::store(&name).display());
    }
}
