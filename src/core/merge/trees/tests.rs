use super::*;

const ID: &str = "INC-261122-K7F4Q";
const PATH: &str = "tickets/2026/11/22/INC-261122-K7F4Q.md";

type Store = BTreeMap<String, String>;

fn store(files: &[(&str, &str)]) -> Store {
    let files = files.iter();
    let files = files.map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    files.collect()
}

fn changed(base: &Store, side: &Store) -> BTreeSet<String> {
    let paths = base.keys().chain(side.keys());
    let paths = paths.filter(|path| base.get(*path) != side.get(*path));
    paths.cloned().collect()
}

/// Stands in for the reading of files: a file whose id is not that of its path is none.
fn proof(path: &str, bytes: &[u8]) -> Result<(), String> {
    let Some(id) = layout::ticket_at(path) else {
        return Ok(());
    };
    let side = side(bytes).ok_or("it cannot be read")?;
    (side.front.id == id)
        .then_some(())
        .ok_or("another id".to_owned())
}

fn one(base: &Store, ours: &Store, theirs: &Store) -> (Store, Union) {
    let read = |store: &Store, path: &str| -> Result<File, ()> {
        Ok(store.get(path).map(|text| text.clone().into_bytes()))
    };
    let (changed_ours, changed_theirs) = (changed(base, ours), changed(base, theirs));
    let trees = Trees {
        read: [
            &|path: &str| read(base, path),
            &|path: &str| read(ours, path),
            &|path: &str| read(theirs, path),
        ],
        changed: [&changed_ours, &changed_theirs],
        proof: &proof,
    };
    let union = merge_trees(&trees).unwrap();
    let mut end = base.clone();
    let mut put = |path: &String, file: Option<String>| match file {
        Some(text) => {
            end.insert(path.clone(), text);
        }
        None => {
            end.remove(path);
        }
    };
    for (side, paths) in [(ours, &changed_ours), (theirs, &changed_theirs)] {
        for path in paths {
            put(path, side.get(path).cloned());
        }
    }
    for (path, file) in &union.files {
        let text = file.clone().map(|bytes| String::from_utf8(bytes).unwrap());
        put(path, text);
    }
    (end, union)
}

/// The merge, which is the same from both sides, and at rest.
fn both(base: &Store, ours: &Store, theirs: &Store) -> (Store, Union) {
    let (end, union) = one(base, ours, theirs);
    assert_eq!(one(base, theirs, ours), (end.clone(), union.clone()));
    for side in [ours, theirs] {
        assert_eq!(one(side, &end, side).0, end);
    }
    (end, union)
}

fn event(minute: u8, name: &str, ev: &str, more: &str) -> String {
    format!("- at: 2026-11-22T09:{minute:02}:00Z\n  by: ana\n  event: {name}\n  ev: {ev}\n{more}")
}

/// A ticket that was opened at a minute, with further events.
fn ticket(minute: u8, ev: &str, events: &str, text: &str) -> String {
    let set =
        format!("  set: {{title: {ev}, status: open, opened_at: 2026-11-22T09:{minute:02}:00Z}}\n");
    let opened = event(minute, "opened", ev, &set);
    format!(
        "---\nid: {ID}\ntitle: {ev}\nstatus: open\nopened_at: 2026-11-22T09:{minute:02}:00Z\ntimeline:\n{opened}{events}---\n\n{text}\n"
    )
}

#[test]
fn what_one_side_changed_is_not_listed_and_what_both_changed_is_one() {
    let base = store(&[
        (PATH, &ticket(0, "a00001", "", "One.\n\nTwo.")),
        ("faq/tax.md", "---\ntickets: []\n---\n\nOne.\n"),
    ]);
    let mut ours = base.clone();
    let mut theirs = base.clone();
    ours.insert(PATH.to_owned(), ticket(0, "a00001", "", "One!\n\nTwo."));
    theirs.insert(PATH.to_owned(), ticket(0, "a00001", "", "One.\n\nTwo!"));
    // What is neither ticket nor article is united elsewhere.
    ours.insert("contracts/coop.md".to_owned(), "one\n".to_owned());
    theirs.insert("contracts/coop.md".to_owned(), "one\n".to_owned());
    ours.remove("faq/tax.md");
    let (end, union) = both(&base, &ours, &theirs);
    assert_eq!(end[PATH], ticket(0, "a00001", "", "One!\n\nTwo!"));
    assert_eq!(union.files.keys().collect::<Vec<_>>(), [PATH]);
    assert_eq!(union.merged, 1);
    assert_eq!(union.looks, []);
    // What lost is something to look at.
    theirs.insert(PATH.to_owned(), ticket(0, "a00001", "", "One?\n\nTwo."));
    let (_, union) = both(&base, &ours, &theirs);
    assert_eq!(union.looks.len(), 1, "{union:?}");
    assert!(union.looks[0].1.contains("Unmerged u"), "{union:?}");
}

