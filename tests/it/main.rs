//! Tests.

mod crash;
mod generated;
mod readme;
