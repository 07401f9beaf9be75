//! Files, front matter and git: where the tickets are kept.
