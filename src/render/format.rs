//! The formats there are, and which of them a file's name asks for.

use clap::ValueEnum;

/// The values of `--format`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns for people
    #[default]
    Table,
    /// One JSON document with a schema name
    Json,
    /// One JSON object a line, each with a schema name
    Jsonl,
    /// Comma-separated values, safe to open in a spreadsheet
    Csv,
    /// Tables for a page on a forge or the summary of a CI job
    Markdown,
    /// JUnit XML, the test results of a CI job (only where there is a verdict)
    Junit,
    /// SARIF 2.1.0, findings with file and line (only where there are some)
    Sarif,
    /// OpenMetrics text, gauges for a scraper (only where there are some)
    Openmetrics,
}

/// How a file's name ends, and what is written there: the longer of two
/// endings that fit comes first.
const ENDINGS: [(&str, Format); 10] = [
    ("junit.xml", Format::Junit),
    (".sarif.json", Format::Sarif),
    (".sarif", Format::Sarif),
    ("openmetrics.txt", Format::Openmetrics),
    (".prom", Format::Openmetrics),
    (".jsonl", Format::Jsonl),
    (".json", Format::Json),
    (".csv", Format::Csv),
    (".md", Format::Markdown),
    (".txt", Format::Table),
];

impl Format {
    /// Those that every answer has.
    pub const COMMON: &'static [Self] = &[
        Self::Table,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Markdown,
    ];

    /// As `--format` takes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Junit => "junit",
            Self::Sarif => "sarif",
            Self::Openmetrics => "openmetrics",
        }
    }

    /// What a file of this name holds.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let ending = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending));
        ending.map(|(_, format)| *format)
    }

    /// How the names of files in these formats may end.
    pub fn endings(formats: &[Self]) -> impl Iterator<Item = &'static str> {
        let endings = ENDINGS.iter();
        endings
            .filter(|(_, format)| formats.contains(format))
            .map(|(ending, _)| *ending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_says_its_format() {
        for (name, format) in [
            ("sla.junit.xml", Some(Format::Junit)),
            ("junit.xml", Some(Format::Junit)),
            ("sla-junit.xml", Some(Format::Junit)),
            ("x.sarif", Some(Format::Sarif)),
            ("x.sarif.json", Some(Format::Sarif)),
            ("x.json", Some(Format::Json)),
            ("x.jsonl", Some(Format::Jsonl)),
            ("X.CSV", Some(Format::Csv)),
            ("summary.md", Some(Format::Markdown)),
            ("x.prom", Some(Format::Openmetrics)),
            ("x.openmetrics.txt", Some(Format::Openmetrics)),
            ("x.txt", Some(Format::Table)),
            ("x.xml", None),
            ("x.html", None),
            ("json", None),
            ("", None),
        ] {
            assert_eq!(Format::of_file(name), format, "{name}");
        }
    }

    #[test]
    fn each_ending_means_its_own_format() {
        for (ending, format) in ENDINGS {
            assert_eq!(Format::of_file(&format!("x{ending}")), Some(format));
        }
    }

    #[test]
    fn a_format_is_called_as_the_command_line_calls_it() {
        for format in Format::value_variants() {
            let value = format.to_possible_value().unwrap();
            assert_eq!(value.get_name(), format.as_str());
        }
    }
}
