//! What can be wrong with an index.

use rusqlite::ErrorCode;

use super::record::RecordError;

/// What is wrong with an index.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct IndexError(#[from] rusqlite::Error);

impl From<RecordError> for IndexError {
    fn from(error: RecordError) -> Self {
        Self(error.into())
    }
}

impl IndexError {
    /// Whether it says nothing about the index itself: another process is at
    /// work on it, or the disk is full.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(
            self.0.sqlite_error_code(),
            Some(
                ErrorCode::DatabaseBusy
                    | ErrorCode::DatabaseLocked
                    | ErrorCode::DiskFull
                    | ErrorCode::OutOfMemory
            )
        )
    }
}
