//! Booking against worked cases, and its short cuts against the definition.

#[path = "../../../tests/it/support/booked.rs"]
mod booked;
mod cases;
mod laws;
