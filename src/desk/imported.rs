//! What an import came to, said to people and to programs.

use crate::core::import::Skipped;
use crate::core::told::{ExitCode, Silent};
use crate::core::words::{counted, listed};
use crate::render::imports::{self, Came};

use super::Desk;
use super::pen::{Imported, TEAMS};

/// How many reasons are named to people; programs get every row.
const REASONS: usize = 20;
/// How many unknown values are named.
const VALUES: usize = 5;

/// What becomes of unknown values.
const KEPT: &str = "they are kept, and check notes them";

impl Desk {
    /// Tells what an import came to. `file` is how its rows are named.
    ///
    /// # Errors
    /// Rows were skipped: exit code 3, when everything has been said.
    pub fn report_import(&self, imported: &Imported, file: &str) -> anyhow::Result<()> {
        if self.wants_data() {
            let commit = imported.commit.map(|commit| commit.to_string());
            self.answer_of_change(&imports::answer(&came(imported, commit.as_deref())))?;
        }
        self.warn_of_rows(&imported.skipped, file);
        self.warn_of_rows(&imported.doubts, file);
        for (list, values) in &imported.unlisted {
            let some: Vec<&String> = values.iter().take(VALUES).collect();
            let more = if values.len() > VALUES { ", ..." } else { "" };
            let (place, so) = match *list {
                "contracts" => ("there is no contract for", KEPT),
                TEAMS => (
                    "no agent of bitacora.yaml with a tier is of",
                    "their tickets have no tier; say `team:` there, or `values: {tier: ...}` in the mapping",
                ),
                _ => ("bitacora.yaml lacks", KEPT),
            };
            self.remark(&format!(
                "{list}: {place} {} ({}{more}); {so}.",
                counted(values.len(), "value"),
                listed(&some, "and"),
            ));
        }
        self.remark(&self.sentence(imported));
        if imported.skipped.is_empty() {
            Ok(())
        } else {
            Err(Silent(ExitCode::Invalid).into())
        }
    }

    /// Names rows, those of one reason together.
    fn warn_of_rows(&self, rows: &[Skipped], file: &str) {
        let mut by_reason: Vec<(&str, Vec<&Skipped>)> = Vec::new();
        for row in rows {
            let known = by_reason
                .iter()
                .position(|(reason, _)| *reason == row.reason);
            match known {
                Some(known) => by_reason[known].1.push(row),
                None if by_reason.len() < REASONS => by_reason.push((&row.reason, vec![row])),
                None => {}
            }
        }
        for (reason, alike) in &by_reason {
            let first = alike.first().map_or(0, |row| row.line);
            let all = match alike.len() {
                1 => String::new(),
                many => format!(" ({many} rows, the first on this line)"),
            };
            self.warn(&format!("{file}:{first}: {reason}{all}"));
        }
        let named: usize = by_reason.iter().map(|(_, alike)| alike.len()).sum();
        if rows.len() > named {
            self.warn(&format!(
                "{} more; --format json names them all",
                counted(rows.len() - named, "row")
            ));
        }
    }

    fn sentence(&self, imported: &Imported) -> String {
        let is_dry = self.is_dry_run();
        let skipped = match imported.skipped.len() {
            0 => String::new(),
            rows => format!(", {} skipped", counted(rows, "row")),
        };
        if imported.is_refused {
            let bad = counted(imported.skipped.len(), "row");
            return format!(
                "Nothing is written: {bad} of {} cannot be taken. Mend the mapping or the file; --partial leaves them out.",
                imported.rows
            );
        }
        let made = imported.made;
        if made + imported.extended == 0 {
            let unchanged = counted(imported.unchanged, "ticket");
            return format!("Nothing changed: {unchanged} known already{skipped}.");
        }
        format!(
            "{}{} made, {} extended, {} unchanged, {}{skipped}.",
            if is_dry { "Would be: " } else { "" },
            counted(made, "ticket"),
            imported.extended,
            imported.unchanged,
            counted(imported.events, "new event"),
        )
    }
}

fn came<'a>(imported: &'a Imported, commit: Option<&'a str>) -> Came<'a> {
    Came {
        commit,
        system: &imported.system,
        rows: imported.rows,
        made: imported.made,
        extended: imported.extended,
        unchanged: imported.unchanged,
        events: imported.events,
        skipped: &imported.skipped,
        doubts: &imported.doubts,
        refused: imported.is_refused,
        unlisted: &imported.unlisted,
    }
}
