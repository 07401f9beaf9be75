//! One target: how long, counted how (bitacora-sla(7), FOUR WAYS TO SAY HOW
//! LONG), and what stops it (THE THREE CLOCKS).

use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::core::duration::{Seconds, format_duration, parse_duration};
use crate::core::fields::words;

words! {
    /// What a contract may promise about a ticket; each has a clock of its own.
    TargetName {
        /// The first answer.
        Response = "response",
        /// Service restored.
        Resolution = "resolution",
        /// The next message while it is not.
        Update = "update",
    }
}

words! {
    /// In which of four ways a promise says how long.
    Way {
        /// All hours, round the clock.
        Clock = "clock",
        /// The open hours of a calendar.
        Business = "business",
        /// All 24 hours of each working day.
        WorkingDaysClock = "working_days_clock",
        /// Whole working days, to the close.
        WorkingDays = "working_days",
    }
}

/// How long a target lasts, and whose hours count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Seconds round the clock.
    Clock(Seconds),
    /// Seconds of the calendar's hours.
    Business(Seconds),
    /// Seconds of the calendar's working dates, each counted whole.
    WorkingDaysClock(Seconds),
    /// Up to the close of the n-th working date after the one it starts on.
    WorkingDays(u32),
}

impl fmt::Display for Span {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clock(seconds) | Self::Business(seconds) | Self::WorkingDaysClock(seconds) => {
                write!(formatter, "{} {}", self.way(), hours(*seconds))
            }
            Self::WorkingDays(days) => write!(formatter, "{} {days}", self.way()),
        }
    }
}

impl Span {
    /// In which way it says how long.
    #[must_use]
    pub const fn way(self) -> Way {
        match self {
            Self::Clock(_) => Way::Clock,
            Self::Business(_) => Way::Business,
            Self::WorkingDaysClock(_) => Way::WorkingDaysClock,
            Self::WorkingDays(_) => Way::WorkingDays,
        }
    }

    /// Every word of [`Span::hours`].
    pub const HOURS: [&str; 3] = ["clock", "business", "working-day"];

    /// Which hours it is counted in, before the word `hours`: a number of them
    /// is never shown without.
    #[must_use]
    pub const fn hours(self) -> &'static str {
        match self {
            Self::Clock(_) => "clock",
            Self::Business(_) | Self::WorkingDays(_) => "business",
            Self::WorkingDaysClock(_) => "working-day",
        }
    }

    /// So many seconds pass at least before it is used up, in any calendar: none
    /// counts more of them than pass. A zone may leave out a date, and days of
    /// 23 hours are the shortest.
    #[must_use]
    pub fn at_least(self) -> Seconds {
        const SHORTEST: Seconds = 23 * 3_600;
        match self {
            Self::Clock(seconds) | Self::Business(seconds) | Self::WorkingDaysClock(seconds) => {
                seconds
            }
            Self::WorkingDays(days) => Seconds::from(days.saturating_sub(2)) * SHORTEST,
        }
    }
}

/// Contracts count in hours: `48h`, not `2d`, which would be read as two days.
#[must_use]
pub fn hours(seconds: Seconds) -> String {
    let (hours, rest) = (seconds / 3_600, seconds % 3_600);
    match (hours, rest) {
        (0, _) => format_duration(rest),
        (_, 0) => format!("{hours}h"),
        _ => format!("{hours}h{}", format_duration(rest)),
    }
}

words! {
    /// What stops the response clock.
    Stop {
        /// The first public message of the desk.
        Replied = "replied",
        /// A technician who is on it.
        Attended = "attended",
    }
}

/// One target of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// How long.
    pub span: Span,
    /// Whose hours count, if not the terms' calendar.
    pub calendar: Option<String>,
    /// What stops it; only a response knows anything but a message.
    pub stops: Stop,
}

/// The targets of a priority, each optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// The first answer.
    #[serde(default)]
    pub response: Option<Target>,
    /// Service restored.
    #[serde(default)]
    pub resolution: Option<Target>,
    /// The next message while it is not.
    #[serde(default)]
    pub update: Option<Target>,
}

impl Targets {
    /// The target of a name.
    #[must_use]
    pub fn get(&self, name: TargetName) -> Option<&Target> {
        match name {
            TargetName::Response => self.response.as_ref(),
            TargetName::Resolution => self.resolution.as_ref(),
            TargetName::Update => self.update.as_ref(),
        }
    }

