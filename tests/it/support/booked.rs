//! The worked cases of booking (bitacora-sla(7), BOOKING) as files of a store.
//! Used by the tests of the library too.

use serde_json::{Map, Value, json};

/// The cases that wait for nothing, of the folder that `BITACORA_TEST_DATA`
/// names; none without it.
pub(crate) fn cases() -> Option<Vec<Value>> {
    let Some(folder) = std::env::var_os("BITACORA_TEST_DATA") else {
        eprintln!("skipped: BITACORA_TEST_DATA is not set");
        return None;
    };
    let path = std::path::Path::new(&folder).join("books-cases.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: BITACORA_TEST_DATA has no books-cases.json");
        return None;
    };
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    let is_asked = |case: &Value| {
        let needs = case["needs"].as_array().cloned().unwrap_or_default();
        let needs = needs.iter().filter_map(Value::as_str);
        let later = ["correct", "import"];
        let waits: Vec<&str> = needs.filter(|need| later.contains(need)).collect();
        for verb in &waits {
            eprintln!("skipped: {}, which needs {verb}", case["id"]);
        }
        waits.is_empty()
    };
    Some(cases.into_iter().filter(is_asked).collect())
}

/// `bitacora.yaml`.
pub(crate) fn config(case: &Value) -> Value {
    let mut config = json!({
        "format": 1,
        "timezone": case["timezone"],
        "agents": {
            "ana": {"name": "Ana Torres", "emails": ["ana@soft.example"], "tier": 1},
            "carla": {"name": "Carla Ruiz", "tier": 2},
            "luis": {"name": "Luis Mora", "tier": 1, "until": "2026-06-30"},
        },
        "channels": {"mail": "later", "phone": "live", "email": "later"},
    });
    if let Some(calendars) = case.get("calendars") {
        config["calendars"] = calendars.clone();
    }
    let services = services(case);
    if !services.is_empty() {
        config["services"] = services.into();
    }
    config
}

fn services(case: &Value) -> Vec<String> {
    let mut services: Vec<String> = Vec::new();
    let mut add = |service: &Value| {
        if let Some(service) = service.as_str()
            && !services.iter().any(|known| known == service)
        {
            services.push(service.to_owned());
        }
    };
    for ticket in case["tickets"].as_array().unwrap() {
        for event in ticket["events"].as_array().unwrap() {
            add(&event["service"]);
        }
    }
    for contract in case["contracts"].as_object().unwrap().values() {
        for terms in contract["terms"].as_array().unwrap() {
            for service in terms["scope"]["services"].as_array().into_iter().flatten() {
                add(service);
            }
        }
    }
    services
}

/// The front matter of the contracts, by customer.
pub(crate) fn contracts(case: &Value) -> Vec<(String, Value)> {
    let contracts = case["contracts"].as_object().unwrap();
    let of = |(name, contract): (&String, &Value)| {
        let contract = json!({
            "customer": name,
            "name": name,
            "contacts": {"eva": {"approves": true}, "marta": {}},
            "terms": contract["terms"],
        });
        (name.clone(), contract)
    };
    contracts.iter().map(of).collect()
}

/// The id of a ticket that a case calls by a letter.
pub(crate) fn id(letter: &str) -> String {
    format!("INC-260101-{letter:0>5}")
}

/// The front matter of the tickets.
pub(crate) fn tickets(case: &Value) -> Vec<Value> {
    let told = case["tickets"].as_array().unwrap();
    let mut tickets: Vec<Value> = told.iter().map(ticket).collect();
    for duplicate in told {
        for event in duplicate["events"].as_array().unwrap() {
            if event["as"] == "duplicate" {
                take_over(duplicate, event, &mut tickets);
            }
        }
    }
    tickets
}

