//! Calendars: those of the configuration, and times as typed in their zones.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;

use crate::core::calendar::{Calendar, Calendars, Feast, Pauses, Second};
use crate::core::layout;
use crate::core::policy::choose;
use crate::core::told::Usage;
use crate::core::when::parse_when;
use crate::core::zone::Zone;
use crate::store::{holidays, ordinary};

use super::Books;

impl Books {
    /// The calendars of the configuration, compiled.
    pub fn calendars(&self) -> anyhow::Result<Calendars> {
        Ok(self.policy.compiled()?)
    }

    /// The calendar of a name, or of a unique beginning of one.
    pub fn calendar(&self, name: &str) -> anyhow::Result<Arc<Calendar>> {
        let calendars = self.calendars()?;
        let name = choose("a calendar", name, calendars.names())?;
        Ok(Arc::clone(calendars.get(&name)?))
    }

    /// A point in time as typed after `flag`, on the wall clock of a zone.
    pub fn second(&self, flag: &'static str, text: &str, zone: Zone) -> anyhow::Result<Second> {
        let when = parse_when(text, self.options.clock.now(), zone).context(flag)?;
        Ok(when.timestamp())
    }

    /// A point in time as typed, or now.
    pub fn second_or_now(
        &self,
        flag: &'static str,
        text: Option<&str>,
        zone: Zone,
    ) -> anyhow::Result<Second> {
        match text {
            Some(text) => self.second(flag, text, zone),
            None => Ok(self.options.clock.now().timestamp()),
        }
    }

    /// Pauses as typed: `FROM/TO`, or `FROM/` for one that goes on.
    pub fn pauses(&self, texts: &[String], zone: Zone) -> anyhow::Result<Pauses> {
        let pause = |text: &String| {
            let (from, to) = text.split_once('/').ok_or_else(|| {
                Usage::new(
                    format!("`{text}` is not a pause"),
                    "write --pause FROM/TO, or FROM/ for one that goes on",
                )
            })?;
            let from = self.second("--pause", from, zone)?;
            let to = match to.trim() {
                "" => None,
                to => Some(self.second("--pause", to, zone)?),
            };
            if to.is_some_and(|to| to < from) {
                let what = format!("the pause `{text}` ends before it begins");
                return Err(Usage::new(what, "write --pause FROM/TO").into());
            }
            anyhow::Ok((from, to))
        };
        texts.iter().map(pause).collect()
    }

    /// The days of a holiday file anywhere on this machine.
    pub fn holiday_file(&self, path: &Path) -> anyhow::Result<Vec<Feast>> {
        let name = path.display().to_string();
        let bytes = ordinary::read_named(path, layout::MOST_NAMED);
        let bytes = bytes.map_err(|unread| unread.of(&name))?;
        Ok(holidays::feasts(&name, &bytes)?)
    }
}