#[test]
fn an_edit_stays_against_a_deletion_with_the_attachments_of_its_ticket() {
    let attached = event(1, "attached", "b00001", "  file: 12345678-a.txt\n");
    let file = below(PATH, "12345678-a.txt");
    let base = store(&[
        (PATH, &ticket(0, "a00001", &attached, "One.")),
        (&file, "a"),
        ("faq/tax.md", "x\n"),
    ]);
    let mut ours = base.clone();
    ours.insert(PATH.to_owned(), ticket(0, "a00001", &attached, "Two."));
    let theirs = Store::new();
    let (end, union) = both(&base, &ours, &theirs);
    ours.remove("faq/tax.md");
    assert_eq!(end, ours);
    assert_eq!(union.remarks.len(), 1);
    // Deleted and unchanged is deleted, on one side and on both.
    assert_eq!(both(&base, &base, &theirs).0, theirs);
    assert_eq!(both(&base, &theirs, &theirs).0, theirs);
}

#[test]
fn an_id_drawn_twice_is_two_tickets_and_the_later_takes_what_is_its_own_along() {
    let attach = |ev: &str, name: &str| event(20, "attached", ev, &format!("  file: {name}\n"));
    let mine = attach("b00001", "11111111-a.txt") + &attach("b00002", "33333333-c.txt");
    let yours = attach("c00001", "22222222-b.txt") + &attach("c00002", "33333333-c.txt");
    let (article, note) = ("faq/tax.md", "tickets/2026/11/22/INC-261122-AAAAA.md");
    let text = ticket(1, "e00001", "", &format!("See {ID}."));
    let text = text.replace("id: INC-261122-K7F4Q", "id: INC-261122-AAAAA");
    let ours = store(&[
        (PATH, &ticket(5, "a00001", &mine, "Early.")),
        (&below(PATH, "11111111-a.txt"), "a"),
        (&below(PATH, "33333333-c.txt"), "c"),
    ]);
    let theirs = store(&[
        (PATH, &ticket(6, "d00001", &yours, "Late.")),
        (&below(PATH, "22222222-b.txt"), "b"),
        (&below(PATH, "33333333-c.txt"), "c"),
        (note, &text),
        (
            article,
            &format!("---\ntickets: [{ID}]\n---\n\nAs {ID} has it.\n"),
        ),
    ]);
    let (end, union) = both(&Store::new(), &ours, &theirs);
    let mut others = end.keys().filter(|path| layout::ticket_at(path).is_some());
    let new = others
        .find(|path| *path != PATH && *path != note)
        .unwrap()
        .clone();
    let id = layout::ticket_at(&new).unwrap();
    assert_eq!(end[PATH], ours[PATH]);
    let meant = theirs[PATH].replace(&format!("id: {ID}\n"), &format!("id: {id}\nwas: {ID}\n"));
    assert_eq!(end[&new], meant);
    assert_eq!(end[article], theirs[article].replace(ID, id.as_str()));
    assert_eq!(end[note], text.replace(ID, id.as_str()));
    let attachments: BTreeSet<String> = end
        .keys()
        .filter(|path| layout::is_attachment(path))
        .cloned()
        .collect();
    let meant = [
        below(PATH, "11111111-a.txt"),
        below(PATH, "33333333-c.txt"),
        below(&new, "22222222-b.txt"),
        below(&new, "33333333-c.txt"),
    ];
    assert_eq!(attachments, meant.into());
    assert_eq!(union.looks.len(), 1);
    assert_eq!(union.looks[0].0, new);
    assert_eq!(union.merged, 0);

    // A clone that has the later one alone, and worked on, comes to the same id.
    let mut third = theirs.clone();
    third.insert(
        PATH.to_owned(),
        ticket(6, "d00001", &yours, "Late, and more."),
    );
    third.insert(
        "faq/other.md".to_owned(),
        format!("---\ntickets: [{ID}]\n---\n"),
    );
    let (last, _) = both(&theirs, &end, &third);
    assert_eq!(last[PATH], end[PATH]);
    assert_eq!(last[&new], end[&new].replace("Late.", "Late, and more."));
    assert_eq!(
        last["faq/other.md"],
        third["faq/other.md"].replace(ID, id.as_str())
    );
    // Also where it did nothing to the ticket.
    third.insert(PATH.to_owned(), theirs[PATH].clone());
    let (last, _) = both(&theirs, &end, &third);
    assert_eq!(last[&new], end[&new]);
    assert_eq!(
        last["faq/other.md"],
        third["faq/other.md"].replace(ID, id.as_str())
    );
    // A third ticket of the id gets another one again, whoever merges first.
    let latest = store(&[(PATH, &ticket(7, "f00001", "", "Latest."))]);
    let (one_way, _) = both(&Store::new(), &end, &latest);
    let (half, _) = both(&Store::new(), &theirs, &latest);
    let (other_way, _) = both(&Store::new(), &ours, &half);
    assert_eq!(one_way, other_way);
    assert_eq!(one_way.len(), end.len() + 1);
}

