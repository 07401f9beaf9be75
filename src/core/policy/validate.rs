//! What is wrong in a configuration that reads.

use crate::core::fields::{Kind, rank};
use crate::core::id;
use crate::core::ordered::Ordered;
use crate::core::words::{self, is_key};

use super::choice::is_me;
use super::rules::MOST_ATTACHED;
use super::{Flaw, Policy, TIERS};

impl Policy {
    /// Checks what the types cannot: known kinds, a total and monotone matrix
    /// (bitacora-config(5), `matrix`), levels that exist.
    pub fn validate(&self) -> Result<(), Flaw> {
        if self.prefixes.is_empty() {
            return Err(("prefixes", "needs at least one prefix".to_owned()));
        }
        if let Some(prefix) = self.prefixes.iter().find(|prefix| !id::is_prefix(prefix)) {
            return Err((
                "prefixes",
                format!("`{prefix}` is not a prefix: two to eight capital letters"),
            ));
        }
        self.validate_matrix()?;
        if rank(&self.unclassified).is_none() {
            return Err((
                "unclassified",
                format!("`{}` is not a priority (P1 to P9)", self.unclassified),
            ));
        }
        self.validate_kinds()?;
        if !self.commit.subject.contains("{summary}") || self.commit.subject.contains('\n') {
            return Err((
                "commit",
                "subject must be one line that contains {summary}".to_owned(),
            ));
        }
        if self.attachments.max > MOST_ATTACHED {
            let max = format!("max may be at most {}MiB", MOST_ATTACHED >> 20);
            return Err(("attachments", max));
        }
        if self.channels.0.is_empty() {
            return Err(("channels", "needs at least one channel".to_owned()));
        }
        for (handle, agent) in self.agents.iter().flat_map(|agents| &agents.0) {
            if agent.tier.is_some_and(|tier| !TIERS.contains(&tier)) {
                return Err(("agents", format!("{handle}: a tier is 1, 2 or 3")));
            }
        }
        let handles = self.agents.iter().flat_map(Ordered::keys);
        for handle in handles {
            if is_me(handle) {
                return Err((
                    "agents",
                    format!("`{handle}` is whoever acts, not a handle"),
                ));
            }
            if !is_key(handle) {
                return Err((
                    "agents",
                    format!("`{handle}` is not a handle: letters, digits, `-`, `_` and `.`"),
                ));
            }
        }
        Ok(())
    }

    fn validate_matrix(&self) -> Result<(), Flaw> {
        for (key, levels) in [("impact", &self.impact), ("urgency", &self.urgency)] {
            if levels.0.is_empty() {
                return Err((key, "needs at least one level".to_owned()));
            }
        }
        let known = |name: &str, levels: &Ordered<String>, what: &str| {
            levels.get(name).map(|_| ()).ok_or_else(|| {
                (
                    "matrix",
                    format!("`{name}` is not {what} of this configuration"),
                )
            })
        };
        for (impact, row) in &self.matrix.0 {
            known(impact, &self.impact, "an impact")?;
            for (urgency, priority) in &row.0 {
                known(urgency, &self.urgency, "an urgency")?;
                if rank(priority).is_none() {
                    return Err((
                        "matrix",
                        format!("`{priority}` is not a priority (P1 to P9)"),
                    ));
                }
            }
        }
        let mut above: Vec<u8> = Vec::new();
        for impact in self.impact.keys() {
            let mut left = 0;
            for (column, urgency) in self.urgency.keys().enumerate() {
                let Some(cell) = self.matrix_cell(impact, urgency).and_then(rank) else {
                    return Err((
                        "matrix",
                        format!(
                            "is not total: impact {impact} with urgency {urgency} has no priority"
                        ),
                    ));
                };
                if cell < left || above.get(column).is_some_and(|above| cell < *above) {
                    return Err((
                        "matrix",
                        format!(
                            "is not monotone: impact {impact} with urgency {urgency} is P{cell}, higher than a lower impact or urgency allows"
                        ),
                    ));
                }
                left = cell;
                if let Some(place) = above.get_mut(column) {
                    *place = cell;
                } else {
                    above.push(cell);
                }
            }
        }
        Ok(())
    }

    fn validate_kinds(&self) -> Result<(), Flaw> {
        for (kind, rule) in &self.kinds.0 {
            if kind.parse::<Kind>().is_err() {
                return Err((
                    "kinds",
                    format!(
                        "`{kind}` is not a kind ({})",
                        words::listed(Kind::WORDS, "or")
                    ),
                ));
            }
            let impact = rule
                .impact
                .as_deref()
                .map(|level| (level, &self.impact, "an impact"));
            let urgency = rule
                .urgency
                .as_deref()
                .map(|level| (level, &self.urgency, "an urgency"));
            for (level, levels, what) in impact.into_iter().chain(urgency) {
                if levels.get(level).is_none() {
                    return Err((
                        "kinds",
                        format!("{kind}: `{level}` is not {what} of this configuration"),
                    ));
                }
            }
            if let Some(ceiling) = &rule.ceiling
                && rank(ceiling).is_none()
            {
                return Err((
                    "kinds",
                    format!("{kind}: `{ceiling}` is not a priority (P1 to P9)"),
                ));
            }
        }
        Ok(())
    }
}
