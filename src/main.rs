//! The program: everything is in the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A question makes and drops a hundred thousand small texts, on two threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    bitacora::main()
}