#[test]
fn one_id_is_taken_for_two_tickets_only_where_nothing_tells_that_they_are_one() {
    let imported = |minute: u8, ev: &str, id: &str| {
        let text = ticket(minute, ev, "", "One.");
        let text = text.replace(
            "timeline:",
            &format!("source: {{system: old, id: \"{id}\"}}\ntimeline:"),
        );
        text.replace(
            &format!("ev: {ev}\n"),
            &format!("ev: {ev}\n  imported: true\n"),
        )
    };
    let [one, again] = [imported(1, "m00001", "7"), imported(1, "m00001", "8")];
    // Somebody mended where it comes from.
    let base = store(&[(PATH, &one)]);
    let (end, _) = both(
        &base,
        &store(&[(PATH, &again)]),
        &store(&[(PATH, &one.replace("One.", "Two."))]),
    );
    assert_eq!(end, store(&[(PATH, &again.replace("One.", "Two."))]));
    // Another one of another time.
    let other = imported(2, "m00001", "8");
    let (end, _) = both(&Store::new(), &base, &store(&[(PATH, &other)]));
    assert_eq!(end.len(), 2);
    assert_eq!(end[PATH], one);
}

#[test]
fn what_cannot_be_read_stays_beside_what_can() {
    let base = store(&[(PATH, &ticket(0, "a00001", "", "One."))]);
    let broken = base[PATH].replace("title", "<<<<<<< HEAD\ntitle");
    let edited = ticket(0, "a00001", "", "Two.");
    let (end, union) = both(
        &base,
        &store(&[(PATH, &edited)]),
        &store(&[(PATH, &broken)]),
    );
    assert_eq!(end[PATH], edited);
    let (place, kept) = end.iter().find(|(path, _)| *path != PATH).unwrap();
    assert_eq!(*kept, broken);
    assert_eq!(*place, beside(PATH, broken.as_bytes()));
    assert!(
        place.starts_with("tickets/2026/11/22/INC-261122-K7F4Q/unmerged-"),
        "{place}"
    );
    assert!(!layout::may_be_ticket(place));
    assert!(union.looks[0].1.contains(place.as_str()), "{union:?}");
    assert_eq!(union.merged, 0);
    // Where neither is read, the greater; from both sides the same is said.
    let other = base[PATH].replace("timeline", "timetable");
    let (end, _) = both(&base, &store(&[(PATH, &other)]), &store(&[(PATH, &broken)]));
    assert_eq!(end.len(), 2);
    assert_eq!(end[PATH], other.clone().max(broken.clone()));
    // Of two events of one ev the greater file.
    let [one, two] = ["x", "y"].map(|spent| {
        let event = event(1, "noted", "b00001", &format!("  to: {spent}\n"));
        ticket(0, "a00001", &event, "One.")
    });
    let (end, _) = both(&base, &store(&[(PATH, &one)]), &store(&[(PATH, &two)]));
    assert_eq!(end[PATH], two);
    assert_eq!(end[&beside(PATH, one.as_bytes())], one);
}

#[test]
fn two_contents_of_one_name_both_stay_and_no_site_has_the_one_that_lost() {
    let (file, article) = (below(PATH, "12345678-a.md"), "faq/tax.md");
    let ours = store(&[
        (&file, "one"),
        (article, "no front matter"),
        ("faq/logo.svg", "1"),
    ]);
    let theirs = store(&[
        (&file, "two"),
        (article, "---\ntickets: []\n---\n"),
        ("faq/logo.svg", "2"),
    ]);
    let (end, union) = both(&Store::new(), &ours, &theirs);
    assert_eq!(end[&file], "two");
    assert_eq!(end[article], theirs[article]);
    assert_eq!(end.len(), 6);
    assert_eq!(union.looks.len(), 3);
    let kept = |path: &str, text: &str| {
        let place = beside(path, text.as_bytes());
        assert_eq!(end[&place], text);
        place
    };
    let place = kept(&file, "one");
    assert!(place.contains("/INC-261122-K7F4Q/unmerged-") && place.ends_with("-12345678-a.md"));
    let place = kept(article, "no front matter");
    assert!(
        place.starts_with("faq/.unmerged-") && place.ends_with("-tax.md.txt"),
        "{place}"
    );
    assert!(!layout::is_article(&place));
    kept("faq/logo.svg", "1");
    // A name as long as they may be stays one.
    let long = format!("faq/{}.md", "ñ".repeat(126));
    let place = beside(&long, b"x");
    assert!(place.len() <= "faq/".len() + 255, "{place}");
}
