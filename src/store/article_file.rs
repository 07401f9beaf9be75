//! An article as a file: ours read strictly and edited without loss, those of
//! other programs only read.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::core::check::Place;
use crate::core::faq::{self, Article, Origin, Visibility};
use crate::core::fault::Fault;
use crate::core::id::TicketId;

use super::front_matter::{Document, Edit, Foreign, Language};
use crate::core::layout;

/// The order in which keys are written.
const ORDER: [&str; 8] = [
    "title",
    "tickets",
    "category",
    "service",
    "error_codes",
    "visibility",
    "created",
    "updated",
];

/// An article and the file it was read from.
#[derive(Debug, Clone)]
pub struct ArticleFile {
    /// Relative to the store's root.
    pub path: String,
    /// What the file says.
    pub article: Article,
    /// Of our own articles.
    document: Option<Document>,
}

/// The front matter of our own articles; other keys are the writer's.
#[derive(Deserialize)]
struct Front {
    title: String,
    tickets: Vec<TicketId>,
    category: Option<String>,
    service: Option<String>,
    #[serde(default)]
    error_codes: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    visibility: Option<Visibility>,
    created: Option<NaiveDate>,
    updated: Option<NaiveDate>,
}

impl ArticleFile {
    /// Reads a file. It is one of ours when its header is YAML with the key
    /// `tickets`; else whoever wrote it, title, categories, tags and dates are
    /// taken from the keys that generators of sites have for them.
    pub fn parse(path: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let document = Document::parse(bytes).ok();
        let ours = document.filter(|document| document.locate("tickets").is_some());
        let (article, document) = match ours {
            Some(document) => (own(&document), Some(document)),
            None => (foreign(path, bytes), None),
        };
        Ok(Self {
            path: path.to_owned(),
            article: article.map_err(|fault| fault.in_file(path))?,
            document,
        })
    }

    /// What it is called on the command line and in tickets.
    #[must_use]
    pub fn slug(&self) -> &str {
        faq::slug(&self.path)
    }

    /// The line and column of a finding's place, both from 1.
    #[must_use]
    pub fn locate(&self, place: &Place) -> (usize, usize) {
        let found = match (place, &self.document) {
            (Place::Key(key), Some(document)) => document.locate(key),
            _ => None,
        };
        found.unwrap_or((1, 1))
    }

    /// The bytes of the file with more tickets and error codes; `None` when it
    /// is not one of ours.
    pub fn with(
        &self,
        tickets: &[TicketId],
        error_codes: &[String],
        today: NaiveDate,
    ) -> Option<Result<Vec<u8>, Fault>> {
        let push = |key: &str, items: Vec<Value>| Edit::Push {
            key: key.to_owned(),
            items,
        };
        let tickets = tickets.iter().map(|id| json!(id)).collect();
        let codes = error_codes.iter().map(|code| json!(code)).collect();
        let edits = [
            push("tickets", tickets),
            push("error_codes", codes),
            updated(today),
        ];
        self.edited(&edits)
    }

    /// The bytes of the file with this day as its last change; `None` when it
    /// is not one of ours.
    pub fn touched(&self, today: NaiveDate) -> Option<Result<Vec<u8>, Fault>> {
        self.edited(&[updated(today)])
    }

    fn edited(&self, edits: &[Edit]) -> Option<Result<Vec<u8>, Fault>> {
        let document = self.document.as_ref()?;
        let edited = document.edit(edits, &ORDER);
        Some(edited.map_err(|fault| fault.in_file(&self.path)))
    }
}

fn updated(today: NaiveDate) -> Edit {
    Edit::Set {
        key: "updated".to_owned(),
        value: json!(today),
    }
}

/// The bytes of a new article.
pub fn create(slug: &str, article: &Article) -> Result<Vec<u8>, Fault> {
    let values = [
        json!(article.title),
        json!(article.tickets),
        json!(article.categories.first()),
        json!(article.service),
        json!(article.error_codes),
        json!(article.visibility),
        json!(article.created),
        json!(article.updated),
    ];
    let fields: Vec<(&str, Value)> = ORDER
        .into_iter()
        .zip(values)
        .filter(|(_, value)| !value.is_null() && *value != json!([]))
        .collect();
    let path = layout::article(slug);
    Document::create(&fields, &article.body).map_err(|fault| fault.in_file(path))
}

