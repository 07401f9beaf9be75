//! The example store shows every state of a clock at the instant of its
//! reports.

use std::collections::HashSet;

use bitacora::core::sla::{Clock, Clocks, Standing, State, Void};
use serde_json::Value;

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
