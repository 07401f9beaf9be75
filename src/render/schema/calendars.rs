//! What calendars answer.

use serde_json::Value;

use super::{Object, day, flag, instant, list, map, or_null, text, whole, word};

fn ever() -> Value {
    or_null(instant())
}

/// An answer about one calendar: its name, and the keys of the question.
pub(super) fn asked() -> Object {
    let dated = || map(list(text()));
    let version = Object::new().has("from", text()).has("hours", dated());
    let holiday = Object::new()
        .has("day", day())
        .has("name", or_null(text()))
        .has("of", text());
    let feast = Object::new()
        .has("day", day())
        .has("summary", text())
        .has("state", word(&["known", "new"]))
        .has("yaml", or_null(text()));
    let states = word(&["running", "paused", "met", "breached"]);
    let keys = [
        // One without a zone can only be extended.
        ("zone", or_null(text())),
        // list
        ("open", or_null(flag())),
        ("until", ever()),
        ("extends", or_null(text())),
        // show
        ("hours", dated()),
        ("versions", list(version.closed())),
        ("overrides", dated()),
        ("breaks", dated()),
        ("next_holidays", list(holiday.closed())),
        // open, subtract
        ("at", instant()),
        ("next_open", ever()),
        ("next_close", ever()),
        ("next_opening", ever()),
        // add, clock
        ("due_at", ever()),
        ("breach_at", ever()),
        // between
        ("seconds", whole()),
        // hours: the last end is null where it never comes
        ("intervals", list(list(ever()))),
        // clock
        ("state", states),
        ("elapsed_s", whole()),
        ("remaining_s", whole()),
        ("permille", whole()),
        ("breached", flag()),
        // import
        ("days", list(feast.closed())),
    ];
    keys.into_iter().fold(
        Object::new().has("calendar", text()),
        |object, (key, value)| object.may_have(key, value),
    )
}