/// What the survivor keeps of a duplicate whose contact was earlier.
fn take_over(duplicate: &Value, cancelled: &Value, tickets: &mut [Value]) {
    let at = |text: &Value| chrono::DateTime::parse_from_rfc3339(text.as_str().unwrap()).unwrap();
    let survivor = id(cancelled["of"].as_str().unwrap());
    let mut tickets = tickets.iter_mut();
    let Some(survivor) = tickets.find(|ticket| ticket["id"] == survivor.as_str()) else {
        return;
    };
    let (contact, begun) = (&duplicate["events"][0]["at"], &survivor["opened_at"]);
    if at(contact) >= at(begun) {
        return;
    }
    let happened = if at(&cancelled["at"]) < at(begun) {
        begun
    } else {
        &cancelled["at"]
    };
    let timeline = survivor["timeline"].as_array().unwrap();
    let mut event = json!({
        "at": happened,
        "by": "ana",
        "event": "took-over",
        "ev": format!("z{:05}", timeline.len()),
        "duplicate": id(duplicate["id"].as_str().unwrap()),
        "contact": contact,
    });
    if let Some(recorded) = cancelled.get("recorded") {
        event["recorded"] = recorded.clone();
    }
    survivor["timeline"].as_array_mut().unwrap().push(event);
}

fn ticket(ticket: &Value) -> Value {
    let letter = ticket["id"].as_str().unwrap();
    let mut fields = Map::new();
    fields.insert("id".to_owned(), id(letter).into());
    let mut timeline = Vec::new();
    for (number, told) in ticket["events"].as_array().unwrap().iter().enumerate() {
        let mut event = json!({
            "at": told["at"],
            "by": "ana",
            "event": name(told),
            "ev": format!("a{number:05}"),
        });
        if told
            .get("recorded")
            .is_some_and(|recorded| *recorded != told["at"])
        {
            event["recorded"] = told["recorded"].clone();
        }
        if let Some(imported) = told.get("imported") {
            event["imported"] = imported.clone();
        }
        details(told, &mut event);
        let set = sets(letter, told, &fields);
        for (key, value) in &set {
            if value.is_null() {
                fields.remove(key);
            } else {
                fields.insert(key.clone(), value.clone());
            }
        }
        if !set.is_empty() {
            event["set"] = set.into();
        }
        timeline.push(event);
    }
    fields.insert("timeline".to_owned(), timeline.into());
    fields.into()
}

fn name(told: &Value) -> &str {
    match told["do"].as_str().unwrap() {
        "took" => "attended",
        "customer" | "channel" => "edited",
        name => name,
    }
}

fn details(told: &Value, event: &mut Value) {
    let is_internal = told["internal"] == true;
    match told["do"].as_str().unwrap() {
        "replied" | "resolved" | "waited" | "closed" | "cancelled" if !is_internal => {
            event["to"] = "marta".into();
        }
        "worked" => {
            event["spent"] = "1h".into();
            event["began"] = told["began"].clone();
        }
        "received" => {
            event["from"] = "marta".into();
            if told["thanks"] == true {
                event["thanks"] = true.into();
            }
        }
        "waived" => {
            event["target"] = told["target"].clone();
            let (key, who) = match told["by"].as_str().unwrap() {
                "agent" => ("granted_by", "ana"),
                _ => ("agreed_by", "eva"),
            };
            event[key] = who.into();
        }
        _ => {}
    }
}

fn sets(letter: &str, told: &Value, fields: &Map<String, Value>) -> Map<String, Value> {
    let mut set = Map::new();
    let mut put = |key: &str, value: Value| set.insert(key.to_owned(), value);
    let on = told["on"].as_str().unwrap_or("customer");
    match told["do"].as_str().unwrap() {
        "opened" => {
            put("title", letter.into());
            put("status", "classified".into());
            put("opened_at", told["at"].clone());
            put("kind", "corrective".into());
        }
        "waited" => {
            put("status", "waiting".into());
            put("waiting_on", on.into());
        }
        "resumed" | "received" if fields.contains_key("waiting_on") => {
            put("status", "classified".into());
            put("waiting_on", Value::Null);
        }
        "resolved" => {
            put("status", "resolved".into());
            if fields.contains_key("waiting_on") {
                put("waiting_on", Value::Null);
            }
        }
        "closed" => {
            put("status", "closed".into());
        }
        "reopened" => {
            put("status", "classified".into());
        }
        "took" => {
            if let Some(agent) = told.get("agent") {
                put("assignee", agent.clone());
            }
        }
        "cancelled" => {
            put("status", "cancelled".into());
            put("cancellation", told["as"].clone());
            if let Some(of) = told["of"].as_str() {
                put("duplicate_of", id(of).into());
            }
        }
        _ => {}
    }
    for key in ["customer", "priority", "kind", "service", "channel"] {
        match told.get(key) {
            None | Some(Value::Null) => {}
            Some(value) => {
                put(key, value.clone());
            }
        }
    }
    if told["do"] == "classified" && fields.get("status") == Some(&json!("open")) {
        put("status", "classified".into());
    }
    set
}

