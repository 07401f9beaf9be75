//! `bitacora take`, `assign` and `escalate`: who has a ticket.

use serde_json::json;

use crate::support::Desk;

#[test]
fn take_assigns_to_me_and_records_that_a_technician_is_on_it() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.run(["take", &id, "--as", "carla"])
        .stderr(format!("{id}: take (tier 2, was 1).\n"))
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
        .stderr(format!(
            "{one}: assign elena (tier 3, was 1).\n{two}: assign elena (tier 3, was 1).\n"
        ))
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
fn take_leaves_a_ticket_in_the_tier_it_was_escalated_to_and_says_whose_it_was() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step([
        "escalate", &id, "--tier", "3", "--to", "elena", "-m", "Hard.",
    ]);
    desk.run(["take", &id])
        .stderr(format!("{id}: take (from elena).\n"))
        .ok();
    assert_eq!(desk.field(&id, "tier"), 3);
    assert_eq!(desk.field(&id, "assignee"), "ana");
}

#[test]
fn me_is_whoever_acts() {
    let desk = Desk::new();
    for me in ["me", "@me"] {
        let id = desk.open(["A"]);
        desk.step(["assign", &id, me, "--as", "carla"]);
        assert_eq!(desk.field(&id, "assignee"), "carla");
        desk.step(["escalate", &id, "--to", me, "-m", "Hard."]);
        assert_eq!(desk.field(&id, "assignee"), "ana");
        let id = desk.open(["A", "--assignee", me, "--as", me]);
        assert_eq!(desk.field(&id, "assignee"), "ana");
        let mine = desk.json(["list", &format!("assignee:{me}")]);
        assert!(mine.to_string().contains(&id), "{mine}");
    }
    // Also where no agents are listed: nobody is called so.
    let config = desk.read("bitacora.yaml");
    let (before, agents) = config.split_once("agents:\n").unwrap();
    let rest = agents.lines().skip_while(|line| line.starts_with(' '));
    let rest: Vec<&str> = rest.collect();
    desk.write("bitacora.yaml", format!("{before}{}\n", rest.join("\n")));
    desk.step(["commit"]);
    let id = desk.open(["A"]);
    desk.step(["assign", &id, "@me"]);
    assert_eq!(desk.field(&id, "assignee"), "ana");
}

#[test]
fn an_agent_who_left_neither_acts_nor_is_given_tickets_and_keeps_what_was_theirs() {
    let desk = Desk::new();
    let (old, id) = (desk.open(["A"]), desk.open(["B"]));
    desk.step(["assign", &old, "carla"]);
    let config = desk.read("bitacora.yaml");
    let left = config.replacen("carla: {", "carla: {until: 2026-11-21, ", 1);
    assert_ne!(left, config);
    desk.write("bitacora.yaml", left);
    desk.step(["commit"]);
    let hint = "name another agent; `until:` of an agent in bitacora.yaml is the last day";
    for command in [
        &["assign", &id, "carla"][..],
        &["escalate", &id, "--to", "carla", "-m", "x"],
        &["note", &id, "-m", "x", "--as", "carla"],
        &["open", "C", "--assignee", "carla"],
    ] {
        desk.refused(command, "carla left the desk on 2026-11-21", hint);
    }
    let theirs = desk.json(["list", "assignee:carla"]);
    assert!(theirs.to_string().contains(&old), "{theirs}");
    desk.run(["check", "-q"]).ok();
    // What they did before is still theirs to record.
    desk.open(["C", "--at", "2026-11-21 12:00", "--as", "carla"]);
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
        .stderr(format!("{id}: escalate to tier 2 (from ana).\n"))
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
