//! The example store shows every state of a clock at the instant of its
//! reports.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use bitacora::core::event::{Detail, Event};
use bitacora::core::sla::{Clock, Clocks, Standing, State, Void};
use serde_json::Value;
use walkdir::WalkDir;

use crate::support::Desk;

const AS_OF: &str = "2026-11-21T12:00:00-05:00";

#[test]
fn the_example_shows_every_state_of_a_clock_and_promises_kept_and_missed() {
    let desk = Desk::nowhere();
    desk.at(AS_OF);
    let _ = desk.run(["init", "--example"]).both(0);
    let list = desk.json(["list", "--all"]);
    let tickets = list["tickets"].as_array().unwrap();
    let clocks: Vec<_> = tickets
        .iter()
        .filter_map(|ticket| desk.clocks(ticket["id"].as_str().unwrap(), AS_OF))
        .collect();
    let each: Vec<&Clock> = clocks.iter().flat_map(|clocks| &clocks.clocks).collect();
    let states: HashSet<State> = each.iter().map(|clock| clock.state).collect();
    for state in State::ALL {
        assert!(states.contains(state), "no clock is {state}");
    }
    let standings: HashSet<Standing> = clocks.iter().filter_map(Clocks::standing).collect();
    for standing in Standing::ALL {
        assert!(standings.contains(standing), "no ticket is {standing}");
    }
    let voids: Vec<&Void> = each
        .iter()
        .filter_map(|clock| clock.void.as_ref())
        .collect();
    assert!(voids.contains(&&Void::Agreed("luis".to_owned())));
    assert!(voids.iter().any(|void| matches!(void, Void::Cancelled(_))));
    assert!(clocks.iter().any(|one| one.unclassified));

    let promised = |title: &str| -> &Value {
        let is_it = |ticket: &&Value| ticket["title"].as_str().unwrap().contains(title);
        tickets.iter().find(is_it).unwrap()
    };
    let kept = promised("no sale por número de cédula");
    assert_eq!(kept["promised_on"], "2026-11-21");
    assert_eq!(kept["status"], "resolved");
    let missed = promised("sale sin el logo");
    assert_eq!(missed["promised_on"], "2026-11-20");
    assert_eq!(missed["status"], "classified");
}

/// Byte for byte, but for the form of YAML.
#[test]
fn every_event_of_the_example_reads_back_as_it_stands() {
    let tickets = Path::new(env!("CARGO_MANIFEST_DIR")).join("tickets-example/tickets");
    let files = WalkDir::new(tickets).into_iter().map(Result::unwrap);
    let mut events = 0;
    for file in files.filter(|file| file.path().extension().is_some_and(|end| end == "md")) {
        let text = fs::read_to_string(file.path()).unwrap();
        let (_, front_matter) = text.split_once("---\n").unwrap();
        let (front_matter, _) = front_matter.split_once("\n---\n").unwrap();
        let front_matter: Value = serde_yaml::from_str(front_matter).unwrap();
        for event in front_matter["timeline"].as_array().unwrap() {
            let read: Event = serde_json::from_str(&event.to_string()).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), event.to_string());
            let own = read.event.row().unwrap().details.iter();
            let known: Vec<_> = own.chain(Detail::OF_A_MESSAGE).collect();
            for (detail, _) in read.details.iter() {
                assert!(known.contains(&detail), "{event}");
            }
            events += 1;
        }
    }
    assert!(events > 100, "{events}");
}
