mod edit;
mod list;
mod promote;
mod show;

use super::verb::group;

group! {
    /// Keep articles, so that no question is answered twice
    ///
    /// `faq promote` makes an article of resolved tickets; each names the other.
    /// Articles are Markdown files in `faq/`. Those that another program wrote
    /// (with a YAML, TOML or JSON header) are listed and shown too.
    {
        writes promote Promote;
        reads list List;
        reads show Show;
        writes edit Edit;
    }
}