fn own(document: &Document) -> Result<Article, Fault> {
    let front: Front = document.read()?;
    if front.title.trim().is_empty() {
        let (line, column) = document.locate("title").unwrap_or((1, 1));
        return Err(Fault::new("", line, column, "`title` is empty"));
    }
    Ok(Article {
        origin: Origin::Desk,
        title: front.title,
        tickets: front.tickets,
        categories: front.category.into_iter().collect(),
        service: front.service,
        error_codes: front.error_codes,
        tags: front.tags,
        // For everybody only when somebody says so.
        visibility: Some(front.visibility.unwrap_or(Visibility::Internal)),
        created: front.created,
        updated: front.updated,
        body: document.body().to_owned(),
    })
}

fn foreign(path: &str, bytes: &[u8]) -> Result<Article, Fault> {
    let file = Foreign::parse(bytes)?;
    let values = &file.values;
    let day = |keys: &[&str]| keys.iter().find_map(|key| day(values.get(*key)?));
    Ok(Article {
        origin: match file.language {
            Some(Language::Yaml) => Origin::Yaml,
            Some(Language::Toml) => Origin::Toml,
            Some(Language::Json) => Origin::Json,
            None => Origin::Plain,
        },
        title: title(path, &file)?,
        tickets: Vec::new(),
        categories: words(values, &["categories", "category"]),
        service: None,
        error_codes: Vec::new(),
        tags: words(values, &["tags"]),
        visibility: None,
        created: day(&["date", "created", "publishDate", "pubDate"]),
        updated: day(&["lastmod", "updated", "last_modified_at"]),
        body: file.body,
    })
}

/// The title in the header, else the first heading, else the file's name.
fn title(path: &str, file: &Foreign) -> Result<String, Fault> {
    match file.values.get("title") {
        Some(Value::String(title)) => return Ok(title.clone()),
        None | Some(Value::Null) => {}
        // A number does not come back as it was written: 1.10 is 1.1.
        Some(_) => {
            let (line, column) = file.locate("title");
            let fault = Fault::new("", line, column, "`title` is not a text");
            return Err(fault.hinted("put it in quotes"));
        }
    }
    let heading = file.body.lines().find_map(|line| line.strip_prefix("# "));
    let heading = heading.map(|text| text.trim().trim_end_matches([' ', '#']));
    let named = heading.filter(|text| !text.is_empty());
    Ok(named.unwrap_or_else(|| layout::stem(path)).to_owned())
}

