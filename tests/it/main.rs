//! Tests.

mod generated;
mod readme;
