//! What merges left to somebody: `list unmerged` names the tickets, `next` what to type.

use crate::support::Desk;

const STEP: &str = "- {at: 2026-11-22T09:14:00.5-05:00, by: carla, event: closed, ev: n0c4wz, set: {status: closed}}\n---\n";

/// A desk with a ticket for each thing that a merge leaves, and one without any.
struct Left {
    desk: Desk,
    key: String,
    text: String,
    message: String,
    step: String,
    none: String,
}

impl Left {
    fn new() -> Self {
        let desk = Desk::new();
        desk.shell("git stash -q");
        let [key, text, message, step, none] =
            ["Key", "Text", "Message", "Step", "None"].map(|title| desk.open([title]));
        desk.step(["note", &message, "-m", "Said."]);
        desk.replace(
            &key,
            "\ntimeline:",
            "\nroom: two\nunmerged:\n  room: [one]\ntimeline:",
        );
        let block = "#### Unmerged uabc12\n";
        desk.replace(
            &text,
            "\n---\n",
            &format!("\n---\n\nIt stands.\n\n{block}\nIt stood.\n"),
        );
        desk.replace(
            &message,
            "> Said.\n",
            &format!("> Said.\n>\n> {block}>\n> Told.\n"),
        );
        let ticket = desk.ticket(&step);
        let (head, _) = ticket.rsplit_once("---\n").unwrap();
        desk.write(&crate::support::path_of(&step), format!("{head}{STEP}"));
        // One that people write is none.
        desk.replace(&none, "\n---\n", "\n---\n\n#### Unmerged branches\n");
        desk.shell("git commit -q -a -m merged");
        Self {
            desk,
            key,
            text,
            message,
            step,
            none,
        }
    }

    fn listed(&self, query: &[&str]) -> Vec<String> {
        let (command, query) = query.split_first().unwrap();
        let format = ["--format", "csv", "--columns", "id"];
        let arguments = [&[*command][..], &format, query].concat();
        let by_index = self.desk.run(&arguments).both(0).0;
        let again = self.desk.run(&arguments).both(0).0;
        let files = self.desk.command(&arguments).env("BITACORA_NO_INDEX", "1");
        assert_eq!((&by_index, &again), (&files.run().both(0).0, &by_index));
        let mut ids: Vec<String> = by_index.lines().skip(1).map(str::to_owned).collect();
        ids.sort();
        ids
    }

    fn sorted(ids: &[&String]) -> Vec<String> {
        let mut ids: Vec<String> = ids.iter().map(|id| (*id).clone()).collect();
        ids.sort();
        ids
    }
}

#[test]
fn a_word_of_a_query_names_tickets_of_which_a_merge_left_something() {
    let left = Left::new();
    let all = Left::sorted(&[&left.key, &left.text, &left.message, &left.step]);
    assert_eq!(left.listed(&["list", "unmerged"]), all);
    assert_eq!(left.listed(&["list", "UNMERGED", "status:open"]), all);
    assert_eq!(
        left.listed(&["list", "--", "-unmerged"]),
        [left.none.as_str()]
    );
    assert_eq!(
        left.listed(&["list", "unmerged", "Key"]),
        [left.key.as_str()]
    );
    // In quotes it is a text.
    let texts = Left::sorted(&[&left.text, &left.message, &left.none]);
    assert_eq!(left.listed(&["list", "\"unmerged\""]), texts);
    let found = left.desk.json(["search", "stood", "unmerged"]);
    let found = found["found"].as_array().unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    let reported = ["report", "backlog", "--where", "unmerged"];
    let reported = left.desk.json(reported).to_string();
    assert!(all.iter().all(|id| reported.contains(id)), "{reported}");
    assert!(!reported.contains(&left.none), "{reported}");
}

#[test]
fn what_is_settled_is_listed_no_more() {
    let left = Left::new();
    let desk = &left.desk;
    let edit = |id: &str, script: &str| {
        let run = desk.command(["edit", id]).editor(script).run();
        let (status, _, stderr) = run.taken();
        assert_eq!(status, 0, "{stderr}");
    };
    edit(&left.key, "sed -i '/^unmerged:/,+1d' \"$1\"");
    edit(&left.text, "sed -i '/^#### Unmerged/,$d' \"$1\"");
    edit(&left.message, "sed -i '/^> #### Unmerged/,$d' \"$1\"");
    assert_eq!(left.listed(&["list", "unmerged"]), [left.step.as_str()]);
    desk.at("2026-11-22T09:20:00-05:00");
    desk.step([
        "classify",
        &left.step,
        "--impact",
        "low",
        "--urgency",
        "low",
    ]);
    let nothing: [&str; 0] = [];
    assert_eq!(left.listed(&["list", "unmerged"]), nothing);
    let (_, verdict) = desk.run(["check"]).both(0);
    assert!(verdict.ends_with(": no fault, 0 notes.\n"), "{verdict}");
}

#[test]
fn next_has_them_first_with_the_command_that_settles_them() {
    let left = Left::new();
    let desk = &left.desk;
    desk.step(["take", &left.key]);
    let next = desk.json(["next"]);
    let mut told: Vec<String> = next["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            assert_eq!(item["reason"], "unmerged");
            item["command"].as_str().unwrap().to_owned()
        })
        .collect();
    let mut wanted = [
        format!("bitacora edit {}", left.key),
        format!("bitacora edit {}", left.text),
        format!("bitacora edit {}", left.message),
        format!("bitacora classify {}", left.step),
    ];
    told.sort();
    wanted.sort();
    assert_eq!(told, wanted);
    let page = desk.run(["next", "--mine"]).shown();
    assert!(
        page.contains("a merge kept values under `unmerged:`"),
        "{page}"
    );
    assert!(!page.contains(&left.text), "{page}");
}

#[test]
fn they_come_before_what_is_overdue() {
    let desk = crate::clocks::bound();
    let late = crate::clocks::open(&desk, "Late", "high");
    let key = crate::clocks::open(&desk, "Key", "medium");
    desk.at("2026-12-23T15:30:00-05:00");
    desk.replace(&key, "\ntimeline:", "\nunmerged:\n  room: [one]\ntimeline:");
    let next = desk.json(["next"]);
    let items = next["items"].as_array().unwrap().iter();
    let told: Vec<_> = items
        .map(|item| {
            [
                item["id"].as_str().unwrap(),
                item["reason"].as_str().unwrap(),
            ]
        })
        .collect();
    let wanted = [[&*key, "unmerged"], [&*late, "overdue"], [&*key, "overdue"]];
    assert_eq!(told, wanted);
}
