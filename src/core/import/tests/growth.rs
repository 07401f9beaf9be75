//! A longer file of histories that were imported before.

use super::{
    ACTIVE, AGAIN, CLOSED, EVENTS, FIXED, HEADER, NEW, SAME, Scene, WAITING, at, mapping, names,
    scene,
};
use crate::core::event::{Detail, Name};
use crate::core::fields::Status;
use crate::core::lifecycle::{Reply, Resolution, Words, note, resolve};
use crate::core::stamp::Stamp;

#[test]
fn the_same_rows_again_change_nothing_and_more_rows_add_the_rest() {
    let scene = scene();
    let all = [NEW, ACTIVE, SAME, WAITING, AGAIN, FIXED, CLOSED];
    let whole = scene.begin(&all);
    assert_eq!(scene.extend(&whole, &all), (whole.clone(), vec![]));
    for cut in 1..all.len() {
        let part = scene.begin(&all[..cut]);
        let (longer, misfits) = scene.extend(&part, &all);
        assert_eq!(misfits, []);
        assert_eq!(longer.timeline, whole.timeline, "{cut}");
        assert_eq!(scene.check(&longer), []);
    }
    let later = scene.begin(&all[5..]);
    assert_eq!(scene.extend(&later, &all[5..]).0, later);
}

#[test]
fn another_history_under_the_same_id_is_not_mixed_in() {
    let scene = scene();
    let ticket = scene.begin(&[NEW, ACTIVE]);
    let moved = ACTIVE.replace("10:00", "10:01");
    let (same, misfits) = scene.extend(&ticket, &[NEW, &moved]);
    assert_eq!(same, ticket);
    assert_eq!(
        misfits,
        [(
            1,
            "what was imported of its ticket before is not in this file: 2016-03-01T10:00:00Z by bo; are dates and names read as they were?".to_owned()
        )]
    );
}

#[test]
fn a_row_between_two_known_ones_makes_the_history_that_all_make_at_once() {
    let scene = scene();
    let ticket = scene.begin(&[NEW, FIXED]);
    let (longer, misfits) = scene.extend(&ticket, &[NEW, WAITING, FIXED]);
    assert_eq!(misfits, []);
    let at_once = scene.begin(&[NEW, WAITING, FIXED]);
    assert_eq!(longer, at_once);
    assert_eq!(names(&longer), ["opened", "waited", "resolved"]);
    assert_eq!(scene.extend(&longer, &[NEW, WAITING, FIXED]).0, longer);
}

#[test]
fn a_later_file_may_begin_where_the_first_one_ended() {
    let scene = scene();
    let all = [NEW, ACTIVE, WAITING, FIXED];
    let ticket = scene.begin(&all[..2]);
    let (longer, misfits) = scene.extend(&ticket, &all[2..]);
    assert_eq!(misfits, []);
    assert_eq!(longer.fields, scene.begin(&all).fields);
    assert_eq!(scene.extend(&longer, &all[2..]).0, longer);
}

#[test]
fn a_later_file_may_begin_with_rows_that_are_known() {
    let without = EVENTS.replace("opened_at: opened\n", "");
    for scene in [scene(), Scene::new(mapping(&without), &HEADER)] {
        let all = [NEW, ACTIVE, WAITING, FIXED];
        let whole = scene.begin(&all);
        for cut in 1..all.len() {
            assert_eq!(scene.extend(&whole, &all[cut..]), (whole.clone(), vec![]));
            let (longer, misfits) = scene.extend(&scene.begin(&all[..3]), &all[cut..]);
            assert_eq!(misfits, []);
            assert_eq!(names(&longer), names(&whole), "{cut}");
        }
    }
}

#[test]
fn a_new_row_from_before_is_kept_beside_the_record_of_who_worked_here() {
    let scene = scene();
    let seen = Reply {
        words: Words::internal("Seen."),
        ..Reply::default()
    };
    let ticket = scene.begin(&[NEW, FIXED]);
    let ticket = note(ticket, &seen, &stamp("2026-11-23T10:00:00Z")).unwrap();
    let (longer, misfits) = scene.extend(&ticket, &[NEW, FIXED, WAITING]);
    assert_eq!(misfits, []);
    assert_eq!(longer.fields, ticket.fields);
    let late = longer.timeline.last().unwrap();
    assert_eq!(late.event, Name::Imported);
    assert_eq!(
        late.details.get(&Detail::Late).unwrap()["status"],
        "waiting"
    );
    assert_eq!(scene.extend(&longer, &[NEW, FIXED, WAITING]).0, longer);
}

fn stamp(text: &str) -> Stamp {
    Stamp {
        by: "ana".to_owned(),
        at: at(text),
        recorded: at(text),
        entropy: 7,
    }
}

#[test]
fn work_done_here_stays_when_the_history_grows() {
    let scene = scene();
    let ticket = scene.begin(&[NEW, ACTIVE]);
    let seen = Reply {
        words: Words::internal("Seen."),
        ..Reply::default()
    };
    let ours = note(ticket, &seen, &stamp("2026-11-23T10:00:00Z")).unwrap();
    let (longer, misfits) = scene.extend(&ours, &[NEW, ACTIVE, WAITING, FIXED]);
    assert_eq!(misfits, []);
    assert_eq!(
        names(&longer),
        ["opened", "classified", "noted", "waited", "resolved"]
    );
    assert_eq!(longer.status(), Status::Resolved);
    assert_eq!(longer.body, ours.body);
    assert_eq!(scene.check(&longer), []);
}

#[test]
fn a_status_given_here_later_stands() {
    let scene = scene();
    let ticket = scene.begin(&[NEW, ACTIVE]);
    let resolution = Resolution {
        words: Words::internal("Done."),
        ..Resolution::default()
    };
    let ours = resolve(ticket, &resolution, &stamp("2026-11-23T10:00:00Z")).unwrap();
    let rows = [NEW, ACTIVE, WAITING, FIXED, CLOSED];
    let (longer, misfits) = scene.extend(&ours, &rows);
    assert_eq!(misfits, []);
    assert_eq!(longer.status(), Status::Resolved);
    assert_eq!(longer.fields.extra["source_state"], "Closed");
    assert_eq!(
        longer.timeline[3].details.get(&Detail::Overruled).unwrap()["status"],
        "waiting"
    );
    assert_eq!(scene.check(&longer), []);
    assert_eq!(scene.extend(&longer, &rows).0, longer);
}
