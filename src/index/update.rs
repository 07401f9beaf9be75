//! Writing down what is new, and what is remembered of folders.

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use crate::core::folder::{Difference, Folder, MARK, Mark, Names, UNSETTLED, lacking};

use super::error::IndexError;
use super::file::{Index, keep_log, meta, set_meta, tidy_log};
use super::row::{self, Row};
use super::text;

/// Whose folders are remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tree {
    /// Those that are read: the work tree's, or a bare repository's.
    Read = 0,
    /// Those of the commit of HEAD beside a work tree.
    Head = 1,
}

/// What became of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Updated {
    /// It is written.
    Done,
    /// Somebody else wrote meanwhile: what was remembered must be asked again.
    Overtaken,
}

impl Index {
    /// The folders as they were last seen, and the commit whose folders those
    /// of [`Tree::Head`] are.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn remembered(&mut self) -> Result<(Vec<Folder>, Option<String>), IndexError> {
        let see = self.db.unchecked_transaction()?;
        let generation = meta(&see, "generation")?.unwrap_or(0);
        let head = meta(&see, "head")?;
        let folders = folders(&see, Tree::Read)?;
        see.commit()?;
        self.generation = generation;
        Ok((folders, head))
    }

    /// The folders of the commit of HEAD as they were last seen.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn remembered_head(&self) -> Result<Vec<Folder>, IndexError> {
        Ok(folders(&self.db, Tree::Head)?)
    }

    /// Writes what is new, all of it or nothing. `head` is what is new in the
    /// commit of HEAD and that commit. `rows` gives the files of `read.read`,
    /// and returns the paths of those that could not be looked into this time.
    ///
    /// # Errors
    /// It cannot be written, and those of `rows`.
    pub fn update<E: From<IndexError>>(
        &mut self,
        mut read: Difference,
        head: Option<(String, Difference)>,
        rows: impl FnOnce(&mut dyn FnMut(Row) -> Result<(), IndexError>) -> Result<Vec<String>, E>,
    ) -> Result<Updated, E> {
        let failed = |error: rusqlite::Error| E::from(IndexError::from(error));
        let generation = self.generation;
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        if meta(&change, "generation").map_err(failed)? != Some(generation) {
            return Ok(Updated::Overtaken);
        }
        let mut text = text::Keeper::of(&change).map_err(failed)?;
        for path in &read.lost {
            row::remove(&change, path, text.as_mut()).map_err(failed)?;
        }
        for path in rows(&mut |row| Ok(row.write(&change, text.as_mut())?))? {
            unsettle(&mut read.changed, &path);
        }
        if let Some(text) = text {
            text.finish().map_err(failed)?;
        }
        write(&change, generation + 1, &read, head).map_err(failed)?;
        change.commit().map_err(failed)?;
        keep_log(&self.db);
        tidy_log(&self.db);
        self.generation = generation + 1;
        Ok(Updated::Done)
    }
}

fn folders(db: &Connection, tree: Tree) -> rusqlite::Result<Vec<Folder>> {
    let sql = "SELECT path, mark, folders, names, marks FROM folder WHERE tree = ?";
    let mut folders = db.prepare_cached(sql)?;
    let folders = folders.query_map([tree as i64], |row| {
        let mark: Option<Vec<u8>> = row.get(1)?;
        let marks: Vec<u8> = row.get(4)?;
        let (marks, _) = marks.as_chunks::<MARK>();
        Ok(Folder {
            path: row.get(0)?,
            mark: mark.and_then(|mark| Mark::try_from(mark).ok()),
            folders: Names::from_text(row.get(2)?),
            files: Names::from_text(row.get(3)?),
            marks: marks.to_vec(),
        })
    })?;
    folders.collect()
}

fn remember(db: &Connection, tree: Tree, folder: &Folder) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO folder (tree, path, mark, folders, names, marks)
        VALUES (?, ?, ?, ?, ?, ?)";
    db.prepare_cached(sql)?
        .execute(params![
            tree as i64,
            folder.path,
            folder.mark,
            folder.folders.as_str(),
            folder.files.as_str(),
            folder.marks.as_flattened(),
        ])
        .map(|_| ())
}

/// A file that must be read again next time.
fn unsettle(folders: &mut [Folder], path: &str) {
    let Some((folder, name)) = path.rsplit_once('/') else {
        return;
    };
    let holds = folders.iter_mut().find(|known| known.path == folder);
    if let Some(known) = holds
        && let Some(place) = known.files.iter().position(|known| known == name)
    {
        known.marks[place] = UNSETTLED;
    }
}

fn write(
    db: &Connection,
    generation: i64,
    read: &Difference,
    head: Option<(String, Difference)>,
) -> rusqlite::Result<()> {
    let mut touched = Vec::new();
    let mut keep = |tree: Tree, difference: &Difference| -> rusqlite::Result<()> {
        let sql = "DELETE FROM folder WHERE tree = ? AND path = ?";
        for path in &difference.gone {
            db.prepare_cached(sql)?
                .execute(params![tree as i64, path])?;
            touched.push(path.clone());
        }
        for folder in &difference.changed {
            remember(db, tree, folder)?;
            touched.push(folder.path.clone());
        }
        Ok(())
    };
    keep(Tree::Read, read)?;
    if let Some((commit, difference)) = head {
        keep(Tree::Head, &difference)?;
        set_meta(db, "head", commit)?;
    }
    count_absent(db, &touched)?;
    set_meta(db, "generation", generation)
}

/// Counts again what the work tree lacks of these folders of HEAD.
fn count_absent(db: &Connection, paths: &[String]) -> rusqlite::Result<()> {
    let sql = "SELECT names FROM folder WHERE tree = ? AND path = ?";
    let mut names = db.prepare_cached(sql)?;
    let mut names = |tree: Tree, path: &str| -> rusqlite::Result<Option<Names>> {
        let found = names.query_row(params![tree as i64, path], |row| row.get(0));
        Ok(found.optional()?.map(Names::from_text))
    };
    let sql = "UPDATE folder SET absent = ? WHERE tree = 1 AND path = ?";
    let mut keep = db.prepare_cached(sql)?;
    for path in paths {
        let Some(head) = names(Tree::Head, path)? else {
            continue;
        };
        let read = names(Tree::Read, path)?.unwrap_or_default();
        let absent = lacking(head.iter(), read.iter()).count();
        keep.execute(params![absent, path])?;
    }
    Ok(())
}
