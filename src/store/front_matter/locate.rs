//! Where in its file a key stands.

use serde_yaml::Mapping;

use super::layout::Layout;
use super::split::Document;

impl Document {
    /// Line and column in the file of a top-level key.
    #[must_use]
    pub fn locate(&self, key: &str) -> Option<(usize, usize)> {
        let entry = self.layout()?.find(key)?;
        Some(self.position(entry.lines.start))
    }

    /// Line and column in the file of an item of a top-level list; the first
    /// item has the index 0.
    #[must_use]
    pub fn locate_item(&self, key: &str, index: usize) -> Option<(usize, usize)> {
        let item = self.layout()?.find(key)?.items.get(index)?;
        Some(self.position(item.start))
    }

    /// The layout, found when it is first asked for; none when the head is not
    /// valid or not written as lines of `key: value`.
    fn layout(&self) -> Option<&Layout> {
        self.layout
            .get_or_init(|| Layout::of(self.head(), &self.mapping().ok()?).ok())
            .as_ref()
    }

    /// The layout, given what the head was read as.
    pub(super) fn layout_of(&self, mapping: &Mapping) -> Result<&Layout, &'static str> {
        if self.layout.get().is_none() {
            let layout = Layout::of(self.head(), mapping)?;
            let _ = self.layout.set(Some(layout));
        }
        self.layout
            .get()
            .and_then(Option::as_ref)
            .ok_or("its keys cannot be told apart")
    }
}
