//! Around the tickets: the configuration, the agents, the customers and what
//! is promised to them.

use std::fmt::Write as _;

/// The first day, in days since 1970: 2023-11-23.
pub(crate) const FOUNDED: i64 = 19_684;
/// How many days of tickets there are.
pub(crate) const DAYS: i64 = 1_095;
/// The store's zone is that many seconds off UTC, the year round.
pub(crate) const OFFSET: i32 = -5 * 3_600;

/// Handle, name and tier.
pub(crate) const AGENTS: [(&str, &str, u8); 9] = [
    ("ana", "Ana Torres", 1),
    ("bruno", "Bruno Cely", 1),
    ("fabio", "Fabio Rincón", 1),
    ("gina", "Gina Salas", 1),
    ("hugo", "Hugo Peña", 1),
    ("carla", "Carla Ibáñez", 2),
    ("diego", "Diego Ñungo", 2),
    ("irene", "Irene Vega", 2),
    ("elena", "Elena Prieto", 3),
];

/// Key, and whether they write English. The first are the heavy ones.
pub(crate) const CUSTOMERS: [(&str, bool); 20] = [
    ("coop-andina", false),
    ("coop-costa", true),
    ("coop-sierra", false),
    ("fondo-llanos", false),
    ("coop-pacifico", false),
    ("islands-trading", true),
    ("coop-cafetera", false),
    ("lacteos-sabana", false),
    ("coop-oriente", false),
    ("harbour-freight", true),
    ("fondo-maestros", false),
    ("coop-del-rio", false),
    ("ferreteria-union", false),
    ("mountain-lodges", true),
    ("coop-textil", false),
    ("transportes-norte", false),
    ("clinica-sur", false),
    ("coop-panelera", false),
    ("reef-savings", true),
    ("fondo-salud", false),
];

/// The contacts of every customer.
pub(crate) const CONTACTS: [&str; 4] = ["marta", "nubia", "pablo", "luis"];

/// Channel, and how many of a hundred tickets come through it.
pub(crate) const CHANNELS: [(&str, u64); 7] = [
    ("email", 38),
    ("phone", 31),
    ("web", 11),
    ("messaging", 9),
    ("chat", 5),
    ("monitoring", 4),
    ("onsite", 2),
];

pub(crate) fn config() -> String {
    let mut text = String::from(
        "format: 1\nprefixes: [INC]\ntimezone: America/Bogota\nlanguage: es\nunclassified: P3\nagents:\n",
    );
    for (handle, name, tier) in AGENTS {
        let _ = writeln!(
            text,
            "  {handle}: {{name: {name}, emails: [{handle}@soft.example], tier: {tier}}}"
        );
    }
    text.push_str(
        "\
services: [accounting, billing, credit, inventory, payroll, platform]
categories:
- access/passwords
- accounting/closing
- accounting/statements
- credit/portfolio
- inventory/stock
- invoicing/tax
- law/yearly
- payroll/surcharges
- platform/availability
- platform/printing
kinds:
  usage: {impact: low, urgency: low, ceiling: P3}
  adaptive: {impact: low, urgency: low, ceiling: P4}
calendars:
  colombia:
    holidays: [",
    );
    for year in 2023..=2027 {
        for day in ["01-01", "05-01", "07-20", "08-07", "12-08", "12-25"] {
            let _ = write!(text, "{year}-{day}, ");
        }
    }
    text.push_str("]\n");
    for (name, days, hours) in [
        ("office", 5, "\"08:00-12:00\", \"13:00-17:00\""),
        ("long", 6, "\"07:00-19:00\""),
    ] {
        let _ = write!(text, "  {name}:\n    extends: colombia\n    hours:\n");
        for day in ["mon", "tue", "wed", "thu", "fri", "sat"].iter().take(days) {
            let _ = writeln!(text, "      {day}: [{hours}]");
        }
    }
    text
}

/// A customer's contract; every third one is tighter and has longer hours.
pub(crate) fn contract(place: usize) -> String {
    let (customer, is_english) = CUSTOMERS[place];
    let is_tight = place.is_multiple_of(3);
    let calendar = if is_tight { "long" } else { "office" };
    let [first, second, third] = if is_tight { [1, 8, 24] } else { [2, 16, 48] };
    let mut text = format!("---\ncustomer: {customer}\nname: {customer}\ncontacts:\n");
    for contact in CONTACTS {
        let more = if contact == "luis" {
            ", approves: true, reports: true"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "  {contact}: {{name: {contact}, email: {contact}@{customer}.example{more}}}"
        );
    }
    let _ = write!(
        text,
        "\
terms:
- from: 2023-01-01
  calendar: {calendar}
  targets:
    P1: {{response: {{clock: 1h}}, resolution: {{clock: {second}h}}, update: {{clock: 2h}}}}
    P2: {{response: {{business: {first}h}}, resolution: {{business: {second}h}}, update: {{business: 8h}}}}
    P3: {{response: {{business: 4h}}, resolution: {{working_days_clock: {third}h}}}}
    P4: {{response: {{working_days: 1}}, resolution: {{working_days: 5}}}}
    P5: {{response: {{working_days: 2}}, resolution: {{working_days: 10}}}}
  commitment: {{response: 95, resolution: 90}}
  pause_on: {{resolution: [customer], update: [customer]}}
  silence: {{remind: 5d, close: 10d}}
---

"
    );
    text.push_str(if is_english {
        "Support by phone and mail in working hours; P1 runs around the clock.\n"
    } else {
        "Soporte por teléfono y correo en horario hábil; una prioridad P1 corre las 24 horas.\n"
    });
    text
}
