//! A ticket's file as a person sees it in an editor.

/// The keys of the front matter but for the timeline, each with the lines above and
/// below that belong to it; the timeline; the body.
#[derive(Clone)]
pub(super) struct Page {
    pub(super) keys: Vec<(String, String)>,
    timeline: String,
    pub(super) body: String,
    has_crlf: bool,
}

impl Page {
    pub(super) fn read(text: &str) -> Self {
        let has_crlf = text.contains("\r\n");
        let text = text.replace("\r\n", "\n");
        let (head, body) = text[4..].split_once("\n---\n").unwrap();
        let (mut keys, mut lead): (Vec<(String, String)>, String) = (Vec::new(), String::new());
        let mut timeline = String::new();
        for line in head.split_inclusive('\n') {
            let line = line.trim_end_matches('\n');
            if !timeline.is_empty() || line.starts_with("timeline:") {
                timeline.push_str(&std::mem::take(&mut lead));
                timeline.extend([line, "\n"]);
            } else if line.starts_with('#') {
                lead.extend([line, "\n"]);
            } else if line.starts_with([' ', '-']) {
                keys.last_mut().unwrap().1.extend([
                    line, "
",
                ]);
            } else {
                let name = line.split(':').next().unwrap().to_owned();
                keys.push((name, format!("{}{line}\n", std::mem::take(&mut lead))));
            }
        }
        Self {
            keys,
            timeline,
            body: body.to_owned(),
            has_crlf,
        }
    }

    pub(super) fn text(&self) -> String {
        let keys: String = self.keys.iter().map(|(_, text)| text.as_str()).collect();
        let text = format!("---\n{keys}{}---\n{}", self.timeline, self.body);
        if self.has_crlf {
            text.replace('\n', "\r\n")
        } else {
            text
        }
    }

    /// The lines of the body that have text, by the part that they stand in.
    pub(super) fn lines(&self, of: &str) -> Vec<usize> {
        let (mut top, mut part) = ("", "description");
        let mut found = Vec::new();
        for (number, line) in self.body.split('\n').enumerate() {
            if let Some(name) = line.strip_prefix("## ") {
                (top, part) = (name, name);
            } else if top == "Conversation" && line.starts_with("### ") {
                part = "message";
            } else if top == "Diagnosis"
                && let Some(name) = line.strip_prefix("### ")
            {
                part = name;
            } else if part == of && !line.is_empty() && line != ">" && !line.starts_with('#') {
                found.push(number);
            }
        }
        found
    }

    /// The `ev` of the message that a line stands in.
    pub(super) fn message_at(&self, number: usize) -> Option<String> {
        let above = self.body.split('\n').take(number + 1);
        let heading = above.filter(|line| line.starts_with("### ")).last()?;
        heading.rsplit(" · ").next().map(str::to_owned)
    }

    /// Takes a message out; its text.
    pub(super) fn take_message(&mut self, ev: &str) -> String {
        let (mut kept, mut taken) = (Vec::new(), String::new());
        let mut is_inside = false;
        for line in self.body.split('\n') {
            if line.starts_with('#') && !line.starts_with("####") {
                is_inside = line.starts_with("### ") && line.ends_with(&format!(" · {ev}"));
            }
            if is_inside {
                taken.push_str(line);
            } else {
                kept.push(line);
            }
        }
        self.body = format!("{}\n", kept.join("\n").trim_end_matches('\n'));
        taken
    }

    /// Takes out what lost in merges; the text of that.
    pub(super) fn settle(&mut self) -> String {
        let mut taken = String::new();
        self.keys.retain(|(name, text)| {
            let is_kept = name != "unmerged";
            if !is_kept {
                taken.push_str(text);
            }
            is_kept
        });
        let (mut kept, mut is_inside) = (Vec::new(), false);
        let mut top = "";
        for line in self.body.split('\n') {
            if line.starts_with('#') {
                top = line.strip_prefix("## ").unwrap_or(top);
                is_inside = line.starts_with("#### Unmerged u") && top != "Conversation";
            }
            if is_inside {
                taken.push_str(line);
            } else {
                kept.push(line);
            }
        }
        self.body = kept.join("\n");
        taken
    }
}

/// The tokens in a text.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let starts = text.match_indices("tok").map(|(at, _)| at);
    let words = starts.filter_map(|at| text.get(at..at + 9));
    words.map(str::to_owned).collect()
}
