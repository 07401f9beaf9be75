//! Every command on a ticket of every status: what it becomes, or no.

use crate::support::Desk;

const STATUSES: [&str; 7] = [
    "open",
    "classified",
    "diagnosed",
    "waiting",
    "resolved",
    "closed",
    "cancelled",
];

/// One row for each command: the status it ends with, in the order of
/// [`STATUSES`]; `no` is a refusal. The waiting ticket waits since diagnosed.
const TABLE: &str = "
classify ID --impact high --urgency low     | classified classified diagnosed  waiting    resolved   no         no
take ID                                     | open       classified diagnosed  waiting    no         no         no
assign ID carla                             | open       classified diagnosed  waiting    no         no         no
escalate ID -m x                            | open       classified diagnosed  waiting    no         no         no
reply ID -m x                               | open       classified diagnosed  waiting    resolved   closed     cancelled
note ID -m x                                | open       classified diagnosed  waiting    resolved   closed     cancelled
receive ID -m x                             | open       classified diagnosed  diagnosed  resolved   closed     cancelled
receive ID -m x --auto                      | open       classified diagnosed  waiting    resolved   closed     cancelled
wait ID --on supplier                       | waiting    waiting    waiting    waiting    no         no         no
resume ID                                   | no         no         no         diagnosed  no         no         no
diagnose ID --cause x                       | no         diagnosed  diagnosed  no         no         no         no
work ID --spent 5m                          | open       classified diagnosed  waiting    resolved   closed     cancelled
link ID --to OTHER --as parent              | open       classified diagnosed  waiting    resolved   closed     cancelled
link ID --to OTHER --as related             | open       classified diagnosed  waiting    resolved   closed     cancelled
link ID --to OTHER --as caused-by           | open       classified diagnosed  waiting    resolved   closed     cancelled
link ID --to OTHER --as duplicate           | no         no         no         no         resolved   closed     cancelled
resolve ID -m x                             | no         resolved   resolved   resolved   no         no         no
resolve ID -m x --impact low --urgency low  | resolved   resolved   resolved   resolved   no         no         no
close ID --confirmed                        | no         no         no         no         closed     no         no
close ID --silence                          | no         no         no         no         closed     no         no
reopen ID -m x                              | no         no         no         no         classified classified no
cancel ID --as withdrawn                    | cancelled  cancelled  cancelled  cancelled  no         no         no
cancel ID --as duplicate --of OTHER         | cancelled  cancelled  cancelled  cancelled  no         no         no
attach ID FILE                              | open       classified diagnosed  waiting    resolved   closed     cancelled
approve ID --by ana -m x                    | no         no         no         no         no         no         no
reject ID --by ana -m x                     | no         no         no         no         no         no         no
";

/// The same for an adaptive ticket that nobody has approved.
const ADAPTIVE: &str = "
approve ID --by ana -m x                    | open       classified diagnosed  waiting    no         no         no
reject ID --by ana -m x                     | cancelled  cancelled  cancelled  cancelled  no         no         no
resolve ID -m x                             | no         no         no         no         no         no         no
diagnose ID --cause x                       | no         diagnosed  diagnosed  no         no         no         no
";

/// A ticket of each status.
fn tickets(desk: &Desk, kind: &str) -> Vec<String> {
    let ticket = |steps: &[&[&str]]| {
        let id = desk.open(["A", "--kind", kind, "--requester", "marta"]);
        for step in steps {
            let (command, rest) = step.split_first().unwrap();
            desk.step([&[*command, &id], rest].concat());
        }
        id
    };
    let judged: &[&str] = &["classify", "--impact", "medium", "--urgency", "medium"];
    let diagnosed: &[&str] = &["diagnose", "--cause", "x"];
    let approved: &[&str] = &["approve", "--by", "luis", "-m", "x"];
    let resolved: &[&str] = &["resolve", "-m", "x"];
    let done: Vec<&[&str]> = match kind {
        "adaptive" => vec![judged, approved, resolved],
        _ => vec![judged, resolved],
    };
    let closed = [&done[..], &[&["close"]]].concat();
    vec![
        ticket(&[]),
        ticket(&[judged]),
        ticket(&[judged, diagnosed]),
        ticket(&[judged, diagnosed, &["wait", "--on", "customer"]]),
        ticket(&done),
        ticket(&closed),
        ticket(&[&["cancel", "--as", "no-fault"]]),
    ]
}

/// What a dry run would make of the status: the diff says it.
fn outcome(desk: &Desk, command: &str, id: &str, from: &str) -> String {
    let words = command.split_whitespace().chain(["--dry-run"]);
    let (status, stdout, stderr) = desk.run(words).taken();
    match status {
        0 => {
            let own = stdout.split("diff --git ").find(|diff| diff.contains(id));
            let status = own
                .unwrap()
                .lines()
                .find_map(|line| line.strip_prefix("+status: "));
            status.unwrap_or(from).to_owned()
        }
        4 => {
            assert!(stderr.starts_with(&format!("error: {id} is ")), "{stderr}");
            "no".to_owned()
        }
        other => panic!("{command} ended with {other}: {stderr}"),
    }
}

fn holds(kind: &str, table: &str) {
    let desk = Desk::new();
    let tickets = tickets(&desk, kind);
    let other = desk.open(["Another"]);
    let file = desk.root().join("notes.txt");
    for row in table.lines().filter(|row| !row.is_empty()) {
        let (command, wanted) = row.split_once(" | ").unwrap();
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let found: Vec<String> = STATUSES
            .iter()
            .zip(&tickets)
            .map(|(from, id)| {
                let command = command
                    .replace("ID", id)
                    .replace("OTHER", &other)
                    .replace("FILE", file.to_str().unwrap());
                outcome(&desk, &command, id, from)
            })
            .collect();
        assert_eq!(found, wanted, "{command}");
    }
    desk.run(["check", "-q"]).ok();
}

#[test]
fn every_status_and_every_command() {
    holds("corrective", TABLE);
}

#[test]
fn every_status_of_an_adaptive_ticket_and_every_decision() {
    holds("adaptive", ADAPTIVE);
}
