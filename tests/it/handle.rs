//! `bitacora take`, `assign` and `escalate`: who has a ticket.

use serde_json::json;

use crate::support::Desk;

#[test]
fn take_assigns_to_me_and_records_that_a_technician_is_on_it() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.run(["take", &id, "--as", "carla"])
        .stderr(format!("{id}: take.\n"))
        .ok();
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["assignee"], "carla");
    assert_eq!(ticket["tier"], 2);
    assert_eq!(ticket["status"], "open");
    assert_eq!(desk.events(&id), ["opened", "attended"]);
}

#[test]
fn take_records_attended_also_on_a_ticket_that_was_mine_from_the_start() {
    let desk = Desk::new();
    let id = desk.open(["A", "--assignee", "ana"]);
    desk.step(["take", &id]);
    assert_eq!(desk.events(&id), ["opened", "attended"]);
}

#[test]
fn taking_twice_changes_nothing_the_second_time() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["take", &id]);
    desk.run(["take", &id]).stderr("Nothing changed.\n").ok();
    desk.step(["take", &id, "--as", "carla"]);
    desk.step(["take", &id]);
    assert_eq!(desk.field(&id, "assignee"), "ana");
}

#[test]
fn assign_gives_tickets_to_an_agent_with_the_agents_tier() {
    let desk = Desk::new();
    let (one, two) = (desk.open(["A"]), desk.open(["B"]));
    desk.run(["assign", &one, &two, "elena"])
        .stderr(format!("{one}: assign elena.\n{two}: assign elena.\n"))
        .ok();
    for id in [&one, &two] {
        assert_eq!(desk.field(id, "assignee"), "elena");
        assert_eq!(desk.field(id, "tier"), 3);
    }
    desk.step(["assign", &one, "elena", "--tier", "2"]);
    assert_eq!(desk.field(&one, "tier"), 2);
    desk.run(["assign", &one, "elena", "--tier", "2"])
        .stderr("Nothing changed.\n")
        .ok();
}

#[test]
fn assign_names_an_agent_there_is() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["assign", &id, "car"]);
    assert_eq!(desk.field(&id, "assignee"), "carla");
    desk.refused(
        ["assign", &id, "carlo"],
        "`carlo` is not an agent of this desk",
        "did you mean carla? `agents:` in bitacora.yaml lists them",
    );
    let complaint = desk.run(["assign", &id]).complaint(2);
    assert!(complaint.contains("assign"), "{complaint}");
    let complaint = desk.run(["assign", &id, "ana", "--tier", "4"]).complaint(2);
    assert!(complaint.contains("1..=3"), "{complaint}");
}

#[test]
fn escalate_goes_one_tier_up_into_its_queue_with_an_internal_note() {
    let desk = Desk::new();
    let id = desk.open(["A", "--assignee", "ana"]);
    desk.run(["escalate", &id, "-m", "Needs the tax tables."])
        .stderr(format!("{id}: escalate to tier 2.\n"))
        .ok();
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["tier"], 2);
    assert_eq!(ticket["assignee"], json!(null));
    let text = desk.ticket(&id);
    assert!(text.contains("ana → note · "), "{text}");
    assert!(text.contains("\n> Needs the tax tables.\n"), "{text}");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn escalate_to_an_agent_uses_the_agents_tier_unless_another_is_said() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.run(["escalate", &id, "--to", "elena", "-m", "Angry."])
        .stderr(format!("{id}: escalate to tier 3 (elena).\n"))
        .ok();
    assert_eq!(desk.field(&id, "tier"), 3);
    desk.step(["escalate", &id, "--to", "elena", "--tier", "2", "-m", "x"]);
    assert_eq!(desk.field(&id, "tier"), 2);
}

#[test]
fn nobody_is_above_the_highest_tier() {
    let desk = Desk::new();
    let id = desk.open(["A", "--assignee", "elena"]);
    desk.refused(
        ["escalate", &id, "-m", "Higher."],
        &format!("{id} is in tier 3, the highest"),
        "--to AGENT gives it to somebody there",
    );
}

#[test]
fn escalate_without_a_reason_and_a_terminal_names_the_flag() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.run(["escalate", &id]).error(
        2,
        "a text is needed",
        "-m TEXT, or -F FILE (- for standard input)",
    );
    desk.run(["escalate", &id, "-m", " \n"])
        .error(2, "the text is empty", "-m TEXT");
}