    /// Those there are, with their names.
    pub fn each(&self) -> impl Iterator<Item = (TargetName, &Target)> {
        let named = |name: &TargetName| self.get(*name).map(|target| (*name, target));
        TargetName::ALL.iter().filter_map(named)
    }
}

impl Span {
    /// Whether it ends later in any calendar: business time never runs faster
    /// than the clock, nor faster than the whole of its working dates. Spans
    /// that depend on the calendar are not compared.
    pub(super) fn is_longer_than(self, other: Self) -> bool {
        use Span::{Business, Clock, WorkingDays, WorkingDaysClock};
        match (self, other) {
            (Clock(a) | Business(a) | WorkingDaysClock(a), Clock(b))
            | (Business(a), Business(b))
            | (Business(a) | WorkingDaysClock(a), WorkingDaysClock(b)) => a > b,
            (WorkingDays(a), WorkingDays(b)) => a > b,
            _ => false,
        }
    }
}

/// The four ways to say how long, as bitacora-sla(7) has them, for the text at
/// hand.
fn four_ways(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number = if digits.is_empty() { "48" } else { &digits };
    format!(
        "`{text}` does not say whose hours count: write {{clock: {number}h}} for hours round the clock, \
         {{business: {number}h}} for hours of the calendar, {{working_days_clock: {number}h}} for whole \
         working days, or {{working_days: N}} for the close of the n-th working day"
    )
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts;
        impl<'de> Visitor<'de> for Parts {
            type Value = Target;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a target such as {business: 4h}")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Target, E> {
                Err(E::custom(four_ways(text)))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Target, E> {
                Err(E::custom(four_ways(&number.to_string())))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Target, A::Error> {
                let (mut span, mut calendar, mut stops) = (None, None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "calendar" => calendar = Some(map.next_value()?),
                        "stops" => stops = Some(map.next_value()?),
                        way => {
                            let said = read_span(way, &mut map)?;
                            if span.replace(said).is_some() {
                                return Err(A::Error::custom(format!(
                                    "`{way}` is a second length of one target: keep one of clock, \
                                     business, working_days_clock and working_days"
                                )));
                            }
                        }
                    }
                }
                Ok(Target {
                    span: span.ok_or_else(|| {
                        A::Error::custom(
                            "a target needs clock, business, working_days_clock or working_days",
                        )
                    })?,
                    calendar,
                    stops: stops.unwrap_or(Stop::Replied),
                })
            }
        }
        deserializer.deserialize_any(Parts)
    }
}

/// Deadlines further away than a century are slips.
const LONGEST: Seconds = 100 * 366 * 86_400;
const MOST_DAYS: u32 = 3_660;

fn read_span<'de, A: MapAccess<'de>>(way: &str, map: &mut A) -> Result<Span, A::Error> {
    if way == "working_days" {
        let days = map.next_value::<u32>()?;
        return if (1..=MOST_DAYS).contains(&days) {
            Ok(Span::WorkingDays(days))
        } else {
            Err(A::Error::custom(format!(
                "`{days}` working days is not a target: 1 to {MOST_DAYS}"
            )))
        };
    }
    let kind = match way {
        "clock" => Span::Clock,
        "business" => Span::Business,
        "working_days_clock" => Span::WorkingDaysClock,
        _ => {
            return Err(A::Error::unknown_field(
                way,
                &[
                    "clock",
                    "business",
                    "working_days_clock",
                    "working_days",
                    "calendar",
                    "stops",
                ],
            ));
        }
    };
    let seconds = map.next_value::<Lasting>()?.0;
    if seconds == 0 || seconds > LONGEST {
        return Err(A::Error::custom(format!(
            "`{}` is not a target: more than nothing and less than a century",
            format_duration(seconds)
        )));
    }
    Ok(kind(seconds))
}

/// A duration as typed: `4h`, `90m`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lasting(pub(super) Seconds);

impl<'de> Deserialize<'de> for Lasting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Lasting;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a duration such as 4h or 90m")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Lasting, E> {
                parse_duration(text).map(Lasting).map_err(E::custom)
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Lasting, E> {
                self.visit_str(&number.to_string())
            }
        }
        deserializer.deserialize_any(Text)
    }
}
