//! `bitacora approve` and `reject`: who decides on an adaptive ticket.

use crate::support::Desk;

fn adaptive(desk: &Desk) -> String {
    let kind = ["--kind", "adaptive", "--impact", "low", "--urgency", "low"];
    let who = ["--requester", "marta"];
    desk.open([&["New report"][..], &kind, &who].concat())
}

#[test]
fn a_contact_who_approves_or_an_agent_may_approve() {
    let desk = Desk::new();
    for who in ["luis", "carla"] {
        let id = adaptive(&desk);
        desk.run([
            "approve",
            &id,
            "--by",
            who,
            "-m",
            "By mail.",
            "--estimate",
            "16h",
        ])
        .stderr(format!("{id}: approve by {who}.\n"))
        .ok();
        let ticket = desk.json(["show", &id]);
        assert_eq!(ticket["approval"], "approved");
        assert_eq!(ticket["approval_by"], who);
        assert_eq!(ticket["estimate"], "16h");
        assert_eq!(ticket["status"], "classified");
        assert_eq!(ticket["timeline"][2]["decided_by"], who);
    }
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_contact_who_does_not_approve_and_one_of_another_customer_may_not() {
    let desk = Desk::new();
    let id = adaptive(&desk);
    for who in ["marta", "hernan", "nobody"] {
        for command in ["approve", "reject"] {
            desk.refused(
                [command, &id, "--by", who, "-m", "Yes."],
                &format!("{who} may not approve or reject {id}"),
                "--by may be luis, ana, carla or elena",
            );
        }
    }
}

#[test]
fn without_agents_and_contracts_anybody_may_approve() {
    let desk = Desk::with_config("format: 1\ntimezone: UTC\n");
    desk.shell("git rm -q -r contracts && git commit -q -m 'no contracts' -- contracts");
    let id = adaptive(&desk);
    desk.step(["approve", &id, "--by", "the boss", "-m", "Yes."]);
}

#[test]
fn reject_cancels_and_tells_the_requester() {
    let desk = Desk::new();
    let id = adaptive(&desk);
    desk.step(["wait", &id, "--on", "customer"]);
    desk.run(["reject", &id, "--by", "luis", "-m", "Too dear."])
        .stderr(format!("{id}: reject by luis.\n"))
        .ok();
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["status"], "cancelled");
    assert_eq!(ticket["approval"], "rejected");
    assert!(ticket["waiting_on"].is_null());
    assert!(desk.ticket(&id).contains("ana → marta"));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn only_adaptive_tickets_are_decided_on() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.refused(
        ["approve", &id, "--by", "ana", "-m", "Yes."],
        &format!("{id} is not classified, and only adaptive tickets are approved or rejected"),
        &format!("bitacora classify {id} --kind adaptive"),
    );
    let id = desk.open(["A", "--kind", "usage"]);
    desk.refused(
        ["reject", &id, "--by", "ana", "-m", "No."],
        &format!("{id} is usage, and only adaptive tickets are approved or rejected"),
        &format!("bitacora classify {id} --kind adaptive"),
    );
}

#[test]
fn an_adaptive_ticket_may_be_diagnosed_but_not_resolved_until_approved() {
    let desk = Desk::new();
    let id = adaptive(&desk);
    desk.step(["diagnose", &id, "--cause", "It was never there."]);
    desk.refused(
        ["resolve", &id, "-m", "Done."],
        &format!("{id} is adaptive and not approved"),
        &format!("bitacora approve {id} --by WHO -m TEXT"),
    );
    desk.step(["approve", &id, "--by", "luis", "-m", "Yes."]);
    desk.step(["resolve", &id, "-m", "Done."]);
    assert_eq!(desk.field(&id, "status"), "resolved");
}

#[test]
fn an_adaptive_ticket_is_not_resolved_on_the_first_contact() {
    let desk = Desk::new();
    let kind = ["--kind", "adaptive", "--impact", "low", "--urgency", "low"];
    let complaint = desk
        .run([&["open", "New report", "--resolution", "Done."][..], &kind].concat())
        .complaint(4);
    assert!(
        complaint.contains("is adaptive and not approved"),
        "{complaint}"
    );
}

#[test]
fn a_decision_needs_a_text_and_who_decided() {
    let desk = Desk::new();
    let id = adaptive(&desk);
    desk.run(["approve", &id, "--by", "luis"]).error(
        2,
        "a text is needed",
        "-m TEXT, or -F FILE (- for standard input)",
    );
    let complaint = desk.run(["approve", &id, "-m", "Yes."]).complaint(2);
    assert!(complaint.contains("--by <WHO>"), "{complaint}");
}
