use super::*;

fn table(text: &[u8], delimiter: u8, encoding: Encoding) -> anyhow::Result<Table> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("in.csv");
    std::fs::write(&path, text)?;
    let mapping = b"system: x\nrows: ticket\nid: a\nopened_at: b\ntitle: t\n";
    let mut mapping = super::mapping("m.yaml", mapping)?;
    mapping.delimiter = delimiter;
    mapping.encoding = encoding;
    Table::open(&path, &mapping)
}

fn rows(table: &mut Table) -> Vec<(u64, Vec<String>)> {
    let mut record = table.record();
    let mut rows = Vec::new();
    while let Some(place) = table.next(&mut record).unwrap() {
        let cells = (0..record.count()).map(|index| record.cell(index).unwrap().into_owned());
        rows.push((place.line, cells.collect()));
    }
    rows
}

#[test]
fn rows_know_their_lines_whatever_ends_them() {
    for end in ["\n", "\r\n"] {
        let text = ["\u{feff}a,b", "1,x", "", "2,\"y", "z\"", "3,w"].join(end);
        let mut table = table(text.as_bytes(), b',', Encoding::Utf8).unwrap();
        assert_eq!(table.header(), ["a", "b"]);
        let rows = rows(&mut table);
        let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 4, 6], "{end:?}");
        assert_eq!(rows[1].1, ["2", &format!("y{end}z")]);
    }
}

#[test]
fn rows_know_their_lines_where_ends_of_lines_are_mixed() {
    for (text, lines) in [
        ("a,b\n1,x\r\n2,y\n3,z\r\n4,w", vec![2, 3, 4, 5]),
        ("a,b\r\n1,x\n2,y\r\n\n\r\n3,z\n", vec![2, 3, 6]),
        (
            "a,b\r\n1,\"x\ny\r\nz\"\n2,w\r\n3,\"v\"\n4,u",
            vec![2, 5, 6, 7],
        ),
        ("\n\r\na,b\n1,x\r\n2,y\r\n", vec![4, 5]),
        ("a,b\n1,\"x\r\n2,y\n3,z\r\n4,w\n", vec![2, 3, 4, 5]),
    ] {
        let mut table = table(text.as_bytes(), b',', Encoding::Utf8).unwrap();
        for _ in 0..2 {
            let found: Vec<u64> = rows(&mut table).iter().map(|(line, _)| *line).collect();
            assert_eq!(found, lines, "{text:?}");
            table.restart().unwrap();
        }
    }
}

#[test]
fn a_header_whose_quotes_do_not_fit_is_refused() {
    for (text, line) in [
        ("\"a\"x,b\n1,2\n", 1),
        ("\"a,b\n1,2\n", 1),
        ("\n\"a\"x,b\r2,3\n1,2\n", 2),
        ("sep=,\n\"a\"x,b\n1,2\n", 2),
    ] {
        let error = table(text.as_bytes(), b',', Encoding::Utf8).unwrap_err();
        let told = format!("in.csv:{line}:1: {MALFORMED}");
        assert!(error.to_string().contains(&told), "{text:?}: {error}");
    }
    let mut table = table(b"a,b\n\"1\"x,2\n3,4\n", b',', Encoding::Utf8).unwrap();
    assert_eq!(rows(&mut table).len(), 2);
}

#[test]
fn a_wrong_header_is_named_by_its_line() {
    let error = table(b"sep=;\n\ncaf\xe9;b\n", b';', Encoding::Utf8).unwrap_err();
    assert!(error.to_string().contains("in.csv:3:1:"), "{error}");
}

#[test]
fn lines_that_end_in_a_carriage_return_alone_are_named() {
    for (text, line) in [
        ("a,b\r1,x\r", 1),
        ("a,b\n1,x\r2,y\n", 2),
        ("a,b\n1,\"x\r\ny\"\n2,\"z\"\r3,w\n", 4),
        ("a,b\n1,x\r", 2),
    ] {
        let error = table(text.as_bytes(), b',', Encoding::Utf8).unwrap_err();
        let told = format!("in.csv:{line}:1: the line ends in a carriage return alone");
        assert!(error.to_string().contains(&told), "{text:?}: {error}");
    }
    assert!(table(b"a,b\n1,\"x\ry\"\n", b',', Encoding::Utf8).is_ok());
}