/// A stream of numbers from a seed (`SplitMix64`).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n).unwrap()).unwrap()
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// So often of a hundred.
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const HOUR: i64 = 3_600;
/// 20 April 2026, 00:00 UTC.
const BEGIN: i64 = 1_776_643_200;
pub(crate) const ZONES: [&str; 3] = ["America/Bogota", "Pacific/Auckland", "Europe/Madrid"];

fn stamp(second: i64) -> String {
    chrono::DateTime::from_timestamp(second, 0)
        .unwrap()
        .format("%Y-%m-%dT%H:%M:%S+00:00")
        .to_string()
}

/// A store whose tickets live between April and the end of 2026, every instant
/// on a full hour, with all that can turn a verdict: priorities raised and
/// lowered, other kinds, services, channels and customers, terms that change,
/// reopenings, duplicates, waivers, records typed later, imported histories. A
/// calm one is known as it happens and judged once.
pub(crate) fn random(seed: u64, tickets: usize, is_calm: bool) -> Value {
    let dice = &mut Dice::new(seed);
    let office = json!({"mon": ["08:00-17:00"], "tue": ["08:00-17:00"], "wed": ["08:00-17:00"],
        "thu": ["08:00-17:00"], "fri": ["08:00-17:00"]});
    let calendars: Map<String, Value> = ZONES
        .iter()
        .map(|zone| {
            let name = zone.to_lowercase().replace('/', "-");
            (name, json!({"timezone": zone, "hours": office}))
        })
        .collect();
    let terms = |dice: &mut Dice, from: &str, factor: i64| {
        let zone = dice.one(&ZONES).to_lowercase().replace('/', "-");
        let mut terms = json!({
            "from": from,
            "calendar": zone,
            "commitment": {"response": 90, "resolution": 80},
            "targets": {
                "P1": {"response": {"clock": "1h"}, "resolution": {"clock": format!("{}h", 4 * factor)},
                       "update": {"clock": "12h"}},
                "P3": {"response": {"business": "4h"}, "resolution": {"business": format!("{}h", 16 * factor)},
                       "update": {"business": "24h"}},
                "P5": {"resolution": {"business": format!("{}h", 90 * factor)}},
            },
        });
        if dice.chance(25) {
            terms["targets"]["P3"]["response"]["stops"] = "attended".into();
        }
        if dice.chance(25) {
            terms["scope"] = json!({"services": ["billing"]});
        }
        if dice.chance(25) {
            terms["unclassified"] = dice.one(&["P1", "P5"]).into();
        }
        terms
    };
    let contracts = json!({
        "c1": {"terms": [terms(dice, "2026-01-01", 1), terms(dice, "2026-05-11", 2)]},
        "c2": {"terms": [terms(dice, "2026-01-01", 2)]},
    });
    let mut told = Vec::new();
    for number in 0..tickets {
        let ticket = story(dice, number, is_calm);
        told.push(ticket);
    }
    json!({
        "timezone": dice.one(&ZONES),
        "calendars": calendars,
        "contracts": contracts,
        "tickets": told,
        "ask": {"periods": []},
    })
}

/// The letters by which tickets are called.
pub(crate) fn letter(number: usize) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHJKMNPQRSTVWXYZ";
    let letter = |number: usize| char::from(LETTERS[number % LETTERS.len()]);
    match number / LETTERS.len() {
        0 => letter(number).to_string(),
        more => format!("{}{}", letter(more - 1), letter(number)),
    }
}

/// A contact, and when the next command may tell of it.
fn contact(dice: &mut Dice, at: i64, is_calm: bool) -> (Value, i64) {
    let mut opened = json!({
        "do": "opened",
        "at": stamp(at),
        "customer": dice.one(&["c1", "c1", "c2"]),
        "channel": dice.one(&["mail", "mail", "phone"]),
    });
    if let Some(priority) = dice.one(&[Some("P1"), Some("P3"), Some("P5"), None]) {
        opened["priority"] = priority.into();
    }
    if let Some(service) = dice.one(&[None, Some("billing"), Some("payroll")]) {
        opened["service"] = service.into();
    }
    if dice.chance(25) {
        opened["kind"] = dice.one(&["usage", "adaptive"]).into();
    }
    if dice.chance(10) {
        opened["imported"] = true.into();
    } else if !is_calm && dice.chance(30) {
        let filed = at + hours(dice, 40);
        if filed > at {
            opened["recorded"] = stamp(filed).into();
            return (opened, filed + HOUR);
        }
    }
    (opened, at)
}

