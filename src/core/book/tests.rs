//! Booking against worked cases, and its short cuts against the definition.

mod cases;
mod laws;