#[test]
fn a_first_line_that_names_the_delimiter_is_no_header() {
    for text in ["sep=;\na;b\n1;x\n", "\u{feff}sep=;\r\na;b\r\n1;x\r\n"] {
        let mut table = table(text.as_bytes(), b',', Encoding::Utf8).unwrap();
        assert_eq!(table.header(), ["a", "b"]);
        let known = vec![(3, vec!["1".to_owned(), "x".to_owned()])];
        assert_eq!(rows(&mut table), known, "{text:?}");
        table.restart().unwrap();
        assert_eq!(rows(&mut table), known, "{text:?}");
    }
}

#[test]
fn a_line_whose_quotes_do_not_fit_is_named_and_loses_no_other() {
    let cases: [(&str, &[u64]); 9] = [
        ("a,b\n1,\"x\n2,y\n3,\"z\"\n4,w\n", &[2]),
        ("a,b\n1,\"x\n2,y\n", &[2]),
        ("a,b\n1,\"x\" y\n2,z\n", &[2]),
        ("a,b\n1,\"x\ny\"\n2,\"z\" w\n3,v\n", &[4]),
        ("a,b\n1,x\n\n\n2,\"y\n3,z", &[5]),
        ("a,b\r\n1,\"x\r\n2,\"y\"\r\n", &[2]),
        ("a,b\n1,\"x\"\"\n2,\"y\n3,z\n", &[2, 3]),
        ("a,b\n1,12\" screen\n2,\"a \"\"b\"\" c\"\n", &[]),
        ("a,b\n1,\"x\"", &[]),
    ];
    for (text, bad) in cases {
        let mut table = table(text.as_bytes(), b',', Encoding::Utf8).unwrap();
        let mut record = table.record();
        let (mut lines, mut ids) = (Vec::new(), Vec::new());
        while let Some(place) = table.next(&mut record).unwrap() {
            if record.is_malformed {
                lines.push(place.line);
            } else {
                assert_eq!(record.count(), 2, "{text:?}");
                ids.push(record.cell(0).unwrap().into_owned());
            }
        }
        assert_eq!(lines, bad, "{text:?}");
        let all = text
            .lines()
            .filter(|line| line.starts_with(['1', '2', '3', '4']));
        assert_eq!(ids.len() + bad.len(), all.count(), "{text:?}: {ids:?}");
    }
}

#[test]
fn a_row_is_found_again_by_its_place() {
    let mut table = table(b"a,b\n1,x\n2,y\n3,z\n", b',', Encoding::Utf8).unwrap();
    let mut record = table.record();
    let mut places = Vec::new();
    while let Some(place) = table.next(&mut record).unwrap() {
        places.push(place);
    }
    for index in [2, 0, 1, 1] {
        table.read(places[index], &mut record).unwrap();
        assert_eq!(record.cell(0).unwrap(), (index + 1).to_string());
    }
}

#[test]
fn windows_text_and_other_delimiters_are_read() {
    let mut table = table(b"a;b\n1;caf\xe9 \x80\n", b';', Encoding::Windows1252).unwrap();
    assert_eq!(rows(&mut table)[0].1, ["1", "café €"]);
}

#[test]
fn what_is_no_text_is_told() {
    let mut utf8 = table(b"a,b\n1,caf\xe9\n", b',', Encoding::Utf8).unwrap();
    let mut record = utf8.record();
    utf8.next(&mut record).unwrap();
    assert!(record.cell(1).unwrap_err().contains("0xE9"));
    for text in [b"".as_slice(), b"\xff\xfea\0,\0", b"caf\xe9,b\n"] {
        assert!(table(text, b',', Encoding::Utf8).is_err(), "{text:?}");
    }
}