fn hours(dice: &mut Dice, most: usize) -> i64 {
    HOUR * i64::try_from(dice.below(most)).unwrap()
}

/// What may happen next.
fn deeds(state: &str, is_calm: bool) -> Vec<&'static str> {
    let calm: &[&str] = match state {
        "open" => &[
            "replied", "replied", "waited", "resolved", "resolved", "took", "worked",
        ],
        "waiting" => &["received", "resumed", "resolved"],
        "resolved" => &["received", "reopened", "reopened", "replied", "closed"],
        _ => &[],
    };
    let wild: &[&str] = match state {
        "cancelled" => &[],
        _ if is_calm => &[],
        "open" | "waiting" => &[
            "classified",
            "classified",
            "customer",
            "channel",
            "waived",
            "cancelled",
        ],
        _ => &["classified", "classified", "customer", "channel", "waived"],
    };
    calm.iter().chain(wild).copied().collect()
}

fn story(dice: &mut Dice, number: usize, is_calm: bool) -> Value {
    let mut at = BEGIN + hours(dice, 55 * 24);
    let (opened, filed) = contact(dice, at, is_calm);
    let is_imported = opened["imported"] == true;
    let mut events = vec![opened];
    let mut state = "open";
    for _ in 0..=dice.below(7) {
        at += HOUR * dice.one(&[1, 2, 5, 9, 24, 60, 200, 400]);
        if dice.chance(15) {
            // On the midnight that ends a month somewhere.
            let month = dice.one(&["05", "06", "07", "08", "09"]);
            let offset = dice.one(&["-05:00", "+12:00", "+02:00"]);
            let text = format!("2026-{month}-01T00:00:00{offset}");
            let end = chrono::DateTime::parse_from_rfc3339(&text)
                .unwrap()
                .timestamp();
            at = at.max(end);
        }
        let all = deeds(state, is_calm);
        if all.is_empty() {
            break;
        }
        let name = dice.one(&all);
        let mut event = json!({"do": name, "at": stamp(at)});
        match name {
            "classified" => match dice.below(10) {
                0 => event["kind"] = dice.one(&["corrective", "usage", "adaptive"]).into(),
                1 => event["service"] = dice.one(&["billing", "payroll"]).into(),
                _ => event["priority"] = dice.one(&["P1", "P3", "P5"]).into(),
            },
            "waited" => event["on"] = dice.one(&["customer", "customer", "supplier"]).into(),
            "received" if dice.chance(30) => event["thanks"] = true.into(),
            "customer" => event["customer"] = dice.one(&["c1", "c2", "none"]).into(),
            "channel" => event["channel"] = dice.one(&["mail", "phone"]).into(),
            "took" => event["agent"] = dice.one(&["ana", "carla", "luis"]).into(),
            "worked" => {
                let began = at - HOUR * dice.one(&[1, 2, 30, 300]);
                event["began"] = stamp(began).into();
            }
            "waived" => {
                event["target"] = dice.one(&["response", "resolution"]).into();
                event["by"] = dice.one(&["contact", "agent"]).into();
            }
            "cancelled" if number > 0 && dice.chance(50) => {
                event["as"] = "duplicate".into();
                event["of"] = letter(dice.below(number)).into();
            }
            "cancelled" => event["as"] = "no-fault".into(),
            _ => {}
        }
        let mut recorded = at;
        if !is_calm && dice.chance(25) {
            recorded += HOUR * dice.one(&[1, 5, 30, 300, 900]);
        }
        if is_imported && dice.chance(80) {
            event["imported"] = true.into();
        } else if recorded.max(filed) > at {
            event["recorded"] = stamp(recorded.max(filed)).into();
        }
        state = match name {
            "waited" => "waiting",
            "received" if state == "waiting" => "open",
            "resumed" | "reopened" => "open",
            "resolved" | "closed" => "resolved",
            "cancelled" => "cancelled",
            _ => state,
        };
        events.push(event);
    }
    json!({"id": letter(number), "events": events})
}