/// The texts under the first of the keys that is there, at the top or, as Zola
/// has them, under `taxonomies`.
fn words(values: &Map<String, Value>, keys: &[&str]) -> Vec<String> {
    let nested = values.get("taxonomies").and_then(Value::as_object);
    let found = [Some(values), nested]
        .into_iter()
        .flatten()
        .find_map(|map| keys.iter().find_map(|key| map.get(*key)));
    match found {
        Some(Value::Array(items)) => items.iter().filter_map(word).collect(),
        Some(value) => word(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The day at the beginning of a text; what is not written year, month, day
/// means different days to different people.
fn day(value: &Value) -> Option<NaiveDate> {
    let text = value.as_str()?.trim();
    let day = text.get(..10)?;
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Article {
        let path = "faq/folder/the-name.md";
        ArticleFile::parse(path, text.as_bytes()).unwrap().article
    }

    fn date(day: &str) -> Option<NaiveDate> {
        NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
    }

    const OURS: &str = "---\n# ours\ntitle: 'H007'   # why\ntickets: [INC-261122-K7F4Q]\nowner: ana\nerror_codes: [0012]\nvisibility: public\ncreated: 2026-11-22\n---\n\n## Problem\n";

    #[test]
    fn an_article_of_ours_is_told_by_its_tickets() {
        let article = read(OURS);
        assert_eq!(article.origin, Origin::Desk);
        assert_eq!(article.error_codes, ["0012"]);
        assert_eq!(article.created, date("2026-11-22"));
        assert!(article.is_public());
        let article = read("---\ntitle: x\ntickets: []\n---\n");
        assert_eq!(article.visibility, Some(Visibility::Internal));
        assert_eq!(read("---\ntitle: x\n---\n").origin, Origin::Yaml);
    }

    #[test]
    fn what_is_wrong_with_ours_is_named() {
        for (old, new, place) in [
            ("[INC-261122-K7F4Q]", "[x]", (4, 10)),
            ("visibility: public", "visibility: all", (7, 13)),
            ("'H007'", "''", (3, 1)),
            ("2026-11-22", "yesterday", (8, 10)),
        ] {
            let text = OURS.replace(old, new);
            let fault = ArticleFile::parse("faq/x.md", text.as_bytes()).unwrap_err();
            assert_eq!(
                (&*fault.path, fault.line, fault.column),
                ("faq/x.md", place.0, place.1),
                "{fault}"
            );
        }
    }

    #[test]
    fn a_new_article_reads_back_as_it_was_meant() {
        let article = Article {
            tags: Vec::new(),
            title: "No: 12e4 & *x*".to_owned(),
            categories: vec!["invoicing/tax".to_owned()],
            ..read(OURS)
        };
        let bytes = create("x", &article).unwrap();
        let file = ArticleFile::parse("faq/x.md", &bytes).unwrap();
        assert_eq!(file.article, article);
    }

    #[test]
    fn tickets_and_codes_are_added_without_touching_the_rest() {
        let text = OURS.replace('\n', "\r\n");
        let file = ArticleFile::parse("faq/x.md", text.as_bytes()).unwrap();
        let id = "INC-261123-AAAAA".parse().unwrap();
        let today = date("2026-11-23").unwrap();
        let edited = file.with(&[id], &["H007".to_owned()], today).unwrap();
        let expected = text
            .replace("K7F4Q]", "K7F4Q, INC-261123-AAAAA]")
            .replace("[0012]", "[0012, H007]")
            .replace("11-22\r\n---", "11-22\r\nupdated: 2026-11-23\r\n---");
        assert_eq!(String::from_utf8(edited.unwrap()).unwrap(), expected);
        let foreign = ArticleFile::parse("faq/x.md", b"text").unwrap();
        assert!(foreign.touched(today).is_none());
    }

    #[test]
    fn articles_of_other_programs_give_what_they_say_of_themselves() {
        let hugo = read(
            "+++\ntitle = 'Hugo'\ndate = 2024-05-06T07:08:09Z\nlastmod = 2024-06-01\ncategories = ['a', 'b']\n+++\n",
        );
        assert_eq!(
            (hugo.origin, hugo.created, hugo.updated),
            (Origin::Toml, date("2024-05-06"), date("2024-06-01"))
        );
        assert_eq!(hugo.categories, ["a", "b"]);
        assert_eq!((hugo.visibility, hugo.is_public()), (None, false));
        let zola = read("+++\ntitle = 'Zola'\n[taxonomies]\ntags = ['x']\n+++\n");
        assert_eq!(zola.tags, ["x"]);
        let jekyll =
            read("---\ntitle: Jekyll\ncategories: billing\ndate: 2019-01-02 10:00:00 +0200\n---\n");
        assert_eq!(
            (jekyll.categories, jekyll.created),
            (vec!["billing".to_owned()], date("2019-01-02"))
        );
        let json = read("{\"title\": \"JSON\", \"date\": \"6 May\", \"tags\": [1, null]}\n");
        assert_eq!(
            (json.origin, json.created, json.tags),
            (Origin::Json, None, vec!["1".to_owned()])
        );
    }

    #[test]
    fn a_title_is_looked_for_in_header_heading_and_name_and_is_a_text() {
        assert_eq!(
            read("---\ndraft: true\n---\n\n## x\n# The title #\n").title,
            "The title"
        );
        assert_eq!(read("text\n").title, "the-name");
        let fault =
            ArticleFile::parse("faq/x.md", b"---\ndraft: true\ntitle: 1.10\n---\n").unwrap_err();
        assert_eq!(fault.to_string(), "faq/x.md:3:1: `title` is not a text");
    }
}
